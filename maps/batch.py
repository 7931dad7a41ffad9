"""Many lanes of one rule on one surface."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from maps.axes import START, SURFACE, Lanes, choices, is_apart, lanes, values
from maps.cells import Cells
from maps.experiment import MapExperiment, starts_of
from parameters import Described
from simulation.experiments.run import starts
from simulation.running.simulate import simulate
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory
from surfaces import Surface

Thing = TypeVar("Thing", bound=Described)


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

    def some(self, lanes: np.ndarray) -> Batch:
        """A batch of some of the lanes."""
        rule, schedules, transforms = self.lanes
        starts = self.starts[lanes]
        parts = {name: _of(one, lanes) for name, one in schedules.items()}
        fewer = Lanes(_of(rule, lanes), parts, tuple(_of(one, lanes) for one in transforms))
        return replace(self, lanes=fewer, starts=starts)

    def paths(self) -> Trajectory:
        """The paths of all lanes, walked by the rule itself."""
        rule, schedules, transforms = self.lanes
        path = simulate(
            rule,
            self.surface,
            self.starts,
            self.steps,
            schedule=schedules,
            transforms=transforms,
            seed=self.seed,
            stop=self.stop,
        )
        return replace(path, source=None)


def batch_of(experiment: MapExperiment, cells: Cells, seed: int) -> Batch:
    """Some cells of a map, which have the surface and whatever else no batch can have of two kinds in common."""
    one = experiment.experiment
    spec, surface = one.runs[cells.run], one.landscape()
    known = choices(spec, surface)
    numbers, parameters = {}, {}
    for axis, places in zip(experiment.both, (cells.columns, cells.rows), strict=True):
        found = values(axis, known[axis.name])[places]
        if axis.name.startswith(SURFACE):
            parameters[axis.name.removeprefix(SURFACE)] = found[0].item()
        elif is_apart(axis.name, spec):
            numbers[axis.name] = found[0].item()
        elif not axis.name.startswith(START):
            numbers[axis.name] = np.repeat(found, one.fan)[:, None]
    if parameters:
        surface = surface.with_parameters(**parameters)
    if one.fan > 1:
        begins = np.tile(starts(one), (len(cells.rows), 1))
    else:
        begins = starts_of(experiment)[cells.rows, cells.columns]
    ground = surface.negated if one.maximize else surface
    stop = Stop.from_values(one.stop)
    return Batch(lanes(spec, numbers), ground, begins, one.steps, seed, stop, one.maximize)


def _of(thing: Thing, lanes: np.ndarray) -> Thing:
    """A rule, schedule or transform with the values of some lanes."""
    values = thing.values()
    return thing.with_values(**{name: value[lanes] for name, value in values.items() if np.ndim(value)})
