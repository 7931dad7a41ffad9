"""What a run leaves behind: immutable arrays, one row per step, from which everything shown or saved is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import numpy as np

from simulation.running.asked import Source
from simulation.running.shows import Shows
from simulation.tables.columns import fields, read_csv

CONVERGED = "converged"
OUT_OF_STEPS = "out of steps"
DIVERGED = "diverged"
STOPPED = "stopped"
OUT_OF_TIME = "out of time"


@dataclass(frozen=True, eq=False)
class Trajectory(Shows):
    """One run, or a batch of runs ("lanes", shape `...`), of one rule on one surface. All arrays are read-only.

    Row k describes the state of affairs after k steps; row 0 is the start. Rows after a lane's `last` are NaN.

    x            (T+1, ..., n)  the iterate
    value        (T+1, ...)     f at x
    gradient     (T+1, ..., n)  the exact gradient at x
    asked        (T+1, ..., n)  where step k took its (last) gradient: x of row k − 1, or a look-ahead point
    seen         (T+1, ..., n)  the gradient that step k was given, after noise, clipping and decay
    states       name → (T+1, ...)-arrays, the rule's state variables; "inner.m" is m of a rule inside another
    lr           (T+1, ...)     the step size of step k
    scheduled    name → (T+1, ...), the value in step k of every other hyperparameter that follows a schedule
    changed      per transform, in order, (T+1, ...): in how many steps so far it has changed the gradient
    drawn        place of a transform → (T+1, ..., n), what it drew in step k: standard normal numbers, the same for all
                 lanes; of a mini-batch, its gradient at `asked`, with the sign of `seen`
    evaluations  (T+1, ...)     how often f or its derivatives have been asked for by the rule so far
    status       (...)          "converged", "out of steps", "diverged", "stopped" (f no longer improved) or
                                "out of time"
    last         (...)          the last row that belongs to the lane; a diverged lane is not finite there
    source                      what was run: the surface and what was asked of the rule; None where nobody knows, as of
                                what was read from a file
    maximize                    whether the rule climbed: it was given −f, so that `seen` is −∇f, with whatever
                                transforms did to it. `value` and `gradient` are those of f all the same

    Row 0 of `asked`, `seen`, `lr`, `scheduled` and `drawn` is NaN: no step has been taken.
    """

    x: np.ndarray
    value: np.ndarray
    gradient: np.ndarray
    asked: np.ndarray
    seen: np.ndarray
    states: Mapping[str, np.ndarray]
    lr: np.ndarray
    scheduled: Mapping[str, np.ndarray]
    changed: tuple[np.ndarray, ...]
    evaluations: np.ndarray
    status: np.ndarray
    last: np.ndarray
    maximize: bool = False
    drawn: Mapping[int, np.ndarray] = field(default_factory=dict)
    source: Source | None = field(default=None, repr=False)

    @classmethod
    def from_csv(cls, source: str | Path) -> Self:
        """The path in a CSV that Slalom has saved: a file, or its text. Every array has the bits that it had, and
        status and last row are what they were.

        A CSV cannot hold what the path came from (rule, surface, schedules: the experiment's JSON does), batches of
        runs (their lanes are paths of their own), arrays without entries, and which bits make a NaN one. A file with
        several paths is read by `exports.data.read`. ValueError in one sentence if it holds none, or several.
        """
        found = read_csv(source)
        if len(found) > 1:
            raise ValueError(f"The file has {len(found)} paths; exports.data.read gives all of them.")
        return cls(**fields(found[0]))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """For IPython, where a list of paths would be pages of numbers."""
        rule = f"{self.source.asked.rule.title}, " if self.source else ""
        ends = f"{self.status}, last={self.last}" if self.status.ndim == 0 else f"{self.status.size} lanes"
        printer.text(f"Trajectory({rule}{ends})")

    def lane(self, *index: int) -> Trajectory:
        """One lane of a batch as a trajectory of its own, cut at its last row."""
        rows = slice(0, int(self.last[index]) + 1)

        def cut(a: np.ndarray) -> np.ndarray:
            lane: Any = (slice(None), *index)
            return a[rows][lane]

        return replace(
            self,
            x=cut(self.x),
            value=cut(self.value),
            gradient=cut(self.gradient),
            asked=cut(self.asked),
            seen=cut(self.seen),
            states={name: cut(a) for name, a in self.states.items()},
            lr=cut(self.lr),
            scheduled={name: cut(a) for name, a in self.scheduled.items()},
            changed=tuple(map(cut, self.changed)),
            drawn={place: cut(a) for place, a in self.drawn.items()},
            evaluations=cut(self.evaluations),
            status=self.status[index],
            last=self.last[index],
            source=self.source and self.source.lane(index, np.shape(self.last)),
        )

    def turned(self) -> Trajectory:
        """The same path on −f: what climbs on the one descends on the other."""
        value, gradient = -self.value, -self.gradient
        value.flags.writeable = gradient.flags.writeable = False
        return replace(self, value=value, gradient=gradient, maximize=not self.maximize, source=None)

    @property
    def step_taken(self) -> np.ndarray:
        """(T+1, ..., n): x[k] − x[k−1]; row 0 is NaN."""
        steps = np.full_like(self.x, np.nan)
        steps[1:] = self.x[1:] - self.x[:-1]
        return steps
