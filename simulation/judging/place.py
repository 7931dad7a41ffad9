"""Where a run has come to: at a point that is listed, or at one that the derivatives around it make out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from surfaces import Surface
from surfaces.critical import kinds

#: A point is reached at this part of the picture's diagonal: a tenth of a pixel.
REACH = 1e-4
#: A stop rule that ends a run nearer than this part of the diagonal to a listed minimum has found that one.
FOUND = 1e-2
#: A point fewer widths of the picture than this from its middle is near it.
NEAR = 10.0
#: A jump of the slope below this part of a steep slope is none.
LEVEL = 1e-6
#: A slope below this part of a steep one in the picture is none; double precision leaves some 1e-16 of it.
FLAT = 1e-9
#: A curvature below this part of the other one is rounding: the floor of a trench is no saddle.
ROUNDED = 1e-10
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
LISTED = {"minima": MINIMUM, "local_minima": LOCAL_MINIMUM, "saddles": SADDLE, "maxima": MAXIMUM}
_ROUNDS = 60
_WIDE = 10  # times the reach: where a point that is flatter than a parabola is seen to be more than level
_MOST_SEEN = 10 / 16  # of the directions around, in which f changes beside a step
#: By the number of coordinates: points around, and lines through a point.
_RING = {
    1: np.array([[-1.0], [1.0]]),
    2: np.stack([np.cos(np.arange(16) * np.pi / 8), np.sin(np.arange(16) * np.pi / 8)], axis=-1),
}
_DIRECTIONS = {1: np.array([[1.0]]), 2: np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, -1.0]])}


@dataclass(frozen=True)
class Place:
    """kind of place, and the point (n,) itself: as it is listed, else as Newton's method finds it; of a kink, where the
    run is.

    alone  whether it is the only one around; of a place that is none, as the floor of a trench, the point is the one
           where the run has come to it
    jump   whether it is level ground beside a jump of f
    """

    kind: str
    point: np.ndarray
    alone: bool = True
    jump: bool = False


def diagonal(surface: Surface) -> float:
    """The length that distances are compared with, in lengths of the picture (`Surface.units`); on a line, that of the
    picture."""
    low, high = surface.corners
    return float(np.linalg.norm((high - low) / surface.units))


def reach(surface: Surface) -> float:
    """How near a point is reached."""
    return REACH * diagonal(surface)


def away(x: np.ndarray, point: np.ndarray, surface: Surface) -> np.ndarray:
    """How far points `x (..., n)` are from another one, in lengths of the picture: `(...)`."""
    far: np.ndarray = np.hypot.reduce(np.abs(x - point) / surface.units, axis=-1)  # no square that overflows
    return far


def is_near(x: np.ndarray, surface: Surface) -> bool:
    """Whether a point lies within a few pictures' widths."""
    low, high = surface.corners
    return bool((np.abs(x - (low + high) / 2) < NEAR * (high - low)).all())


def found_by_rule(x: np.ndarray, surface: Surface) -> Place | None:
    """The minimum near which a stop rule has ended a run; None if there is none so near."""
    found = _listed(x, surface, FOUND * diagonal(surface))
    if not found or found.kind not in (MINIMUM, LOCAL_MINIMUM) or _jumps(found.point, x, surface):
        return None
    return found


def place(x: np.ndarray, surface: Surface) -> Place | None:
    """The place within reach of x (n,); None where the function goes on downhill or has no value, and far from the
    picture, whose sizes tell nothing there."""
    if not is_near(x, surface):
        return None
    if found := _listed(x, surface, reach(surface)):
        return _across(x, surface) if _jumps(found.point, x, surface) else found
    if kinked(x[None], surface)[0]:
        return Place(KINK, x, alone=False)
    return _critical(x, surface)


def are_there(x: np.ndarray, found: Place, surface: Surface) -> np.ndarray:
    """Whether the rows `x (k + 1, n)` of a path but the last are within reach of the place; or, where it is one of
    many, of another one, along which the path goes on slowly: (k,)."""
    slowly = away(x[1:], x[:-1], surface) <= reach(surface)
    x = x[:-1]
    near = away(x, found.point, surface) <= reach(surface)
    if found.alone or near.all():
        return near
    if found.kind == KINK:
        return near | (slowly & kinked(x, surface))
    at = without_slope(x, surface)
    known = np.isfinite(at).all(axis=-1)
    curvature = np.zeros(x.shape)
    curvature[known] = np.linalg.eigvalsh(_bends(at[known], surface))
    strongest = np.take_along_axis(curvature, np.abs(curvature).argmax(axis=-1)[:, None], axis=-1)[:, 0]
    level = np.abs(strongest) * diagonal(surface) <= _flat(surface)
    alike = {PLATEAU: level, MAXIMUM: ~level & (strongest < 0)}.get(found.kind, ~level & (strongest > 0))
    there: np.ndarray = near | (slowly & known & alike)
    return there


