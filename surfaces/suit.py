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
    low, high = surface.corners
    p = surface.grid(_GRID)
    heights = surface.value(p)
    finite = np.isfinite(heights)
    if not finite.any():
        return surface
    start = np.array(surface.starts[0])
    scale = "linear" if surface.dimensions == 1 else _scale(heights[finite])
    if np.isfinite(surface.value(start)):
        return replace(surface, scale=scale)
    nearest = np.where(finite, np.linalg.norm((p - start) / (high - low), axis=-1), np.inf)
    point = p[np.unravel_index(np.argmin(nearest), nearest.shape)]
    return replace(surface, starts=(tuple(map(rounded, point.tolist())),), scale=scale)


def _scale(heights: np.ndarray) -> Literal["log", "linear"]:
    above = heights - heights.min()
    return "log" if above.max() > _STEEP * np.median(above) > 0 else "linear"
