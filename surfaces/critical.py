"""Stationary points of a surface, found by Newton's method from everywhere at once.

A cusp or a kink is no stationary point: its gradient jumps, and Newton's method does not end there.
"""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]
Kind = Literal["minimum", "maximum", "saddle", "degenerate"]

_ROUNDS = 70  # Newton converges in a few; where the Hessian vanishes the distance halves, at best, in each
_REACH = 0.1  # longest step, in widths of the box
_FOUND = 1e-7  # a last step shorter than this, in widths of the box, has arrived
_SAME = 1e-5  # points nearer than this, in widths of the box, are one
_FLAT = 1e-7  # a curvature below this part of the other one, or of the steepest in the box, decides nothing
_CLEAR = 5e-5  # a rise around a flat point that is less than this part of the greatest one is none
_AROUND = 1e-2  # radius at which a flat point is looked at, in widths of the box
_LOOKED_AT = 64  # flat points looked at; a surface with more has curves or plains of them, which are no extrema


class Searched(Protocol):
    """What is asked of a surface to search it: its box, and f with its derivatives at `p (..., 2)`."""

    @property
    def domain(self) -> Box: ...
    def value(self, p: Array) -> Any: ...
    def gradient(self, p: Array) -> Array: ...
    def hessian(self, p: Array) -> Array: ...


@dataclass(frozen=True)
class CriticalPoint:
    """A point of zero gradient; "degenerate" if neither curvature nor its surroundings say what it is."""

    x: float
    y: float
    value: float
    kind: Kind


def critical_points(
    surface: Searched, domain: Box | None = None, grid: int = 24, near: Array | None = None
) -> tuple[CriticalPoint, ...]:
    """The stationary points in `domain` (the surface's own if None) that Newton's method reaches from a grid of
    `grid` × `grid` starts and from the points `near (k, 2)`, lowest first. Of a surface with hundreds of them some are
    missed.
    """
    box = domain or surface.domain
    starts = _starts(box, grid) if near is None else np.concatenate([near, _starts(box, grid)])
    with np.errstate(all="ignore"):
        p = _distinct(surface, _newton(surface, starts, box), box)
        found = zip(p.tolist(), surface.value(p).tolist(), kinds(surface, p, box), strict=True)
    return tuple(sorted((CriticalPoint(x, y, f, kind) for (x, y), f, kind in found), key=lambda c: (c.value, c.x, c.y)))


def kinds(surface: Searched, p: Array, domain: Box | None = None) -> list[Kind]:
    """What the stationary points `p (k, 2)` are: by the signs of the curvatures, and by the values around where a
    curvature is next to nothing."""
    box = domain or surface.domain
    if not len(p):
        return []
    with np.errstate(all="ignore"):
        low, high = np.moveaxis(_eigenvalues(surface.hessian(p)), -1, 0)
        size = np.maximum(np.abs(low), np.abs(high))
        flat = ~(np.minimum(np.abs(low), np.abs(high)) > _FLAT * size) | ~(size > _FLAT * _steepest(surface, box))
        found: list[Kind] = [
            "minimum" if a > 0 else "maximum" if b < 0 else "saddle" for a, b in zip(low, high, strict=True)
        ]
        spread = _spread(surface.value(_starts(box, 8)))
        for looked_at, at in enumerate(np.flatnonzero(flat)):
            found[at] = _kind_around(surface, p[at], box, spread) if looked_at < _LOOKED_AT else "degenerate"
    return found


def _starts(box: Box, grid: int) -> Array:
    """The middles of the cells of a grid, slightly sheared: rows and columns of a symmetric surface are special."""
    xmin, xmax, ymin, ymax = box
    u, v = np.meshgrid((np.arange(grid) + 0.5) / grid, (np.arange(grid) + 0.5) / grid)
    u, v = u + 0.3 * (v - 0.5) / grid, v + 0.2 * (u - 0.5) / grid
    return np.stack([xmin + (xmax - xmin) * u, ymin + (ymax - ymin) * v], axis=-1).reshape(-1, 2)


def _newton(surface: Searched, p: Array, box: Box) -> Array:
    """Where Newton's method for a zero of the gradient arrives inside the box: `(k, 2)`."""
    low, high = np.array(box[::2]), np.array(box[1::2])
    width, arrived = high - low, []
    for _ in range(_ROUNDS):
        step = _newton_step(surface, p)
        length = np.hypot(*(step / width).T)
        settled = length < 1e-12
        p = p - step * (_REACH / np.maximum(length, _REACH))[:, None]
        arrived.append(p[settled])
        stays = ~settled & np.isfinite(p).all(-1) & (np.abs(p - (low + high) / 2) < 0.8 * width).all(-1)
        p, length = p[stays], length[stays]
    found = np.concatenate([*arrived, p[length < _FOUND]])
    return found[((low <= found) & (found <= high)).all(-1)]


def _newton_step(surface: Searched, p: Array) -> Array:
    """H⁻¹g, NaN or infinite where H is singular."""
    (gx, gy), h = surface.gradient(p).T, surface.hessian(p)
    a, b, c = h[:, 0, 0], h[:, 0, 1], h[:, 1, 1]
    return np.stack([c * gx - b * gy, a * gy - b * gx], -1) / (a * c - b * b)[:, None]


def _distinct(surface: Searched, p: Array, box: Box) -> Array:
    """One point of each cluster, the one with the smallest gradient; next to nothing is 0."""
    width = np.array([box[1] - box[0], box[3] - box[2]])
    p = np.where(np.abs(p) < 1e-12 * width, 0.0, p)
    p = p[np.argsort(np.abs(surface.gradient(p)).max(-1), kind="stable")]
    kept: list[Any] = []
    while len(p):
        kept.append(p[0])
        p = p[(np.abs(p - p[0]) > _SAME * width).any(-1)]
    return np.array(kept).reshape(-1, 2)


def _eigenvalues(hessian: Array) -> Array:
    """Of matrices `(..., 2, 2)`: `(..., 2)`, ascending; NaN where an entry is not finite."""
    mean = (hessian[..., 0, 0] + hessian[..., 1, 1]) / 2
    radius = np.hypot((hessian[..., 0, 0] - hessian[..., 1, 1]) / 2, hessian[..., 0, 1])
    return np.stack([mean - radius, mean + radius], -1)


def _steepest(surface: Searched, box: Box) -> float:
    curvatures = np.abs(_eigenvalues(surface.hessian(_starts(box, 8))))
    return float(np.median(curvatures[np.isfinite(curvatures)])) if np.isfinite(curvatures).any() else 0.0


def _spread(values: Array) -> float:
    """Between the lowest and the highest of the finite values; 0 if there are none."""
    finite = values[np.isfinite(values)]
    return float(np.ptp(finite)) if finite.size else 0.0


def _kind_around(surface: Searched, point: Array, box: Box, spread: float) -> Kind:
    """What a point is from the values on a small ellipse around it; `spread` is that of the values in the box."""
    angles = np.arange(720) * np.pi / 360
    radii = _AROUND * np.array([box[1] - box[0], box[3] - box[2]])
    rise = surface.value(point + radii * np.stack([np.cos(angles), np.sin(angles)], -1)) - surface.value(point)
    up, down = max(rise.max(), 0.0), max(-rise.min(), 0.0)
    noise = _CLEAR * max(up, down)
    if not max(up, down) > 1e-12 * spread:
        return "degenerate"
    if up > noise and down > noise:
        return "saddle"
    if (rise > noise).all():
        return "minimum"
    return "maximum" if (rise < -noise).all() else "degenerate"