def _slopes(x: np.ndarray, surface: Surface) -> np.ndarray:
    """The gradient along lengths of the picture."""
    return surface.gradient(x) * surface.units


def _bends(x: np.ndarray, surface: Surface) -> np.ndarray:
    """The Hessian along lengths of the picture."""
    return surface.hessian(x) * surface.units * surface.units[:, None]


def _flat(surface: Surface) -> float:
    """The slope that is none next to the steep ones."""
    return FLAT * surface.sizes.slope


def _listed(x: np.ndarray, surface: Surface, within: float) -> Place | None:
    known = [(kind, np.array(point)) for name, kind in LISTED.items() for point in surface.points[name]]
    near = [(float(away(x, point, surface)), kind, point) for kind, point in known]
    distance, kind, point = min(near, key=lambda one: one[0], default=(np.inf, "", x))
    return Place(kind, point) if distance <= within else None


def jumps(a: np.ndarray, b: np.ndarray, surface: Surface) -> np.ndarray:
    """Whether f jumps on the way between two points each, `(k, n)`: `(k,)`. Halved towards what changes f more, as
    often as numbers can be, most of the change is still there."""
    at_a, at_b = surface.value(a), surface.value(b)
    all_of_it = np.abs(at_b - at_a)
    found: np.ndarray = all_of_it > surface.sizes.same(at_a)
    if not found.any():
        return found
    a, b, at_a, at_b = (one[found] for one in (a, b, at_a, at_b))
    for _ in range(_ROUNDS):
        middle = a + (b - a) / 2
        value = surface.value(middle)
        first = np.abs(value - at_a) > np.abs(at_b - value)
        a, at_a = np.where(first[:, None], a, middle), np.where(first, at_a, value)
        b, at_b = np.where(first[:, None], middle, b), np.where(first, value, at_b)
    found[found] = np.abs(at_b - at_a) > all_of_it[found] / 2
    return found


def _jumps(a: np.ndarray, b: np.ndarray, surface: Surface) -> bool:
    """The same of two points (n,)."""
    return bool(jumps(a[None], b[None], surface)[0])


def _across(x: np.ndarray, surface: Surface) -> Place | None:
    """Level ground, if it is that, from which f jumps before a listed point is reached."""
    return Place(PLATEAU, x, jump=True) if np.isfinite(without_slope(x[None], surface)).all() else None


def kinked(x: np.ndarray, surface: Surface) -> np.ndarray:
    """Where the slope along some line jumps within reach, f rises to both sides of it, and goes down nowhere: among
    the gradients around a point is one against every direction. Of points `(k, n)`: (k,).
    """
    lines, ring = _DIRECTIONS[x.shape[-1]], _RING[x.shape[-1]]
    along, near = lines / np.linalg.norm(lines, axis=1, keepdims=True), reach(surface) * surface.units
    sides = np.stack([x[:, None] - near * along, x[:, None] + near * along])
    slope = np.sum(_slopes(sides, surface) * along, axis=-1)
    bend = np.abs(np.einsum("di,bkdij,dj->bkd", along, _bends(sides, surface), along)).max(axis=0)
    rises = (slope[0] < 0) & (slope[1] > 0)
    jump = slope[1] - slope[0]
    sharp = (jump > SHARP * 2 * reach(surface) * bend) & (jump > LEVEL * surface.sizes.slope)
    kinked = (sharp & rises).any(axis=-1)
    kinked[kinked] = [_surrounded(slopes) for slopes in _slopes(x[kinked][:, None] + near * ring, surface)]
    return kinked


def _surrounded(gradients: np.ndarray) -> bool:
    """Whether zero is a mean of the gradients `(k, n)`, to the last few digits: no half plane is free of them."""
    if not np.isfinite(gradients).all():
        return False
    if gradients.shape[-1] == 1:
        return bool(gradients.min() <= 0 <= gradients.max())
    slopes = gradients[gradients.any(axis=-1)]
    angles = np.sort(np.arctan2(slopes[:, 1], slopes[:, 0]))
    return len(slopes) < len(gradients) or bool(np.diff(angles, append=angles[0] + 2 * np.pi).max() <= np.pi + LEVEL)


