"""Ready demos, one short JSON file each: an experiment, and what to look for in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from simulation import Experiment
from simulation.experiments.mistakes import sentence
from simulation.experiments.specs import Data

#: Topics, in the order in which pages list them.
GROUPS = (
    "Step size",
    "Momentum",
    "Adaptive step sizes",
    "Noise, clipping and decay",
    "Saddles and many minima",
    "Second order",
    "Your own formula, data and rule",
)


class DemoError(ValueError):
    """What is wrong with a demo's file, in one sentence."""


class Demo(Data):
    """An experiment that makes a point. Frozen.

    title  what it shows, in a few words
    group  its topic
    order  place among all demos, ascending
    view   all paths on one contour ("overlay") or one panel per run ("panels")
    curve  which curve is shown at first; empty for f
    look   two sentences on what to look for; `tests/unit/test_gallery.py` holds the experiment to them
    """

    title: str = Field(min_length=1, max_length=60)
    group: Literal[GROUPS]  # type: ignore[valid-type]
    order: int
    view: Literal["overlay", "panels"] = "overlay"
    curve: Literal["", "gap", "gradient_norm", "distance", "lr", "step_length", "x", "y"] = ""
    look: Annotated[str, Field(min_length=1, max_length=400)]
    experiment: Experiment


def read(path: Path) -> Demo:
    """The demo in a file; DemoError if it is none."""
    try:
        return Demo.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise DemoError(f"{path.name}: {sentence(error)}") from None


def _all(folder: Path) -> dict[str, Demo]:
    demos = {path.stem: read(path) for path in folder.glob("*.json")}
    return dict(sorted(demos.items(), key=lambda item: item[1].order))


#: Every demo by the name of its file, in the order of `order`.
DEMOS: dict[str, Demo] = _all(Path(__file__).parent)
