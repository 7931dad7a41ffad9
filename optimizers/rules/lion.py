r"""Lion: the sign of a momentum, found by a search over programs.

u = sign(β₁ m + (1 − β₁) g),   w ← (1 − η λ) w − η u,   m ← β₂ m + (1 − β₂) g

optax, pytorch-optimizer and the authors' code agree. Every coordinate moves by η in every step.
Source: X. Chen et al., 2023, https://arxiv.org/abs/2302.06675
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, decoupled_decay, hyper


class LionState(NamedTuple):
    m: Array  # (..., n) running mean of g


@dataclass(frozen=True, eq=False)
class Lion(Optimizer):
    title = "Lion"
    family = "modern"
    lr_unit = "distance"
    plainly = (
        "Every coordinate moves by the same length, along the sign of a mix of momentum and the newest gradient.",
        "A sign needs no second average, which saves memory, and the mix reacts sooner than the long momentum "
        "that is kept.",
    )
    good_for = (
        "Large networks with little memory and a falling step size; with a constant one it zigzags around the minimum."
    )

    lr: float = hyper(1e-4, slider=(1e-5, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="weight of m in the step")
    beta2: float = hyper(0.99, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of m")
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return LionState(m=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        u = np.sign(self.beta1 * state.m + (1 - self.beta1) * g)
        m = self.beta2 * state.m + (1 - self.beta2) * g
        x = (1 - self.lr * self.weight_decay) * x - self.lr * u
        return x, LionState(m)
