"""Where ticks are, and what they say: numbers as everywhere else, powers of ten without mathematics."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.ticker import MaxNLocator

from words.numbers import short

TENS = [1, 2, 5, 10]  # ticks are these times a power of ten apart
_POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_AIR = 0.07  # of an axis at its ends, where the words of the next one may be
_MANY = 2.8  # powers of ten: between fewer, numbers are written, too


class Inner(MaxNLocator):
    """Ticks away from both ends of an axis, whose words may meet those of the next one."""

    def __call__(self) -> Any:
        assert self.axis is not None
        low, high = sorted(self.axis.get_view_interval())
        air = _AIR * (high - low)
        return [tick for tick in super().__call__() if low + air <= tick <= high - air]


def number(value: float, _place: int = 0) -> str:
    """A tick."""
    return short(value, 6)


def power(value: float, _place: int = 0) -> str:
    """A tick of a log scale, "10⁻³" or "3·10⁻³"."""
    exponent = math.floor(math.log10(value) + 1e-9)
    part = round(value / 10.0**exponent)
    return f"{'' if part == 1 else f'{part}·'}10{str(exponent).translate(_POWERS)}"


def powers(extent: tuple[float, float], count: int) -> list[float]:
    """At most about so many ticks of a log scale: powers of ten, and where they are few also what lies between."""
    low, high = (math.log10(edge) for edge in extent)
    if high - low < 1:
        return [tick for tick in MaxNLocator(nbins=count, steps=TENS).tick_values(*extent) if tick > 0]
    every = max(1, math.ceil((high - low) / count))
    exponents = range(every * math.floor(low / every), math.ceil(high) + 1, every)
    parts = (1.0, 3.0) if high - low < _MANY else (1.0,)
    return [part * 10.0**exponent for exponent in exponents for part in parts if abs(exponent) < 300]
