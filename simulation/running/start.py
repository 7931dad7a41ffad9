"""Where the lanes of a run begin: a start, checked, and broadcast against settings that are arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from parameters.numbers import shown

_SUCH = {1: "one finite coordinate such as 1.5", 2: "finite coordinates such as (-1.2, 1.0)"}


def why_no_start(point: Sequence[float], dimensions: int) -> str:
    """One sentence if a point has another number of coordinates."""
    if len(point) == dimensions:
        return ""
    if dimensions == 1:
        return "f has one coordinate: give one start, such as 1.5"
    return "the start needs two coordinates such as -1.2 and 1"


def lanes(start: Any, settings: Iterable[tuple[int, ...]], dimensions: int | None) -> np.ndarray:
    """The start of every lane, `(..., n)` float64, a copy.

    settings    shapes of all settings: `()` for a number, `(..., 1)` for one number per lane
    dimensions  n, where the landscape says how many coordinates a point has

    ValueError in one sentence if the start is no finite point or array of points, has another number of coordinates,
    or does not fit the settings.
    """
    point = _numbers(start)
    if dimensions == 1 and point.ndim == 0:
        point = point[None]
    if point.ndim == 0 or 0 in point.shape or not np.all(np.isfinite(point)):
        such = _SUCH.get(dimensions or 2, _SUCH[2])
        raise ValueError(f"The start must be {such}, or an array of such points, not {shown(start)}.")
    if dimensions == 1 != point.shape[-1]:
        raise ValueError(f"{why_no_start((), 1)}, or the shape (…, 1) for several starts, not the shape {point.shape}.")
    if dimensions is not None and point.shape[-1] != dimensions:
        raise ValueError(
            f"The start needs {dimensions} coordinates, or the shape (…, {dimensions}) for several starts, "
            f"not the shape {point.shape}."
        )
    shapes = [shape for shape in settings if shape]
    if wrong := [shape for shape in shapes if shape[-1] != 1]:
        raise ValueError(
            f"A setting that is an array has one number per lane and the shape (…, 1), such as array[:, None], "
            f"not the shape {wrong[0]}."
        )
    try:
        return np.broadcast_to(point, np.broadcast_shapes(point.shape, *shapes)).copy()
    except ValueError:
        said = " and ".join(str(shape) for shape in dict.fromkeys(shapes))
        raise ValueError(
            f"The start has the shape {point.shape} and the settings have {said}: their lanes do not fit. Lanes of "
            "equal number run side by side; an axis of length 1 in between runs all with all."
        ) from None


def _numbers(start: Any) -> np.ndarray:
    """As float64; what has no such numbers is NaN."""
    try:
        given = np.asarray(start)
        if given.dtype.kind in "iuf" or (given.dtype == object and given.ndim):
            return given.astype(float)
    except (TypeError, ValueError, OverflowError):  # of lists of unequal lengths, and of things that are no numbers
        pass
    return np.array(np.nan)
