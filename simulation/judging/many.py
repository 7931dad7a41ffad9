"""The ends of thousands of runs at once, as `outcome` judges each of them.

Whatever is plain is decided for all lanes together, and by the same functions; a lane of which it is not plain is asked
for, and judged by `outcome` itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from simulation.judging.course import SMALL, come_back, is_orbit, late_rows, no_step_below
from simulation.judging.outcome import LOCAL_MAXIMUM, LOST, STEEP, TURNED, Outcome, leaves, longest_visit, outcome
from simulation.judging.place import (
    KINK,
    LISTED,
    LOCAL_MINIMUM,
    MAXIMUM,
    MINIMUM,
    NEAR,
    PLATEAU,
    SADDLE,
    Place,
    away,
    jumps,
    kinked,
    reach,
    without_slope,
)
from simulation.running.trajectory import CONVERGED, DIVERGED, OUT_OF_STEPS, Trajectory
from surfaces import Surface

GOING, CYCLING, LEFT, STOPPED, STUCK, LOST_FATE = "going", "cycling", "left", "stopped", "stuck", "diverged"
#: How a run can end, in the order of their codes. "stopped" is by a rule, patience or the clock, and not at a place;
#: "stuck" moves no more, or hardly, and is at no place either.
FATES = (
    *(MINIMUM, LOCAL_MINIMUM, SADDLE, MAXIMUM, LOCAL_MAXIMUM, KINK, PLATEAU),
    *(GOING, CYCLING, LEFT, STOPPED, STUCK, LOST_FATE),
)
_WHY = {
    **{"descending": GOING, "climbing": GOING, "moving": GOING, "orbit": CYCLING, "left": LEFT},
    **{"stop rule": STOPPED, "stalled": STOPPED, "out of time": STOPPED},
    **{"step size 0": STUCK, "lost in rounding": STUCK, "no step": STUCK, "shrunk": STUCK},
    **dict.fromkeys(LOST, LOST_FATE),
}
_ASKED_FOR, _TOGETHER = -2, 128  # the code of a lane that is not plain; how many of them are run at once
_SURELY = 0.7  # of a distance along the axes: then it is less than the whole one in the plane
_CODES = {fate: code for code, fate in enumerate(FATES)}


class Rows(Protocol):
    """What many runs leave behind, as `Trajectory` has it of a batch with one axis of lanes."""

    @property
    def x(self) -> np.ndarray: ...
    @property
    def value(self) -> np.ndarray: ...
    @property
    def gradient(self) -> np.ndarray: ...
    @property
    def status(self) -> np.ndarray: ...
    @property
    def last(self) -> np.ndarray: ...
    @property
    def states(self) -> Mapping[str, np.ndarray]: ...


class Fates(NamedTuple):
    """How lanes ended.

    code     (L,) place in `FATES`
    place    (L,) which of the listed points, in the order of `places`; −1 for none of them
    arrived  (L,) the row from which on it stays at a place; −1 of one that is at none
    """

    code: np.ndarray
    place: np.ndarray
    arrived: np.ndarray


def places(surface: Surface) -> list[tuple[str, tuple[float, ...]]]:
    """The listed points of a surface with their kinds."""
    return [(kind, tuple(point)) for name, kind in LISTED.items() for point in surface.points[name]]


def fate(found: Outcome) -> int:
    """The code of one outcome."""
    return _CODES[found.where if found.arrived is not None else _WHY[found.why]]


def climbed(code: np.ndarray) -> np.ndarray:
    """The codes of what descended on −f, as what climbed on f."""
    turned = [_CODES[TURNED.get(name, name)] for name in FATES]
    return np.where(code < 0, code, np.array(turned)[code])


def fates(rows: Rows, surface: Surface, alone: Callable[[np.ndarray], Trajectory], *, planned: bool = False) -> Fates:
    """Of all lanes of a batch that descends.

    alone    gives the whole paths of some of them, as a batch
    planned  whether a schedule moves their step size, which may be why some no longer move
    """
    with np.errstate(all="ignore"):
        return _Judge(rows, surface, alone, planned).fates()


@dataclass(frozen=True, eq=False)
class _Judge:
    rows: Rows
    surface: Surface
    alone: Callable[[np.ndarray], Trajectory]
    planned: bool

    def fates(self) -> Fates:
        lanes = np.arange(len(self.rows.last))
        found = Fates(*(np.full(len(lanes), -1) for _ in range(3)))
        lost = self.rows.status == DIVERGED
        found.code[lost] = _CODES[LOST_FATE]
        rest = self._arrivals(lanes[~lost], found)
        found.code[self._courses(rest, found)] = _ASKED_FOR
        self._ask(np.flatnonzero(found.code == _ASKED_FOR), found)
        return found

    def _ask(self, lanes: np.ndarray, found: Fates) -> None:
        points = [point for _, point in places(self.surface)]
        for at in range(0, len(lanes), _TOGETHER):
            some = lanes[at : at + _TOGETHER]
            paths = self.alone(some)
            for i, lane in enumerate(some.tolist()):
                one = outcome(paths.lane(i), self.surface)
                found.code[lane], found.arrived[lane] = fate(one), -1 if one.arrived is None else one.arrived
                found.place[lane] = points.index(one.point) if one.point in points else -1

    def _arrivals(self, lanes: np.ndarray, found: Fates) -> np.ndarray:
        """Sets those that have come to listed points, and those of which it is not plain; the others are on their
        way."""
        last, surface = self.rows.last[lanes], self.surface
        end, before = self.rows.x[last, lanes], self.rows.x[np.maximum(last - 1, 0), lanes]
        ended = self.rows.status[lanes] == CONVERGED
        rests = (last == 0) | (away(end, before, surface) <= reach(surface))
        near, far = self._nearest(end)
        low, high = surface.corners
        seen = (np.abs(end - (low + high) / 2) < NEAR * (high - low)).all(axis=-1)
        moving = np.flatnonzero(seen & ~rests & ~ended)
        asks = ended | (seen & rests)
        asks[moving] = self._may_rest(lanes[moving], last[moving])
        there = asks & seen & (far <= reach(surface))
        there[there] = ~jumps(self._points[near[there]], end[there], surface)
        plain = there & (ended | rests)
        elsewhere = asks & ~plain
        odd = elsewhere & (ended | (far <= reach(surface)))
        others = np.flatnonzero(elsewhere & ~odd)
        odd[others] = kinked(end[others], surface) | np.isfinite(without_slope(end[others], surface)).all(axis=-1)
        found.code[lanes[odd]] = _ASKED_FOR
        for k in np.unique(near[plain]).tolist():
            self._arrive(lanes[plain & (near == k)], k, found)
        return lanes[found.code[lanes] == -1]

    @property
    def _points(self) -> np.ndarray:
        points = [point for _, point in places(self.surface)]
        return np.array(points, dtype=float).reshape(len(points), self.surface.dimensions)

    def _nearest(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which listed point is the nearest, and how far it is."""
        points = self._points
        if not len(points):
            return np.zeros(len(x), int), np.full(len(x), np.inf)
        distances = np.stack([away(x, point, self.surface) for point in points])
        distances = np.where(np.isnan(distances), np.inf, distances)
        near = distances.argmin(axis=0)
        return near, np.take_along_axis(distances, near[None], axis=0)[0]

    def _may_rest(self, lanes: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Whether the slope at the end is next to none beside the steepest one, or a rule that has learnt of the
        curvature may know that it is there."""
        if "H" in self.rows.states:
            return np.ones(len(lanes), bool)
        squares = sum(part[:, lanes] ** 2 for part in np.moveaxis(self.rows.gradient, -1, 0))
        steepest = np.sqrt(np.fmax.reduce(squares, axis=0))  # rows after the last are NaN
        may: np.ndarray = np.sqrt(squares[last, np.arange(len(lanes))]) <= SMALL * steepest
        return may

    def _arrive(self, lanes: np.ndarray, k: int, found: Fates) -> None:
        """Lanes that end at one listed point: since when, and whether they are there to stay."""
        kind, point = places(self.surface)[k]
        last, near = self.rows.last[lanes], self._near(lanes, np.array(point))
        rows = np.arange(len(near))[:, None]
        elsewhere = (rows < last) & ~near
        since = np.where(elsewhere.any(axis=0), len(near) - elsewhere[::-1].argmax(axis=0), 0)
        before_it = (near & (rows < since)).sum(axis=0)  # a visit was no longer than all of them
        stays = (self.rows.status[lanes] == CONVERGED) | (last + 1 - since > before_it)
        there = Place(kind, np.array(point))
        for i in np.flatnonzero(~stays).tolist():
            visit = longest_visit(self.rows.x[: since[i] + 1, lanes[i]], there, self.surface)
            stays[i] = last[i] + 1 - since[i] > visit
        for i in np.flatnonzero(stays & (self.rows.status[lanes] != CONVERGED)).tolist() if kind in STEEP else ():
            value = float(self.rows.value[last[i], lanes[i]])
            stays[i] = not leaves(self.rows.x[since[i] : last[i] + 1, lanes[i]], value, there, self.surface)
        found.code[lanes[stays]], found.place[lanes[stays]] = _CODES[kind], k
        found.arrived[lanes[stays]] = since[stays]

    def _near(self, lanes: np.ndarray, point: np.ndarray) -> np.ndarray:
        """Whether rows of lanes are within reach of a point, `(T + 1, L)`; most are plainly so, or not."""
        within, coordinates = reach(self.surface), np.moveaxis(self.rows.x, -1, 0)
        far = np.zeros((len(self.rows.x), len(lanes)))
        for coordinate, at, unit in zip(coordinates, point.tolist(), self.surface.units.tolist(), strict=True):
            np.maximum(far, np.abs(coordinate[:, lanes] - at) / unit, out=far)
        near = far <= _SURELY * within
        row, lane = np.nonzero(~near & (far <= within))
        near[row, lane] = away(self.rows.x[row, lanes[lane]], point, self.surface) <= within
        return near

    def _courses(self, lanes: np.ndarray, found: Fates) -> np.ndarray:
        """Sets those that are plainly on their way; the others are left."""
        status = self.rows.status[lanes]
        found.code[lanes[status != OUT_OF_STEPS]] = _CODES[STOPPED]
        lanes = lanes[status == OUT_OF_STEPS]
        x, units = self.rows.x, self.surface.units
        end, before = x[-1, lanes] / units, x[-2:, lanes][0] / units
        moves = np.abs(end - before).max(axis=-1) > no_step_below(end, self.surface)
        if self.planned:
            moves &= away(x[-1, lanes], x[-1 - len(x) // 11, lanes], self.surface) > reach(self.surface)
        orbits: np.ndarray = np.asarray(come_back(x[-late_rows(len(x)) :, lanes] / units)[2:].any(axis=0))
        orbits[orbits] = [is_orbit(x[:, lane] / units) for lane in lanes[orbits].tolist()]
        low, high = self.surface.corners
        inside = ((low <= x[-1, lanes]) & (x[-1, lanes] <= high)).all(axis=-1)
        found.code[lanes[moves & orbits]] = _CODES[CYCLING]
        found.code[lanes[moves & ~orbits & ~inside]] = _CODES[LEFT]
        found.code[lanes[moves & ~orbits & inside]] = _CODES[GOING]
        return lanes[~moves]
