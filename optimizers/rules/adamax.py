r"""Adamax: Adam with the largest recent |g| in place of the root mean square.

m ← β₁ m + (1 − β₁) g,   u ← max(β₂ u, |g| + ε),   w ← w − η / (1 − β₁ᵗ) · m / u

torch and optax add ε to |g| inside the maximum; Keras adds it to u in the division (`eps_place="outside"`).
Source: D. Kingma and J. Ba, 2014, section 7.1, https://arxiv.org/abs/1412.6980
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper, power


class AdamaxState(NamedTuple):
    m: Array  # (..., n) running mean of g
    u: Array  # (..., n) decaying maximum of |g|


@dataclass(frozen=True, eq=False)
class Adamax(Optimizer):
    title = "Adamax"
    family = "adaptive"
    lr_unit = "distance"
    plainly = (
        "Adam with a slowly fading maximum of each coordinate's gradient in the place of the root mean square.",
        "A maximum bounds the step whatever the gradients do, and one large gradient keeps the steps short "
        "until it has faded.",
    )
    good_for = "Heavy-tailed gradients: one large gradient shortens the steps for long. Mostly slower than Adam."

    lr: float = hyper(2e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of u")
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    eps_place: str = hyper("inside", choices=("inside", "outside"), doc="epsilon is … the maximum", rare=True)
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return AdamaxState(m=np.zeros_like(x), u=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        m_hat = m / (1 - power(self.beta1, t))
        if self.eps_place == "inside":
            u = np.maximum(self.beta2 * state.u, np.abs(g) + self.eps)
            x = x - self.lr * m_hat / u
        else:
            u = np.maximum(self.beta2 * state.u, np.abs(g))
            x = x - self.lr * m_hat / (u + self.eps)
        return x, AdamaxState(m, u)
