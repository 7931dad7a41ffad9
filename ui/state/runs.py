"""Experiments run once: a page that is drawn again for another reason reuses the last paths."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simulation import Experiment, Trajectory
from simulation.experiments.ground import Ground
from simulation.experiments.run import bundle_in_slices
from words.language import _

MOMENT = 0.5  # seconds after which a page says that it is at work
PAUSE = 0.01  # seconds between two slices, for those who wait: the others' runs, and the server's own loop

_TURN = threading.Lock()  # of those who are long at work: beside one of them, everybody else is answered
_place: ContextVar[DeltaGenerator | None] = ContextVar("where a page says that it is at work", default=None)
Result = TypeVar("Result")


@dataclass(frozen=True)
class _Asked:
    """An experiment by what sets it apart: its ground, and the rest as text, without the numbers the ground has."""

    ground: Ground
    rest: str
    experiment: Experiment = field(compare=False)


def trajectories(experiment: Experiment) -> list[Trajectory]:
    """The first path of every run."""
    return [paths[0] for paths in bundles(experiment)]


def bundles(experiment: Experiment) -> tuple[list[Trajectory], ...]:
    """All paths of every run."""
    rest = experiment.model_dump_json(exclude={"heights", "data"}, exclude_defaults=True)
    return _cached(_Asked(experiment.ground, rest, experiment))


@lru_cache(maxsize=8)
def _cached(asked: _Asked) -> tuple[list[Trajectory], ...]:
    return tuple(waited_for(bundle_in_slices(asked.experiment)))


def wait_here(place: DeltaGenerator) -> None:
    """From now on, in this run of a page, it is said there how far a long walk has come."""
    _place.set(place)


def waited_for(slices: Generator[float, None, Result]) -> Result:
    """What slices of work come to.

    Work of more than a moment takes turns with that of other sessions. Between two slices the page says how far it is,
    which is where Streamlit ends a run whose session has changed its mind or is gone.
    """
    began, place, said = time.monotonic(), _place.get(), False
    try:
        while True:
            with _TURN if said else nullcontext():
                done = next(slices)
            if said or time.monotonic() - began > MOMENT:
                (place or st).progress(min(done, 1.0), _("Walking … {part} %").format(part=round(100 * done)))
                said = True
                time.sleep(PAUSE)
    except StopIteration as end:
        if said and place:
            place.empty()
        return end.value
