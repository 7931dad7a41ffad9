r"""The average of the points that any rule visits, drawn beside its path. The path itself is that of the rule.

polyak  w̄ ← w̄ + (w − w̄) / (t − t₀)       the mean of all points after step t₀
ema     w̄ ← δ w̄ + (1 − δ) w               after step t₀ + 1, where w̄ is w

torch.optim.swa_utils.AveragedModel with its two averages, updated after every step from t₀ + 1 on.
Source: B. Polyak and A. Juditsky, 1992, https://doi.org/10.1137/0330046
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.rules import RULES


class AveragedState(NamedTuple):
    average: Array  # (..., n)
    inner: Any  # the state of the inner rule


@dataclass(frozen=True, eq=False)
class Averaged(Optimizer):
    title = "Averaged"
    family = "around another rule"
    symbols = {"average": r"\bar{w}"}
    points = ("average",)
    latex_lines = (
        r"\bar{w}_t &= \bar{w}_{t-1} + \frac{w_t - \bar{w}_{t-1}}{t - t_0} \quad \text{(Polyak)}",
        r"\bar{w}_t &= \delta\,\bar{w}_{t-1} + (1 - \delta)\,w_t \quad \text{(EMA)}",
    )
    plainly = (
        "The rule inside walks as ever, and beside it an average of its points is kept.",
        "Where noise makes the points jump around the minimum, their average lies nearer to it.",
    )
    good_for = "Noisy gradients with a constant step size: the average settles where w itself keeps jumping."

    inner: Optimizer = hyper("sgd", parts=lambda: RULES, doc="inner rule")  # noqa: RUF009 - a field
    average: str = hyper("polyak", choices=("polyak", "ema"), doc="average")
    decay: float = hyper(
        0.99, slider=(0.5, 0.999), within=(0, 1), symbol=r"\delta", doc="decay", when={"average": "ema"}
    )
    t0: int = hyper(0, slider=(0, 500), symbol="t_0", doc="steps before averaging")

    def init(self, x):
        return AveragedState(x, self.inner.init(x))

    def step(self, x, state, t, f):
        x, inner = self.inner.step(x, state.inner, t, f)
        if self.average == "polyak":
            average = state.average + (x - state.average) / np.maximum(t - self.t0, 1)
        else:
            average = self.decay * state.average + (1 - self.decay) * x
        return x, AveragedState(np.where(np.asarray(t <= self.t0 + 1), x, average), inner)
