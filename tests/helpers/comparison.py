"""How our path is compared with the one that another library walks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from optimizers import OPTIMIZERS, Optimizer
from tests.helpers.parity import Make, difference, ours, torchs, torchs_in_one, trusted_rows

STEPS = 300
Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Reference:
    """Another library's optimizer.

    name    what to look for there
    make    our rule and the settings it was made with → what makes the other optimizer of parameters
    cases   settings of our rule to compare, usual and absurd ones
    shape   the shape of the one parameter that holds the point; None: one parameter per coordinate
    shows   our path that the library's parameters follow: "x", or a state
    """

    name: str
    make: Callable[[Any, Settings], Make]
    cases: tuple[Settings, ...]
    shape: tuple[int, ...] | None = None
    shows: str = "x"

    def path(self, rule: Optimizer, settings: Settings, surface: str, steps: int):
        """The other path, (steps + 1, 2)."""
        make = self.make(rule, settings)
        return torchs_in_one(make, surface, steps, self.shape) if self.shape else torchs(make, surface, steps)


@dataclass(frozen=True)
class Comparison:
    """Of one case on one surface: the largest relative difference over the rows that rounding cannot have changed."""

    error: float
    rows: int
    walked: int


def compare(key: str, reference: Reference, settings: Settings, surface: str, steps: int = STEPS) -> Comparison:
    """Walk both paths. torch's default dtype must be float64 (`double_precision`)."""
    rule = OPTIMIZERS[key](**settings)
    path = ours(rule, surface, steps, reference.shows)
    theirs = reference.path(rule, settings, surface, steps)
    rows = min(trusted_rows(rule, surface, path, reference.shows), len(theirs))
    gap = difference(path[:rows], theirs[:rows])
    return Comparison(float(gap.max()), rows, len(path))
