r"""MADGRAD: dual averaging from the start, with a cube root where Adagrad has a square root, and momentum.

λ = (η + ε) √t,   s ← s + λ g,   v ← v + λ g²,   z = w₀ − s / (∛v + ε),   w ← β w + (1 − β) z

The authors' code and pytorch-optimizer agree, down to adding ε to η. The weight decay is coupled or, with
`decoupled_weight_decay`, takes (η + ε) λ w off after the step, as both have it. Without momentum they work w₀ out anew
from w in every step, so that it takes a decoupled decay along; here w₀ is always the start.
Source: A. Defazio and S. Jelassi, 2021, https://arxiv.org/abs/2101.11075
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper


class MADGRADState(NamedTuple):
    s: Array  # (..., n) weighted sum of g
    v: Array  # (..., n) weighted sum of g²
    x0: Array  # (..., n) the start


@dataclass(frozen=True, eq=False)
class MADGRAD(Optimizer):
    title = "MADGRAD"
    family = "modern"
    symbols = {"x0": "w_0", "weight": r"\lambda"}
    plainly = (
        "The point is rebuilt in every step from the start and the weighted sum of all gradients, divided by "
        "a cube root of summed squares.",
        "All gradients keep their say, and the cube root shrinks the steps less harshly than AdaGrad's square root.",
    )
    good_for = (
        "Sparse and noisy problems that SGD and Adam share; it forgets nothing, so a steep start slows it for long."
    )

    lr: float = hyper(1e-2, slider=(1e-4, 10.0), log=True, symbol=r"\eta", doc="step size")
    momentum: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta", doc="momentum")
    eps: float = hyper(1e-6, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return MADGRADState(s=np.zeros_like(x), v=np.zeros_like(x), x0=x.copy())

    def step(self, x, state, t, f):
        g = f.gradient(x)
        weight = (self.lr + self.eps) * np.sqrt(t)
        s = state.s + weight * g
        v = state.v + weight * g * g
        z = state.x0 - s / (np.cbrt(v) + self.eps)
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        x = self.momentum * x + (1 - self.momentum) * z - (self.lr + self.eps) * decay * x
        return x, MADGRADState(s, v, state.x0)
