"""What a race comes to: the tuned settings, ranks, performance profiles, and the table of all of it.

Profiles: E. D. Dolan and J. J. Moré, "Benchmarking optimization software with performance profiles", 2002,
https://doi.org/10.1007/s101070100263
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from maps.race.experiment import RaceExperiment
from maps.race.tried import Tried
from simulation.experiments.experiment import Experiment
from simulation.experiments.mistakes import MAX_RUNS
from words.columns import surface_name
from words.labels import labels
from words.language import _


@dataclass(frozen=True, eq=False)
class Tuned:
    """A rule on a surface, tuned.

    settings    what was tuned, by name; nothing where no setting arrived, or there was nothing to tune
    gradients   how often f or its derivatives were asked for until the target was reached: of several starts and seeds
                as the experiment judges them; infinite where it was not
    steps       how many steps that took, judged in the same way
    arrived     how many of the runs with this setting arrived, out of `runs`
    off         (down, up): the factors by which the step size may be smaller and larger before that costs more than
                twice as much; None where there is no step size, or nothing arrived
    at_edge     whether the tuned step size is the least or the largest that was tried
    costs       (settings,), the gradients of all that was tried, in the order of `Race.tried`
    """

    settings: Mapping[str, float]
    gradients: float
    steps: float
    arrived: int
    runs: int
    off: tuple[float, float] | None
    at_edge: bool
    costs: np.ndarray

    @property
    def off_by(self) -> float | None:
        """The factor by which the step size may be off, whichever way it is."""
        return min(self.off) if self.off else None


class Profile(NamedTuple):
    """Per rule, the share of surfaces on which it needs at most `ratio` times the gradients of the best rule there.

    ratio  (k,), from 1, the places at which a share rises
    share  (rules, k)
    """

    ratio: np.ndarray
    share: np.ndarray


def judged(counts: np.ndarray, judge: str) -> np.ndarray:
    """(settings, starts, seeds) → (settings,): the worst, or the median; of an even number the larger middle one."""
    ordered = np.sort(counts.reshape(len(counts), -1), axis=-1)
    return ordered[:, -1] if judge == "worst" else ordered[:, ordered.shape[1] // 2]


def tuned(settings: Tried, counts: np.ndarray, best: int | None, off: tuple[float, float] | None, judge: str) -> Tuned:
    """Of (2, settings, starts, seeds) questions and steps, with the row of the best setting."""
    costs = judged(counts[0], judge)
    runs = counts[0, 0].size
    if best is None:
        return Tuned({}, math.inf, math.inf, 0, runs, None, False, costs)
    sizes = settings.values[:, 0] if settings.names else np.zeros(1)
    return Tuned(
        settings=settings.setting(best),
        gradients=float(costs[best]),
        steps=float(judged(counts[1], judge)[best]),
        arrived=int(np.isfinite(counts[0, best]).sum()),
        runs=runs,
        off=off,
        at_edge=len(sizes) > 1 and sizes[best] in (sizes.min(), sizes.max()),
        costs=costs,
    )


@dataclass(frozen=True, eq=False)
class Race:
    """The result: tried[rule] are the settings, found[rule][surface] what came of them."""

    experiment: RaceExperiment
    tried: tuple[Tried, ...]
    found: tuple[tuple[Tuned, ...], ...]

    @cached_property
    def names(self) -> list[str]:
        """What the rules are called."""
        return labels(self.experiment.runs)

    @cached_property
    def surfaces(self) -> list[str]:
        """What the surfaces are called."""
        named = [self.experiment.on(i).landscape() for i in range(len(self.experiment.surfaces))]
        own = [place.formula for place in self.experiment.surfaces]
        return [formula or surface_name(surface) for formula, surface in zip(own, named, strict=True)]

    @cached_property
    def gradients(self) -> np.ndarray:
        """(rules, surfaces), infinite where the target was not reached."""
        return np.array([[one.gradients for one in row] for row in self.found])

    @cached_property
    def ratios(self) -> np.ndarray:
        """(rules, surfaces): gradients against those of the best rule there, 1 for the best; infinite where the target
        was not reached. A rule that begins at the target counts as one question."""
        counted = np.maximum(self.gradients, 1.0)
        least = counted.min(axis=0)
        return np.divide(counted, least, out=np.full(counted.shape, np.inf), where=np.isfinite(counted))

    @cached_property
    def ranks(self) -> list[int | None]:
        """Of every rule from 1: by the number of surfaces on which it arrives, then by the geometric mean of its ratios
        there; equal ones share a rank, and rules that arrive nowhere have none."""
        scores = [_score(row) for row in self.ratios]
        return [1 + sum(other < score for other in scores) if score[0] < 0 else None for score in scores]

    @property
    def order(self) -> list[int]:
        """The rules from the first to the last."""
        return sorted(range(len(self.names)), key=lambda i: _score(self.ratios[i]))

    @cached_property
    def profile(self) -> Profile:
        """Performance profiles over the surfaces."""
        known = self.ratios[np.isfinite(self.ratios)]
        ratio = np.unique(np.append(known, 1.0))
        return Profile(ratio, (self.ratios[:, :, None] <= ratio).mean(axis=1))

    def compared(self, place: int) -> Experiment | None:
        """The rules that arrive on a surface, tuned, as an experiment that can be played: from the first start alone,
        the fastest first, and no more than an experiment may have. None where no rule arrives."""
        known = [i for i in self._fastest(place) if math.isfinite(self.ratios[i, place])][:MAX_RUNS]
        if not known:
            return None
        runs = [self.experiment.on(place, i, self.found[i][place].settings).runs[0] for i in known]
        whole = self.experiment.on(place).model_dump()
        return Experiment.from_data({**whole, "fan": 1, "seeds": 1, "runs": [run.model_dump() for run in runs]})

    def rows(self) -> list[dict[str, Any]]:
        """The table: surface by surface a row for every rule, the fastest there first; None where there is nothing to
        say. `exports.data.results_csv` makes a CSV of it."""
        return [self._row(i, place) for place in range(len(self.surfaces)) for i in self._fastest(place)]

    def _fastest(self, place: int) -> list[int]:
        """The rules in the order in which they arrive there."""
        return sorted(self.order, key=lambda i: self.ratios[i, place])

    def _row(self, i: int, place: int) -> dict[str, Any]:
        one, ratio = self.found[i][place], float(self.ratios[i, place])
        lr, second = self._names(i)
        return {
            _("surface"): self.surfaces[place],
            _("overall rank"): self.ranks[i],
            _("rule"): self.names[i],
            _("gradients"): _whole(one.gradients),
            _("times the least"): ratio if math.isfinite(ratio) else None,
            _("steps"): _whole(one.steps),
            _("arrived"): f"{one.arrived}/{one.runs}",
            _("lr"): one.settings.get(lr) if lr else None,
            _("second"): second or None,
            _("its value"): one.settings.get(second) if second else None,
            _("lr off by, down"): one.off[0] if one.off else None,
            _("lr off by, up"): one.off[1] if one.off else None,
        }

    def _names(self, i: int) -> tuple[str, str]:
        names, lr = self.tried[i].names, self.experiment.lr_of(self.experiment.runs[i])
        return lr or "", next((name for name in names if name != lr), "")


def _score(ratios: np.ndarray) -> tuple[int, float]:
    """What rules are ordered by, the least first."""
    known = ratios[np.isfinite(ratios)]
    return -len(known), float(np.log(known).mean()) if len(known) else math.inf


def _whole(count: float) -> int | None:
    return int(count) if math.isfinite(count) else None
