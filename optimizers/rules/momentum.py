r"""Momentum (Polyak's heavy ball), in the three forms that books and libraries use.

torch     v ← β v + (1 − τ) g,   w ← w − η v         (torch, optax; torch leaves the first buffer undamped)
velocity  v ← β v − η g,         w ← w + v           (Keras, Sutskever et al.: η is stored inside v)
ema       v ← β v + (1 − β) g,   w ← w − η v         (an average of gradients: steps are 1 − β times torch's)

While η is constant, velocity draws the path of torch, and ema draws it with η (1 − β) for η.
Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964,
https://doi.org/10.1016/0041-5553(64)90137-5; I. Sutskever et al., 2013, https://proceedings.mlr.press/v28/sutskever13.html
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper


class MomentumState(NamedTuple):
    v: Array  # (..., n) the velocity


@dataclass(frozen=True, eq=False)
class Momentum(Optimizer):
    title = "Momentum"
    family = "first order"
    momentum_state = "v"
    lr_unit = "1/curvature"
    plainly = (
        "The step is a running sum of past gradients that slowly forgets, like a heavy ball that rolls on.",
        "Gradients that keep their direction add up along a valley, and those that alternate across it cancel.",
    )
    good_for = "Valleys and small bumps, through which it keeps its speed; it overshoots and swings around minima."

    lr: float = hyper(1e-3, slider=(1e-5, 2.0), log=True, symbol=r"\eta", doc="step size")
    momentum: float = hyper(0.9, slider=(0.0, 0.999), symbol=r"\beta", doc="momentum")
    form: str = hyper("torch", choices=("torch", "velocity", "ema"), doc="form")
    dampening: float = hyper(0.0, slider=(0.0, 1.0), symbol=r"\tau", doc="dampening", rare=True, when={"form": "torch"})
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return MomentumState(v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        if self.form == "torch":
            v = self.momentum * state.v + (1 - self.dampening * (t > 1)) * g
            x = x - self.lr * v
        elif self.form == "velocity":
            v = self.momentum * state.v - self.lr * g
            x = x + v
        else:
            v = self.momentum * state.v + (1 - self.momentum) * g
            x = x - self.lr * v
        return x, MomentumState(v)
