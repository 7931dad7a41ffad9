"""Which contour lines a map has, and the colours between them: `payload/heights.js` of the player does the same."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from figures.scene.looks import LEVELS, Scale, channels

Span = tuple[float, float]

_AIR = 1e-6  # of a step: the highest place of a core is a whole one, but for the last digits


@dataclass(frozen=True)
class Bands:
    """Contour lines of heights, one at every whole place from `first` on: in the core of a picture (`low` to `high`)
    places count equal steps of height, beyond it steps that grow, so that a slope that goes on is no dense hatching.
    And how many of the bands between the lines lie below all that is looked at, and by how many its colours are
    spread."""

    low: float
    high: float
    first: int
    lines: int
    before: int
    shades: int

    @property
    def levels(self) -> np.ndarray:
        """The place of every line, `(lines,)`."""
        return self.first + np.arange(self.lines, dtype=float)

    def places(self, heights: ArrayLike) -> np.ndarray:
        """Where heights stand among the lines."""
        steps, calm = LEVELS["most"], LEVELS["calm"]
        at = (np.asarray(heights, dtype=float) - self.low) * (steps / (self.high - self.low))
        inner = np.clip(at, 0, steps)
        return inner + np.sign(at - inner) * calm * np.log1p(np.abs(at - inner) / calm)

    def heights(self, places: ArrayLike) -> np.ndarray:
        """Heights at these places."""
        steps, calm = LEVELS["most"], LEVELS["calm"]
        at = np.asarray(places, dtype=float)
        inner = np.clip(at, 0, steps)
        steps_up = inner + np.sign(at - inner) * calm * np.expm1(np.abs(at - inner) / calm)
        return self.low + steps_up * ((self.high - self.low) / steps)

    @property
    def edges(self) -> np.ndarray:
        """Places of the lower edges of all bands whose colour is their own, the lowest first, and of the upper one of
        the highest, `(shades + 2,)`."""
        return self.first - 1.0 + self.before + np.arange(self.shades + 2)

    def ticks(self) -> list[float]:
        """Round heights to be written beside the colours: evenly in the core, and some beyond it."""
        least, most = self.edges[0], self.edges[-1]
        step = _round_step((self.high - self.low) / 5)
        inner = step * np.arange(math.ceil(self.low / step), math.floor(self.high / step) + 1)
        steps, gap = LEVELS["most"], LEVELS["calm"]
        outer = [*np.arange(-gap, least - _AIR, -gap), *np.arange(steps + gap, most + _AIR, gap)]
        beyond = [self._rounded(height) for height in self.heights(outer).tolist()]
        ticks = sorted([*inner.tolist(), *beyond])
        return [tick for tick in ticks if least <= self.places(tick) <= most]

    def _rounded(self, height: float) -> float:
        """To the digit that tells it apart from the core."""
        apart = max(self.low - height, height - self.high)
        return round(height, -math.floor(math.log10(apart)))

    def colors(self, scale: Scale) -> list[tuple[int, int, int]]:
        """Red, green and blue of the bands between the lines, the lowest first: one more than there are lines."""
        shares = [min(1.0, max(0.0, (band - self.before) / self.shades)) for band in range(self.lines + 1)]
        return [color_at(scale, share) for share in shares]


def _round_step(about: float) -> float:
    """1, 2 or 5 times a power of ten, the next one that is no less."""
    power = 10.0 ** math.floor(math.log10(about))
    return next(part * power for part in (1, 2, 5, 10) if part * power >= about * (1 - _AIR))


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
    """The contour lines of a map. They tell the heights of `core`, and go on around it in steps that grow.

    core, view  spans of x and y: what is to be told apart, and what is looked at, the core in it
    """
    heights = values.heights
    least, most = _extremes(_part(values, heights, view))
    low, high = _extremes(_part(values, heights, core))
    if not high > low:
        low, high = least, most
    if not high > low:
        low = low if math.isfinite(low) else 0.0
        return Bands(low - 1.5, low + LEVELS["most"] - 1.5, 1, 2, 0, 2)
    steps, around = LEVELS["most"], LEVELS["around"]
    found = Bands(low, high, 1, steps - 1, 0, steps - 1)
    bottom, top, lowest, highest = (
        max(-around, math.floor(place + _AIR)) if place < 0 else min(steps + around, math.ceil(place - _AIR))
        for place in found.places(np.array([min(low, least), max(high, most), *_extremes(heights)])).tolist()
    )
    first, last = min(lowest, bottom) + 1, max(highest, top) - 1
    return replace(found, first=first, lines=last - first + 1, before=bottom + 1 - first, shades=top - bottom - 1)


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
