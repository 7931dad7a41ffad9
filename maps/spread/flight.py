"""Pieces of a map under way elsewhere: never more of them than are wanted, taken in as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from maps.computing import Found, Numbered

AHEAD = 64  # pieces that are with the workers at a time: enough for none to wait, few enough to stop soon


class SpreadError(ValueError):
    """Why a map cannot be computed elsewhere, in one sentence. What has come before is right."""


def flown(
    some: Iterable[Numbered],
    submit: Callable[[Numbered], Any],
    landed: Callable[[list[Any]], Iterable[tuple[Any, Found]]],
) -> Iterator[tuple[Numbered, Found]]:
    """Every piece with what was found of it, in the order in which they come.

    submit  a piece → a future, which can be cancelled
    landed  futures → those that are done, with what was found; it waits until there is one
    """
    under_way: dict[Any, Numbered] = {}
    left = iter(some)
    try:
        while True:
            while len(under_way) < AHEAD and (one := next(left, None)):
                under_way[submit(one)] = one
            if not under_way:
                return
            for future, found in landed(list(under_way)):
                yield under_way.pop(future), found
    finally:
        for future in under_way:
            future.cancel()
