"""A step size that shows something: where a page starts before the user has chosen one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from optimizers import Optimizer
from surfaces import Surface


def suggestions(rule: type[Optimizer], surface: Surface, values: Mapping[str, Any]) -> dict[str, float]:
    """Setting → step size that suits the surface: {"lr": 0.05}, {"inner.lr": 0.05} for the rule inside that `values`
    choose, or nothing for a rule without a step size."""
    known = rule.hyperparameters()
    found = {"lr": suggested_lr(rule, surface)} if "lr" in known else {}
    for name, part in known.items():
        if part.parts:
            inner: Any = part.parts()[values.get(name, part.default)]
            found |= {f"{name}.{dotted}": lr for dotted, lr in suggestions(inner, surface, {}).items()}
    return found


def suggested_lr(rule: type[Optimizer], surface: Surface) -> float:
    """A round step size for this rule on this surface; the rule's own default where lr is a pure number.

    Half of 1/λ for rules that step in proportion to the gradient (λ: largest curvature at the suggested start), a
    hundredth of the shorter side of the picture for rules whose steps are about lr long.
    """
    xmin, xmax, ymin, ymax = surface.domain
    side = min(xmax - xmin, ymax - ymin)
    if rule.lr_unit == "1/curvature":
        curvature = float(np.max(np.abs(np.linalg.eigvalsh(surface.hessian(np.array(surface.starts[0]))))))
        return _round(0.5 / curvature) if curvature > 0 else rule.hyperparameters()["lr"].default
    if rule.lr_unit == "distance":
        return _round(side / 100)
    if rule.lr_unit == "shrinking distance":
        return _round(side / 10)
    return rule.hyperparameters()["lr"].default


def _round(value: float) -> float:
    """The nearest of 1, 2, 5 times a power of ten."""
    exponent = math.floor(math.log10(value))
    return min(
        (float(f"{digit}e{power}") for power in (exponent, exponent + 1) for digit in (1, 2, 5)),
        key=lambda candidate: abs(math.log(candidate / value)),
    )
