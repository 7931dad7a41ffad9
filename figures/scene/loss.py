"""The curve beside a map: f, or how far it is above its least value, step by step; of several paths their median and
quartiles, as `payload/spread.js` of the player has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from figures.scene.scene import Run, Scene
from simulation.judging.results import least_value
from words.language import _


@dataclass(frozen=True, eq=False)
class Loss:
    """A quantity of one run, a row a step: `y`, and between `low` and `high` a half of its paths, if it has several."""

    run: Run
    y: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Losses:
    """The curves of all runs, what they are of, and whether they are drawn on a log scale."""

    curves: tuple[Loss, ...]
    words: str
    log: bool

    def extent(self, first: int, last: int) -> tuple[float, float]:
        """Least and greatest number from one step to another, with some air."""
        rows = [row for one in self.curves for row in (one.y, one.low, one.high) if row is not None]
        found = np.concatenate([row[min(first, len(row) - 1) : last + 1] for row in rows])
        known = found[np.isfinite(found) & ((found > 0) | (not self.log))]
        if not known.size:
            return (0.1, 1.0) if self.log else (0.0, 1.0)
        low, high = float(known.min()), float(known.max())
        if self.log:
            air = (high / low) ** 0.06 if high > low else 1.2
            return low / air, high * air
        air = 0.06 * (high - low) or 0.06 * abs(high) or 1.0
        return low - air, high + air


def losses(scene: Scene, quantity: str = "f", *, log: bool = True) -> Losses:
    """Of every run.

    quantity  "f" or "gap", which is f − f* where the least value of f is known and f where it is not, as of trainings
    log       asked for; there is none where something is below zero, and where nothing would be left of the curves:
              Newton's step from above zero to the minimum itself is no line there
    """
    lowest = None if scene.maximize else least_value(scene.surface)
    gap = quantity == "gap" and lowest is not None and not scene.moments
    curves = tuple(_pooled(run, lowest if gap and lowest is not None else 0.0) for run in scene.runs)
    found = np.concatenate([one.y for one in curves])
    known = found[np.isfinite(found)]
    can = bool(known.size and known.min() >= 0 and known.max() > 0 and (known.min() > 0 or _joined(curves)))
    words = _("loss") if scene.moments else _("f")
    return Losses(curves, _("f − f*") if gap else words, log and can)


def _joined(curves: Sequence[Loss]) -> bool:
    """Whether two neighbours of a curve are above zero."""
    return any(((one.y[1:] > 0) & (one.y[:-1] > 0)).any() for one in curves)


def _pooled(run: Run, lowest: float) -> Loss:
    rows = [lane.path.value[: lane.last + 1] - lowest for lane in run.lanes]
    if len(rows) == 1:
        return Loss(run, rows[0])
    longest = max(map(len, rows))
    table = np.array([np.concatenate([row, np.full(longest - len(row), row[-1])]) for row in rows])
    low, middle, high = _quartiles(table)
    return Loss(run, middle, low, high)


def _quartiles(table: np.ndarray) -> np.ndarray:
    """Of the finite numbers of every column, `(3, columns)`; NaN where there is none."""
    found = np.full((3, table.shape[1]), np.nan)
    patterns, which = np.unique(np.isfinite(table), axis=1, return_inverse=True)
    for i, known in enumerate(patterns.T):  # few: a path that has left the finite does not come back
        if known.any():
            columns = which.ravel() == i
            found[:, columns] = np.quantile(table[known][:, columns], (0.25, 0.5, 0.75), axis=0)
    return found
