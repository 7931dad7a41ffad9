"""What became of a run, judged honestly: where it has come to, since when, or why it is nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from simulation.judging.course import Course, course, rests
from simulation.judging.place import (
    FOUND,
    LOCAL_MINIMUM,
    MAXIMUM,
    MINIMUM,
    SADDLE,
    Place,
    are_there,
    away,
    diagonal,
    found_by_rule,
    place,
    reach,
)
from simulation.running.trajectory import CONVERGED, DIVERGED, Trajectory
from surfaces import Surface

NOWHERE = "nowhere"
LOST = ("diverged", "no value", "no slope")  # why a run ended at no finite number
GONE = ("left", *LOST)  # and who is not in the picture any more
STEEP = (SADDLE, MAXIMUM)  # places from which there is a way down
LEAVING = 5  # steps in a row that lead away from a saddle: rounding makes fewer
_ROWS, _MOST_ROWS = 64, 4096  # of a path that are looked at together
LOCAL_MAXIMUM, CLIMBING = "local maximum", "climbing"
#: What a run does on −f → what it does on f.
TURNED = {MINIMUM: MAXIMUM, LOCAL_MINIMUM: LOCAL_MAXIMUM, MAXIMUM: MINIMUM, "descending": CLIMBING}
_TURNED_BACK = {turned: kind for kind, turned in TURNED.items()}


@dataclass(frozen=True)
class Outcome:
    """How a single run ended.

    where   "minimum" (a lowest one), "local minimum", "saddle", "maximum", "kink" (the slope jumps, and f rises to both
            sides), "plateau" (no slope, no curvature), or "nowhere"
    point   of the place: as listed, else where the run ended; None if it is nowhere
    arrived the first row after which it stays within `tolerance` of the point, or of the floor of a trench, the crease
            or the plain that the point is on; None if it is nowhere (of a run that its stop rule ended near a listed
            minimum: the last row)
    tolerance  a ten-thousandth of the picture's diagonal; a hundredth where its stop rule ended the run; in lengths of
            the picture, `Surface.units`
    why     "" at a place; else "step size 0", "lost in rounding" (its steps are too small to change a coordinate), "no
            step" (it does not move for another reason), "shrunk" (it hardly moves: its schedule has made the step size
            too small for the picture), "orbit", "descending" (lower than ever before its last tenth),
            "moving", "left" (it is out of the picture), "stop rule" (met where there is no such place), "stalled"
            (stopped, as f no longer improved), "out of time", "no value" (not far away f has none, or is infinite in
            the picture), "no slope" (the same of its slope, where f is finite), "diverged"
    step    the row of `arrived`; else the one since which it has not or hardly moved, from which on it was out of the
            picture, at which it was not finite any more; else the last
    period  of an orbit, else 0
    away    of a run that has left: "growing" if it moves ever farther away, "returning" if it is on its way back
    value   f at the end
    evaluations  how often the rule had asked for f or its derivatives until `arrived`, else until the end
    maximize  whether the run was to climb: where is then "maximum" for a highest one, "local maximum", or "minimum" for
            any, and why may be "climbing" instead of "descending"
    jump    whether f jumps beside the level ground it is on
    dimensions  how many coordinates a point has: on a line, a "saddle" is where f is level and goes on the same way
    """

    where: str
    point: tuple[float, ...] | None
    arrived: int | None
    tolerance: float
    why: str
    step: int
    period: int
    away: str
    value: float
    evaluations: int
    maximize: bool = False
    dimensions: int = 2
    jump: bool = False

    @property
    def kind(self) -> str:
        """Place or reason, in one word or two."""
        return self.where if self.arrived is not None else self.why

    @property
    def as_descent(self) -> Outcome:
        """The same in the words of a descent: of a run that climbs, a highest maximum is the "minimum" of −f."""
        return _renamed(self, _TURNED_BACK) if self.maximize else self


def _renamed(found: Outcome, names: Mapping[str, str]) -> Outcome:
    return replace(found, where=names.get(found.where, found.where), why=names.get(found.why, found.why))


def outcome(path: Trajectory, surface: Surface) -> Outcome:
    """The outcome of a single run (a trajectory without batch axes)."""
    if path.maximize:
        found = outcome(path.turned(), surface.negated)
        return replace(_renamed(found, TURNED), value=-found.value, maximize=True)
    with np.errstate(over="ignore", invalid="ignore"):  # a path may be too long for a number
        return _of_descent(path, surface)


def _of_descent(path: Trajectory, surface: Surface) -> Outcome:
    last = int(path.last)
    found, arrived, tolerance = _arrival(path, surface)
    if found is None:
        how, where, point = course(path, surface), NOWHERE, None
    else:
        how, where, point = Course("", arrived), found.kind, tuple(found.point.tolist())
    step_of_arrival = None if found is None else arrived
    value, asked = float(path.value[last]), int(path.evaluations[arrived])
    course_of_it = (how.why, how.step, how.period, how.away)
    n = surface.dimensions
    jump = found is not None and found.jump
    return Outcome(where, point, step_of_arrival, tolerance, *course_of_it, value, asked, dimensions=n, jump=jump)


def _arrival(path: Trajectory, surface: Surface) -> tuple[Place | None, int, float]:
    """(where it has come to rest or was ended by its stop rule, since which row, within what distance)."""
    x, last, tolerance = path.x, int(path.last), reach(surface)
    ended = path.status == CONVERGED
    if path.status != DIVERGED and (ended or rests(path, surface)) and (found := place(x[last], surface)):
        since = _there_since(x[: last + 1], found, surface)
        stays = last + 1 - since > longest_visit(x[: since + 1], found, surface)
        if ended or (stays and not leaves(x[since : last + 1], float(path.value[last]), found, surface)):
            return found, since, tolerance
        return None, last, tolerance
    return (found_by_rule(x[last], surface) if ended else None), last, FOUND * diagonal(surface) if ended else tolerance


def longest_visit(x: np.ndarray, found: Place, surface: Surface) -> int:
    """How many rows before the last one a path was at the place in one go, and then left it: as noise has it, which may
    be there in its last row, too."""
    there = are_there(x[-_MOST_ROWS:], found, surface) if len(x) > 1 else np.zeros(0, bool)
    ends = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]).astype(int)))
    return int(np.diff(ends)[::2].max(initial=0))


def leaves(x: np.ndarray, value: float, found: Place, surface: Surface) -> bool:
    """Whether rows `(T, n)` within reach of a saddle or maximum, of which the last has this value, are on a way down
    from it: lower than it, and each of the last ones farther away than the one before."""
    if found.kind not in STEEP or len(x) <= LEAVING or value >= float(surface.value(found.point)):
        return False
    return bool((np.diff(away(x[-LEAVING - 1 :], found.point, surface)) > 0).all())


def _there_since(x: np.ndarray, found: Place, surface: Surface) -> int:
    """The first of the rows `(T, 2)` from which on all are at the place; looked at from the end, ever more at once."""
    since, rows = len(x) - 1, _ROWS
    while since > 0:
        elsewhere = np.flatnonzero(~are_there(x[max(0, since - rows) : since + 1], found, surface))
        if len(elsewhere):
            return max(0, since - rows) + int(elsewhere[-1]) + 1
        since, rows = max(0, since - rows), min(2 * rows, _MOST_ROWS)
    return 0
