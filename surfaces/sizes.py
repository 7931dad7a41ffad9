"""How large slopes and heights are in the picture of a surface, so that a small one can be told from a large one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from surfaces.critical import Domain, Searched

#: A domain that is more than so many times as long as it is wide has no x and y in one unit.
LONG = 4.0
#: Cells a side; a mean over rows of data, which costs as many values and bends gently, is looked at more coarsely.
GRID, COARSE = 192, 24
_FINER = 12  # times as many cells on a line
_LOWEST_CELLS = 48
#: A tenth of the picture lies below: a picture whose corners are huge has a size in its middle, too.
_TENTH = 0.1
_ROUNDING = 1e-12  # of heights: what they differ by that are one
_SAME = 1e-9  # heights that differ by this part of the typical one are one
_SOME = 1e-9  # of the next steeper slope: one below is level ground beside it
_POLE = 1e15  # times the next gentler slope, in a few places: as many as rounding leaves beside a pole
_WALLS = 0.95  # slopes that are nowhere inside as steep as this part of those at the edge grow towards it


class Sized(Searched, Protocol):
    """A surface, and over how many rows of data it is the mean."""

    @property
    def examples(self) -> int: ...
    def grid(self, *counts: int) -> NDArray[np.float64]: ...


@dataclass(frozen=True)
class Sizes:
    """What is read off a grid over the picture, its edges included.

    lowest  the least value there; ∞ if f has no value anywhere
    height  a tenth of the picture is less than this above the lowest value
    slope   a steep one, along lengths of the picture (`units`): the steepest; where slopes grow towards the edge, as
            those of e^(x²) do, what the gentlest tenth of the sloping ground has. ∞ where all heights are one, to
            rounding: what slopes there is none
    seeds   `(k, n)`, the lowest points that are lower than all eight around (both beside, on a line), from which
            minima are near
    """

    lowest: float
    height: float
    slope: float
    seeds: NDArray[np.float64]

    def same(self, value: Any) -> Any:
        """How far apart two heights may be that count as `value` both, or as each of several."""
        found = np.fmax(_SAME * self.height, 1e-12 * np.abs(value))
        return found if np.ndim(found) else float(found)


def units(domain: Domain) -> NDArray[np.float64]:
    """How much of x, and of y, is one length of the picture: 1 of both, unless each has a unit of its own; its side
    then. Distances that are compared with the picture are measured in these."""
    sides = np.subtract(domain[1::2], domain[::2])
    return sides if sides.max() > LONG * sides.min() else np.ones(len(sides))


def sizes(surface: Sized) -> Sizes:
    """Looked up once for a surface (`Surface.sizes`)."""
    side = COARSE if surface.examples else GRID
    line = len(surface.domain) == 2
    points = surface.grid(side * (_FINER if line else 1) + 1)
    value = np.asarray(surface.value(points), dtype=float)
    slopes = surface.gradient(points[::6] if line else points[::6, ::6])
    slopes = np.linalg.norm(slopes * units(surface.domain), axis=-1)
    lowest = float(np.min(value, initial=np.inf, where=~np.isnan(value)))
    heights = value[np.isfinite(value)]
    return Sizes(
        lowest,
        float(np.quantile(heights - heights.min(), _TENTH)) if heights.size else 0.0,
        _steep(slopes, heights) if heights.size else 0.0,
        _hollows(points, value),
    )


def _steep(slopes: NDArray[np.float64], heights: NDArray[np.float64]) -> float:
    """Of slopes on a grid, `(rows, columns)` or `(k,)`, and of all finite heights: a multiple of f has it as often."""
    if not np.ptp(heights) > _ROUNDING * np.abs(heights).max():
        return np.inf
    some = np.sort(slopes[np.isfinite(slopes) & (slopes > 0)])
    poles = np.flatnonzero(some[1:] > _POLE * some[:-1]) + 1
    if len(poles) and len(some) - poles[-1] < _TENTH * len(some):
        some = some[: poles[-1]]
    level = np.flatnonzero(_SOME * some[1:] > some[:-1]) + 1
    some = some[level[-1] :] if len(level) else some
    if not len(some):
        return 0.0
    inner = slopes[(slice(1, -1),) * slopes.ndim]
    steepest = float(some[-1])
    walled = not (inner[inner <= steepest].max(initial=0.0) >= _WALLS * steepest)
    return float(np.quantile(some, _TENTH)) if walled else steepest


def _hollows(points: NDArray[np.float64], value: NDArray[np.float64]) -> NDArray[np.float64]:
    middle = (slice(1, -1),) * value.ndim
    inner = value[middle]
    hollow = np.isfinite(inner)
    for around in product((slice(0, -2), slice(1, -1), slice(2, None)), repeat=value.ndim):
        hollow &= inner <= value[around]
    found = points[middle][hollow]
    return found[np.argsort(inner[hollow], kind="stable")[:_LOWEST_CELLS]]
