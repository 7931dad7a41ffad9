r"""Schedule-Free AdamW: Adam without momentum descends at z, w averages it, and gradients come from between the two.

v ← β₂ v + (1 − β₂) g²,   z ← z − η (g / (√v̂ + ε) + λ y),   w ← (1 − c) w + c z,   y ← (1 − β₁) z + β₁ w
with g = ∇f(y),   c = q / Σ q,   q = tʳ max(η)²;  with a constant η, c = 1/t whatever the power

w is the answer and the path drawn; y is the second path. The weight decay acts at y, outside the division. The authors'
code and optax agree; pytorch-optimizer adds 1e-15 under the root. The paper's Algorithm 1 (`form="paper"`) puts the
bias correction into the step size, γ = η √(1 − β₂ᵗ) in the place of η, so that the decay, the weights of the average
and ε, now on the uncorrected √v, grow with it. A warm-up is a schedule of η. ε is outside the root.
Source: A. Defazio et al., 2024, https://arxiv.org/abs/2405.15682
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import per_lane, ratio
from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power


class ScheduleFreeAdamWState(NamedTuple):
    y: Array  # (..., n) where the next gradient is taken
    z: Array  # (..., n) the point of Adam without momentum
    v: Array  # (..., n) running mean of g²
    largest: Array  # (..., 1) the largest step size so far
    total: Array  # (..., 1) the sum of the weights of the average


@dataclass(frozen=True, eq=False)
class ScheduleFreeAdamW(Optimizer):
    title = "Schedule-Free AdamW"
    family = "modern"
    symbols = {"largest": r"\bar{\eta}", "total": "Q", "rate": r"\gamma"}
    lr_unit = "distance"
    points = ("y",)
    plainly = (
        "One point descends by steps divided as Adam's are, the answer is its average, and gradients are "
        "taken between the two.",
        "Averaging takes the place of a schedule that falls to zero, and the gradients from in between keep "
        "the average from lagging far behind.",
    )
    good_for = "Noisy training of unknown length, without a schedule; its average is slow to travel far."

    lr: float = hyper(2.5e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="share of w in y")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    weight_decay: float = decoupled_decay()
    r: float = hyper(0.0, slider=(0.0, 4.0), symbol="r", doc="later points count more", rare=True)
    weight_lr_power: float = hyper(2.0, slider=(0.0, 4.0), symbol="p", doc="weight of larger steps", rare=True)
    form: str = hyper("authors", choices=("authors", "paper"), doc="bias correction of", rare=True)
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)

    def init(self, x):
        nothing = per_lane(x)
        return ScheduleFreeAdamWState(y=x.copy(), z=x.copy(), v=np.zeros_like(x), largest=nothing, total=nothing)

    def step(self, x, state, t, f):
        g = f.gradient(state.y)
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        if self.form == "authors":
            rate = self.lr
            v_hat = v / (1 - power(self.beta2, t))
        else:
            rate = self.lr * np.sqrt(1 - power(self.beta2, t))
            v_hat = v
        z = state.z - rate * (g / (np.sqrt(v_hat) + self.eps) + self.weight_decay * state.y)
        largest = np.maximum(state.largest, rate)
        q = power(t, self.r) * power(largest, self.weight_lr_power)
        total = state.total + q
        c = ratio(q, total)
        x = (1 - c) * x + c * z
        y = (1 - self.beta1) * z + self.beta1 * x
        return x, ScheduleFreeAdamWState(y, z, v, largest, total)
