"""Where and why the lanes of a run end."""

from __future__ import annotations

import time

import numpy as np

from simulation.running.stop import Patience, Stop
from simulation.running.trajectory import CONVERGED, DIVERGED, OUT_OF_STEPS, OUT_OF_TIME, STOPPED

_NEVER = np.iinfo(np.int64).max
_STATUS = f"<U{max(map(len, (CONVERGED, DIVERGED, OUT_OF_STEPS, OUT_OF_TIME, STOPPED)))}"


class Ending:
    """Reads the rows of a run a few at a time, and keeps for every lane the first reason to end.

    last    `(...)`, the row at which the lane ended; more than any row while it has not
    status  `(...)`, the reason, "out of steps" while there is none
    """

    def __init__(self, lanes: tuple[int, ...], stop: Stop | None) -> None:
        self._stop = stop or Stop()
        self._patience = Patience(self._stop, lanes)
        self._began = time.monotonic()
        self._rows = 0
        self.last = np.full(lanes, _NEVER)
        self.status = np.full(lanes, OUT_OF_STEPS, dtype=_STATUS)

    def read(self, x: np.ndarray, value: np.ndarray, gradient: np.ndarray) -> bool:
        """Take in the rows so far (`(T, ..., n)`, `(T, ...)`, `(T, ..., n)`); whether all lanes have ended."""
        new = slice(self._rows, len(value))
        if new.start == new.stop:
            return bool(np.all(self.last < _NEVER))
        finite = np.isfinite(value[new]) & np.isfinite(x[new]).all(axis=-1) & np.isfinite(gradient[new]).all(axis=-1)
        self._end(DIVERGED, ~finite)
        self._end(CONVERGED, self._stop.reached(value[new], gradient[new]))
        self._end(STOPPED, self._patience.exhausted(value[new]))
        self._rows = len(value)
        return bool(np.all(self.last < _NEVER))

    def late(self) -> bool:
        """Whether the time is up; lanes that have not ended do so at the last row read."""
        if not 0 < self._stop.seconds < time.monotonic() - self._began:
            return False
        running = self.last == _NEVER
        self.last = np.where(running, self._rows - 1, self.last)
        self.status = np.where(running, OUT_OF_TIME, self.status)
        return True

    def _end(self, status: str, happens: np.ndarray) -> None:
        """Lanes for which it happens in the new rows (T, ...), earlier than anything else so far."""
        if not happens.any():  # as in nearly every look
            return
        row = np.where(happens.any(axis=0), self._rows + happens.argmax(axis=0), _NEVER)
        first = row < self.last
        self.last = np.where(first, row, self.last)
        self.status = np.where(first, status, self.status)
