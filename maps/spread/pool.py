"""Pieces of a map computed by processes of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from maps.any_map import AnyMap
from maps.computing import Found, Numbered, here
from maps.spread.flight import SpreadError, flown
from maps.spread.task import versions_here, work

LIVES = 3  # pools that may end before the map is given up


def pool(count: int) -> Any:
    """So many processes, each with the pieces of a map that it is given; this one alone if `count` is 1. A process that
    ends costs the pieces that were under way, which are computed again."""
    return here if count < 2 else lambda experiment, some: _by_processes(experiment, list(some), count)


def _by_processes(experiment: AnyMap, some: Iterable[Numbered], count: int) -> Iterator[tuple[Numbered, Found]]:
    missing, lives = dict(some), LIVES
    while missing:
        try:
            for one, found in _once(experiment, list(missing.items()), count):
                del missing[one[0]]
                yield one, found
        except BrokenProcessPool:
            if (lives := lives - 1) == 0:
                words = "The processes that compute the map end again and again; perhaps memory is short."
                raise SpreadError(f"{words} --workers 1 takes less.") from None


def _once(experiment: AnyMap, some: list[Numbered], count: int) -> Iterator[tuple[Numbered, Found]]:
    text, versions = experiment.to_json(), versions_here(trains=experiment.trains)
    executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
    try:
        yield from flown(some, lambda one: executor.submit(work, text, one[1], versions), _landed)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _landed(under_way: list[Future[Found]]) -> Iterator[tuple[Future[Found], Found]]:
    for future in wait(under_way, return_when=FIRST_COMPLETED).done:
        yield future, future.result()
