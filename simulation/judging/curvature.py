"""How curved the ground is along a path: at its points, and along the steps that were taken.

Gradient descent on a quadratic is stable while the largest curvature stays below 2/lr. On other functions that border
is where runs often come to rest instead: J. M. Cohen et al., "Gradient descent on neural networks typically occurs at
the edge of stability", 2021, https://arxiv.org/abs/2103.00065
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.running.trajectory import Trajectory
from surfaces import Surface


@dataclass(frozen=True)
class Curvature:
    """Series along a path, read-only; NaN where there is nothing, as in row 0 of what belongs to a step.

    largest  (T+1, ...)  the largest eigenvalue of the Hessian at x
    least    (T+1, ...)  the least; equal to the largest where f has one coordinate
    along    (T+1, ...)  the mean curvature along step k: how much the slope in its direction grew, per length
    border   (T+1, ...)  2/lr of step k, the curvature at which plain gradient descent would cease to be stable
    """

    largest: np.ndarray
    least: np.ndarray
    along: np.ndarray
    border: np.ndarray


def curvature(path: Trajectory, surface: Surface) -> Curvature:
    """The curvature along a path on this surface, of one run or of a batch. Of a run that climbs all of it is that of
    −f, on which it descends.

    The curvature along a step is (∇f(xₖ) − ∇f(xₖ₋₁))·s / ‖s‖² with the step s, which is the exact mean of s·H s / ‖s‖²
    between its ends.
    """
    sign = -1.0 if path.maximize else 1.0
    eigenvalues = _eigenvalues(sign * _hessians(path.x, surface))
    along, step = np.full(path.value.shape, np.nan), path.step_taken[1:]
    with np.errstate(all="ignore"):  # of a step that did not move, or left the finite numbers
        longest = np.abs(step).max(axis=-1)
        unit = step / longest[..., None]  # no square that overflows, or vanishes
        grown = np.sum(np.diff(sign * path.gradient, axis=0) * unit, axis=-1)
        along[1:] = np.where(longest > 0, grown / np.sum(unit * unit, axis=-1) / longest, np.nan)
        border = np.where(path.lr > 0, 2 / path.lr, np.nan)
    found = (eigenvalues[..., -1], eigenvalues[..., 0], along, border)
    for series in found:
        series.flags.writeable = False
    return Curvature(*found)


def _hessians(x: np.ndarray, surface: Surface) -> np.ndarray:
    with np.errstate(all="ignore"):
        return surface.hessian(x)


def _eigenvalues(hessians: np.ndarray) -> np.ndarray:
    """(..., n), rising; NaN where a Hessian is not finite, which the library would refuse."""
    known = np.isfinite(hessians).all(axis=(-2, -1))
    found = np.full(hessians.shape[:-1], np.nan)
    found[known] = np.linalg.eigvalsh(hessians[known])
    return found
