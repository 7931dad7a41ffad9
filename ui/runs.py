"""Experiments run once: a page that is drawn again for another reason reuses the last paths."""

from __future__ import annotations

from functools import lru_cache

from simulation import Experiment, Trajectory, run


def trajectories(experiment: Experiment) -> tuple[Trajectory, ...]:
    return _cached(experiment.to_json())


@lru_cache(maxsize=8)
def _cached(text: str) -> tuple[Trajectory, ...]:
    return tuple(run(Experiment.from_json(text)))
