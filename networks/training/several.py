"""What several trainings of one run leave behind: immutable numbers, from which all that is shown of them is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True)
class Scores:
    """Loss and share of right answers, of the validation and of the test examples; NaN where there are none."""

    valid_loss: float
    valid_accuracy: float
    test_loss: float
    test_accuracy: float

    def items(self) -> Mapping[str, float]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Of k trainings of a run, the first with the seed of the experiment.

    lost      how many have no finite weights to keep; they are in nothing that follows
    curves    name → (3, R) lower quartile, median, upper quartile over the trainings, in the rows of the first; one
              that has ended before stays as it was
    each      Scores of every one
    together  of the mean of what they say: of shares of classes, or of numbers
    merged    of one network that has the mean of their weights; None with a batch norm, whose statistics have no mean
              that would be those of such a network, or where none is left
    """

    seeds: int
    lost: int
    curves: Mapping[str, np.ndarray]
    each: tuple[Scores, ...]
    together: Scores | None
    merged: Scores | None

    def spread(self, name: str) -> tuple[float, float, float]:
        """Lowest, median and highest of a score."""
        values = [getattr(one, name) for one in self.each]
        if not values:
            return (float("nan"),) * 3
        return float(np.min(values)), float(np.median(values)), float(np.max(values))
