r"""AdaGrad: every coordinate's step is divided by the root of all its squared gradients so far.

s ← s + g²,   w ← w − η / (1 + (t − 1) κ) · g / (√s + ε)

torch: ε outside the root, s starts at 0. optax and Keras: ε = 1e-7 inside the root, s starts at 0.1.
Source: J. Duchi, E. Hazan, Y. Singer, 2011, https://jmlr.org/papers/v12/duchi11a.html
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper


class AdagradState(NamedTuple):
    s: Array  # (..., n) the sum of squared gradients


@dataclass(frozen=True, eq=False)
class Adagrad(Optimizer):
    title = "AdaGrad"
    family = "adaptive"
    lr_unit = "shrinking distance"
    plainly = (
        "Each coordinate's step is divided by the root of the sum of all its squared gradients so far.",
        "Steep and flat coordinates so come to steps of like size, and since the sum only grows, the steps "
        "shrink by themselves.",
    )
    good_for = "Sparse gradients and coordinates of very different scale; its steps only ever shrink, often too soon."

    lr: float = hyper(1e-2, slider=(1e-4, 5.0), log=True, symbol=r"\eta", doc="step size")
    eps: float = hyper(1e-10, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    eps_place: str = hyper("outside", choices=("outside", "inside"), doc="epsilon is … the root", rare=True)
    lr_decay: float = hyper(0.0, slider=(0.0, 1.0), symbol=r"\kappa", doc="decay of the step size", rare=True)
    initial_accumulator_value: float = hyper(0.0, slider=(0.0, 1.0), symbol="s_0", doc="start of the sum", rare=True)
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return AdagradState(s=np.zeros_like(x) + self.initial_accumulator_value)

    def step(self, x, state, t, f):
        g = f.gradient(x)
        s = state.s + g * g
        eta = self.lr / (1 + (t - 1) * self.lr_decay)
        if self.eps_place == "outside":
            x = x - eta * g / (np.sqrt(s) + self.eps)
        else:
            x = x - eta * g / np.sqrt(s + self.eps)
        return x, AdagradState(s)
