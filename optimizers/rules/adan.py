r"""Adan: Adam with Nesterov's momentum, rewritten with the difference of two gradients instead of a look-ahead.

d = g − g₋₁ (0 in the first step),   m ← β₁ m + (1 − β₁) g,   u ← β₂ u + (1 − β₂) d,
n ← β₃ n + (1 − β₃) (g + β₂ d)²,   w ← (w − η (m̂ + β₂ û) / (√n̂ + ε)) / (1 + η λ)

The betas are those of the authors' code and of pytorch-optimizer: near 1 means long memory (the paper writes 1 − β).
Both weight the difference by β₂ = 0.92, optax by 1 − β₂. The weight decay is proximal, a division after the step, or,
with `no_prox`, multiplies w by 1 − η λ before it, as in AdamW: the authors' code and pytorch-optimizer have both. ε is
outside the root.
Source: X. Xie et al., 2022, https://arxiv.org/abs/2208.06677
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import NONZERO, Array, Optimizer, decoupled_decay, hyper, power


class AdanState(NamedTuple):
    m: Array  # (..., n) running mean of g
    u: Array  # (..., n) running mean of the differences
    n: Array  # (..., n) running mean of (g + β₂ d)²
    g: Array  # (..., n) the gradient of the step before


@dataclass(frozen=True, eq=False)
class Adan(Optimizer):
    title = "Adan"
    family = "modern"
    symbols = {"ahead": r"\tilde{g}", "step": r"\Delta"}
    lr_unit = "distance"
    plainly = (
        "Adam with a second average, of the differences of successive gradients, which is added to the first.",
        "The difference tells where the gradient is heading, so it gives Nesterov's look-ahead without asking "
        "at another point.",
    )
    good_for = "Large networks at large step sizes; on a surface, much like NAdam with four things to remember."

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.98, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.92, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_2", doc="decay of u")
    beta3: float = hyper(0.99, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_3", doc="decay of n")
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    no_prox: bool = hyper(False, doc="weight decay before the step", rare=True, when={"weight_decay": NONZERO})
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return AdanState(m=np.zeros_like(x), u=np.zeros_like(x), n=np.zeros_like(x), g=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        d = (t > 1) * (g - state.g)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        u = self.beta2 * state.u + (1 - self.beta2) * d
        ahead = g + self.beta2 * d
        n = self.beta3 * state.n + (1 - self.beta3) * ahead * ahead
        m_hat = m / (1 - power(self.beta1, t))
        u_hat = u / (1 - power(self.beta2, t))
        n_hat = n / (1 - power(self.beta3, t))
        step = self.lr * (m_hat + self.beta2 * u_hat) / (np.sqrt(n_hat) + self.eps)
        if self.no_prox:
            x = (1 - self.lr * self.weight_decay) * x - step
        else:
            x = (x - step) / (1 + self.lr * self.weight_decay)
        return x, AdanState(m, u, n, g)
