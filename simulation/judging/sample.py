"""Several paths of one run, from several seeds or starts, as the sample that they are.

What is said of a sample is decided here. Its final values are those of the paths that ended at a finite point with a
finite f; the others count as what they are, lost. The *median run* is the one in the middle of those final values: of
an even number the better of the two in the middle, the lower one, or the higher one where the runs climb. Of equal
values the earlier path comes first. Where no path ended finite, the first one stands for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulation.judging.outcome import LOST, Outcome
from simulation.judging.place import MINIMUM
from simulation.judging.results import Result, result
from simulation.running.trajectory import DIVERGED, Trajectory
from surfaces import Surface

Bundles = Sequence[Sequence[Trajectory]]
"""The paths of every run."""


@dataclass(frozen=True)
class Spread:
    """Median and quartiles of `count` finite numbers, between neighbours by linear interpolation. From `low` to `high`
    is the interquartile range: a half of the numbers lies in it."""

    low: float
    median: float
    high: float
    count: int


@dataclass(frozen=True)
class Sample:
    """What became of the paths of one run.

    results    of every path, in order
    median     the index of the median run
    final      f at the end, of the paths that ended finite; None if none did
    gap        the same of f − f* (f* − f); None where f* is not known
    steps      until the tolerance was met, of those that have met it; None if none has
    gradients  the same: how often the rule had asked by then
    length     of the paths that ended finite
    """

    results: tuple[Result, ...]
    median: int
    final: Spread | None
    gap: Spread | None
    steps: Spread | None
    gradients: Spread | None
    length: Spread | None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(one.outcome for one in self.results)

    @property
    def evaluations(self) -> Spread | None:
        """How often the rule had asked until it arrived, of those who rest at a lowest minimum (highest maximum)."""
        return spread(one.evaluations for one in self.outcomes if one.as_descent.where == MINIMUM)

    @property
    def within(self) -> int:
        """How many have met the tolerance."""
        return sum(one.steps is not None for one in self.results)

    @property
    def arrived(self) -> int:
        """How many rest at a lowest minimum; of runs that climb, at a highest maximum."""
        return sum(one.as_descent.where == MINIMUM for one in self.outcomes)

    @property
    def left(self) -> int:
        """How many have left the picture, still finite."""
        return self.kinds.get("left", 0)

    @property
    def diverged(self) -> int:
        """How many are not finite any more, or have come to where f has no value."""
        return sum(self.kinds.get(kind, 0) for kind in LOST)

    @property
    def kinds(self) -> Mapping[str, int]:
        """Kind of outcome → how many, as in `Outcome.kind`, most of them first."""
        return dict(Counter(one.kind for one in self.outcomes).most_common())


def sample(paths: Sequence[Trajectory], surface: Surface, tolerance: float) -> Sample:
    """The sample that the paths of one run are, at least one of them; each is without batch axes."""
    results = tuple(result(path, surface, tolerance) for path in paths)
    ended = [one for one, path in zip(results, paths, strict=True) if ends_finite(path)]
    return Sample(
        results=results,
        median=median_run(paths),
        final=spread(one.final for one in ended),
        gap=spread(one.gap for one in ended if one.gap is not None),
        steps=spread(one.steps for one in results if one.steps is not None),
        gradients=spread(one.gradients for one in results if one.gradients is not None),
        length=spread(one.length for one in ended),
    )


def median_run(paths: Sequence[Trajectory]) -> int:
    """The index of the median run, as this module defines it."""
    worth = -1.0 if paths[0].maximize else 1.0
    ended = [i for i, path in enumerate(paths) if ends_finite(path)]
    ranked = sorted(ended, key=lambda i: worth * float(paths[i].value[paths[i].last]))
    return ranked[(len(ranked) - 1) // 2] if ranked else 0


def ends_finite(path: Trajectory) -> bool:
    """Whether a path has a final value: it has not diverged, and f is finite where it ended."""
    return bool(path.status != DIVERGED and np.isfinite(path.value[path.last]))


def spread(numbers: Iterable[float]) -> Spread | None:
    """Of the finite ones among the numbers; None if there is none."""
    finite = [float(number) for number in numbers if np.isfinite(number)]
    if not finite:
        return None
    with np.errstate(all="ignore"):  # the difference of the two largest numbers there are is none
        low, median, high = (float(value) for value in np.quantile(finite, (0.25, 0.5, 0.75)))
    return Spread(low, median, high, len(finite))
