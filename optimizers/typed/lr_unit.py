"""What the step size of a typed rule is measured in, found by trying it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from optimizers.base import Array, Objective, Optimizer


def unit_of_lr(cls: Any) -> str:
    """What lr is measured in (`Optimizer.lr_unit`), tried out: how far a few steps along a constant gradient lead."""
    if "lr" not in cls.hyperparameters():
        return ""
    with np.errstate(all="ignore"):
        far, of_lr, of_gradient = (_reach(cls(lr=lr), size) for lr, size in ((0.1, 1.0), (0.2, 1.0), (0.1, 1000.0)))
    if not np.isclose(of_lr, 2 * far, rtol=1e-3) or far == 0:
        return ""
    if np.isclose(of_gradient, far, rtol=1e-3):
        return "distance"
    return "1/curvature" if np.isclose(of_gradient, 1000 * far, rtol=1e-3) else ""


def _reach(rule: Optimizer, size: float) -> float:
    start = x = np.zeros(2)
    state, slope = rule.init(x), _Slope(size)
    for t in range(1, 4):
        x, state = rule.step(x, state, t, slope)
    return float(np.abs(x - start)[0])


@dataclass(frozen=True)
class _Slope:
    """An objective whose gradient is the same everywhere."""

    size: float
    batched: ClassVar[bool] = False

    def value(self, x: Array, lanes: Array | None = None) -> Array:
        return self.size * np.sum(x, axis=-1)

    def gradient(self, x: Array, lanes: Array | None = None) -> Array:
        return np.full_like(x, self.size)

    def evaluate(self, x: Array, lanes: Array | None = None) -> tuple[Array, Array]:
        return self.value(x), self.gradient(x)

    def hessian(self, x: Array, lanes: Array | None = None) -> Array:
        return np.zeros((*x.shape, x.shape[-1]))

    def lane(self, index: tuple[int, ...]) -> Objective:
        return self
