"""Stationary points of a surface, found by Newton's method from everywhere at once.

A cusp or a kink is no stationary point: its gradient jumps, and Newton's method does not end there. On a line, where
the sign of the slope tells them, kinks that are lowest or highest are found too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Domain = tuple[float, ...]
Kind = Literal["minimum", "maximum", "saddle", "degenerate"]

_ROUNDS = 70  # Newton converges in a few; where the Hessian vanishes the distance halves, at best, in each
_REACH = 0.1  # longest step, in widths of the box
_FOUND = 1e-7  # a last step shorter than this, in widths of the box, has arrived
_SAME = 1e-5  # points nearer than this, in widths of the box, are one
_FLAT = 1e-7  # a curvature below this part of the other one, or of the steepest in the box, decides nothing
_CLEAR = 5e-5  # a rise around a flat point that is less than this part of the greatest one is none
_AROUND = 1e-2  # radius at which a flat point is looked at, in widths of the box
_LEVEL = 1e-12  # of heights: those that differ by less are one, and curvatures there rounding
_TWO_SIDED = 1e-2  # both curvatures of a saddle above this part of the larger one are seen in the values around it
_PASSED = 0.5  # of the largest rise beside a point: a fall as large is a jump
_BESIDE = 1e-4  # radius at which they are looked at, in widths of the box
_ON_A_LINE = 2000  # starts on a line, at most
_HALVES = 60  # of an interval in which the slope changes its sign
_LOOKED_AT = 64  # flat points looked at; a surface with more has curves or plains of them, which are no extrema


class Searched(Protocol):
    """What is asked of a surface to search it: its box, and f with its derivatives at `p (..., n)`."""

    @property
    def domain(self) -> Domain: ...
    def value(self, p: Array) -> Any: ...
    def gradient(self, p: Array) -> Array: ...
    def hessian(self, p: Array) -> Array: ...


@dataclass(frozen=True)
class CriticalPoint:
    """A point of zero gradient; "degenerate" if neither curvature nor its surroundings say what it is. On a line, y is
    None, and a "saddle" is where f is level and goes on the same way.
    """

    x: float
    y: float | None
    value: float
    kind: Kind

    @property
    def point(self) -> tuple[float, ...]:
        """Its coordinates, as many as there are."""
        return (self.x,) if self.y is None else (self.x, self.y)


def critical_points(
    surface: Searched, domain: Domain | None = None, grid: int = 24, near: Array | None = None
) -> tuple[CriticalPoint, ...]:
    """The stationary points in `domain` (the surface's own if None) that Newton's method reaches from a grid of
    `grid` × `grid` starts and from the points `near (k, n)`, lowest first. Of a surface with hundreds of them some are
    missed. On a line the starts are 2,000, and kinks where the slope changes its sign are among the points.
    """
    box = domain or surface.domain
    starts = _starts(box, grid) if near is None else np.concatenate([near, _starts(box, grid)])
    with np.errstate(all="ignore"):
        p = _newton(surface, starts, box)
        if len(box) == 2:
            p = np.concatenate([p, _turns(surface, box, grid)])
        p = _distinct(surface, p, box)
        found = as_points(surface, p, kinds(surface, p, box))
    return tuple(sorted(found, key=lambda c: (c.value, c.point)))


def as_points(surface: Searched, p: Array, kinds: Iterable[Kind]) -> list[CriticalPoint]:
    """The points `p (k, n)` of these kinds."""
    found = zip(p.tolist(), surface.value(p).tolist(), kinds, strict=True)
    return [CriticalPoint(x, y[0] if y else None, f, kind) for (x, *y), f, kind in found]


def kinds(surface: Searched, p: Array, domain: Domain | None = None) -> list[Kind]:
    """What the stationary points `p (k, n)` are: by the signs of the curvatures, and by the values around where a
    curvature is next to nothing."""
    box = domain or surface.domain
    if not len(p):
        return []
    with np.errstate(all="ignore"):
        low, high = _eigenvalues(surface.hessian(p))
        size = np.maximum(np.abs(low), np.abs(high))
        flat = ~(np.minimum(np.abs(low), np.abs(high)) > _FLAT * size) | ~(size > _FLAT * _steepest(surface, box))
        found: list[Kind] = [
            "minimum" if a > 0 else "maximum" if b < 0 else "saddle" for a, b in zip(low, high, strict=True)
        ]
        for at in np.flatnonzero((low > 0) | (high < 0)):
            if _is_beside_a_jump(surface, p[at], box, lowest=bool(low[at] > 0)):
                found[at] = "degenerate"
        for at in np.flatnonzero((low < 0) & (high > 0) & ~(np.minimum(-low, high) < _TWO_SIDED * size)):
            found[at] = _crossing(surface, p[at], box)
        values = surface.value(_starts(box, 8))
        spread = _spread(values)
        if not spread > _LEVEL * np.abs(values[np.isfinite(values)]).max(initial=0.0):
            return ["degenerate"] * len(p)
        for looked_at, at in enumerate(np.flatnonzero(flat)):
            found[at] = _kind_around(surface, p[at], box, spread) if looked_at < _LOOKED_AT else "degenerate"
    return found


def _turns(surface: Searched, box: Domain, grid: int) -> Array:
    """Where the slope changes its sign on a line and f has a value: `(k, 1)`, by halving intervals."""
    low, high = box
    # both ends and all round numbers of steps, where kinks tend to be, are asked too
    middles = _starts(box, grid)[:, 0]
    x = np.union1d(middles, np.linspace(low, high, len(middles) + 1))[:, None]
    sign = np.sign(surface.gradient(x)[:, 0])
    alone = (sign == 0) & (np.roll(sign, 1) != 0) & (np.roll(sign, -1) != 0)
    kinked = alone & np.isfinite(surface.value(x))
    between = sign[:-1] * sign[1:] < 0
    a, b, left = x[:-1][between], x[1:][between], sign[:-1][between]
    for _ in range(_HALVES):
        middle = (a + b) / 2
        before = np.sign(surface.gradient(middle)[:, 0]) == left
        a, b = np.where(before[:, None], middle, a), np.where(before[:, None], b, middle)
    sides = np.stack([surface.value(a), surface.value(b)])
    close = np.isfinite(sides).all(axis=0) & (np.abs(sides).max(axis=0, initial=0.0) < _spread(surface.value(x)) * 10)
    return np.concatenate(
        [x[kinked], np.where(np.abs(surface.gradient(a)) <= np.abs(surface.gradient(b)), a, b)[close]]
    )


def _starts(box: Domain, grid: int) -> Array:
    """The middles of the cells of a grid, slightly sheared: rows and columns of a symmetric surface are special."""
    if len(box) == 2:
        count = min(_ON_A_LINE, 4 * grid**2)
        return (box[0] + (box[1] - box[0]) * (np.arange(count) + 0.5) / count)[:, None]
    xmin, xmax, ymin, ymax = box
    u, v = np.meshgrid((np.arange(grid) + 0.5) / grid, (np.arange(grid) + 0.5) / grid)
    u, v = u + 0.3 * (v - 0.5) / grid, v + 0.2 * (u - 0.5) / grid
    return np.stack([xmin + (xmax - xmin) * u, ymin + (ymax - ymin) * v], axis=-1).reshape(-1, 2)


def _newton(surface: Searched, p: Array, box: Domain) -> Array:
    """Where Newton's method for a zero of the gradient arrives inside the box: `(k, n)`."""
    low, high = np.array(box[::2]), np.array(box[1::2])
    width, arrived = high - low, []
    for _ in range(_ROUNDS):
        step = _newton_step(surface, p)
        length = np.hypot.reduce(np.abs(step / width), axis=-1)
        settled = length < 1e-12
        p = p - step * (_REACH / np.maximum(length, _REACH))[:, None]
        arrived.append(p[settled])
        stays = ~settled & np.isfinite(p).all(-1) & (np.abs(p - (low + high) / 2) < 0.8 * width).all(-1)
        p, length = p[stays], length[stays]
    found = np.concatenate([*arrived, p[length < _FOUND]])
    return found[((low <= found) & (found <= high)).all(-1)]


def _newton_step(surface: Searched, p: Array) -> Array:
    """H⁻¹g, NaN or infinite where H is singular."""
    if p.shape[-1] == 1:
        return surface.gradient(p) / surface.hessian(p)[..., 0]
    (gx, gy), h = surface.gradient(p).T, surface.hessian(p)
    a, b, c = h[:, 0, 0], h[:, 0, 1], h[:, 1, 1]
    return np.stack([c * gx - b * gy, a * gy - b * gx], -1) / (a * c - b * b)[:, None]


def _distinct(surface: Searched, p: Array, box: Domain) -> Array:
    """One point of each cluster, the one with the smallest gradient; next to nothing is 0."""
    width = np.array(box[1::2]) - np.array(box[::2])
    p = np.where(np.abs(p) < 1e-12 * width, 0.0, p)
    p = p[np.argsort(np.abs(surface.gradient(p)).max(-1), kind="stable")]
    kept: list[Any] = []
    while len(p):
        kept.append(p[0])
        p = p[(np.abs(p - p[0]) > _SAME * width).any(-1)]
    return np.array(kept).reshape(-1, len(width))


def _eigenvalues(hessian: Array) -> tuple[Array, Array]:
    """The least and the greatest of matrices `(..., n, n)`: `(...)` each; NaN where an entry is not finite."""
    if hessian.shape[-1] == 1:
        return hessian[..., 0, 0], hessian[..., 0, 0]
    mean = (hessian[..., 0, 0] + hessian[..., 1, 1]) / 2
    radius = np.hypot((hessian[..., 0, 0] - hessian[..., 1, 1]) / 2, hessian[..., 0, 1])
    return mean - radius, mean + radius


def _steepest(surface: Searched, box: Domain) -> float:
    curvatures = np.abs(np.stack(_eigenvalues(surface.hessian(_starts(box, 8))), -1))
    return float(np.median(curvatures[np.isfinite(curvatures)])) if np.isfinite(curvatures).any() else 0.0


def _spread(values: Array) -> float:
    """Between the lowest and the highest of the finite values; 0 if there are none."""
    finite = values[np.isfinite(values)]
    return float(np.ptp(finite)) if finite.size else 0.0


def _crossing(surface: Searched, point: Array, box: Domain) -> Kind:
    """What a point is whose curvatures are those of a saddle: no saddle where two creases cross, as of −|sin x cos y|,
    of which the curvatures are those of one side."""
    angles = np.arange(16) * np.pi / 8
    radii = _BESIDE * np.array([box[1] - box[0], box[3] - box[2]])
    rise = surface.value(point + radii * np.stack([np.cos(angles), np.sin(angles)], -1)) - surface.value(point)
    noise = 1e-3 * np.abs(rise).max()
    return "maximum" if (rise <= noise).all() else "minimum" if (rise >= -noise).all() else "saddle"


def _is_beside_a_jump(surface: Searched, point: Array, box: Domain, *, lowest: bool) -> bool:
    """Whether f jumps past its value at a point next to it, as that of floor(x) + x² does at 0, so that it is no
    minimum, or no maximum, whatever its curvatures are."""
    angles = np.arange(16) * np.pi / 8
    ways = np.stack([np.cos(angles), np.sin(angles)], -1) if len(box) == 4 else np.array([[-1.0], [1.0]])
    radii = _BESIDE * (np.array(box[1::2]) - np.array(box[::2]))
    rise = (surface.value(point + radii * ways) - surface.value(point)) * (1 if lowest else -1)
    return bool((rise < -_PASSED * np.abs(rise).max()).any())


def _kind_around(surface: Searched, point: Array, box: Domain, spread: float) -> Kind:
    """What a point is from the values on a small ellipse around it, on a line on both sides of it; `spread` is that of
    the values in the box."""
    angles = np.arange(720) * np.pi / 360
    ways = np.stack([np.cos(angles), np.sin(angles)], -1) if len(box) == 4 else np.array([[-1.0], [1.0]])
    radii = _AROUND * (np.array(box[1::2]) - np.array(box[::2]))
    rise = surface.value(point + radii * ways) - surface.value(point)
    up, down = max(rise.max(), 0.0), max(-rise.min(), 0.0)
    noise = _CLEAR * max(up, down)
    if not max(up, down) > 1e-12 * spread:
        return "degenerate"
    if up > noise and down > noise:
        return "saddle"
    if (rise > noise).all():
        return "minimum"
    return "maximum" if (rise < -noise).all() else "degenerate"
