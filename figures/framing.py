"""How much of a surface a picture shows: the domain, and around it what fills the picture in true proportions."""

from __future__ import annotations

import math

import numpy as np

from surfaces import Surface
from surfaces.remembered import remembered

Box = tuple[float, float, float, float]

STRETCH = 1.5  # of a map whose x and y are not of one kind: more would bend what is seen
_EDGE = 0.02  # of a side of the domain: how far beyond its edge it is asked whether f goes on
_ASKED = 25  # points along an edge
_ON_A_LINE = 1001  # points at which a function on a line is looked at
_RARE = 0.02  # of them may be left out at each end, if they are
_FAR = 4.0  # times the spread of the others beyond those
_AIR = 0.06  # of the height, above and below


@remembered(64)
def box(surface: Surface) -> Box:
    """The part of the plane that a picture is of: the domain; of a function on a line the interval, and up from the
    least value of f in it.

    Where f has a few values that are far above all others, as beside a pole, they are left out.
    """
    if surface.dimensions == 2:
        xmin, xmax, ymin, ymax = surface.domain
        return xmin, xmax, ymin, ymax
    xmin, xmax = surface.domain
    values = surface.value(surface.grid(_ON_A_LINE))
    finite = values[np.isfinite(values)]
    if not finite.size:
        return xmin, xmax, 0.0, 1.0
    low, below, above, high = np.quantile(finite, (0, _RARE, 1 - _RARE, 1))
    usual = max(above - below, 0.0)
    low, high = max(low, below - _FAR * usual), min(high, above + _FAR * usual)
    air = _AIR * (high - low) or max(1.0, abs(high))
    return xmin, xmax, float(low - air), float(high + air)


def stretch(surface: Surface) -> float:
    """How many times as long as a unit of y one of x may be on a map, and the other way round; 1: equal scales.

    Infinity for a domain many times as long as it is wide, and where f is drawn above a line: x and y are measured in
    units of their own there.
    """
    if surface.dimensions == 1 or (surface.units != 1).any():
        return math.inf
    return 1.0 if surface.alike else STRETCH


@remembered(64)
def lean(surface: Surface) -> tuple[float, float]:
    """Which share of what is shown beyond the domain lies at the low end of x, and of y.

    A half, unless f has no values beyond one end only: then all of it lies at the other.
    """
    if surface.dimensions == 1:
        return 0.5, 0.5
    xmin, xmax, ymin, ymax = surface.domain
    dx, dy = _EDGE * (xmax - xmin), _EDGE * (ymax - ymin)
    x, y = np.linspace(xmin, xmax, _ASKED), np.linspace(ymin, ymax, _ASKED)

    def goes_on(at_x: np.ndarray | float, at_y: np.ndarray | float) -> bool:
        points = np.stack(np.broadcast_arrays(at_x, at_y), axis=-1)
        return bool(np.isfinite(surface.value(points)).mean() > 0.5)

    def share(low: bool, high: bool) -> float:
        return 0.5 if low == high else float(low)

    return share(goes_on(xmin - dx, y), goes_on(xmax + dx, y)), share(goes_on(x, ymin - dy), goes_on(x, ymax + dy))


def framed(surface: Surface, aspect: float) -> Box:
    """The least part of the plane that holds the domain and fills a picture ``aspect`` times as wide as it is high.

    What would be stretched more than `stretch` allows shows more of the surface instead.
    """
    xmin, xmax, ymin, ymax = box(surface)
    width, height, most = xmax - xmin, ymax - ymin, stretch(surface)
    more_x = max(width, height * aspect / most) - width
    more_y = max(height, width / (aspect * most)) - height
    low_x, low_y = lean(surface)
    return xmin - low_x * more_x, xmax + (1 - low_x) * more_x, ymin - low_y * more_y, ymax + (1 - low_y) * more_y
