"""How our path is compared with the one that another library walks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from networks.library.classes import MATRICES, library_class
from networks.library.counterparts import COUNTERPARTS
from networks.library.difference import difference
from optimizers import OPTIMIZERS, Optimizer
from tests.helpers import rounding
from tests.helpers.doubles import DOUBLES
from tests.helpers.parity import CHAOTIC, TOLERANCE, Make, ours, repetition, torchs_in_one, trusted_rows

STEPS = 300
Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Reference:
    """Another library's optimizer.

    name    what to look for there
    make    our rule and the settings it was made with → what makes the other optimizer of parameters
    cases   settings of our rule to compare, usual and absurd ones
    shape   the shape of the one parameter that holds the point
    shows   our path that the library's parameters follow: "x", or a state
    """

    name: str
    make: Callable[[Any, Settings], Make]
    cases: tuple[Settings, ...]
    shape: tuple[int, ...] = (2,)
    shows: str = "x"

    def path(self, rule: Optimizer, settings: Settings, surface: str, steps: int):
        """The other path, (steps + 1, 2)."""
        return torchs_in_one(self.make(rule, settings), surface, steps, self.shape)


def reference(
    key: str, cases: tuple[Settings, ...], words: str = "", passed_on: Iterable[str] | None = None
) -> Reference:
    """The class that the app knows for a rule (or its double), with the arguments that the app would give it.

    words      what there is to say of the class, after its name
    passed_on  our values to pass on beside those that a case sets, so that all other defaults are compared as well;
               None: all of them
    """
    known = COUNTERPARTS[key]

    def make(rule: Any, settings: Settings) -> Make:
        arguments = known.arguments(rule, None if passed_on is None else {*settings, *passed_on})
        cls = DOUBLES.get(known.name) or library_class(known.name)
        return lambda parameters: cls(parameters, **arguments)

    return Reference(known.name + words, make, cases, (1, 2) if known.name in MATRICES else (2,), known.shows)


@dataclass(frozen=True)
class Comparison:
    """Of one case on one surface.

    error   the largest relative difference over the rows that rounding cannot have changed
    rows    how many they are
    walked  how many rows our path has
    beyond  the largest difference in the rows after them, as a multiple of what rounding changes there
    """

    error: float
    rows: int
    walked: int
    beyond: float

    @property
    def equal(self) -> bool:
        return self.error <= TOLERANCE and self.beyond <= rounding.TIMES


def compare(key: str, reference: Reference, settings: Settings, surface: str, steps: int = STEPS) -> Comparison:
    """Walk both paths, and measure how far rounding lets them be compared.

    torch's default dtype must be float64 (`double_precision`).
    """
    return _measured(reference, surface, *_walked(key, reference, settings, surface, steps))


def judge(key: str, reference: Reference, settings: Settings, surface: str, steps: int = STEPS) -> Comparison:
    """The verdict of `compare`, without measuring what cannot change it.

    What rounding does to a path can end the comparison earlier and allow larger differences, but never smaller ones:
    paths that are within the tolerance as far as both go are equal whatever it does. Then all their rows count here.
    """
    rule, path, theirs = _walked(key, reference, settings, surface, steps)
    rows = min(len(path), len(theirs))
    error = float(difference(path[:rows], theirs[:rows]).max())
    if error <= TOLERANCE:  # and not NaN
        return Comparison(error, rows, len(path), beyond=0.0)
    return _measured(reference, surface, rule, path, theirs)


def _walked(
    key: str, reference: Reference, settings: Settings, surface: str, steps: int
) -> tuple[Optimizer, np.ndarray, np.ndarray]:
    """(our rule, our path, the other)."""
    rule = OPTIMIZERS[key](**settings)
    return rule, ours(rule, surface, steps, reference.shows), reference.path(rule, settings, surface, steps)


def _measured(reference: Reference, surface: str, rule: Optimizer, path: np.ndarray, theirs: np.ndarray) -> Comparison:
    noise = repetition(rule, surface, path, reference.shows)[: len(theirs)]
    gap, rows = difference(path[: len(noise)], theirs[: len(noise)]), trusted_rows(noise)
    beyond = gap[rows:] / np.maximum(noise[rows:], CHAOTIC)
    return Comparison(float(gap[:rows].max(initial=0.0)), rows, len(path), float(beyond.max(initial=0.0)))
