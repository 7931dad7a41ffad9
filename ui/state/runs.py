"""Experiments run once: a page that is drawn again for another reason reuses the last paths."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import nullcontext
from contextvars import ContextVar
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simulation import Experiment, Trajectory
from simulation.experiments.ground import Ground
from simulation.experiments.price import MOST_ROWS, lanes_of, price
from simulation.experiments.run import bundle_in_slices
from surfaces.remembered import emptied_by_forget
from ui.state.kept import Kept
from words import counts
from words.foreign import markdown
from words.language import _

MOMENT = 0.5  # seconds after which a page says that it is at work
LONG = 2.0  # seconds of an experiment whose picture cannot be the first that is seen
PAUSE = 0.01  # seconds between two slices, for those who wait: the others' runs, and the server's own loop

_TURN = threading.Lock()  # of those who are long at work: beside one of them, everybody else is answered
_kept: Kept[list[list[Trajectory]]] = Kept(lambda found: sum(len(p.x) for paths in found for p in paths), 2 * MOST_ROWS)
_place: ContextVar[DeltaGenerator | None] = ContextVar("where a page says that it is at work", default=None)
emptied_by_forget(_kept.forget)
Result = TypeVar("Result")


def trajectories(experiment: Experiment) -> list[Trajectory]:
    """The first path of every run."""
    return [paths[0] for paths in bundles(experiment)]


def bundles(experiment: Experiment) -> list[list[Trajectory]]:
    """All paths of every run."""
    words = _("{paths} of {steps}") if (lanes := lanes_of(experiment)) > 1 else _("a path of {steps}")
    what = words.format(paths=counts.paths(lanes), steps=counts.steps(experiment.steps))
    return _kept.get(_asked(experiment), lambda: waited_for(bundle_in_slices(experiment), what))


def takes_long(experiment: Experiment) -> bool:
    """Whether its paths are so long under way that a page should have its controls before."""
    return price(experiment) > LONG


def beside(
    key: str, what: str, experiment: Experiment, walk: Callable[[], Generator[int, None, Trajectory]]
) -> Trajectory:
    """A path beside those of an experiment, which `walk` gives in slices: how many steps have been taken, and the path.

    key   sets it apart from others beside the same experiment
    what  it is, in words
    """

    def slices() -> Generator[float, None, list[list[Trajectory]]]:
        under_way = walk()
        try:
            while True:
                yield next(under_way) / experiment.steps
        except StopIteration as end:
            return [[end.value]]

    return _kept.get(_asked(experiment, key), lambda: waited_for(slices(), what))[0][0]


def _asked(experiment: Experiment, beside: str = "") -> tuple[Ground, str, str]:
    """An experiment by what sets it apart: its ground, and the rest as text, without the numbers the ground has."""
    rest = experiment.model_dump_json(exclude={"heights", "data", "columns"}, exclude_defaults=True)
    return experiment.ground, rest, beside


def wait_here(place: DeltaGenerator) -> None:
    """From now on, in this run of a page, it is said there how far a long walk has come."""
    _place.set(place)


def waited_for(slices: Generator[float, None, Result], what: str) -> Result:
    """What slices of work come to; `what` is being walked, in words.

    Work of more than a moment takes turns with that of other sessions. Between two slices the page says how far it is,
    which is where Streamlit ends a run whose session has changed its mind or is gone.
    """
    began, place, said = time.monotonic(), _place.get(), False
    try:
        while True:
            with _TURN if said else nullcontext():
                done = next(slices)
            if said or time.monotonic() - began > MOMENT:
                words = _("Walking {what}: {part} %").format(what=markdown(what), part=round(100 * done))
                (place or st).progress(min(done, 1.0), words)
                said = True
                time.sleep(PAUSE)
    except StopIteration as end:
        if said and place:
            place.empty()
        return end.value
