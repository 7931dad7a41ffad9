"""Which contour lines a map has, and the colours between them: `payload/heights.js` of the player does the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from figures.scene.looks import LEVELS, Scale, channels

Span = tuple[float, float]


@dataclass(frozen=True)
class Bands:
    """Contour lines of heights: the first, the distance of one from the next, how many; how many of the bands between
    them lie below the core of the picture, and by how many its colours are spread."""

    start: float
    size: float
    lines: int
    before: int
    shades: int

    @property
    def levels(self) -> np.ndarray:
        """Height of every line, `(lines,)`."""
        return self.start + self.size * np.arange(self.lines)

    def colors(self, scale: Scale) -> list[tuple[int, int, int]]:
        """Red, green and blue of the bands between the lines, the lowest first: one more than there are lines."""
        shares = [min(1.0, max(0.0, (band - self.before) / self.shades)) for band in range(self.lines + 1)]
        return [color_at(scale, share) for share in shares]


def color_at(scale: Scale, share: float) -> tuple[int, int, int]:
    """The colour of a scale at one place of it, from 0 to 1."""
    above = max(1, next(i for i, (end, _) in enumerate(scale) if end >= share))
    (start, low), (end, high) = scale[above - 1], scale[above]
    at = (share - start) / (end - start)
    red, green, blue = (math.floor(a + (b - a) * at + 0.5) for a, b in zip(channels(low), channels(high), strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Values:
    """Values of f over a part of the plane, `(rows, columns)`, rows are y; and on which scale their colours are.

    On a "log" scale the height of v is log₁₀(v − lowest + softening).
    """

    x: Span
    y: Span
    f: np.ndarray
    scale: str
    lowest: float
    softening: float

    @property
    def heights(self) -> np.ndarray:
        """What colours tell; NaN where there is no number. What a log scale does not know, since it lies below all of
        the domain, is as deep as it can say."""
        f = np.asarray(self.f, dtype=float)
        if self.scale == "log":
            with np.errstate(all="ignore"):
                known, floor = np.log10(f - self.lowest + self.softening), math.log10(self.softening)
            return np.where(np.isfinite(f), np.where(known >= floor, known, floor), np.nan)
        return np.where(np.isfinite(f), f, np.nan)


def bands(values: Values, core: tuple[Span, Span], view: tuple[Span, Span]) -> Bands:
    """The contour lines of a map. They tell the heights of `core`, and go on in the same steps around it, where what is
    higher than all of the core has its highest colour.

    core, view  spans of x and y: what is to be told apart, and what is looked at, the core in it
    """
    heights = values.heights
    least, most = _extremes(_part(values, heights, view))
    low, high = _extremes(_part(values, heights, core))
    if not high > low:
        low, high = least, most
    if not high > low:
        low = low if math.isfinite(low) else 0.0
        return Bands(low - 0.5, 1.0, 2, 0, 2)
    fine = min((most - least) / LEVELS["widely"], (high - low) / LEVELS["fewest"])
    size = max((high - low) / LEVELS["most"], fine)
    lowest, highest = _extremes(heights)
    shades = max(1, math.floor((high - low) / size + 0.5) - 1)
    first = max(1 - LEVELS["most"], math.floor((lowest - low) / size) + 1) if lowest < low else 1
    last = min(first + LEVELS["lines"] - 1, math.ceil((highest - low) / size) - 1) if highest > high else shades
    return Bands(low + first * size, size, max(shades, last) - first + 1, 1 - first, shades)


def _extremes(heights: np.ndarray) -> Span:
    known = heights[~np.isnan(heights)]
    return (float(known.min()), float(known.max())) if known.size else (math.inf, -math.inf)


def _part(values: Values, heights: np.ndarray, view: tuple[Span, Span]) -> np.ndarray:
    (left, right), (below, above) = (
        _between(whole, count, seen)
        for whole, count, seen in zip((values.x, values.y), heights.shape[::-1], view, strict=True)
    )
    return heights[below:above, left:right]


def _between(whole: Span, count: int, seen: Span) -> tuple[int, int]:
    """Those of so many evenly spaced numbers that lie in a part of their span: (first, one past the last)."""
    places = [(edge - whole[0]) / (whole[1] - whole[0]) * (count - 1) for edge in seen]
    first = max(0, min(count - 1, math.ceil(places[0] - 1e-6)))
    return first, max(first + 1, min(count, math.floor(places[1] + 1e-6) + 1))
