"""Planes in the space of all weights with the loss over them, coarse at once and then fine."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

import numpy as np

from networks.landscape.directions import filter_normalised, most_curved, principal
from networks.landscape.model_loss import ModelLoss
from networks.landscape.plane import LossPlane
from networks.plane_kinds import Kind
from surfaces.heightmaps.heightmap import LARGEST

COARSE = 41  # values along each side; a fine grid has one more between any two
MARGIN = 0.15  # of what the paths need, beside them
_SLIM = 0.75  # height by width, and the other way round, at least: a path that is a line still has a picture
_SLICE = 128  # cells between two moments at which somebody else may have a turn


def plane(
    loss: ModelLoss, paths: Sequence[np.ndarray], kind: Kind = "pca", *, fine: bool = True, seed: int = 0
) -> LossPlane:
    """The loss over the plane in which the paths (R, n) lie best, or one of another kind through their end."""
    found = None
    for found in slices(loss, paths, kind, fine=fine, seed=seed):  # noqa: B007 - the last one counts
        pass
    assert isinstance(found, LossPlane)
    return found


def slices(
    loss: ModelLoss, paths: Sequence[np.ndarray], kind: Kind = "pca", *, fine: bool = True, seed: int = 0
) -> Generator[float | LossPlane, None, None]:
    """How much of it is done, again and again; the coarse plane, as soon as it is there; at last the whole one.

    kind "pca"      principal components of all points of all paths, through the start of the first one
         "random"   two filter-normalised random directions around the end of the first path
         "hessian"  the two directions in which the loss is most curved there

    Rows where the loss is not finite, or higher than a picture can be, are left out of what plane and directions are
    made of. ValueError in one sentence if none is finite, or the paths are not made of as many weights as the model
    has.
    """
    begun = _begun(loss, [np.asarray(path, dtype=np.float64) for path in paths], kind, seed)
    grid = np.full((2 * COARSE - 1, 2 * COARSE - 1), np.nan)
    a, b = (np.linspace(*side, 2 * COARSE - 1) for side in _extent(begun, loss))
    coarse = np.zeros(grid.shape, bool)
    coarse[::2, ::2] = True
    cells = [np.argwhere(coarse), np.argwhere(~coarse)] if fine else [np.argwhere(coarse)]
    whole, done = sum(map(len, cells)), 0
    for part in cells:
        for i in range(0, len(part), _SLICE):
            rows, columns = part[i : i + _SLICE].T
            grid[rows, columns] = loss(_points(begun, np.stack([a[columns], b[rows]], axis=-1)))
            done += len(rows)
            yield done / whole
        step = 2 if part is cells[0] else 1
        yield _frozen(replace(begun, a=a[::step], b=b[::step], loss=grid[::step, ::step]))


def _begun(loss: ModelLoss, paths: list[np.ndarray], kind: Kind, seed: int) -> LossPlane:
    """Everything but the grid."""
    if any(path.ndim != 2 or path.shape[1] != loss.size for path in paths):
        raise ValueError(f"The model has {loss.size:,} weights, and the recorded paths have another number of them.")
    with np.errstate(all="ignore"):
        true = tuple(loss(path) for path in paths)
    finite = _shaping(paths, true)
    if not any(map(len, finite)):
        raise ValueError("Nothing that was recorded is finite: the training diverged at once.")
    points = np.concatenate(finite)
    first = next(path for path in finite if len(path))
    explained = curvature = None
    if kind == "pca":
        origin, (directions, explained) = first[0], principal(points)
    elif kind == "random":
        origin, directions = first[-1], filter_normalised(loss, first[-1], seed)
    else:
        origin, (directions, curvature) = first[-1], most_curved(loss, first[-1])
    flat = [_projected(path, origin, directions) for path in paths]
    none = np.zeros(0)
    bare = LossPlane(kind, origin, directions, none, none, none, tuple(flat), (), (), explained, curvature)
    with np.errstate(all="ignore"):
        shown = tuple(loss(_points(bare, at)) for at in flat)
    return replace(bare, true=true, projected=shown)


def _shaping(paths: Sequence[np.ndarray], true: Sequence[np.ndarray]) -> list[np.ndarray]:
    """The rows of every path that say where the plane lies: where a picture can show the loss, or if it can nowhere,
    where the weights are finite. One row at weights of 10²⁰ would take the plane to where no loss can be seen."""
    weights = [np.isfinite(path).all(axis=1) for path in paths]
    seen = [rows & (np.abs(loss) <= LARGEST) for rows, loss in zip(weights, true, strict=True)]
    return [path[rows] for path, rows in zip(paths, seen if any(map(np.any, seen)) else weights, strict=True)]


def _projected(path: np.ndarray, origin: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """(R, 2): the nearest points of the plane, whose directions need not be square to each other."""
    with np.errstate(all="ignore"):
        return (path - origin) @ np.linalg.pinv(directions)


def _points(plane: LossPlane, at: np.ndarray) -> np.ndarray:
    """The weights (..., n) at points (..., 2) of the plane."""
    return plane.origin + at @ plane.directions


def _extent(begun: LossPlane, loss: ModelLoss) -> tuple[tuple[float, float], tuple[float, float]]:
    """(low, high) of a and of b: all of the paths and a margin; around an end, as far on every side."""
    if begun.kind == "random":
        return (-1.0, 1.0), (-1.0, 1.0)
    at = np.concatenate(_shaping(begun.paths, begun.true))
    low, high = at.min(axis=0), at.max(axis=0)
    least = _SLIM * float((high - low).max()) or 1.0
    if begun.curvature is not None:
        reach = np.sqrt(2 * max(float(loss(begun.origin)), 1e-3) / np.maximum(np.abs(begun.curvature), 1e-6))
        return tuple((-r, r) for r in map(float, reach))  # type: ignore[return-value]
    room = np.maximum(high - low, least)
    middle = (low + high) / 2
    half = room * (0.5 + MARGIN)
    return tuple((float(m - h), float(m + h)) for m, h in zip(middle, half, strict=True))  # type: ignore[return-value]


def _frozen(plane: LossPlane) -> LossPlane:
    arrays = (plane.origin, plane.directions, plane.a, plane.b, plane.loss, *plane.paths, *plane.true, *plane.projected)
    for array in arrays:
        array.flags.writeable = False
    return plane
