"""A step size that shows something: where a page starts before the user has chosen one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from optimizers import Optimizer
from surfaces import Surface

#: Where nothing is known of the curvature or the size of things, as on the loss of a network.
_ON_WEIGHTS = {"1/curvature": 0.1, "distance": 0.01, "shrinking distance": 0.1}


def suggestions(rule: type[Optimizer], surface: Surface | None, values: Mapping[str, Any]) -> dict[str, float]:
    """Setting → step size that suits the surface: {"lr": 0.05}, {"inner.lr": 0.05} for the rule inside that `values`
    choose, or nothing for a rule without a step size. Without a surface, those with which networks often learn."""
    known = rule.hyperparameters()
    found = {"lr": suggested_lr(rule, surface)} if "lr" in known else {}
    for name, part in known.items():
        if part.parts:
            inner: Any = part.parts()[values.get(name, part.default)]
            found |= {f"{name}.{dotted}": lr for dotted, lr in suggestions(inner, surface, {}).items()}
    return found


def suggested_lr(rule: type[Optimizer], surface: Surface | None) -> float:
    """A round step size for this rule on this surface; the rule's own default where lr is a pure number.

    Rules that step in proportion to the gradient: half of 1/λ (λ: largest curvature at the suggested start and at the
    lowest minima), or less, so that the first step is at most a tenth of the picture's shorter side; where nothing is
    curved, a first step of a hundredth. Rules whose steps are about lr long: a hundredth of that side.
    """
    if surface is None:
        return _ON_WEIGHTS.get(rule.lr_unit, rule.hyperparameters()["lr"].default)
    low, high = surface.corners
    side = float(np.min(high - low))
    if rule.lr_unit == "1/curvature":
        slope = float(np.hypot.reduce(np.abs(surface.gradient(surface.starts[0]))))
        curvature = _largest_curvature(surface)
        longest = side / (10 if curvature else 100) / slope if slope > 0 else math.inf
        lr = min(longest, 0.5 / curvature if curvature else math.inf)
        return _round(lr) if 1e-300 < lr < math.inf else rule.hyperparameters()["lr"].default
    if rule.lr_unit == "distance":
        return _round(side / 100)
    if rule.lr_unit == "shrinking distance":
        return _round(side / 10)
    return rule.hyperparameters()["lr"].default


def _largest_curvature(surface: Surface) -> float:
    p = np.array([surface.starts[0], *surface.minima])
    hessians = surface.hessian(p)
    known = hessians[np.isfinite(hessians).all(axis=(-2, -1))]
    return float(np.max(np.abs(np.linalg.eigvalsh(known)), initial=0.0))


def _round(value: float) -> float:
    """The nearest of 1, 2, 5 times a power of ten."""
    exponent = math.floor(math.log10(value))
    return min(
        (float(f"{digit}e{power}") for power in (exponent, exponent + 1) for digit in (1, 2, 5)),
        key=lambda candidate: abs(math.log(candidate / value)),
    )
