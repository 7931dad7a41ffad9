"""An experiment run: the path of every run, or several from a fan of starts or with one seed after another."""

from __future__ import annotations

import numpy as np

from simulation.experiments.experiment import Experiment
from simulation.experiments.specs import RunSpec
from simulation.running.simulate import simulate
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
    return [_paths(experiment, spec) for spec in experiment.runs]


def _paths(experiment: Experiment, spec: RunSpec) -> list[Trajectory]:
    transforms = [transform.build() for transform in spec.transforms]
    noisy = any(transform.noisy for transform in transforms)
    fan = starts(experiment) if experiment.fan > 1 else np.array(experiment.start)
    found = []
    for seed in range(experiment.seed, experiment.seed + (experiment.seeds if noisy else 1)):
        path = simulate(
            spec.build(),
            experiment.landscape(),
            fan,
            experiment.steps,
            schedule=spec.build_schedules(),
            transforms=transforms,
            seed=seed,
            stop=Stop.from_values(experiment.stop),
            maximize=experiment.maximize,
        )
        found += [path.lane(i) for i in range(experiment.fan)] if experiment.fan > 1 else [path]
    return found
