"""What is exported: an experiment with its paths, and who is told how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from figures.scene.scene import Scene
from simulation import Experiment, bundle
from simulation.judging.sample import Bundles
from words.labels import labels

#: Told which part of the work is done, from 0 to 1. It stops the work by raising `CancelledError`.
Tell = Callable[[float], None]


class CancelledError(Exception):
    """Whoever waited for a file no longer wants it. Nothing has been written."""


class ExportError(ValueError):
    """Why a file could not be made, in one sentence that says what would be right."""


class ChoiceError(ExportError):
    """The same where options were chosen with which no such file can be."""


@dataclass(frozen=True)
class Work:
    """An experiment and, per run, its paths as `bundle` gives them.

    view  how it is seen at first, by whoever can look elsewhere: parts as `simulation.experiments.view` has them
    """

    experiment: Experiment
    bundles: Bundles
    view: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, experiment: Experiment) -> Self:
        """The experiment, run."""
        return cls(experiment, bundle(experiment))

    @property
    def scene(self) -> Scene:
        """What is drawn of it."""
        return Scene.of(self.experiment, self.bundles, self.names)

    @cached_property
    def names(self) -> list[str]:
        """A label per run, as pages show it."""
        return labels(self.experiment.runs)


def silent(share: float) -> None:
    """Tells nobody."""
