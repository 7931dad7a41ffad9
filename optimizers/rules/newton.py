r"""Newton's method: to the minimum of the parabola that touches f at w, in one step.

w ← w − η (H + μ I)⁻¹ g                       μ: damping (Levenberg), 0 for the plain step
w ← w − η (|H| + μ I)⁻¹ g                     saddle-free: every eigenvalue of H by its size

The plain step knows no downhill: it goes to the nearest point where the gradient vanishes, and where H is indefinite
that is a saddle. Along an eigenvector with neither curvature nor slope (both zero to rounding, where f does not change)
the point is not moved. Where an eigenvalue of H + μ I is zero and the slope is not, the step is infinite and the run
ends there as diverged; nothing is cut off or repaired. Damping larger than the most negative eigenvalue, or |H|, makes
every step a descent.
Source: J. Nocedal and S. Wright, "Numerical Optimization", 2006, chapter 3; damping: K. Levenberg, 1944,
https://doi.org/10.1090/qam/10666; saddle-free: Y. Dauphin et al., 2014, https://arxiv.org/abs/1406.2572
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper

_ROUNDING = 8 * np.finfo(float).eps  # what eigenvalues and slopes along eigenvectors are known to


class NewtonState(NamedTuple):
    eigenvalues: Array  # (..., n) of the Hessian at the point that was left, ascending


@dataclass(frozen=True, eq=False)
class Newton(Optimizer):
    title = "Newton"
    family = "second order"
    symbols = {"eigenvalues": r"\lambda"}
    latex_lines = (
        r"g_t &= \nabla f(w_{t-1}), \quad H_t = \nabla^2 f(w_{t-1}) = Q \Lambda Q^\top",
        r"w_t &= w_{t-1} - \eta\, Q\,(\Lambda + \mu I)^{-1} Q^\top g_t \quad "
        r"\text{(saddle-free: } |\Lambda| \text{ for } \Lambda\text{)}",
    )
    plainly = (
        "It fits a parabola to slope and curvature at the point, and steps to where the parabola is level.",
        "Dividing by curvature makes a narrow valley round, so a quadratic bowl is done in one step; at a "
        "saddle that level place is no minimum.",
    )
    good_for = (
        "Bowls in one step, whatever their shape, without a step size. Away from a minimum it may run to a saddle."
    )
    remark = (
        "Where the Hessian is indefinite, the plain step goes uphill along negative curvature, to a saddle or a "
        "maximum; damping or the saddle-free form avoid it. Where it is singular and f slopes that way, the step is "
        "infinite and the run ends; along a direction in which f does not change it rests."
    )

    lr: float = hyper(1.0, slider=(0.01, 2.0), log=True, symbol=r"\eta", doc="step size")
    damping: float = hyper(0.0, slider=(0.0, 100.0), symbol=r"\mu", doc="damping")
    saddle_free: bool = hyper(False, doc="saddle-free |H|")

    def init(self, x):
        return NewtonState(np.zeros_like(x))

    def step(self, x, state, t, f):
        g, h = f.gradient(x), f.hessian(x)
        eigenvalues, q = _eigen(h)
        curvature = np.abs(eigenvalues) if self.saddle_free else eigenvalues
        along = _solved(np.sum(q * g[..., None], axis=-2), curvature + self.damping, x)
        x = x - self.lr * np.sum(q * along[..., None, :], axis=-1)
        return x, NewtonState(eigenvalues)


def _solved(slopes: Array, curvatures: Array, x: Array) -> Array:
    """slopes / curvatures `(..., n)`, and 0 where both are zero to rounding: against the largest of theirs, and slopes
    against what a rounding of x makes of them as well."""
    steepest, most, far = (np.max(np.abs(a), axis=-1, keepdims=True) for a in (slopes, curvatures, x))
    level = np.abs(slopes) <= _ROUNDING * np.maximum(steepest, most * far)
    flat = level & (np.abs(curvatures) <= _ROUNDING * most)
    return np.where(flat, 0.0, slopes / np.where(flat, 1.0, curvatures))


def _eigen(h: Array) -> tuple[Array, Array]:
    """Eigenvalues and eigenvectors (columns) of symmetric matrices; NaN where a matrix is not finite."""
    finite = np.isfinite(h).all(axis=(-2, -1), keepdims=True)
    values, vectors = np.linalg.eigh(np.where(finite, h, 0.0))
    return np.where(finite[..., 0], values, np.nan), vectors
