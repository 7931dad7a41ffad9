r"""Adadelta: the step is as long as the recent steps were, so that it needs no step size (η = 1).

v ← ρ v + (1 − ρ) g²,   Δ = √(u + ε) / √(v + ε) · g,   u ← ρ u + (1 − ρ) Δ²,   w ← w − η Δ

torch and optax: ρ = 0.9, ε inside both roots as in the paper, which takes ρ = 0.95.
Source: M. Zeiler, 2012, https://arxiv.org/abs/1212.5701
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper


class AdadeltaState(NamedTuple):
    v: Array  # (..., n) running mean of g²
    u: Array  # (..., n) running mean of Δ²


@dataclass(frozen=True, eq=False)
class Adadelta(Optimizer):
    title = "Adadelta"
    family = "adaptive"
    symbols = {"delta": r"\Delta"}
    plainly = (
        "Each coordinate's gradient is divided by its recent size and multiplied by the size of its recent steps.",
        "A ratio of sizes has the unit of the coordinate, so no step size must fit the surface; the first "
        "steps are tiny because there is no step yet to measure by.",
    )
    good_for = "Runs without a step size to choose; it starts with tiny steps and is slow on most surfaces."

    lr: float = hyper(1.0, slider=(1e-3, 100.0), log=True, symbol=r"\eta", doc="step size")
    rho: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\rho", doc="decay of v and u")
    eps: float = hyper(1e-6, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon")
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return AdadeltaState(v=np.zeros_like(x), u=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        v = self.rho * state.v + (1 - self.rho) * g * g
        delta = np.sqrt(state.u + self.eps) / np.sqrt(v + self.eps) * g
        u = self.rho * state.u + (1 - self.rho) * delta * delta
        x = x - self.lr * delta
        return x, AdadeltaState(v, u)
