"""The surface under the paths: its values where a picture looks, and the contour lines through them."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from figures.framing import Box, box, framed, stretch
from figures.scene.levels import Bands, Span, Values, bands
from figures.scene.looks import CORE
from simulation.judging.results import least_value
from surfaces import Surface

CELLS = 200  # values of f along each side of the domain; fewer where much of its surroundings comes with it
ASPECTS = (0.9, 1.5)  # width by height of maps whose surroundings come with the grid; wider ones of wide domains
AROUND = 1.8  # times as much as the domain, up to which no values are saved
SOFTENING = 1e-4
CURVE = 1601  # values of a function on a line


def cells(surface: Surface) -> tuple[int, tuple[int, int, int, int]]:
    """How many values each side of the domain has, and how many go with them before and after along x, and along y:
    around it is what maps of the usual shapes show."""
    xmin, xmax, ymin, ymax = surface.domain
    width, height = xmax - xmin, ymax - ymin
    low, high = ASPECTS
    boxes = [framed(surface, low), framed(surface, high * max(1.0, width / height))]
    x0, x1, y0, y1 = zip(*boxes, strict=True)
    left, right = (xmin - min(x0)) / width, (max(x1) - xmax) / width
    below, above = (ymin - min(y0)) / height, (max(y1) - ymax) / height
    count = round(CELLS * math.sqrt(min(1.0, AROUND / ((1 + left + right) * (1 + below + above)))))
    left, right, below, above = (math.ceil(gap * (count - 1)) for gap in (left, right, below, above))
    return count, (left, right, below, above)


def line(low: float, high: float, count: int, before: int, after: int) -> np.ndarray:
    """``count`` numbers from low to high, and as many more in the same steps before and after."""
    step = (high - low) / (count - 1)
    inner = np.linspace(low, high, count)
    return np.concatenate([low - step * np.arange(before, 0, -1), inner, high + step * np.arange(1, after + 1)])


def log_terms(f: np.ndarray, lowest: float | None) -> tuple[float, float]:
    """What a log scale of these values takes away and adds: the least known value (a known minimum, or the least of
    these), and four powers of ten below their range."""
    finite = f[np.isfinite(f)].astype(float)
    if finite.size == 0:
        return 0.0, 1.0
    least = min(float(finite.min()), math.inf if lowest is None else float(lowest))
    spread = float(finite.max()) - least
    return least, 10.0 ** round(math.log10(spread)) * SOFTENING if spread > 0 else 1.0


@lru_cache(maxsize=16)
def whole(surface: Surface) -> Values:
    """The values of the domain with its surroundings, as the player has them."""
    xmin, xmax, ymin, ymax = surface.domain
    count, (left, right, below, above) = cells(surface)
    x, y = line(xmin, xmax, count, left, right), line(ymin, ymax, count, below, above)
    f = _over(surface, x, y)
    terms = log_terms(f[below : below + count, left : left + count], least_value(surface))
    return Values((float(x[0]), float(x[-1])), (float(y[0]), float(y[-1])), f, surface.scale, *terms)


def seen(surface: Surface, view: Box) -> tuple[Values, Bands]:
    """The values that a map of this part of the plane is drawn with, and its contour lines: those of the player."""
    known = whole(surface)
    spans = ((view[0], view[1]), (view[2], view[3]))
    if not all(_holds(all_of, part) for all_of, part in zip((known.x, known.y), spans, strict=True)):
        known = _patch(surface, view)
    xmin, xmax, ymin, ymax = surface.domain
    core = (_common((xmin, xmax), spans[0]), _common((ymin, ymax), spans[1]))
    share = math.prod(max(0.0, b - a) / (d - c) for (a, b), (c, d) in zip(core, spans, strict=True))
    return known, bands(known, core if share > CORE else spans, spans)


@lru_cache(maxsize=16)
def _patch(surface: Surface, view: Box) -> Values:
    """The values of a part of the plane that the others do not hold."""
    known, (xmin, xmax, ymin, ymax) = whole(surface), view
    f = _over(surface, np.linspace(xmin, xmax, CELLS), np.linspace(ymin, ymax, CELLS))
    return Values((xmin, xmax), (ymin, ymax), f, known.scale, known.lowest, known.softening)


def curve(surface: Surface, view: Box) -> np.ndarray:
    """Points `(CURVE, 2)` of a function on a line; NaN where it has no value."""
    x = np.linspace(view[0], view[1], CURVE)
    f = surface.value(x[:, None])
    return np.stack([x, np.where(np.isfinite(f), f, np.nan)], axis=-1)


def view_of(surface: Surface, aspect: float, paths: list[np.ndarray] | None = None) -> Box:
    """What a map of this shape shows: the domain, or with `paths` all of their finite points as well."""
    if not paths:
        return framed(surface, aspect)
    points = np.concatenate([path[np.isfinite(path).all(axis=1)] for path in paths])
    whole_box = np.array(box(surface)).reshape(2, 2)
    low, high = np.minimum(whole_box[:, 0], points.min(axis=0)), np.maximum(whole_box[:, 1], points.max(axis=0))
    air = 0.04 * (high - low)
    low, high = np.where(low < whole_box[:, 0], low - air, low), np.where(high > whole_box[:, 1], high + air, high)
    (width, height), most = high - low, stretch(surface)
    more = np.array([max(width, height * aspect / most), max(height, width / (aspect * most))]) - (high - low)
    (xmin, ymin), (xmax, ymax) = low - more / 2, high + more / 2
    return float(xmin), float(xmax), float(ymin), float(ymax)


def _over(surface: Surface, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """As the player gets them: in single precision."""
    with np.errstate(all="ignore"):
        return np.asarray(surface.value(np.stack(np.meshgrid(x, y), axis=-1)), dtype=float).astype("f4")


def _holds(all_of: Span, part: Span) -> bool:
    air = 1e-9 * (part[1] - part[0])
    return all_of[0] <= part[0] + air and part[1] - air <= all_of[1]


def _common(a: Span, b: Span) -> Span:
    return max(a[0], b[0]), min(a[1], b[1])
