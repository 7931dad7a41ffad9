"""Demos of maps: an experiment, what to look for, and the cells as they were computed once, for its card."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from gallery.demo import Demos
from maps import MapExperiment
from simulation.experiments.specs import Data, cut

GROUP = "Maps of thousands of runs"
_MOST = 200
_Listed = BeforeValidator(lambda value: cut(value, _MOST))


class Panel(Data):
    """The cells of one run, row by row from the top: a letter a cell, which is a place in `colours` from "A" on."""

    rows: Annotated[tuple[str, ...], _Listed]


class MapDemo(Data):
    """A map that makes a point. Frozen.

    title   what it shows, in a few words
    order   place among all demos of maps, ascending
    look    two sentences on what to look for; `tests/parity/test_map_demos.py` holds the map to them
    drawn   a panel a run, and `colours` of their cells, as `python -m benchmarks.by_hand.map_demos` wrote them
    """

    title: str = Field(min_length=1, max_length=60)
    order: int
    look: Annotated[str, Field(min_length=1, max_length=400)]
    experiment: MapExperiment
    colours: Annotated[tuple[str, ...], _Listed] = ()
    drawn: Annotated[tuple[Panel, ...], _Listed] = ()

    @property
    def view(self) -> str:
        """How it is seen, as a link says it: a map has nothing to choose."""
        return ""


#: Every built-in demo of maps.
MAPS: Demos[MapDemo] = Demos(Path(__file__).parent / "maps", MapDemo)
