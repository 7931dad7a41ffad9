"""What theory says of a rule on a surface, where it says anything: in the rule's own hyperparameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, Optimizer
from simulation.experiments.specs import RunSpec
from surfaces import Surface
from theory import quadratic
from theory.quadratic import GRADIENT_DESCENT, HEAVY_BALL, NESTEROV, Method, Optimum

_METHODS: dict[type[Optimizer], Method] = {
    OPTIMIZERS["sgd"]: GRADIENT_DESCENT,
    OPTIMIZERS["momentum"]: HEAVY_BALL,
    OPTIMIZERS["nesterov"]: NESTEROV,
}
_SAME = 1e-9  # Hessians that differ by rounding


@dataclass(frozen=True, eq=False)
class Theory:
    """A rule on a quadratic. Step sizes are the rule's own `lr`, momenta its `momentum`; numbers or arrays.

    method       which of `theory.quadratic.METHODS` the rule is
    eigenvalues  (n,), rising: those of the Hessian, with the rule's weight decay
    minimum      (n,), where it leads
    ema          whether the rule averages gradients, so that its steps are 1 − β times those of the method
    damped       1 − dampening, by which its steps are shortened, all but the first
    ahead        whether Nesterov's iterate is the point ahead, where gradients are taken
    """

    method: Method
    eigenvalues: np.ndarray
    minimum: np.ndarray
    ema: bool = False
    damped: float = 1.0
    ahead: bool = True

    def rate(self, lr: Any, momentum: Any = 0.0) -> np.ndarray:
        """ρ, by which the distance from the minimum is multiplied per step in the long run."""
        return quadratic.slowest_rate(self.method, self._gain(momentum) * lr, momentum, self.eigenvalues)

    def border(self, momentum: Any = 0.0) -> np.ndarray:
        """The step size below which runs converge."""
        return quadratic.stability_border(self.method, momentum, self.eigenvalues[-1]) / self._gain(momentum)

    def critical(self, momentum: Any = 0.0) -> np.ndarray:
        """The step size that is critically damped in the flattest direction."""
        return quadratic.critical_lr(self.method, momentum, self.eigenvalues[0]) / self._gain(momentum)

    @property
    def best(self) -> Optimum | None:
        """The step size and momentum with the least rate; None where f has no lowest point."""
        if self.eigenvalues[0] <= 0:
            return None
        best = quadratic.optimum(self.method, self.eigenvalues)
        return best._replace(lr=best.lr / float(self._gain(best.momentum)))

    def regime(self, lr: float, momentum: float, eigenvalue: float) -> str:
        """How the error along an eigenvector behaves, one of `theory.quadratic.REGIMES`."""
        return quadratic.regime(self.method, float(self._gain(momentum)) * lr, momentum, eigenvalue)

    def polynomial(self, lr: float, momentum: float, at: np.ndarray, steps: int) -> np.ndarray:
        """Pₖ(λ) at eigenvalues `at`: what an error along such an eigenvector is multiplied by in `steps` steps."""
        gain = float(self._gain(momentum))
        return quadratic.error_polynomial(self.method, gain * lr, momentum, at, steps, ahead=self.ahead)[-1]

    def measured(self, x: np.ndarray) -> np.ndarray:
        """The rate of paths `x (T+1, ..., n)`, to be held against `rate`."""
        return quadratic.measured_rate(x, self.minimum)

    def _gain(self, momentum: Any) -> np.ndarray:
        return self.damped * (1 - np.asarray(momentum)) if self.ema else np.asarray(self.damped)


def theory_of(run: RunSpec, surface: Surface) -> Theory | None:
    """The theory of a run on a surface. None where there is none: another rule, schedules, transforms, or f is no
    quadratic."""
    rule = run.build()
    found = quadratic_of(surface)
    if type(rule) not in _METHODS or run.schedules or run.transforms or found is None:
        return None
    hessian, minimum = found
    decay = float(np.max(rule.coupled_weight_decay))
    if decay:
        hessian, pull = hessian + decay * np.eye(len(minimum)), hessian @ minimum
        minimum = np.linalg.lstsq(hessian, pull, rcond=None)[0]
    form = getattr(rule, "form", "")
    damped = 1 - getattr(rule, "dampening", 0.0) if form == "torch" else 1.0
    values = np.linalg.eigvalsh(hessian)
    return Theory(_METHODS[type(rule)], values, minimum, form == "ema", damped, form != "sutskever")


def quadratic_of(surface: Surface) -> tuple[np.ndarray, np.ndarray] | None:
    """(the Hessian (n, n), the stationary point (n,)) of a surface that is a quadratic, as its derivatives all over the
    picture say; None if it is none."""
    points = surface.grid(*(5, 4)[: surface.dimensions]).reshape(-1, surface.dimensions)
    hessians, slopes = surface.hessian(points), surface.gradient(points)
    if not (np.isfinite(hessians).all() and np.isfinite(slopes).all()):
        return None
    hessian = hessians[0]
    if np.abs(hessians - hessian).max() > _SAME * np.abs(hessian).max():
        return None
    at = points - slopes @ np.linalg.pinv(hessian)
    if np.abs(hessian).max() == 0 or np.abs(slopes - (points - at[0]) @ hessian).max() > 1e-6 * np.abs(slopes).max():
        return None
    return hessian, at[0]
