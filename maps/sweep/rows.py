"""What a batch leaves behind that was walked by its program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from maps.batch import Batch
from simulation.running.ending import Ending
from simulation.running.trajectory import DIVERGED


@dataclass
class Buffers:
    """Memory for the rows of batches, one after another: to ask the system for it anew takes as long as a walk."""

    _kept: dict[tuple[int, int, int], tuple[np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=dict)

    def of(self, steps: int, dimensions: int, lanes: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Points (steps + 1, n, lanes), f (steps + 1, lanes) and slopes, with anything in them."""
        shape = steps + 1, dimensions, lanes
        if shape not in self._kept:
            self._kept = {shape: (np.empty(shape), np.empty((steps + 1, lanes)), np.empty(shape))}
        return self._kept[shape]


@dataclass(frozen=True, eq=False)
class WalkedRows:
    """Rows as `Trajectory` has them: x and gradient (T + 1, L, n), the others (T + 1, L); status and last (L,)."""

    x: np.ndarray
    value: np.ndarray
    gradient: np.ndarray
    status: np.ndarray
    last: np.ndarray
    evaluations: np.ndarray
    states: Mapping[str, np.ndarray] = field(default_factory=dict)


def rows_of(batch: Batch, memory: tuple[np.ndarray, np.ndarray, np.ndarray], asks: int) -> WalkedRows:
    """The rows in some memory, as far as each lane goes."""
    x, value, gradient = np.moveaxis(memory[0], 1, 2), memory[1], np.moveaxis(memory[2], 1, 2)
    ending = Ending(batch.starts.shape[:-1], batch.stop)
    with np.errstate(all="ignore"):  # squares of what diverges
        ending.read(x, value, gradient)
    last = np.minimum(ending.last, batch.steps)
    early = np.flatnonzero((last < batch.steps) & (ending.status != DIVERGED))
    if len(early):
        beyond = np.arange(batch.steps + 1)[:, None] > last[early]
        for array in (*np.moveaxis(memory[0], 1, 0), value, *np.moveaxis(memory[2], 1, 0)):
            array[:, early] = np.where(beyond, np.nan, array[:, early])
    counts = np.broadcast_to(asks * np.arange(batch.steps + 1)[:, None], value.shape)
    return WalkedRows(x, value, gradient, ending.status, last, counts)
