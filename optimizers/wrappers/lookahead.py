r"""Lookahead around any rule: it runs ahead k steps, and slow weights follow a part of the way.

w ← inner step;   every k steps:  φ ← φ + α (w − φ),  w ← φ

The state of the inner rule is kept when w jumps back, as in the paper's experiments (default). With `pullback_momentum`
its momentum (only that, of all it remembers; a rule without one has nothing to change) is set to zero at every jump
("reset") or mixed with what it was after the one before ("pullback"):

pullback  m ← α m + (1 − α) m̄,   m̄ ← m

The authors' code has the same three, for torch's SGD, and so has pytorch-optimizer. In the authors' code m̄ is the very
memory that SGD goes on writing to, so that "pullback" does nothing after the first time; here it does what it says.
Their α is 0.8. A well-known port jumps in steps 1, 6, 11 and so on.
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
    momentum: Array | None  # (..., n) the inner rule's momentum after the last jump, where it is pulled back to it


@dataclass(frozen=True, eq=False)
class Lookahead(Optimizer):
    title = "Lookahead"
    family = "around another rule"
    symbols = {"slow": r"\phi", "momentum": r"\bar{m}"}
    points = ("slow",)
    latex_lines = (
        r"\phi_t &= \phi_{t-1} + \alpha\,(w_t - \phi_{t-1}), \quad w_t \leftarrow \phi_t "
        r"\quad \text{every } k \text{ steps}",
    )
    plainly = (
        "The rule inside runs ahead for k steps, and then slow weights follow it a part of the way, from "
        "where it starts again.",
        "What it swung to and fro largely cancels over the k steps, and the slow weights keep the progress.",
    )
    good_for = "Calming a rule that oscillates; where the inner rule is already smooth it is slower, by about α."

    inner: Optimizer = hyper("adam", parts=lambda: RULES, doc="inner rule")  # noqa: RUF009 - a field
    k: int = hyper(5, slider=(1, 50), within=(1, float("inf")), symbol="k", doc="steps between two looks")
    alpha: float = hyper(0.5, slider=(0.0, 1.0), symbol=r"\alpha", doc="part of the way", authors="0.8")
    pullback_momentum: str = hyper("none", choices=("none", "reset", "pullback"), doc="momentum", rare=True)

    def written_lines(self):
        name = self.inner.momentum_state
        symbol = self.inner.symbols.get(name, name)
        then = {
            "reset": (rf"{symbol}_t &\leftarrow 0 \quad \text{{then}}",),
            "pullback": (
                rf"{symbol}_t &\leftarrow \bar{{m}} \leftarrow \alpha\,{symbol}_t + (1 - \alpha)\,\bar{{m}} "
                r"\quad \text{then}",
            ),
        }
        return (*self.latex_lines, *then.get(self.pullback_momentum, ()))

    def init(self, x):
        pulled = self.pullback_momentum == "pullback"
        return LookaheadState(x, self.inner.init(x), np.zeros_like(x) if pulled else None)

    def step(self, x, state, t, f):
        x, inner = self.inner.step(x, state.inner, t, f)
        looks = np.asarray(t % self.k == 0)
        slow = np.where(looks, state.slow + self.alpha * (x - state.slow), state.slow)
        inner, momentum = self._pulled_back(inner, state.momentum, looks)
        return np.where(looks, slow, x), LookaheadState(slow, inner, momentum)

    def _pulled_back(self, inner: Any, kept: Array | None, looks: Array) -> tuple[Any, Array | None]:
        """The inner rule's state, and the momentum to keep."""
        name = self.inner.momentum_state
        m = getattr(inner, name, None)
        if self.pullback_momentum == "none" or m is None:
            return inner, kept
        if kept is None:  # "reset"
            return inner._replace(**{name: np.where(looks, 0, m)}), None
        mixed = np.where(looks, self.alpha * m + (1 - self.alpha) * kept, m)
        return inner._replace(**{name: mixed}), np.where(looks, mixed, kept)
