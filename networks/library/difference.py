"""How far apart two paths are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.running.landscape import Landscape

APART = 1e-9  # paths that differ by more than this part of their size are told apart
ROUNDING = 1e-15  # how much of a number rounding may change


class Shaken:
    """A landscape whose gradient is wrong by up to 1e-15 of itself, at random: what rounding may do to a path."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self._random = np.random.default_rng(0)

    def evaluate(self, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        value, gradient = self._landscape.evaluate(p)
        return value, gradient * (1 + ROUNDING * self._random.uniform(-1, 1, gradient.shape))

    def hessian(self, p: np.ndarray) -> np.ndarray:
        return self._landscape.hessian(p)


@dataclass(frozen=True)
class Difference:
    """Of two paths over the rows that both have, relative to the size of the path so far.

    largest  the largest difference
    steps    how many steps were compared
    apart    the first step at which it exceeds `APART`; None if it never does
    """

    largest: float
    steps: int
    apart: int | None


def difference(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(T, n), (T, n) → (T,): the largest coordinate of a − b, relative to the size of b so far.

    The size so far, and not that of the row: zero crossings are no errors. A path that has been at 0 only has size 1.
    """
    size = np.maximum.accumulate(np.max(np.abs(b), axis=-1))
    return np.max(np.abs(a - b), axis=-1) / np.where(size > 0, size, 1.0)


def measure(ours: np.ndarray, theirs: np.ndarray) -> Difference:
    """Compare (T, n) with (U, n), as far as both go and are finite."""
    rows = min(len(ours), len(theirs))
    finite = np.isfinite(ours[:rows]).all(axis=-1) & np.isfinite(theirs[:rows]).all(axis=-1)
    rows = rows if finite.all() else int(finite.argmin())
    with np.errstate(over="ignore"):
        gap = difference(ours[:rows], theirs[:rows])
    apart = int((gap > APART).argmax()) if (gap > APART).any() else None
    return Difference(float(gap.max(initial=0.0)), max(rows - 1, 0), apart)
