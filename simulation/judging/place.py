"""Where a run has come to: at a point that is listed, or at one that the derivatives around it make out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from surfaces import Surface

#: A point is reached at this part of the picture's diagonal: a tenth of a pixel.
REACH = 1e-4
#: A stop rule that ends a run nearer than this part of the diagonal to a listed minimum has found that one.
FOUND = 1e-2
#: A curvature below this part of the other one is none: the floor of a trench is no saddle.
LEVEL = 1e-6
#: A slope below this part of the steepest in the picture is none; double precision leaves some 1e-16 of it.
FLAT = 1e-9
#: In a kink the slope changes by this many times what the curvature on both sides explains.
SHARP = 10.0

MINIMUM, LOCAL_MINIMUM, SADDLE, MAXIMUM, KINK, PLATEAU = (
    "minimum",
    "local minimum",
    "saddle",
    "maximum",
    "kink",
    "plateau",
)
_LISTED = {"minima": MINIMUM, "local_minima": LOCAL_MINIMUM, "saddles": SADDLE, "maxima": MAXIMUM}
_DIRECTIONS = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, -1.0]])


@dataclass(frozen=True)
class Place:
    """kind of place, and the point (2,) itself: as it is listed, else where the run is."""

    kind: str
    point: np.ndarray


def diagonal(surface: Surface) -> float:
    """The length that distances are compared with."""
    xmin, xmax, ymin, ymax = surface.domain
    return float(np.hypot(xmax - xmin, ymax - ymin))


def reach(surface: Surface) -> float:
    """How near a point is reached."""
    return REACH * diagonal(surface)


def found_by_rule(x: np.ndarray, surface: Surface) -> Place | None:
    """The minimum near which a stop rule has ended a run; None if there is none so near."""
    found = _listed(x, surface, FOUND * diagonal(surface))
    return found if found and found.kind in (MINIMUM, LOCAL_MINIMUM) else None


def place(x: np.ndarray, surface: Surface) -> Place | None:
    """The place within reach of x (2,); None where the function goes on downhill or has no value."""
    return _listed(x, surface, reach(surface)) or _kink(x, surface) or _critical(x, surface)


def _listed(x: np.ndarray, surface: Surface, within: float) -> Place | None:
    known = [(kind, np.array(point)) for name, kind in _LISTED.items() for point in surface.points[name]]
    near = [(float(np.hypot(*(x - point))), kind, point) for kind, point in known]
    distance, kind, point = min(near, key=lambda one: one[0], default=(np.inf, "", x))
    return Place(kind, point) if distance <= within else None


def _critical(x: np.ndarray, surface: Surface) -> Place | None:
    """By Newton's model at x: a point without slope lies within reach, and the curvature says of which kind."""
    hessian, gradient = surface.hessian(x), surface.gradient(x)
    if not np.isfinite(hessian).all() or not np.isfinite(gradient).all():
        return None
    curvature, axes = np.linalg.eigh(hessian)
    slope, steepest = axes.T @ gradient, _steepest(surface)
    most = float(np.abs(curvature).max())
    if most * diagonal(surface) <= FLAT * steepest or steepest == 0:
        return Place(PLATEAU, x) if np.abs(slope).max() <= FLAT * steepest else None
    curved = np.abs(curvature) > LEVEL * most
    if np.abs(slope[~curved]).max(initial=0.0) > FLAT * steepest:
        return None
    if np.linalg.norm(slope[curved] / curvature[curved]) > reach(surface):
        return None
    return Place(_kind(curvature[curved], x, surface), x)


def _kind(curvature: np.ndarray, x: np.ndarray, surface: Surface) -> str:
    if (curvature > 0).any() and (curvature < 0).any():
        return SADDLE
    if (curvature < 0).any():
        return MAXIMUM
    lowest = min((float(surface.value(point)) for point in surface.minima), default=-np.inf)
    return MINIMUM if float(surface.value(x)) <= lowest + FLAT * max(1.0, abs(lowest)) else LOCAL_MINIMUM


def _kink(x: np.ndarray, surface: Surface) -> Place | None:
    """Where the slope along some line jumps within reach, and f rises to both sides of it."""
    along = _DIRECTIONS / np.linalg.norm(_DIRECTIONS, axis=1, keepdims=True)
    sides = np.stack([x - reach(surface) * along, x + reach(surface) * along])
    slope = np.sum(surface.gradient(sides) * along, axis=-1)
    bend = np.abs(np.einsum("si,bsij,sj->bs", along, surface.hessian(sides), along)).max(axis=0)
    rises = (slope[0] < 0) & (slope[1] > 0)
    jump = slope[1] - slope[0]
    sharp = (jump > SHARP * 2 * reach(surface) * bend) & (jump > LEVEL * _steepest(surface))
    return Place(KINK, x) if (sharp & rises).any() else None


def _steepest(surface: Surface) -> float:
    """The steepest slope at nine points of the picture."""
    xmin, xmax, ymin, ymax = surface.domain
    x, y = np.meshgrid(np.linspace(xmin, xmax, 3), np.linspace(ymin, ymax, 3))
    slopes = np.linalg.norm(surface.gradient(np.stack([x, y], axis=-1)), axis=-1)
    return float(np.max(slopes, initial=0.0, where=np.isfinite(slopes)))
