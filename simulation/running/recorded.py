"""A path that something else has walked, as a trajectory on a surface of ours."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.running.trajectory import DIVERGED, OUT_OF_STEPS, Trajectory
from surfaces import Surface

Array = NDArray[np.float64]


def recorded(x: Array, surface: Surface) -> Trajectory:
    """The path through `x (T+1, n)`, row k after step k, with heights and exact gradients of `surface`.

    It ends at its first point that is not finite, if there is one. What only its walker knew is NaN: step sizes, what
    it was given for a gradient; and its evaluations are not counted.
    """
    broken = np.flatnonzero(~np.isfinite(x).all(axis=1))
    last = int(broken[0]) if broken.size else len(x) - 1
    x = np.ascontiguousarray(x[: last + 1], dtype=np.float64)
    value, gradient = surface.value_and_gradient(x)
    unknown = np.full(x.shape, np.nan)
    arrays: dict[str, Any] = {
        "x": x,
        "value": np.asarray(value),
        "gradient": gradient,
        "asked": unknown,
        "seen": unknown,
        "lr": np.full(len(x), np.nan),
        "evaluations": np.zeros(len(x), int),
        "status": np.array(DIVERGED if broken.size else OUT_OF_STEPS),
        "last": np.array(last),
    }
    for array in arrays.values():
        array.flags.writeable = False
    return Trajectory(**arrays, states={}, scheduled={}, changed=())
