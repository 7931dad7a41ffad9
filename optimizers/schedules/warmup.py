"""A linear warm-up, and then any other schedule."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from optimizers.base import hyper
from optimizers.schedules.base import Schedule
from optimizers.schedules.plain import PLAIN


@dataclass(frozen=True, eq=False)
class Warmup(Schedule):
    """A straight line up to the base, from `start_factor` times it, in `total_iters` steps; then `after` from its own
    step 0: torch's SequentialLR of LinearLR and the other one, with the milestone where the line ends.

    Where `after` has values of its own (one cycle, cyclic), the line rises to the first of them, as in torch where the
    cycle is made before the line. A schedule that begins at a part of the base (linear, constant factor) falls there
    from the base, in torch too. A length that `after` leaves to the run is that of what the warm-up leaves of it.

    In plain data `after` is a key of SCHEDULES and its settings are "after.gamma" and so on.
    """

    title = "Warm-up, then …"
    torch = "SequentialLR"
    formula = r"b\,\bigl(s + (1 - s)\,t/N\bigr) \text{ for } t < N"

    total_iters: int = hyper(20, slider=(1, 500), log=True, within=(1, math.inf), symbol="N", doc="steps of warm-up")
    start_factor: float = hyper(0.1, slider=(0.0, 1.0), symbol="s", doc="first factor")
    after: Schedule = hyper("constant", parts=lambda: PLAIN, doc="then")  # noqa: RUF009 - a field

    def over(self, steps):
        left = np.maximum(1, steps - np.asarray(self.total_iters))
        return self.with_values(after=self.after.over(left if left.ndim else int(left)))

    @property
    def follows_loss(self):
        return self.after.follows_loss

    @property
    def cycles_momentum(self):
        return self.after.cycles_momentum

    def momentum_at(self, t):
        return self.after.momentum_at(np.maximum(t - self.total_iters, 0))

    def init(self, base):
        after = self.after.init(base)
        return self.after.next(after, 0, np.nan)[0] if self.after.replaces_base else base, after

    def next(self, state, t, loss):
        first, after = state
        value, after = self.after.next(after, np.maximum(t - self.total_iters, 0), loss)
        line = first * (self.start_factor + (1 - self.start_factor) * t / self.total_iters)
        return np.where(np.asarray(t) < self.total_iters, line, value), (first, after)
