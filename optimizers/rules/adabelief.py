r"""AdaBelief: Adam that divides by how far the gradient is from what m predicted.

m ← β₁ m + (1 − β₁) g,   s ← β₂ s + (1 − β₂) (g − m)² + ε,   w ← (1 − η λ) w − η m̂ / (√ŝ + ε)

ε is added to s in every step, and outside the root: paper, optax and pytorch-optimizer agree.
Source: J. Zhuang et al., 2020, https://arxiv.org/abs/2010.07468
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power


class AdaBeliefState(NamedTuple):
    m: Array  # (..., n) running mean of g
    s: Array  # (..., n) running mean of (g − m)²


@dataclass(frozen=True, eq=False)
class AdaBelief(Optimizer):
    title = "AdaBelief"
    family = "modern"
    lr_unit = "distance"
    good_for = (
        "Long straight valleys, where it speeds up as gradients repeat; where they barely change it may jump far."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of s")
    eps: float = hyper(1e-16, slider=(1e-16, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return AdaBeliefState(m=np.zeros_like(x), s=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        d = g - m
        s = self.beta2 * state.s + (1 - self.beta2) * d * d + self.eps
        m_hat = m / (1 - power(self.beta1, t))
        s_hat = s / (1 - power(self.beta2, t))
        x = (1 - self.lr * self.weight_decay) * x - self.lr * m_hat / (np.sqrt(s_hat) + self.eps)
        return x, AdaBeliefState(m, s)
