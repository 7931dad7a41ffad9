"""When a run may end before its steps are used up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optimizers.base import Described, hyper


@dataclass(frozen=True, eq=False)
class Stop(Described):
    """A run has converged once one of these holds. Zero switches a rule off.

    Judged on the exact gradient and value at the iterate, not on what noise makes of them.
    """

    title = "Stop rule"

    gradient_norm: float = hyper(0.0, slider=(1e-12, 1.0), log=True, symbol=r"\|\nabla f\|", doc="gradient norm below")
    value_below: float = hyper(0.0, slider=(1e-12, 1.0), log=True, symbol="f", doc="f below")

    def reached(self, value: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        """Per row and lane, whether the run may end there: value (T, ...), gradient (T, ..., n) → (T, ...)."""
        done = np.zeros(value.shape, bool)
        if self.gradient_norm > 0:
            done |= np.sqrt(np.sum(gradient * gradient, axis=-1)) < self.gradient_norm
        if self.value_below > 0:
            done |= value < self.value_below
        return done
