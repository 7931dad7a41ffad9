r"""ASGD: gradient descent with a shrinking step, whose answer is the average of its points.

η = η₀ / (1 + λ η₀ (t − 1))^α,   w ← (1 − λ η) w − η g,   w̄ ← w̄ + (w − w̄) / max(1, t − 1 − t₀)

This is torch's form: λ both decays the weights and shrinks the step, and until step t₀ + 1 the average w̄ (state `ax`)
is w itself; with torch's t₀ = 10⁶ that is always so on a surface. torch computes η at the end of the step before, so
that a schedule of η₀ reaches it one step later than here.
Source: B. T. Polyak and A. B. Juditsky, 1992, https://doi.org/10.1137/0330046
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper, power


class ASGDState(NamedTuple):
    ax: Array  # (..., n) the average of the points


@dataclass(frozen=True, eq=False)
class ASGD(Optimizer):
    title = "ASGD"
    family = "first order"
    symbols = {"ax": r"\bar{w}", "eta": r"\eta"}
    lr_unit = "1/curvature"
    points = ("ax",)
    plainly = (
        "Gradient descent with steps that slowly shrink, beside which an average of the points is kept.",
        "With noise the points scatter around the minimum, and their average lies nearer to it than any of them.",
    )
    good_for = (
        "Noisy gradients near a minimum: the average settles while w keeps jumping; it lags while w still travels."
    )

    lr: float = hyper(1e-2, slider=(1e-5, 2.0), log=True, symbol=r"\eta_0", doc="step size")
    lambd: float = hyper(1e-4, slider=(1e-6, 1.0), log=True, symbol=r"\lambda", doc="decay")
    alpha: float = hyper(0.75, slider=(0.0, 2.0), symbol=r"\alpha", doc="power of the shrinking")
    t0: float = hyper(1e6, slider=(1.0, 1e6), log=True, symbol="t_0", doc="average from step")
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return ASGDState(ax=x.copy())

    def step(self, x, state, t, f):
        g = f.gradient(x)
        eta = self.lr / power(1 + self.lambd * self.lr * (t - 1), self.alpha)
        x = (1 - self.lambd * eta) * x - eta * g
        mu = 1 / np.maximum(1, t - 1 - self.t0)
        ax = (1 - mu) * state.ax + mu * x
        return x, ASGDState(ax)