def _critical(x: np.ndarray, surface: Surface) -> Place | None:
    """At the point without slope that Newton's method finds within reach, of the kind that its curvatures say."""
    at = without_slope(x[None], surface)[0]
    if not np.isfinite(at).all():
        return None
    if _jumps(at, x, surface):
        return Place(PLATEAU, x, jump=True)
    kind: str = kinds(surface, at[None])[0]
    alone = kind != "degenerate"
    if not alone:
        kind = _kind_of_level(np.linalg.eigvalsh(_bends(at, surface)), surface)
        if kind != PLATEAU and _passed_beside(at, kind, surface):
            return Place(PLATEAU, at, alone=False, jump=True)
    elif not _stands_out(at, surface):
        kind, alone = PLATEAU, False
    if kind == PLATEAU and (crossing := _crossing(at, surface)):
        kind, alone = crossing, True
    return Place(_which(at, surface) if kind == MINIMUM else kind, at, alone)


def without_slope(x: np.ndarray, surface: Surface) -> np.ndarray:
    """Newton's method from points `(k, n)` as far as it reaches, NaN where it finds nothing; along the floor of a
    trench, where nothing bends, it does not go."""
    at, found, going = x.copy(), np.full(x.shape, np.nan), np.arange(len(x))
    for _ in range(_ROUNDS):
        slope, bend = _slopes(at[going], surface), _bends(at[going], surface)
        finite = np.isfinite(slope).all(axis=-1) & np.isfinite(bend).all(axis=(-2, -1))
        going, slope, bend = going[finite], slope[finite], bend[finite]
        if not len(going):
            break
        curvature, axes = np.linalg.eigh(bend)
        most = np.abs(curvature).max(axis=-1)
        curved = np.abs(curvature) > ROUNDED * most[:, None]
        along = np.einsum("kij,ki->kj", axes, slope) / np.where(curved, curvature, 1.0)
        step = np.einsum("kij,kj->ki", axes, np.where(curved, along, 0.0))
        level = np.linalg.norm(slope, axis=-1) <= _flat(surface)
        still = level & (most * diagonal(surface) <= _flat(surface))  # nothing bends: a step would be made of rounding
        at[going] -= np.where(still[:, None], 0.0, step * surface.units)
        within = away(at[going], x[going], surface) <= reach(surface)
        settled = still | (np.linalg.norm(step, axis=-1) <= ROUNDED * diagonal(surface))
        there = going[within & level & settled]
        found[there] = at[there]
        going = going[within & ~settled]
    return found


def _kind_of_level(curvature: np.ndarray, surface: Surface) -> str:
    """What a point is that is level along some line, or all around."""
    if np.abs(curvature).max() * diagonal(surface) <= _flat(surface):
        return PLATEAU
    return MINIMUM if curvature[np.abs(curvature).argmax()] > 0 else MAXIMUM


def _beside(at: np.ndarray, surface: Surface) -> np.ndarray:
    """How much f rises from a point to those around it, just within reach."""
    rise: np.ndarray = surface.value(at + reach(surface) * surface.units * _RING[len(at)]) - surface.value(at)
    return rise


def _passed_beside(at: np.ndarray, kind: str, surface: Surface) -> bool:
    """Whether f jumps below a minimum, or above a maximum, next to it."""
    rise = _beside(at, surface) * (1 if kind == MINIMUM else -1)
    return bool((rise < -np.abs(rise).max() / 2).any() and np.abs(rise).max() > _flat(surface) * reach(surface))


def _stands_out(at: np.ndarray, surface: Surface) -> bool:
    """Whether a point without slope differs from level ground: in the tail of a bell curve nothing does."""
    if np.abs(np.linalg.eigvalsh(_bends(at, surface))).max() * diagonal(surface) > _flat(surface):
        return True
    around = at + _WIDE * reach(surface) * surface.units * _RING[len(at)]
    return bool(np.abs(surface.value(around) - surface.value(at)).max() > _flat(surface) * reach(surface))


def _crossing(at: np.ndarray, surface: Surface) -> str:
    """What a point without slope and curvature is from which f rises or falls all the same: creases of -|x y| cross
    there. "" where it does not, or in some directions only, as beside a step.
    """
    rise = _beside(at, surface)
    seen = np.abs(rise) > _flat(surface) * reach(surface)
    if seen.mean() <= _MOST_SEEN:
        return ""
    crossing = SADDLE if len(at) == 2 else ""  # on a line f only goes on
    return MINIMUM if (rise[seen] > 0).all() else MAXIMUM if (rise[seen] < 0).all() else crossing


def _which(at: np.ndarray, surface: Surface) -> str:
    """Whether a minimum is a lowest one: nothing that is known of the picture is lower."""
    value, sizes = float(surface.value(at)), surface.sizes
    lowest = min([float(surface.value(point)) for point in surface.minima] + [sizes.lowest])
    return MINIMUM if value <= lowest + sizes.same(lowest) else LOCAL_MINIMUM
