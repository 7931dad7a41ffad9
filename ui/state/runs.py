"""Experiments run once: a page that is drawn again for another reason reuses the last paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from simulation import Experiment, Trajectory, bundle
from simulation.experiments.ground import Ground


@dataclass(frozen=True)
class _Asked:
    """An experiment by what sets it apart: its ground, and the rest as text, without the numbers the ground has."""

    ground: Ground
    rest: str
    experiment: Experiment = field(compare=False)


def trajectories(experiment: Experiment) -> list[Trajectory]:
    """The first path of every run."""
    return [paths[0] for paths in bundles(experiment)]


def bundles(experiment: Experiment) -> tuple[list[Trajectory], ...]:
    """All paths of every run."""
    rest = experiment.model_dump_json(exclude={"heights", "data"}, exclude_defaults=True)
    return _cached(_Asked(experiment.ground, rest, experiment))


@lru_cache(maxsize=8)
def _cached(asked: _Asked) -> tuple[list[Trajectory], ...]:
    return tuple(bundle(asked.experiment))
