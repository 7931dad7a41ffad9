r"""Sophia: momentum divided by the diagonal of the Hessian, with every coordinate of the step clipped.

optax  m ← β₁ m + (1 − β₁) g,   u = clip(m̂ / max(γ h, ε), ±ρ),   w ← w − η (u + λ w),   h ← β₂ h + (1 − β₂) diag ∇²f
paper  h first, then u = clip(m / max(γ h, ε), ±ρ) without correcting the bias of m

On networks the diagonal is estimated at random every ten steps. A surface gives it exactly, and it is asked in every
step (default; optax with `update_interval=1`) or, with `lazy`, in steps 1, 1 + k, 1 + 2 k, …, and h stays in between.
Where a curvature is negative or tiny the quotient is clipped, and the coordinate moves by η ρ along the sign of m:
downhill, and away from a saddle. pytorch-optimizer has γ = 1, ρ = 0.01. The authors' SophiaG has η = 1e-4, λ = 0.1 and
clips |m| / (ρ′ B h + 1e-15) at 1 with ρ′ = 0.04 and the batch size B: ρ = 1 here, and γ = 0.04 B.
Source: H. Liu et al., 2023, https://arxiv.org/abs/2305.14342
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import diagonal, per_lane
from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power
from optimizers.toolbox.now_and_then import asked_where


class SophiaState(NamedTuple):
    m: Array  # (..., n) running mean of g
    h: Array  # (..., n) running mean of the Hessian's diagonal
    wait: Array | None  # (..., 1) steps until the Hessian is asked for, where that is not every step


@dataclass(frozen=True, eq=False)
class Sophia(Optimizer):
    title = "Sophia"
    family = "modern"
    symbols = {"asked": "d", "wait": "a"}
    lr_unit = "distance"
    plainly = (
        "A momentum is divided, per coordinate, by an average of the curvature there, and the quotient is clipped.",
        "Curvature says how far the minimum is along a coordinate, and the clip bounds the step where it is "
        "tiny, negative or out of date.",
    )
    good_for = "Valleys along the axes, whose curvatures it evens out; blind to slanted ones, and a Hessian a step."
    remark = (
        "The diagonal of the Hessian is exact here. On networks it is a random estimate. Where a curvature is "
        "negative, the step is the sign of m; with γ = 0.01 it is nearly everywhere, until γ is raised."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size", authors="1e-4")
    beta1: float = hyper(0.965, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.99, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of h")
    gamma: float = hyper(
        0.01, slider=(1e-4, 10.0), log=True, symbol=r"\gamma", doc="weight of h", authors="0.04 × batch"
    )
    clip_threshold: float = hyper(1.0, slider=(1e-3, 10.0), log=True, symbol=r"\rho", doc="clipped at")
    form: str = hyper("optax", choices=("optax", "paper"), doc="form", rare=True)
    eps: float = hyper(1e-8, slider=(1e-16, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    lazy: bool = hyper(False, doc="Hessian every k steps", rare=True, authors="on")
    update_interval: int = hyper(
        10,
        slider=(1, 50),
        within=(1, np.inf),
        symbol="k",
        doc="steps between two Hessians",
        rare=True,
        when={"lazy": True},
    )
    weight_decay: float = decoupled_decay(authors="0.1")

    def init(self, x):
        return SophiaState(m=np.zeros_like(x), h=np.zeros_like(x), wait=per_lane(x) if self.lazy else None)

    @property
    def skips_questions(self):
        return self.lazy

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        wait = None
        if self.lazy:
            asked = diagonal(asked_where(state.wait <= 0, f.hessian, x))
            h = np.where(state.wait <= 0, self.beta2 * state.h + (1 - self.beta2) * asked, state.h)
            wait = np.where(state.wait <= 0, self.update_interval - 1, state.wait - 1)
        else:
            h = self.beta2 * state.h + (1 - self.beta2) * diagonal(f.hessian(x))
        if self.form == "optax":
            m_hat = m / (1 - power(self.beta1, t))
            u = m_hat / np.maximum(self.gamma * state.h, self.eps)
        else:
            u = m / np.maximum(self.gamma * h, self.eps)
        x = x - self.lr * (np.clip(u, -self.clip_threshold, self.clip_threshold) + self.weight_decay * x)
        return x, SophiaState(m, h, wait)
