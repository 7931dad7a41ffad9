"""What the player can draw against the steps beside f."""

from __future__ import annotations

import numpy as np

from player.views import Series
from simulation import Trajectory
from simulation.judging.results import least_value
from surfaces import Surface


def curves(path: Trajectory, surface: Surface) -> list[Series]:
    """Of a path on a surface, at full precision."""
    if path.maximize:
        path, surface = path.turned(), surface.negated
    lowest = least_value(surface)
    with np.errstate(all="ignore"):  # a diverged path ends in numbers too large for their own length
        far = [np.linalg.norm(path.x - np.array(m), axis=-1) for m in (*surface.minima, *surface.local_minima)]
        found = [
            Series("gradient_norm", np.linalg.norm(path.gradient, axis=-1)),
            Series("step_length", np.linalg.norm(path.step_taken, axis=-1)),
            Series("evaluations", path.evaluations),
        ]
        if lowest is not None:
            found.append(Series("gap", path.value - lowest))
        if far:
            found.append(Series("distance", np.min(far, axis=0)))
    return found
