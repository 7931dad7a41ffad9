"""The straight lines from one solution of an experiment to others. Importing this imports torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from networks.experiment import NetworkExperiment
from networks.landscape.line import LossLine, line
from networks.shown.seen import loss_of
from networks.training.training import Training


@dataclass(frozen=True)
class Between:
    """The losses from what a run keeps to what another keeps: over the training examples, and over those of the
    validation; None where there are none."""

    train: LossLine
    valid: LossLine | None


def between(experiment: NetworkExperiment, trainings: Sequence[Training], first: int, second: int) -> Between:
    """Of two runs whose weights lie in one space (`networks.shown.seen.together`)."""
    ends = [one.weights[one.best] for one in (trainings[first], trainings[second])]
    valid = line(loss_of(experiment, first, "valid"), *ends) if len(experiment.data(run=first).valid) else None
    return Between(line(loss_of(experiment, first), *ends), valid)
