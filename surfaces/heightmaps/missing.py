"""Heights that are missing, from those around them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: What programs write where there is no height.
SENTINELS = (-9999.0, -99999.0, -999.0, -9999.9, -32768.0, -32767.0, 9999.0, 99999.0, 1e20, 1e30, -1e30)
_FAR = 0.25  # of the heights' range: how far from all of them such a number stands
_HUGE = 1e30  # no height is as large; the largest number of 32 bits is usual for "no height"
_AT_ONCE = 4_000  # heights solved for together; of larger holes the ground is found on a coarser grid first


def sentinel(heights: NDArray[Any]) -> float | None:
    """The number that stands for missing heights, if one does: usual for it, and far from all others."""
    finite = heights[np.isfinite(heights)]
    for value in {*SENTINELS, *(extreme for extreme in _extremes(finite) if abs(extreme) >= _HUGE)}:
        same = is_value(finite, value)
        rest = finite[~same & (np.abs(finite) < _HUGE)].astype(np.float64)
        if same.any() and rest.size and np.abs(rest - value).min() > _FAR * max(float(np.ptp(rest)), 1e-300):
            return float(value)
    return None


def is_value(heights: NDArray[Any], value: float) -> NDArray[np.bool_]:
    """Where heights are `value`, in single precision at least."""
    if heights.dtype.kind in "iu":
        bounds = np.iinfo(heights.dtype)
        if not (value.is_integer() and bounds.min <= value <= bounds.max):
            return np.zeros(heights.shape, bool)
        return heights == heights.dtype.type(value)
    return np.abs(heights - value) <= 1e-7 * abs(value)


def filled(heights: Array) -> Array:
    """`heights (rows, columns)` where NaN is the ground that bends least; at least one height must be there."""
    holes = np.isnan(heights)
    count = int(holes.sum())
    if not count:
        return heights
    if count > _AT_ONCE and min(heights.shape) >= 4:
        return np.where(holes, _from_coarser(heights), heights)
    return _least_bent(heights, holes)


def _extremes(finite: NDArray[Any]) -> tuple[float, ...]:
    return (float(finite.min()), float(finite.max())) if finite.size else ()


def _least_bent(heights: Array, holes: NDArray[np.bool_]) -> Array:
    """The sum of squared second differences along rows and columns is least."""
    from scipy.sparse import csr_array, identity
    from scipy.sparse.linalg import spsolve

    at = np.arange(heights.size).reshape(heights.shape)
    triples = [np.stack([at[:, :-2], at[:, 1:-1], at[:, 2:]], -1), np.stack([at[:-2], at[1:-1], at[2:]], -1)]
    rows = np.concatenate([triple.reshape(-1, 3) for triple in triples])
    rows = rows[holes.ravel()[rows].any(axis=1)]
    flat = np.where(holes, np.nanmean(heights), heights).ravel()
    weights = np.tile([1.0, -2.0, 1.0], (len(rows), 1))
    unknown = np.cumsum(holes.ravel()) - 1
    inside = holes.ravel()[rows]
    line = np.repeat(np.arange(len(rows)), 3).reshape(-1, 3)
    shape = (len(rows), int(holes.sum()))
    bends = csr_array((weights[inside], (line[inside], unknown[rows[inside]])), shape=shape)
    change = -(bends.T @ (weights * flat[rows]).sum(axis=1))
    ridge = 1e-10 * identity(shape[1])  # a hole that nothing around determines stays level
    flat[holes.ravel()] += spsolve((bends.T @ bends + ridge).tocsc(), change)
    return flat.reshape(heights.shape)


def _from_coarser(heights: Array) -> Array:
    """The ground of the grid of half as many rows and columns, drawn straight between its heights."""
    from scipy.interpolate import RectBivariateSpline

    rows, columns = (side - side % 2 for side in heights.shape)
    blocks = heights[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2)
    known = (~np.isnan(blocks)).sum(axis=(1, 3))
    sums = np.nansum(blocks, axis=(1, 3))
    coarse = filled(np.where(known, sums / np.maximum(known, 1), np.nan))
    y, x = np.arange(rows // 2) * 2 + 0.5, np.arange(columns // 2) * 2 + 0.5
    ground: Array = RectBivariateSpline(y, x, coarse, kx=1, ky=1)(*map(np.arange, heights.shape))
    return ground
