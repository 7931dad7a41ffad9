"""An experiment run: the path of every run, or several from a fan of starts or with one seed after another."""

from __future__ import annotations

import math
from collections.abc import Generator

import numpy as np

from simulation.experiments.experiment import Experiment
from simulation.experiments.price import seeds_of
from simulation.experiments.specs import RunSpec
from simulation.running.simulate import SLICE, finished, walk
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory


def run(experiment: Experiment) -> list[Trajectory]:
    """One trajectory per run, in order: of the first path, where `bundle` gives several. Equal experiments give equal
    bytes."""
    return [paths[0] for paths in bundle(experiment)]


def starts(experiment: Experiment) -> np.ndarray:
    """(fan, 2): the experiment's own start, then points around it.

    They are spread evenly over a disc whose radius is `spread` times the shorter side of the picture; the seed of the
    experiment decides which.
    """
    xmin, xmax, ymin, ymax = experiment.landscape().domain
    radius = experiment.spread * min(xmax - xmin, ymax - ymin)
    random = np.random.default_rng(experiment.seed)
    angle = random.uniform(0, 2 * np.pi, experiment.fan)
    far = radius * np.sqrt(random.uniform(0, 1, experiment.fan))
    far[0] = 0.0
    return np.array(experiment.start) + far[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)


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
