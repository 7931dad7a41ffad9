"""The places of a slider: round numbers, in equal ratios or in equal steps, on a page as in the player."""

from __future__ import annotations

import math
from functools import lru_cache

from parameters.hyper import Hyper

_MANTISSAS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


def stops_of(known: Hyper) -> tuple[float, ...]:
    """Those of a number, in rising order, within its range."""
    return stops(known.slider, known.log, known.kind == "integer")


@lru_cache(maxsize=128)  # the ends may come from a user's data
def stops(ends: tuple[float, float], log: bool, whole: bool) -> tuple[float, ...]:
    """From the low to the high end: in equal ratios (`log`), or in a thousand equal steps at most; `whole` numbers."""
    low, high = ends
    if log:
        powers = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
        places = [float(f"{mantissa:g}e{power}") for power in powers for mantissa in _MANTISSAS]
    else:
        first, step, count = evenly(ends)
        places = sorted({*(round(first + i * step, 12) for i in range(count)), *beyond(ends)})
    inside = [place for place in places if low <= place <= high]
    return tuple(int(p) for p in inside if p == int(p)) if whole else tuple(inside)


def evenly(ends: tuple[float, float]) -> tuple[float, float, int]:
    """(first, difference, count) of the equal steps; the last may lie beyond the high end."""
    low, high = ends
    step = 10.0 ** (math.floor(math.log10(high - low)) - 2)
    return low, step, round((high - low) / step) + 1


def beyond(ends: tuple[float, float]) -> list[float]:
    """What is offered beside equal steps: numbers next to 1, where decays, which end there, are told apart."""
    low, high = ends
    return [1 - 10.0**-digits for digits in (3, 4) if low >= 0 and 1 - 10.0**-digits <= high <= 1]
