"""Runs side by side as numbers: how far each came, how soon, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulation.judging.outcome import Outcome, outcome
from simulation.running.trajectory import Trajectory
from surfaces import Surface


@dataclass(frozen=True)
class Result:
    """One run in the table of results.

    final      f at the last step
    gap        f − f*, where the least value f* of the surface is known; else None
    steps      the first step at which f − f* (f, where f* is not known) is within the tolerance; None if none is
               Of a run that climbs both are of f* − f, with the greatest value f*, and steps is None without it
    gradients  how often the rule had asked by then
    length     of the path, the sum of all step lengths
    outcome    where it has come to, or why nowhere
    """

    final: float
    gap: float | None
    steps: int | None
    gradients: int | None
    length: float
    outcome: Outcome


def result(path: Trajectory, surface: Surface, tolerance: float) -> Result:
    """The result of a single run (a trajectory without batch axes)."""
    if path.maximize:
        found = result(path.turned(), surface.negated, tolerance)
        if found.gap is None:  # to be small is no aim of a climb
            found = replace(found, steps=None, gradients=None)
        return replace(found, final=-found.final, outcome=outcome(path, surface))
    last = int(path.last)
    lowest = least_value(surface)
    within = np.flatnonzero(path.value[: last + 1] - (lowest or 0.0) <= tolerance)
    first = int(within[0]) if len(within) else None
    with np.errstate(all="ignore"):  # a diverged path may be too long for a number
        length = float(np.sum(np.linalg.norm(np.diff(path.x[: last + 1], axis=0), axis=-1)))
    return Result(
        final=float(path.value[last]),
        gap=None if lowest is None else float(path.value[last]) - lowest,
        steps=first,
        gradients=None if first is None else int(path.evaluations[first]),
        length=length,
        outcome=outcome(path, surface),
    )


def least_value(surface: Surface) -> float | None:
    """f at the known global minima; None where none is known."""
    return min((float(surface.value(point)) for point in surface.minima), default=None)
