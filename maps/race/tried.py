"""The settings with which a rule is tried: points of a grid in equal ratios, or of Sobol's sequence."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from maps.race.experiment import RaceExperiment
from parameters import Hyper
from simulation.experiments.specs import RunSpec

DIGITS = 4  # of a setting that is tried, so that it can be typed again


@dataclass(frozen=True, eq=False)
class Tried:
    """names (k) of what is tuned, the step size first, and values (count, k): one setting a row.

    Of a rule without anything to tune k is 0, and there is one row: the rule as it is.
    """

    names: tuple[str, ...]
    values: np.ndarray

    def setting(self, row: int) -> dict[str, float]:
        return dict(zip(self.names, self.values[row].tolist(), strict=True))


def tried(experiment: RaceExperiment, run: RunSpec) -> Tried:
    """Those of one rule: as many as the budget says, or a few less where a grid of two does not come out even."""
    lr, second = experiment.lr_of(run), experiment.second_of(run)
    names = tuple(name for name in (lr, second and second[0]) if name)
    if not names:
        return Tried((), np.empty((1, 0)))
    unit = _grid(experiment.budget, len(names)) if experiment.tuning == "grid" else _sobol(experiment, len(names))
    columns = [_in_ratios(unit[:, 0], *experiment.lr)] if lr else []
    columns += [_over(unit[:, -1], second[1])] if second else []
    return Tried(names, np.vectorize(lambda v: float(f"{v:.{DIGITS}g}"), otypes=[float])(np.stack(columns, axis=-1)))


def counts(budget: int, dimensions: int) -> tuple[int, ...]:
    """How many values of each a grid has: of two, about twice as many step sizes as others."""
    if dimensions == 1:
        return (budget,)
    others = max(1, math.isqrt(budget // 2))
    return budget // others, others


def _grid(budget: int, dimensions: int) -> np.ndarray:
    sides = [np.linspace(0, 1, count) if count > 1 else np.array([0.5]) for count in counts(budget, dimensions)]
    return np.stack([side.ravel() for side in np.meshgrid(*sides, indexing="ij")], axis=-1)


def _sobol(experiment: RaceExperiment, dimensions: int) -> np.ndarray:
    from scipy.stats import qmc

    points = qmc.Sobol(dimensions, rng=np.random.default_rng(experiment.seed))
    return points.random_base2(math.ceil(math.log2(experiment.budget)))[: experiment.budget]


def _in_ratios(unit: np.ndarray, low: float, high: float) -> np.ndarray:
    ratios: np.ndarray = np.exp(np.log(low) + unit * (np.log(high) - np.log(low)))  # their quotient might overflow
    return ratios


def _over(unit: np.ndarray, known: Hyper) -> np.ndarray:
    """Over the range of a slider: in equal ratios where it moves so, and for a decay in equal ratios of 1 − β."""
    low, high = known.slider
    if known.log:
        return _in_ratios(unit, low, high)
    if low == 0 and 0.9 <= high < 1:
        return 1 - _in_ratios(unit, 1.0, 1 - high)
    return low + (high - low) * unit
