r"""AdaBelief: Adam that divides by how far the gradient is from what m predicted.

m ← β₁ m + (1 − β₁) g,   s ← β₂ s + (1 − β₂) (g − m)² + ε,   w ← (1 − η λ) w − η m̂ / (√ŝ + ε)

ε is added to s in every step, and outside the root: paper, optax and pytorch-optimizer agree. The authors' code
rectifies the step with the r and ρ of RAdam (`rectify`, its default; without the m̂ of the second line, if
`degenerated_to_sgd=False`):

w ← (1 − η λ) w − η r m̂ √(1 − β₂ᵗ) / (√s + ε)   if ρ ≥ 5
w ← (1 − η λ) w − η m̂                           else
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
    symbols = {"rho_inf": r"\rho^{\infty}"}
    lr_unit = "distance"
    plainly = (
        "Adam that divides by how far gradients are from their running mean instead of by how large they are.",
        "A gradient that comes as expected can be trusted with a long step, and one that surprises gets a short one.",
    )
    good_for = (
        "Long straight valleys, where it speeds up as gradients repeat; where they barely change it may jump far."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of s")
    eps: float = hyper(1e-16, slider=(1e-16, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    rectify: bool = hyper(False, doc="rectify as RAdam", rare=True, authors="on")
    degenerated_to_sgd: bool = hyper(True, doc="momentum until s is rectified", rare=True, when={"rectify": True})
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return AdaBeliefState(m=np.zeros_like(x), s=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        d = g - m
        s = self.beta2 * state.s + (1 - self.beta2) * d * d + self.eps
        m_hat = m / (1 - power(self.beta1, t))
        if self.rectify:
            rho_inf = 2 / (1 - self.beta2) - 1
            rho = rho_inf - 2 * t * power(self.beta2, t) / (1 - power(self.beta2, t))
            # Two roots, as NumPy's quotient of them may be infinite or NaN where it is not used.
            r = np.sqrt((rho - 4) * (rho - 2) * rho_inf) / np.sqrt((rho_inf - 4) * (rho_inf - 2) * rho)
            rest = m_hat if self.degenerated_to_sgd else 0
            u = np.where(rho >= 5, r * m_hat * np.sqrt(1 - power(self.beta2, t)) / (np.sqrt(s) + self.eps), rest)
            x = (1 - self.lr * self.weight_decay) * x - self.lr * u
        else:
            s_hat = s / (1 - power(self.beta2, t))
            x = (1 - self.lr * self.weight_decay) * x - self.lr * m_hat / (np.sqrt(s_hat) + self.eps)
        return x, AdaBeliefState(m, s)
