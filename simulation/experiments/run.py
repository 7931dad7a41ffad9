"""An experiment run: the path of every run, or several from a fan of starts or with one seed after another."""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import NamedTuple

import numpy as np

from simulation.experiments.experiment import Experiment
from simulation.experiments.price import is_random, seeds_of
from simulation.experiments.specs import RunSpec
from simulation.running.asked import Asked
from simulation.running.simulate import SLICE, finished, walk
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory


def run(experiment: Experiment) -> list[Trajectory]:
    """One trajectory per run, in order: of the first path, where `bundle` gives several. Equal experiments give equal
    bytes."""
    return [paths[0] for paths in bundle(experiment)]


def starts(experiment: Experiment) -> np.ndarray:
    """(fan, n): the experiment's own start, then points around it.

    They are spread evenly over a disc, on a line over an interval, whose radius is `spread` times the shorter side of
    the picture; the seed of the experiment decides which.
    """
    if experiment.fan == 1:
        return np.array([experiment.start])
    low, high = experiment.landscape().corners
    radius = experiment.spread * float(np.min(high - low))
    random = np.random.default_rng(experiment.seed)
    if len(low) == 1:
        around = radius * random.uniform(-1, 1, (experiment.fan, 1))
        around[0] = 0.0
        return np.array(experiment.start) + around
    angle = random.uniform(0, 2 * np.pi, experiment.fan)
    far = radius * np.sqrt(random.uniform(0, 1, experiment.fan))
    far[0] = 0.0
    return np.array(experiment.start) + far[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)


class Origin(NamedTuple):
    """Where one of several paths of a run comes from: the seed of its noise (None where nothing is random) and its
    start."""

    seed: int | None
    start: tuple[float, ...]


def origins(experiment: Experiment, spec: RunSpec) -> list[Origin]:
    """Of every path of a run, in the order of `bundle`: all starts with the first seed, then all with the next."""
    points = [tuple(point) for point in starts(experiment).tolist()]
    first = experiment.seed if is_random(spec) else None
    seeds = [None if first is None else first + i for i in range(seeds_of(experiment, spec))]
    return [Origin(seed, point) for seed in seeds for point in points]


def asked_of(experiment: Experiment, spec: RunSpec) -> list[Asked]:
    """What every path of a run is asked to do, in the order of `bundle`."""
    rule, schedules = spec.build(), spec.build_schedules()
    transforms = [transform.build() for transform in spec.transforms]
    stop, climbs = Stop.from_values(experiment.stop), experiment.maximize
    return [
        Asked(rule, origin.start, experiment.steps, schedules, transforms, origin.seed or 0, stop, climbs)
        for origin in origins(experiment, spec)
    ]


def bundle(experiment: Experiment) -> list[list[Trajectory]]:
    """Per run its paths: one for every start of the fan and, with noise, one for every seed of each start.

    The first path of every run is the one that `run(experiment)` gives.
    """
    return finished(bundle_in_slices(experiment, math.inf))


def bundle_in_slices(experiment: Experiment, slice_of: float = SLICE) -> Generator[float, None, list[list[Trajectory]]]:
    """`bundle` in slices of so many seconds: which part of the steps has been taken, then the paths as the returned
    value. It may be left between two slices."""
    found: list[list[Trajectory]] = []
    for i, spec in enumerate(experiment.runs):
        slices = _paths(experiment, spec, slice_of)
        try:
            while True:
                yield (i + next(slices)) / len(experiment.runs)
        except StopIteration as end:
            found.append(end.value)
    return found


def _paths(experiment: Experiment, spec: RunSpec, slice_of: float) -> Generator[float, None, list[Trajectory]]:
    fan = starts(experiment) if experiment.fan > 1 else np.array(experiment.start)
    seeds = seeds_of(experiment, spec)
    found = []
    for i in range(seeds):
        slices = walk(
            spec.build(),
            experiment.landscape(),
            fan,
            experiment.steps,
            schedule=spec.build_schedules(),
            transforms=[transform.build() for transform in spec.transforms],
            seed=experiment.seed + i,
            stop=Stop.from_values(experiment.stop),
            maximize=experiment.maximize,
            slice_of=slice_of,
        )
        try:
            while True:
                yield (i + next(slices) / experiment.steps) / seeds
        except StopIteration as end:
            path = end.value
        found += [path.lane(i) for i in range(experiment.fan)] if experiment.fan > 1 else [path]
    return found
