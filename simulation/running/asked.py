"""What a run was asked to do: enough to run it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from optimizers import Optimizer, Schedule, Transform
from simulation.running.landscape import Landscape
from simulation.running.stop import Stop


@dataclass(frozen=True, eq=False)
class Asked:
    """What a run is asked to do, as `simulate` is. Of a batch, `start` is an array `(..., n)`."""

    rule: Optimizer
    start: Any
    steps: int
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    transforms: Sequence[Transform] = ()
    seed: int = 0
    stop: Stop = field(default_factory=Stop)
    maximize: bool = False

    def lane(self, index: tuple[int, ...], lanes: tuple[int, ...]) -> Asked:
        """What one of the lanes of a batch was asked to do."""
        start = np.asarray(self.start, dtype=float)
        start = np.broadcast_to(start, (*lanes, start.shape[-1]))[index]
        return replace(
            self,
            rule=self.rule.lane(index, lanes),
            start=tuple(start.tolist()),
            schedules={name: schedule.lane(index, lanes) for name, schedule in self.schedules.items()},
            transforms=[transform.lane(index, lanes) for transform in self.transforms],
        )


@dataclass(frozen=True, eq=False)
class Source:
    """Where a trajectory comes from: on what the rule descended (or climbed), and what was asked."""

    surface: Landscape
    asked: Asked

    def lane(self, index: tuple[int, ...], lanes: tuple[int, ...]) -> Source:
        """The same of one lane."""
        return replace(self, asked=self.asked.lane(index, lanes))
