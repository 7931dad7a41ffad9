"""What the picture of one run shows and says, whoever draws it: the page, or what is seen before the page has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from figures.palette import ONE_RUN
from player.lanes import lanes
from player.shown import Shown
from simulation import Experiment, Trajectory
from ui.state import reading
from words.labels import of_one
from words.sample import sampled, told

FIRST_SURFACE, FIRST_RULE = "rosenbrock", "adam"
RUN = ""  # the prefix of the only run


def chosen() -> Experiment:
    """The experiment that is chosen. ExperimentError if its parts do not fit together."""
    return Experiment.from_data(reading.experiment_data(FIRST_SURFACE, FIRST_RULE, [RUN]))


def runs(experiment: Experiment, found: Sequence[Trajectory]) -> list[Shown]:
    """All paths of the only run."""
    return lanes(experiment, 0, found, experiment.runs[0].build().title, ONE_RUN)


def words(experiment: Experiment, found: Sequence[Sequence[Trajectory]]) -> dict[str, Any]:
    """What is said about them, as `player.shown.paths` takes it."""
    return {
        "title": of_one(experiment),
        "sentence": told(experiment, found, [experiment.runs[0].build().title]),
        "sample": sampled(experiment),
    }
