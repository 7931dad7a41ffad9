r"""Schedule-Free SGD: descends at z, averages into w, and asks for gradients at a point y between the two.

z ← z − η ∇f(y),   w ← (1 − c) w + c z,   y ← (1 − β) z + β w,   c = q / Σ q,   q = tʳ max(η)²

With a constant η, c = 1/t. w is the answer and the path drawn; y is the second path. The authors' code,
optax and pytorch-optimizer keep y (while training) and z, and compute w from them. Weight decay acts at y.
Source: A. Defazio et al., 2024, https://arxiv.org/abs/2405.15682
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import per_lane, ratio
from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper, power


class ScheduleFreeSGDState(NamedTuple):
    y: Array  # (..., n) where the next gradient is taken
    z: Array  # (..., n) the point of plain gradient descent
    largest: Array  # (..., 1) the largest step size so far
    total: Array  # (..., 1) the sum of the weights of the average


@dataclass(frozen=True, eq=False)
class ScheduleFreeSGD(Optimizer):
    title = "Schedule-Free SGD"
    family = "modern"
    symbols = {"largest": r"\bar{\eta}", "total": "Q"}
    lr_unit = "1/curvature"
    points = ("y",)
    plainly = (
        "One point descends, the answer is the average of its places, and gradients are taken between the two.",
        "Averaging calms the noise as a falling step size would, but without having to know in advance when "
        "training ends.",
    )
    good_for = "Noisy training of unknown length, without a schedule; without noise its average lags behind momentum."

    lr: float = hyper(1.0, slider=(1e-5, 2.0), log=True, symbol=r"\eta", doc="step size")
    momentum: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta", doc="share of w in y")
    r: float = hyper(0.0, slider=(0.0, 4.0), symbol="r", doc="later points count more", rare=True)
    weight_lr_power: float = hyper(2.0, slider=(0.0, 4.0), symbol="p", doc="weight of larger steps", rare=True)
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return ScheduleFreeSGDState(y=x.copy(), z=x.copy(), largest=per_lane(x), total=per_lane(x))

    def step(self, x, state, t, f):
        g = f.gradient(state.y)
        z = state.z - self.lr * g
        largest = np.maximum(state.largest, self.lr)
        q = power(t, self.r) * power(largest, self.weight_lr_power)
        total = state.total + q
        c = ratio(q, total)
        x = (1 - c) * x + c * z
        y = (1 - self.momentum) * z + self.momentum * x
        return x, ScheduleFreeSGDState(y, z, largest, total)
