"""How large a map may be: one that is looked at on a page, and one that somebody waits for in a shell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Limits(NamedTuple):
    """The most values on an axis, runs, steps of each, surfaces that differ in a parameter (of each of which the minima
    are searched for), and seconds of one core, as `simulation.experiments.price` counts them."""

    values: int = 200
    lanes: int = 400_000
    steps: int = 10_000
    grounds: int = 400
    seconds: float = 900.0


USUAL = Limits()
LARGE = Limits(values=1_000, lanes=10_000_000, grounds=4_000, seconds=90_000.0)
_limits: ContextVar[Limits] = ContextVar("limits", default=USUAL)


def limits() -> Limits:
    """Those that hold here."""
    return _limits.get()


@contextmanager
def large() -> Iterator[None]:
    """Maps that are made inside may be as large as several machines can compute."""
    token = _limits.set(LARGE)
    try:
        yield
    finally:
        _limits.reset(token)
