"""What the tests of the gallery's claims ask of its paths."""

from functools import cache

import numpy as np

from gallery import DEMOS
from simulation import Trajectory, run


@cache
def paths(key: str) -> list[Trajectory]:
    return run(DEMOS[key].experiment)


def from_minimum(path: Trajectory) -> np.ndarray:
    """(T+1,) distance to the minimum in the origin."""
    return np.hypot(*path.x.T)


def first(happens: np.ndarray) -> int | None:
    """The first step at which it happens."""
    return int(np.argmax(happens)) if happens.any() else None


def settled(path: Trajectory, within: float = 0.01) -> int:
    """The step from which on the path stays near the minimum in the origin."""
    return int(np.flatnonzero(~(from_minimum(path) < within))[-1]) + 1


def lengths(path: Trajectory) -> np.ndarray:
    """(T,) of the steps."""
    return np.hypot(*path.step_taken[1:].T)


def crossings(y: np.ndarray) -> int:
    """How often the valley's floor, y = 0, is crossed."""
    return int((np.diff(np.sign(y)) != 0).sum())


def rate(path: Trajectory, since: int) -> float:
    """Mean factor a step of the distance to the minimum."""
    d = from_minimum(path)
    return float((d[-1] / d[since]) ** (1 / (len(d) - 1 - since)))
