"""When a run may end before its steps are used up."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from parameters import Described, hyper


@dataclass(frozen=True, eq=False)
class Stop(Described):
    """A run has converged once its gradient or f is small; it is stopped, no more, by patience or time. Zero: off.

    Judged on the exact gradient and value at the iterate, not on what noise makes of them. The time is looked at every
    few steps; a run that it ends may be another one on another machine, or the next time on this one.
    """

    title = "Stop rule"

    gradient_norm: float = hyper(0.0, slider=(1e-12, 1.0), log=True, symbol=r"\|\nabla f\|", doc="gradient norm below")
    value_below: float = hyper(0.0, slider=(1e-12, 1.0), log=True, symbol="f", doc="f below")
    patience: int = hyper(0, slider=(0, 500), symbol="P", doc="steps without improvement")
    min_delta: float = hyper(0.0, slider=(1e-12, 1.0), log=True, symbol=r"\Delta f", doc="least improvement", rare=True)
    seconds: float = hyper(0.0, slider=(0.0, 10.0), within=(0, math.inf), symbol="s", doc="seconds", rare=True)

    def reached(self, value: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        """Per row and lane, whether the run has converged: value (T, ...), gradient (T, ..., n) → (T, ...)."""
        done = np.zeros(value.shape, bool)
        if self.gradient_norm > 0:
            done |= np.sqrt(np.sum(gradient * gradient, axis=-1)) < self.gradient_norm
        if self.value_below > 0:
            done |= value < self.value_below
        return done


class Patience:
    """Early stopping, fed with rows in order: whether f has not improved for `patience` steps."""

    def __init__(self, stop: Stop, lanes: tuple[int, ...]) -> None:
        self._stop = stop
        self._best = np.full(lanes, np.inf)
        self._waited = np.zeros(lanes, int)

    def exhausted(self, value: np.ndarray) -> np.ndarray:
        """Per row and lane, for the next rows: value (T, ...) → (T, ...)."""
        result = np.zeros(value.shape, bool)
        if self._stop.patience > 0:
            for i, f in enumerate(value):
                better = f < self._best - self._stop.min_delta
                self._best = np.where(better, f, self._best)
                self._waited = np.where(better, 0, self._waited + 1)
                result[i] = self._waited >= self._stop.patience
        return result
