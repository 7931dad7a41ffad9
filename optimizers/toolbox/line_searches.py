"""How far to go along a direction: Armijo backtracking, the exact minimum, and the strong Wolfe conditions.

φ(a) = f(x + a d) for one point x (n,). Every trial asks for value and gradient once.
Sources: L. Armijo, 1966, https://doi.org/10.2140/pjm.1966.16.1; J. Nocedal and S. Wright, "Numerical Optimization",
2006, chapter 3; the strong Wolfe search is that of torch's LBFGS, after M. Schmidt's minFunc.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Objective

MOST_TRIALS = 60  # of backtracking, of widening and of narrowing: 60 halvings leave nothing of a step in float64


class Trial(NamedTuple):
    a: float  # how far
    f: float  # φ(a)
    g: Array  # (n,) the gradient there
    slope: float  # φ'(a) = gᵀd


class Ray:
    """f along x + a d."""

    def __init__(self, f: Objective, x: Array, d: Array, value: float, g: Array) -> None:
        self._f, self._x, self.d = f, x, d
        self.start = Trial(0.0, np.float64(value), g, np.float64(g @ d))
        self.trials = 0

    def __call__(self, a: float) -> Trial:
        self.trials += 1
        value, g = self._f.evaluate(self.at(a))
        return Trial(a, np.float64(value), g, np.float64(g @ self.d))  # whose 1/0 is infinite

    def at(self, a: float) -> Array:
        return self._x + a * self.d


def armijo(ray: Ray, first: float, c: float, shrink: float) -> Trial:
    """The first of a, a·shrink, a·shrink², … with φ(a) ≤ φ(0) + c a φ'(0); no step where none is found."""
    a = first
    for _ in range(MOST_TRIALS):
        trial = ray(a)
        if trial.f <= ray.start.f + c * a * ray.start.slope:
            return trial
        a *= shrink
    return ray.start


def exact(ray: Ray, first: float, tolerance: float = 1e-9) -> Trial:
    """A local minimum of φ, to |φ'(a)| ≤ tolerance · |φ'(0)|: the first that doubling `first` walks across.

    Where φ falls without end, the last and longest of the doubled steps.
    """
    start, low, high = ray.start, ray.start, ray(first)
    for _ in range(MOST_TRIALS):
        if not _falls(high, start):
            break
        low, high = high, ray(2 * high.a)
    else:
        return high
    for _ in range(MOST_TRIALS):
        if abs(high.slope) <= tolerance * abs(start.slope) or high.a - low.a <= 1e-15 * high.a:
            return high
        trial = ray(_between(low, high))
        if abs(trial.slope) <= tolerance * abs(start.slope):
            return trial
        low, high = (trial, high) if _falls(trial, start) else (low, trial)
    return low


def _falls(trial: Trial, start: Trial) -> bool:
    """Whether φ still goes down there, and the way there was no way up."""
    return bool(trial.slope < 0 and trial.f <= start.f)


def _between(low: Trial, high: Trial) -> float:
    """Where the slope would be zero if it were linear (exactly right on a quadratic), kept off the two ends."""
    width = high.a - low.a
    a = low.a + width * low.slope / (low.slope - high.slope) if high.slope > 0 else math.nan
    margin = 0.1 * width if high.slope > 0 and high.slope > 10 * abs(low.slope) else 1e-3 * width
    return a if low.a + margin <= a <= high.a - margin else low.a + 0.5 * width


def strong_wolfe(
    ray: Ray, a: float, *, c1: float = 1e-4, c2: float = 0.9, tolerance_change: float = 1e-9, max_ls: int = 25
) -> Trial:
    """A step with φ(a) ≤ φ(0) + c₁ a φ'(0) and |φ'(a)| ≤ c₂ |φ'(0)|; the best one found where trials run out."""
    bracket, done, count = _bracket(ray, a, c1, c2, max_ls)
    size = np.max(np.abs(ray.d))
    low, high = _order(bracket)
    stuck = False
    while not done and count < max_ls and not abs(bracket[1].a - bracket[0].a) * size < tolerance_change:
        a, stuck = _off_the_ends(_cubic(bracket[0], bracket[1]), bracket, stuck)
        new = ray(a)
        count += 1
        if not new.f <= ray.start.f + c1 * a * ray.start.slope or new.f >= bracket[low].f:  # NaN is no good step
            bracket[high] = new
            low, high = _order(bracket)
            continue
        if abs(new.slope) <= -c2 * ray.start.slope:
            done = True
        elif new.slope * (bracket[high].a - bracket[low].a) >= 0:
            bracket[high] = bracket[low]
        bracket[low] = new
    return bracket[low]


def _bracket(ray: Ray, a: float, c1: float, c2: float, max_ls: int) -> tuple[list[Trial], bool, int]:
    """Two trials around a good step, or one good step and True; and how many trials there were after the first."""
    start, previous, new = ray.start, ray.start, ray(a)
    for count in range(max_ls):
        if not new.f <= start.f + c1 * new.a * start.slope or (count > 1 and new.f >= previous.f):
            return [previous, new], False, count
        if abs(new.slope) <= -c2 * start.slope:
            return [new], True, count
        if new.slope >= 0:
            return [previous, new], False, count
        further = _cubic(previous, new, (new.a + 0.01 * (new.a - previous.a), new.a * 10))
        previous, new = new, ray(further)
    return [start, new], False, max_ls


def _order(bracket: list[Trial]) -> tuple[int, int]:
    """Which of the two is the lower one, and the other. Where f is not defined, the first."""
    return (1, 0) if bracket[-1].f < bracket[0].f else (0, 1)


def _off_the_ends(a: float, bracket: list[Trial], stuck: bool) -> tuple[float, bool]:
    """`a`, moved inwards if it is near an end of the bracket for the second time or beyond it; whether it is near."""
    low, high = min(bracket[0].a, bracket[1].a), max(bracket[0].a, bracket[1].a)
    margin = 0.1 * (high - low)
    if not min(high - a, a - low) < margin:
        return a, False
    if not (stuck or a >= high or a <= low):
        return a, True
    return (high - margin if abs(a - high) < abs(a - low) else low + margin), False


def _cubic(p: Trial, q: Trial, bounds: tuple[float, float] | None = None) -> float:
    """The minimum within the bounds of the cubic through two values and two slopes; their middle if it has none, as
    where a trial went so far that f or its slope overflowed."""
    low, high = bounds or ((p.a, q.a) if p.a <= q.a else (q.a, p.a))
    d1 = p.slope + q.slope - 3 * (p.f - q.f) / (p.a - q.a)
    square = d1 * d1 - p.slope * q.slope
    if not square >= 0:
        return (low + high) / 2.0
    d2 = np.sqrt(square)
    left, right = (p, q) if p.a <= q.a else (q, p)
    a = right.a - (right.a - left.a) * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2))
    return min(max(a, low), high) if np.isfinite(a) else (low + high) / 2.0
