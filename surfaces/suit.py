"""What suits a surface of which nothing is known but its values: where to start on it and how to colour it."""

from dataclasses import replace
from typing import Literal

import numpy as np

from surfaces.base import Surface
from surfaces.points import rounded

_GRID = 41
_STEEP = 6.5  # the highest over the middle height, both above the lowest: then a linear scale shows one colour


def suited(surface: Surface) -> Surface:
    """The surface with a start where it is finite, if it is anywhere, and a colour scale on which something is seen."""
    xmin, xmax, ymin, ymax = surface.domain
    x, y = np.linspace(xmin, xmax, _GRID), np.linspace(ymin, ymax, _GRID)
    p = np.stack(np.meshgrid(x, y), axis=-1)
    heights = surface.value(p)
    finite = np.isfinite(heights)
    if not finite.any():
        return surface
    start = np.array(surface.starts[0])
    scale = _scale(heights[finite])
    if np.isfinite(surface.value(start)):
        return replace(surface, scale=scale)
    nearest = np.where(finite, np.hypot(*np.moveaxis((p - start) / (xmax - xmin, ymax - ymin), -1, 0)), np.inf)
    row, column = np.unravel_index(np.argmin(nearest), nearest.shape)
    return replace(surface, starts=((rounded(x[column]), rounded(y[row])),), scale=scale)


def _scale(heights: np.ndarray) -> Literal["log", "linear"]:
    above = heights - heights.min()
    return "log" if above.max() > _STEEP * np.median(above) > 0 else "linear"
