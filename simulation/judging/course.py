"""Why a run is at no place: what it was doing when it ended, read off its rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.judging.place import diagonal
from simulation.running.trajectory import CONVERGED, DIVERGED, OUT_OF_TIME, STOPPED, Trajectory
from surfaces import Surface

NEAR = 10.0  # widths of the picture from its middle: numbers are not too large there
LONGEST_PERIOD = 12
PERIODIC = 1e-6  # of the orbit's size: as exactly as this, it comes back to where it was
_ULPS = 8  # steps of so many last places are none
_ENDED_FROM_OUTSIDE = {CONVERGED: "stop rule", STOPPED: "stalled", OUT_OF_TIME: "out of time"}


@dataclass(frozen=True)
class Course:
    """why and since which row, as `Outcome` has them; the period of an orbit; how a run that has left moves on."""

    why: str
    step: int
    period: int = 0
    away: str = ""


def course(path: Trajectory, surface: Surface) -> Course:
    """What a run does that is at no place."""
    last, x = int(path.last), path.x
    if path.status == DIVERGED:
        return Course(("no value" if _near(x[last], surface) and np.isnan(path.value[last]) else "diverged"), last)
    if str(path.status) in _ENDED_FROM_OUTSIDE:
        return Course(_ENDED_FROM_OUTSIDE[str(path.status)], last)
    since = _still_since(x, surface)
    if since < last:
        return Course("no step" if path.lr[since + 1 :].any() else "step size 0", since)
    if (outside := _outside_since(x, surface)) is not None:
        return Course("left", outside, away=_away(x[outside:], surface))
    if period := _period(x):
        return Course("orbit", last, period)
    earlier = path.value[: max(1, last - last // 10)]
    return Course("descending" if path.value[last] < earlier.min() else "moving", last)


def _near(x: np.ndarray, surface: Surface) -> bool:
    """Whether a point lies within a few pictures' widths."""
    xmin, xmax, ymin, ymax = surface.domain
    away = np.abs(x - np.array([xmin + xmax, ymin + ymax]) / 2)
    return bool((away < NEAR * np.array([xmax - xmin, ymax - ymin])).all())


def _still_since(x: np.ndarray, surface: Surface) -> int:
    """The row after which it has not moved by more than rounding; the last one if it has, or has made no step."""
    if len(x) == 1:
        return 0
    moved = np.abs(np.diff(x, axis=0)).max(axis=-1)
    rounding = _ULPS * np.finfo(float).eps * np.abs(x[1:]).max(axis=-1)
    steps = np.flatnonzero(moved > np.minimum(rounding, np.finfo(float).eps * diagonal(surface)))
    return int(steps[-1]) + 1 if len(steps) else 0


def _outside_since(x: np.ndarray, surface: Surface) -> int | None:
    """The row from which on it has been out of the picture; None if it ends inside."""
    xmin, xmax, ymin, ymax = surface.domain
    inside = (xmin <= x[:, 0]) & (x[:, 0] <= xmax) & (ymin <= x[:, 1]) & (x[:, 1] <= ymax)
    if inside[-1]:
        return None
    back = np.flatnonzero(inside)
    return int(back[-1]) + 1 if len(back) else 0


def _away(x: np.ndarray, surface: Surface) -> str:
    """ "growing" if it moves ever farther away, "returning" if it is on its way back, else ""."""
    xmin, xmax, ymin, ymax = surface.domain
    with np.errstate(over="ignore"):
        away = np.hypot(x[:, 0] - (xmin + xmax) / 2, x[:, 1] - (ymin + ymax) / 2)
    late = away[3 * len(away) // 4 :]
    if len(late) > 1 and (np.diff(late) < 0).all():
        return "returning"
    return "growing" if len(late) > 1 and (np.diff(late) > 0).all() and away[-1] > 2 * away[0] else ""


def _period(x: np.ndarray) -> int:
    """After how many steps it is where it was, three times over; 0 if it is not."""
    for period in range(2, LONGEST_PERIOD + 1):
        if len(x) < 3 * period + 1:
            break
        late = x[-3 * period - 1 :]
        size = float(np.ptp(late, axis=0).max())
        if np.abs(late[period:] - late[:-period]).max() <= PERIODIC * size:
            return period
    return 0
