"""Heights from the files of NumPy: .npy, and .npz with several arrays."""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parameters.numbers import whole
from surfaces.heightmaps.grid import Grid, on_axes
from surfaces.heightmaps.grids import grids
from surfaces.heightmaps.heightmap import MIN_SIDE
from surfaces.heightmaps.pictures import from_pixels
from surfaces.heightmaps.points import of_points
from surfaces.reading.cells import MAX_CELLS, Cells
from surfaces.reading.note import Note
from surfaces.reading.problems import FileError, told

Array = NDArray[np.float64]

_MEMBERS = 64  # arrays in an NPZ file
_BYTES = 8 * MAX_CELLS  # of an array when it is unpacked
_AXES = (("x", "y"), ("lon", "lat"), ("longitude", "latitude"), ("xs", "ys"), ("xx", "yy"), ("easting", "northing"))


def from_npy(content: bytes) -> list[Grid]:
    """The readings of an NPY file. `FileError` with one sentence if it holds no heights."""
    array: Any = _array(content, "NPY")
    if array.dtype.names:
        return _columns({name: array[name].astype(np.float64) for name in array.dtype.names})
    return _readings(array)


def from_npz(content: bytes) -> list[Grid]:
    """The readings of an NPZ file: heights on their axes where x and y are among the arrays; else each grid in it."""
    arrays = _members(content)
    found = {name: array for name, array in arrays.items() if array.ndim == 2 and min(array.shape) >= MIN_SIDE}
    axes = {name.lower(): array for name, array in arrays.items()}
    for x, y in _AXES:
        if x in axes and y in axes:
            heights = {name: array for name, array in found.items() if name.lower() not in (x, y)}
            on = [(name, _placed(array, axes[x], axes[y])) for name, array in heights.items()]
            if grids_on := [replace(grid, axes=(x, y, name)) for name, grid in on if grid]:
                return grids_on
    if not found:
        if colored := [array for array in arrays.values() if _are_pixels(array)]:
            return _readings(colored[0])
        points = [array for array in arrays.values() if array.ndim == 2 and 3 in array.shape]
        if points:
            return _readings(points[0])
        if len(arrays) > 2 and len({array.shape for array in arrays.values()}) == 1:
            return _columns(arrays)
        raise FileError("The NPZ file needs an array of two dimensions, rows and columns of heights.")
    if len(found) == 1:
        return _readings(next(iter(found.values())))
    called = {name: Note("array {name}", name=repr(name)) for name in found}
    return [Grid(_squeezed(array), None, called[name], (called[name],)) for name, array in found.items()]


def _placed(heights: Array, x: Array, y: Array) -> Grid | None:
    """Heights on axes that are given as two arrays, of one dimension or as `meshgrid` makes them."""
    if x.ndim == y.ndim == 2 and x.shape == y.shape == heights.shape:
        if (x[0] == x).all() and (y[:, :1] == y).all():
            x, y = x[0], y[:, 0]
        elif (x[:, :1] == x).all() and (y[0] == y).all():
            x, y, heights = x[:, 0], y[0], heights.T
    if x.ndim == y.ndim == 1 and heights.shape == (len(x), len(y)) != (len(y), len(x)):
        heights = heights.T
    if x.ndim != 1 or y.ndim != 1 or (len(y), len(x)) != heights.shape or not np.isfinite(x).all():
        return None
    x_order, y_order = np.argsort(x), np.argsort(y)
    if len(np.unique(x)) < len(x) or len(np.unique(y)) < len(y) or not np.isfinite(y).all():
        return None
    return on_axes(heights[np.ix_(y_order, x_order)], x[x_order], y[y_order], Note("heights with axes"))


def _columns(arrays: dict[str, Array]) -> list[Grid]:
    """The readings of columns that have names. `FileError` if they are no points."""
    columns = list(arrays.values())
    table = np.stack(columns, axis=-1) if columns[0].ndim == 1 else np.empty((0, 0))
    found = of_points(table, tuple(name[:40] for name in arrays)) if table.size else []
    if not found:
        raise FileError("Arrays of one dimension need to be x, y and z of points, or save heights of two dimensions.")
    return found


def _members(content: bytes) -> dict[str, Array]:
    with told("The NPZ file cannot be read; save it again with numpy.savez."):
        packed = zipfile.ZipFile(io.BytesIO(content))
        members = [member for member in packed.infolist() if member.filename.endswith(".npy")]
        if len(members) > _MEMBERS or sum(member.file_size for member in members) > _BYTES + 1_000 * len(members):
            raise FileError(f"The NPZ file holds more than {whole(MAX_CELLS)} numbers; save the heights alone.")
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
    plain = all(dtype[name].kind in "biuf" and not dtype[name].shape for name in dtype.names or ())
    if dtype.kind not in "biuf" and not (kind == "NPY" and len(dtype.names or ()) > 2 and plain):
        raise FileError(f"The {kind} file does not hold plain real numbers; save heights.astype(float).")
    if wanted != len(content) - stream.tell():
        raise FileError(f"The {kind} file is cut off or holds more than its heights; {again}.")
    if math.prod(shape) > MAX_CELLS:
        raise FileError(f"The {kind} file holds more than {whole(MAX_CELLS)} numbers; save fewer rows and columns.")
    with told(f"The {kind} file cannot be read; {again}."):
        array: Array = np.load(io.BytesIO(content), allow_pickle=False)
    return array if array.dtype.names else array.astype(np.float64)


def _readings(array: Array) -> list[Grid]:
    array = _squeezed(array)
    if _are_pixels(array):
        return from_pixels(array)
    if array.ndim != 2:
        raise FileError(f"The heights need two dimensions, rows and columns, not {array.ndim}.")
    if array.shape[0] == 3 and array.shape[1] >= MIN_SIDE**2:
        array = array.T
    corner = bool(array.size) and bool(np.isnan(array[0, 0]))
    if array.shape[1] == 3 or corner:
        return grids(Cells(array, (), corner, "", ()))
    return [Grid(array)]


def _are_pixels(array: Array) -> bool:
    """Whether it is a picture with three channels of colour, or with transparency as a fourth."""
    return array.ndim == 3 and array.shape[2] in (3, 4) and min(array.shape[:2]) >= MIN_SIDE


def _squeezed(array: Array) -> Array:
    """Without a first or last axis of length one."""
    if array.ndim == 3 and 1 in (array.shape[0], array.shape[2]):
        return array[0] if array.shape[0] == 1 else array[..., 0]
    return array
