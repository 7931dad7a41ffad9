r"""Lookahead around any rule: it runs ahead k steps, and slow weights follow a part of the way.

w ← inner step;   every k steps:  φ ← φ + α (w − φ),  w ← φ

The state of the inner rule is kept when w jumps back, as in the paper's experiments and in pytorch-optimizer.
Source: M. Zhang et al., 2019, https://arxiv.org/abs/1907.08610
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.rules import RULES


class LookaheadState(NamedTuple):
    slow: Array  # (..., n) the slow weights φ
    inner: Any  # the state of the inner rule


@dataclass(frozen=True, eq=False)
class Lookahead(Optimizer):
    title = "Lookahead"
    family = "around another rule"
    symbols = {"slow": r"\phi"}
    points = ("slow",)
    latex_lines = (
        r"\phi_t &= \phi_{t-1} + \alpha\,(w_t - \phi_{t-1}), \quad w_t \leftarrow \phi_t "
        r"\quad \text{every } k \text{ steps}",
    )
    good_for = "Calming a rule that oscillates; where the inner rule is already smooth it is slower, by about α."

    inner: Optimizer = hyper("adam", parts=lambda: RULES, doc="inner rule")  # noqa: RUF009 - a field
    k: int = hyper(5, slider=(1, 50), within=(1, float("inf")), symbol="k", doc="steps between two looks")
    alpha: float = hyper(0.5, slider=(0.0, 1.0), symbol=r"\alpha", doc="part of the way")

    def init(self, x):
        return LookaheadState(x, self.inner.init(x))

    def step(self, x, state, t, f):
        x, inner = self.inner.step(x, state.inner, t, f)
        looks = np.asarray(t % self.k == 0)
        slow = np.where(looks, state.slow + self.alpha * (x - state.slow), state.slow)
        return np.where(looks, slow, x), LookaheadState(slow, inner)
