"""Many lanes of one rule on one surface, walked as a batch, and the numbers that a map keeps of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from maps.axes import Lanes
from simulation.judging.many import Rows, fates
from simulation.judging.results import least_value
from simulation.running.simulate import simulate
from simulation.running.stop import Stop
from simulation.running.trajectory import DIVERGED, Trajectory
from surfaces import Surface

#: f − f* below this counts as this: double precision has no more of most functions.
SMALLEST = 1e-16


@dataclass(frozen=True, eq=False)
class Batch:
    """Lanes that differ in their start `(L, n)` and in numbers `(L, 1)`, on one surface with one seed.

    surface  on which the rule descends: −f of one that is climbed
    climbed  whether it is that; to be small is no aim then, where the least value is not known
    """

    lanes: Lanes
    surface: Surface
    starts: np.ndarray
    steps: int
    seed: int
    stop: Stop
    climbed: bool = False

    def alone(self, lane: int) -> Trajectory:
        """The path of one lane."""
        shape, (rule, schedules, transforms) = (len(self.starts),), self.lanes
        return simulate(
            rule.lane((lane,), shape),
            self.surface,
            self.starts[lane],
            self.steps,
            schedule={name: one.lane((lane,), shape) for name, one in schedules.items()},
            transforms=[one.lane((lane,), shape) for one in transforms],
            seed=self.seed,
            stop=self.stop,
        )


class Walked(Rows, Protocol):
    """Rows of a batch, and how often the rule had asked by each of them, `(T + 1, L)`."""

    @property
    def evaluations(self) -> np.ndarray: ...


class Ends(NamedTuple):
    """What a map keeps of every lane, `(L,)` each, and where it ended `(L, n)`: as `maps.result.MapResult` has it."""

    loss: np.ndarray
    f: np.ndarray
    steps: np.ndarray
    gradients: np.ndarray
    fate: np.ndarray
    place: np.ndarray
    arrived: np.ndarray
    end: np.ndarray


def by_simulate(batch: Batch) -> Trajectory:
    """All rows of a batch, by the rule itself."""
    rule, schedules, transforms = batch.lanes
    path = simulate(
        rule,
        batch.surface,
        batch.starts,
        batch.steps,
        schedule=schedules,
        transforms=transforms,
        seed=batch.seed,
        stop=batch.stop,
    )
    return replace(path, source=None)


def ends(batch: Batch, rows: Walked, tolerance: float) -> Ends:
    """What became of every lane, on the surface on which it descended."""
    every = np.arange(len(batch.starts))
    value = rows.value[rows.last, every]
    finite = (rows.status != DIVERGED) & np.isfinite(value)
    lowest = least_value(batch.surface)
    steps, gradients = _reached(rows, -np.inf if batch.climbed and lowest is None else lowest or 0.0, tolerance)
    code, place, arrived = fates(rows, batch.surface, batch.alone)
    return Ends(
        loss=np.where(finite, _logarithm(value, lowest), np.inf),
        f=np.where(finite, value, np.nan),
        steps=steps,
        gradients=gradients,
        fate=code,
        place=place,
        arrived=np.where(arrived < 0, np.nan, arrived),
        end=rows.x[rows.last, every],
    )


def _reached(rows: Walked, lowest: float, tolerance: float) -> tuple[np.ndarray, np.ndarray]:
    """The first step within the tolerance, and how often the rule had asked by then; NaN if there is none."""
    with np.errstate(invalid="ignore"):
        within: np.ndarray = rows.value - lowest <= tolerance  # type: ignore[assignment]
    within &= np.arange(len(within))[:, None] <= rows.last
    steps, ever = within.argmax(axis=0), within.any(axis=0)
    asked = rows.evaluations[steps, np.arange(len(ever))]
    return np.where(ever, steps, np.nan), np.where(ever, asked, np.nan)


def _logarithm(value: np.ndarray, lowest: float | None) -> np.ndarray:
    with np.errstate(all="ignore"):
        if lowest is None:
            return np.where(value >= 0, np.log10(np.maximum(value, SMALLEST)), np.nan)
        return np.log10(np.maximum(value - lowest, SMALLEST))
