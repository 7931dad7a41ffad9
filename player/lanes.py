"""All paths of one run as the player shows them: one name, one colour, and which of them stands for all."""

from __future__ import annotations

from collections.abc import Sequence

from figures.palette import Look
from player.shown import Shown, epochs
from simulation import Experiment, Trajectory
from simulation.experiments.run import asked_of
from simulation.judging.sample import median_run
from words.sample import lane_names


def lanes(
    experiment: Experiment, run: int, paths: Sequence[Trajectory], label: str, look: Look, name: str = ""
) -> list[Shown]:
    """The paths of the experiment's run of this number, under the id `name`; the median run is marked."""
    spec, middle = experiment.runs[run], median_run(paths)
    several, batches, asked = len(paths) > 1, epochs(experiment, run), asked_of(experiment, spec)
    return [
        Shown(
            one.rule, path, label, look, name, lane, several and i == middle, one.transforms, batches, one, moved=True
        )
        for i, (path, lane, one) in enumerate(zip(paths, lane_names(experiment, run), asked, strict=True))
    ]
