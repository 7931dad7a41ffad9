r"""Prodigy: Adam that estimates its own step size, as the distance d from the start to the minimum.

c = √(1 − β₂ᵗ) / (1 − β₁ᵗ),   m ← β₁ m + (1 − β₁) d g,   v ← β₂ v + (1 − β₂) (d g)²
r ← β₃ r + η c d² / d₀ ⟨g, w₀ − w⟩,   s ← β₃ s + η c d² / d₀ g,   d' = max(d, κ r / ‖s‖₁),   β₃ = √β₂
w ← w − η c d (m / (√v + d' ε) + λ w),   d ← d'

The correction c of the bias is in optax; the authors' code and pytorch-optimizer have it as an option that is off
(`bias_correction=False`). η is a factor, 1 unless a schedule says otherwise. Where all of s is 0, d stays. Options of
both: β₃ of its own (`own_beta3`), no η c in the sum s, so that a warm-up of η does not make d too large
(`safeguard_warmup`), and d that grows by at most a factor `growth_rate` a step once it has left d₀ (`limit_growth`).
Source: K. Mishchenko and A. Defazio, 2023, https://arxiv.org/abs/2306.06101
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import dot, norm, per_lane, ratio
from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power


class ProdigyState(NamedTuple):
    m: Array  # (..., n) running mean of d g
    v: Array  # (..., n) running mean of (d g)²
    r: Array  # (..., 1) how far the gradients say the start is from the minimum, weighted
    s: Array  # (..., n) the gradients with the same weights
    d: Array  # (..., 1) the estimate of the distance
    x0: Array  # (..., n) the start
    d_max: Array | None  # (..., 1) the largest estimate, where d is kept from growing as fast


@dataclass(frozen=True, eq=False)
class Prodigy(Optimizer):
    title = "Prodigy"
    family = "modern"
    symbols = {"x0": "w_0", "dg": r"\tilde{g}", "d_max": r"d^{\max}", "d_old": "d'", "keep": r"\tilde{\beta}"}
    plainly = (
        "Adam that estimates the distance from the start to the minimum while it runs, and takes it as its step size.",
        "How gradients line up with the way gone so far gives a lower bound for that distance, so the step "
        "size grows from tiny without anybody's tuning.",
    )
    good_for = (
        "Training without tuning a step size; it starts tiny for some steps, and its estimate never shrinks again."
    )

    lr: float = hyper(1.0, slider=(1e-2, 10.0), log=True, symbol=r"\eta", doc="factor of the step")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    d0: float = hyper(1e-6, slider=(1e-8, 1.0), within=(1e-100, np.inf), log=True, symbol="d_0", doc="first estimate")
    d_coef: float = hyper(1.0, slider=(0.1, 10.0), log=True, symbol=r"\kappa", doc="factor of the estimate")
    bias_correction: bool = hyper(True, doc="bias correction", rare=True, authors="off")
    own_beta3: bool = hyper(False, doc="β₃ of its own", rare=True)
    beta3: float = hyper(
        0.999,
        slider=(0.0, 0.9999),
        within=(0, 1),
        symbol=r"\beta_3",
        doc="decay of r and s",
        rare=True,
        when={"own_beta3": True},
    )
    safeguard_warmup: bool = hyper(False, doc="safeguard warm-up", rare=True)
    limit_growth: bool = hyper(False, doc="limit the growth of d", rare=True)
    growth_rate: float = hyper(
        1.02,
        slider=(1.0, 2.0),
        within=(1, np.inf),
        symbol=r"\gamma",
        doc="largest growth of d",
        rare=True,
        when={"limit_growth": True},
    )
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    weight_decay: float = decoupled_decay()

    def init(self, x):
        zero = np.zeros_like(x)
        first = per_lane(x, self.d0)
        return ProdigyState(
            m=zero, v=zero, r=per_lane(x), s=zero, d=first, x0=x.copy(), d_max=first if self.limit_growth else None
        )

    def step(self, x, state, t, f):
        g = f.gradient(x)
        c = np.sqrt(1 - power(self.beta2, t)) / (1 - power(self.beta1, t)) if self.bias_correction else 1
        dg = state.d * g
        m = self.beta1 * state.m + (1 - self.beta1) * dg
        v = self.beta2 * state.v + (1 - self.beta2) * dg * dg
        alpha = self.lr * c * state.d
        keep = self.beta3 if self.own_beta3 else np.sqrt(self.beta2)
        r = keep * state.r + alpha / self.d0 * dot(dg, state.x0 - x)
        s = keep * state.s + (state.d if self.safeguard_warmup else alpha) / self.d0 * dg
        d_max = None
        d_hat = self.d_coef * ratio(r, norm(s, 1))
        if self.limit_growth:
            d_max = np.maximum(state.d_max, d_hat)
            d_old = np.where(state.d <= self.d0, np.maximum(state.d, d_hat), state.d)
            d = np.minimum(d_max, self.growth_rate * d_old)
        else:
            d = np.maximum(state.d, d_hat)
        x = x - alpha * (m / (np.sqrt(v) + d * self.eps) + self.weight_decay * x)
        return x, ProdigyState(m, v, r, s, d, state.x0, d_max)
