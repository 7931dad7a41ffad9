r"""ADOPT: Adam that divides by the v of the step before and averages afterwards, so that any β₂ converges.

u = clip(g / max(√v, ε), ±(t − 1)^¼),   m ← β₁ m + (1 − β₁) u,   w ← w − η m,   v ← β₂ v + (1 − β₂) g²

The first step only sets v = g²; the clipping counts the steps that move, so that the first of them is clipped at 1. The
authors' code and optax agree; pytorch-optimizer counts one more and clips at t^¼, and decays in the first step too. The
clipping came with a later version of the paper (`clip=False` is the first). The weight decay is coupled, or multiplies
w by 1 − η λ in every step that moves (`decoupled_weight_decay`): the authors' code has both. ε bounds the root from
below.
Source: S. Taniguchi et al., 2024, https://arxiv.org/abs/2411.02853
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper, power


class ADOPTState(NamedTuple):
    m: Array  # (..., n) running mean of the normalised gradients
    v: Array  # (..., n) running mean of g²


@dataclass(frozen=True, eq=False)
class ADOPT(Optimizer):
    title = "ADOPT"
    family = "modern"
    lr_unit = "distance"
    plainly = (
        "Each gradient is divided by an average of the squares before it, and only then enters the momentum.",
        "A divisor that contains the newest gradient is tied to what it divides, which can keep Adam from "
        "converging; here they are kept apart.",
    )
    good_for = "Noisy problems on which Adam needs a large β₂; its steps stay small for long after one steep start."

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.9999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    eps: float = hyper(1e-6, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    clip: bool = hyper(True, doc="clip", rare=True)
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return ADOPTState(m=np.zeros_like(x), v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        a = g / np.maximum(np.sqrt(state.v), self.eps)
        u = np.clip(a, -power(t - 1, 0.25), power(t - 1, 0.25)) if self.clip else a
        m = self.beta1 * state.m + (1 - self.beta1) * u * (t > 1)
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        x = (1 - self.lr * decay * (t > 1)) * x - self.lr * m
        v = state.v + (1 - self.beta2 * (t > 1)) * (g * g - state.v)
        return x, ADOPTState(m, v)
