"""Which steps of long runs are sent: as many as a screen can show, the same of all runs, so that they stay in step.

All of the first `DENSE` steps are, then every k-th with the one before it: what is said of a step (old and new state,
gradient and move) is said of two neighbouring rows, and a path that zigzags from step to step still does. The last
step of a run is always among them. The script knows which these are from two numbers (`payload/steps.js`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from player.views import PathView

MOST = 1_500_000  # numbers in a payload; below, everything is sent
DENSE = 500
_EVERY = (4, 5, *(base * 10**power for power in range(1, 5) for base in (1, 2, 5)))  # whose ordinals all end in "th"


@dataclass(frozen=True)
class Thinning:
    """Every step up to `dense`, from there on every `every`-th."""

    dense: int
    every: int

    def rows(self, last: int) -> np.ndarray:
        """Steps that are sent of a run whose last is `last`, rising."""
        step = np.arange(last + 1)
        beyond = (step - self.dense) % self.every
        return np.flatnonzero((step <= self.dense) | (beyond == 0) | (beyond == self.every - 1) | (step >= last - 1))

    def of(self, path: PathView) -> PathView:
        """The path with these rows only."""
        rows = self.rows(path.last)
        series = [replace(one, values=np.asarray(one.values)[rows]) for one in path.series]
        return replace(path, series=series, last=len(rows) - 1)


def thinning(widths: Iterable[tuple[int, int]]) -> Thinning | None:
    """How paths are thinned, of which each has (last step, numbers a row); None if all of them can be sent."""
    paths = list(widths)
    if sum((last + 1) * width for last, width in paths) <= MOST:
        return None

    def numbers(every: int) -> int:
        chosen = Thinning(DENSE, every)
        return sum(len(chosen.rows(last)) * width for last, width in paths)

    return Thinning(DENSE, next((every for every in _EVERY if numbers(every) <= MOST), _EVERY[-1]))
