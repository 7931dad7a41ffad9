r"""Nesterov's accelerated gradient.

torch      v ← β v + g,  w ← w − η (g + β v)                  (torch and optax: the gradient is taken at w)
sutskever  v ← β v − η ∇f(w + β v),  w ← w + v                (the gradient is taken at the look-ahead point)

torch's w is the look-ahead point w + β v of the other form: both take the same gradients at the same places and
differ in which of the two points they call the iterate.
Source: Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983;
I. Sutskever et al., 2013, https://proceedings.mlr.press/v28/sutskever13.html
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper


class NesterovState(NamedTuple):
    v: Array  # (..., n) the velocity


@dataclass(frozen=True, eq=False)
class Nesterov(Optimizer):
    title = "Nesterov"
    family = "first order"
    momentum_state = "v"
    lr_unit = "1/curvature"
    plainly = (
        "The same running sum as momentum, but with the gradient felt where that momentum is about to carry the point.",
        "Looking ahead shows a rising slope one step earlier, so the ball brakes before it overshoots and swings less.",
    )
    good_for = "Fastest of its kind on smooth convex problems; stable only for smaller step sizes than plain momentum."

    lr: float = hyper(1e-3, slider=(1e-5, 2.0), log=True, symbol=r"\eta", doc="step size")
    momentum: float = hyper(0.9, slider=(0.0, 0.999), symbol=r"\beta", doc="momentum")
    form: str = hyper("torch", choices=("torch", "sutskever"), doc="form")
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return NesterovState(v=np.zeros_like(x))

    def step(self, x, state, t, f):
        if self.form == "torch":
            g = f.gradient(x)
            v = self.momentum * state.v + g
            x = x - self.lr * (g + self.momentum * v)
        else:
            g = f.gradient(x + self.momentum * state.v)
            v = self.momentum * state.v - self.lr * g
            x = x + v
        return x, NesterovState(v)
