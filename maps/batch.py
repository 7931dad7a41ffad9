"""Many lanes of one rule on one surface."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maps.axes import Lanes
from simulation.running.simulate import simulate
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory
from surfaces import Surface


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
