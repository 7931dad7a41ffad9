"""What a demo is, and the folder of all of them: files that are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, ValidationError

from simulation import Experiment
from simulation.experiments.mistakes import sentence
from simulation.experiments.specs import Data

#: Topics, in the order in which pages list them.
GROUPS = (
    "One dimension",
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
    look   two sentences on what to look for; `tests/unit/gallery/test_gallery.py` holds the experiment to them
    """

    title: str = Field(min_length=1, max_length=60)
    group: Literal[GROUPS]  # type: ignore[valid-type]
    order: int
    view: Literal["overlay", "panels"] = "overlay"
    curve: Literal["", "gap", "gradient_norm", "distance", "lr", "step_length", "x", "y"] = ""
    look: Annotated[str, Field(min_length=1, max_length=400)]
    experiment: Experiment


Kind = TypeVar("Kind", bound=Any)


class Demos(Mapping[str, Kind], Generic[Kind]):
    """The demos of a folder by the names of their files, in the order of `order`; a file is read when asked for."""

    def __init__(self, folder: Path, kind: type[Kind]) -> None:
        self._folder, self._kind = folder, kind
        self._read: dict[str, Kind] = {}

    def __getitem__(self, key: str) -> Kind:
        if key not in self._read:
            self._read[key] = read(self._files[key], self._kind)
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._files)

    @cached_property
    def _files(self) -> dict[str, Path]:
        return {path.stem: path for path in self._folder.glob("*.json")}

    @cached_property
    def _order(self) -> list[str]:
        return sorted(self._files, key=lambda key: self[key].order)


def read(path: Path, kind: Any = Demo) -> Any:
    """The demo in a file; DemoError if it is none."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise DemoError(f"{path.name}: {sentence(error)}") from None


#: Every built-in demo.
DEMOS: Demos[Demo] = Demos(Path(__file__).parent / "demos", Demo)
