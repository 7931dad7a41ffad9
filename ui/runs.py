"""Experiments run once: a page that is drawn again for another reason reuses the last paths."""

from __future__ import annotations

from functools import lru_cache

from simulation import Experiment, Trajectory
from simulation.bundle import bundle


def trajectories(experiment: Experiment) -> list[Trajectory]:
    """The first path of every run."""
    return [paths[0] for paths in bundles(experiment)]


def bundles(experiment: Experiment) -> tuple[list[Trajectory], ...]:
    """All paths of every run."""
    return _cached(experiment.to_json())


@lru_cache(maxsize=8)
def _cached(text: str) -> tuple[list[Trajectory], ...]:
    return tuple(bundle(Experiment.from_json(text)))
