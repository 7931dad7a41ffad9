"""Heights from the files of NumPy: .npy, and .npz with several arrays."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surfaces.heightmaps.grids import Grid, grids, on_axes
from surfaces.heightmaps.heightmap import MIN_SIDE
from surfaces.reading.cells import MAX_CELLS, Cells
from surfaces.reading.problems import FileError, told

Array = NDArray[np.float64]

_MEMBERS = 64  # arrays in an NPZ file
_BYTES = 8 * MAX_CELLS  # of an array when it is unpacked
_AXES = (("x", "y"), ("lon", "lat"), ("longitude", "latitude"), ("xs", "ys"), ("xx", "yy"), ("easting", "northing"))


def from_npy(content: bytes) -> list[Grid]:
    """The readings of an NPY file. `FileError` with one sentence if it holds no heights."""
    return _readings(_array(content, "NPY"))


def from_npz(content: bytes) -> list[Grid]:
    """The readings of an NPZ file: heights on their axes where x and y are among the arrays; else each grid in it."""
    arrays = _members(content)
    found = {name: array for name, array in arrays.items() if array.ndim == 2 and min(array.shape) >= MIN_SIDE}
    axes = {name.lower(): array for name, array in arrays.items()}
    for x, y in _AXES:
        if x in axes and y in axes:
            heights = {name: array for name, array in found.items() if name.lower() not in (x, y)}
            on = [_placed(array, axes[x], axes[y]) for array in heights.values()]
            if grids_on := [grid for grid in on if grid]:
                return grids_on
    if not found:
        points = [array for array in arrays.values() if array.ndim == 2 and array.shape[1] == 3]
        if points:
            return _readings(points[0])
        raise FileError("The NPZ file needs an array of two dimensions, rows and columns of heights.")
    if len(found) == 1:
        return _readings(next(iter(found.values())))
    return [Grid(_squeezed(array), None, f"array {name!r}", (f"array {name!r}",)) for name, array in found.items()]


def _placed(heights: Array, x: Array, y: Array) -> Grid | None:
    """Heights on axes that are given as two arrays, of one dimension or as `meshgrid` makes them."""
    if x.ndim == y.ndim == 2 and x.shape == y.shape == heights.shape:
        if (x[0] == x).all() and (y[:, :1] == y).all():
            x, y = x[0], y[:, 0]
        elif (x[:, :1] == x).all() and (y[0] == y).all():
            x, y, heights = x[:, 0], y[0], heights.T
    if x.ndim != 1 or y.ndim != 1 or (len(y), len(x)) != heights.shape or not np.isfinite(x).all():
        return None
    x_order, y_order = np.argsort(x), np.argsort(y)
    if len(np.unique(x)) < len(x) or len(np.unique(y)) < len(y) or not np.isfinite(y).all():
        return None
    return on_axes(heights[np.ix_(y_order, x_order)], x[x_order], y[y_order], "heights with axes")


def _members(content: bytes) -> dict[str, Array]:
    with told("The NPZ file cannot be read; save it again with numpy.savez."):
        packed = zipfile.ZipFile(io.BytesIO(content))
        members = [member for member in packed.infolist() if member.filename.endswith(".npy")]
        if len(members) > _MEMBERS or sum(member.file_size for member in members) > _BYTES + 1_000 * len(members):
            raise FileError(f"The NPZ file holds more than {MAX_CELLS:,} numbers; save the heights alone.")
        found = {}
        for member in members:
            with packed.open(member) as stream:
                found[PurePath(member.filename).stem[:40]] = stream.read(_BYTES + 1_000)
    arrays = {}
    for name, data in found.items():
        try:
            arrays[name] = _array(data, "NPZ")
        except FileError:
            if len(found) == 1:
                raise
    return arrays


def _array(content: bytes, kind: str) -> Array:
    """The array, read after its size was compared: a header may promise terabytes."""
    stream = io.BytesIO(content)
    again = f"save it again with numpy.{'save' if kind == 'NPY' else 'savez'}"
    with told(f"The {kind} file cannot be read; {again}."):
        read: Any = {1: np.lib.format.read_array_header_1_0, 2: np.lib.format.read_array_header_2_0}
        shape, _, dtype = read[np.lib.format.read_magic(stream)[0]](stream)
        wanted = math.prod(shape) * dtype.itemsize
    if dtype.kind not in "biuf":
        raise FileError(f"The {kind} file does not hold plain real numbers; save heights.astype(float).")
    if wanted != len(content) - stream.tell():
        raise FileError(f"The {kind} file is cut off or holds more than its heights; {again}.")
    if math.prod(shape) > MAX_CELLS:
        raise FileError(f"The {kind} file holds more than {MAX_CELLS:,} numbers; save fewer rows and columns.")
    with told(f"The {kind} file cannot be read; {again}."):
        array: Array = np.load(io.BytesIO(content), allow_pickle=False).astype(np.float64)
    return array


def _readings(array: Array) -> list[Grid]:
    array = _squeezed(array)
    if array.ndim != 2:
        raise FileError(f"The heights need two dimensions, rows and columns, not {array.ndim}.")
    corner = bool(array.size) and bool(np.isnan(array[0, 0]))
    if array.shape[1] == 3 or corner:
        return grids(Cells(array, (), corner, "", ()))
    return [Grid(array)]


def _squeezed(array: Array) -> Array:
    """Without a first or last axis of length one."""
    if array.ndim == 3 and 1 in (array.shape[0], array.shape[2]):
        return array[0] if array.shape[0] == 1 else array[..., 0]
    return array
