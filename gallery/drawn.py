"""Demos of networks: an experiment, what to look for, and curves that were drawn of it once, for its card."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gallery.demo import Demos
from networks.experiment import NetworkExperiment
from simulation.experiments.specs import Data, cut

GROUP = "Real networks"
_MOST = 100  # of runs, and of points of a curve
_Listed = BeforeValidator(lambda value: cut(value, _MOST))


class Curve(Data):
    """A quantity of one run along its epochs, thinned and rounded; None where it is not finite."""

    epochs: Annotated[tuple[float, ...], _Listed]
    values: Annotated[tuple[float | None, ...], _Listed]


class NetworkDemo(Data):
    """Trainings that make a point. Frozen.

    title  what they show, in a few words
    order  place among all demos of networks, ascending
    curve  which quantity is shown: "value" is the training loss
    look   two sentences on what to look for; `tests/parity/test_network_demos.py` holds the trainings to them
    drawn  that quantity for every run, as `python -m benchmarks.by_hand.network_demos` wrote it
    """

    title: str = Field(min_length=1, max_length=60)
    order: int
    curve: Literal["value", "accuracy", "sparsity"] = "value"
    look: Annotated[str, Field(min_length=1, max_length=400)]
    experiment: NetworkExperiment
    drawn: Annotated[tuple[Curve, ...], _Listed] = ()

    @property
    def view(self) -> str:
        """How it is seen, as a link says it."""
        return f"curve~{self.curve}"


#: Every built-in demo of networks.
NETWORKS: Demos[NetworkDemo] = Demos(Path(__file__).parent / "networks", NetworkDemo)
