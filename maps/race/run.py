"""All runs of a race: every rule on every surface with every setting, side by side in batches."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from maps.race.experiment import SCANNED, RaceExperiment
from maps.race.results import Race, Tuned, judged, tuned
from maps.race.tried import Tried, tried
from optimizers import Optimizer
from optimizers.toolbox.point_by_point import walks_by_points
from optimizers.wrappers.inner import inner_rule
from simulation.experiments.price import is_random
from simulation.experiments.run import starts
from simulation.experiments.specs import RunSpec
from simulation.judging.results import least_value
from simulation.running.simulate import SLICE, finished, walk
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory
from surfaces import Surface

_ROWS = 200_000  # of all lanes of a batch: what it takes of memory, some 40 MB
#: Times the tuned step size: how far it may be off is looked for so far, to both sides.
FACTORS = np.exp2(np.arange(-(SCANNED // 2), SCANNED // 2 + 1) / 2)


@dataclass(frozen=True, eq=False)
class Target:
    """Where runs are to arrive: f within `above` of the lowest, one number a start; or that `near` a lowest minimum.

    Values that far below are none of the surface's picture, beyond which f may fall without end.
    """

    surface: Surface
    starts: np.ndarray  # (S, n)
    lowest: float
    above: np.ndarray  # (S,)
    near: float = 0.0

    def arrived(self, path: Trajectory, start: int | slice) -> np.ndarray:
        """Per row and lane of a path from one start, or of lanes from all of them."""
        if not self.near:
            return self.stop(start).reached(path.value, path.gradient)
        minima = np.array(self.surface.minima)
        with np.errstate(all="ignore"):
            return np.any([np.hypot.reduce(path.x - m, axis=-1) <= self.near for m in minima], axis=0)

    def stop(self, start: int | slice) -> Stop:
        """Ends lanes that have arrived; where it cannot tell, none."""
        return Stop() if self.near else _AtTarget(lowest=self.lowest, above=self.above[start])


@dataclass(frozen=True, eq=False)
class _AtTarget(Stop):
    lowest: float = 0.0
    above: Any = 0.0  # (...), per lane

    def reached(self, value: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.abs(value - self.lowest) <= self.above


def race(experiment: RaceExperiment) -> Race:
    """The whole race. The same experiment gives the same numbers."""
    return finished(race_in_slices(experiment, math.inf))


def race_in_slices(experiment: RaceExperiment, slice_of: float = SLICE) -> Generator[float, None, Race]:
    """`race` in slices of so many seconds: which part of it is done, then the result as the returned value. It may be
    left between two slices."""
    settings = tuple(tried(experiment, run) for run in experiment.runs)
    found: list[list[Tuned]] = [[] for _ in experiment.runs]
    whole, done = experiment.seconds, 0.0
    for place, prices in enumerate(experiment.prices):
        target = _target(experiment, place)
        for i, (run, price) in enumerate(zip(experiment.runs, prices, strict=True)):
            slices = _tuned(experiment, run, settings[i], target, slice_of)
            found[i].append((yield from _shared(slices, done, price / whole)))
            done += price / whole
    return Race(experiment, settings, tuple(map(tuple, found)))


def _target(experiment: RaceExperiment, place: int) -> Target:
    where = experiment.on(place)
    surface, points = where.landscape(), starts(where)
    lowest = least_value(surface)
    assert lowest is not None  # the experiment has seen to it
    if experiment.target == "distance":
        return Target(surface, points, lowest, np.zeros(len(points)), near=experiment.tolerance)
    above = np.ones(len(points)) if experiment.target == "value" else surface.value(points) - lowest
    return Target(surface, points, lowest, experiment.tolerance * above)


def _tuned(
    experiment: RaceExperiment, run: RunSpec, settings: Tried, target: Target, slice_of: float
) -> Generator[float, None, Tuned]:
    """One rule on one surface: all settings, the best of them, and what step sizes around it cost."""
    all_of_them = _counted(experiment, run, settings, target, slice_of)
    tries, around_it = experiment.settings_of(run)
    part = tries / (tries + around_it)
    counts = yield from _shared(all_of_them, 0.0, part)
    costs = judged(counts[0], experiment.judge)
    best = _best(costs, settings)
    off = None
    if best is not None and around_it:
        around = np.repeat(settings.values[best][None], SCANNED, axis=0)
        around[:, 0] *= FACTORS
        scanned = _counted(experiment, run, Tried(settings.names, around), target, slice_of)
        near = yield from _shared(scanned, part, 1 - part)
        off = _tolerance(judged(near[0], experiment.judge) <= 2 * costs[best])
    return tuned(settings, counts, best, off, experiment.judge)


def _shared(slices: Generator[float, None, Any], first: float, part: float) -> Generator[float, None, Any]:
    """Slices that are a part of something longer."""
    try:
        while True:
            yield first + part * next(slices)
    except StopIteration as end:
        return end.value


def _counted(
    experiment: RaceExperiment, run: RunSpec, settings: Tried, target: Target, slice_of: float
) -> Generator[float, None, np.ndarray]:
    """(2, settings, starts, seeds): questions and steps until the target was reached, infinite where it was not."""
    count, points, seeds = len(settings.values), len(target.starts), experiment.seeds if is_random(run) else 1
    found = np.full((2, count, points, seeds), np.inf)
    alone = _walks_alone(run.build())
    size = 1 if alone else max(1, _ROWS // (experiment.steps * points))
    parts: list[tuple[slice, int | slice]] = [
        (slice(at, min(at + size, count)), start)
        for at in range(0, count, size)
        for start in (range(points) if alone else [slice(None)])
    ]
    for done, (rows, start) in enumerate(parts):
        for seed in range(seeds):
            rule = _with(run.build(), settings, rows, alone)
            slices = _walked(experiment, run, rule, target, start, experiment.seed + seed, slice_of)
            first = (done * seeds + seed) / (len(parts) * seeds)
            path = yield from _shared(slices, first, 1 / (len(parts) * seeds))
            there = found[:, rows, start, seed]
            there[:] = _arrival(path, target, start).reshape(there.shape)
    return found


def _with(rule: Optimizer, settings: Tried, rows: slice, alone: bool) -> Optimizer:
    """The rule with one setting, or with a lane (settings, starts) for each of several."""
    if alone:
        return rule.with_values(**settings.setting(rows.start))
    columns = {name: settings.values[rows, k, None, None] for k, name in enumerate(settings.names)}
    return rule.with_values(**columns)


def _walked(
    experiment: RaceExperiment, run: RunSpec, rule: Optimizer, target: Target, start: Any, seed: int, slice_of: float
) -> Generator[float, None, Trajectory]:
    slices = walk(
        rule,
        target.surface,
        target.starts[start],
        experiment.steps,
        schedule=run.build_schedules(),
        transforms=[transform.build() for transform in run.transforms],
        seed=seed,
        stop=target.stop(start),
        slice_of=slice_of,
    )
    try:
        while True:
            yield next(slices) / experiment.steps
    except StopIteration as end:
        return end.value


def _walks_alone(rule: Optimizer) -> bool:
    """Whether every lane takes its own course, so that a batch would wait for the last of them."""
    inner = inner_rule(rule)
    return walks_by_points(type(rule)) or (inner is not None and _walks_alone(inner))


def _arrival(path: Trajectory, target: Target, start: int | slice) -> np.ndarray:
    """(2, ...): questions and steps at the first row at the target, per lane."""
    there = target.arrived(path, start)
    row = there.argmax(axis=0)
    questions = np.take_along_axis(path.evaluations, row[None], axis=0)[0]
    return np.where(there.any(axis=0), np.stack([questions, row]), np.inf)


def _best(costs: np.ndarray, settings: Tried) -> int | None:
    """The setting that costs least: of several, the one with the middle step size; None where none arrives."""
    equal = np.flatnonzero(costs == costs.min())
    if not np.isfinite(costs.min()):
        return None
    ordered = equal[np.argsort(settings.values[equal, 0], kind="stable")] if settings.names else equal
    return int(ordered[len(ordered) // 2])


def _tolerance(allowed: np.ndarray) -> tuple[float, float]:
    """(down, up): by which of the factors the step size may be off without a gap; in the middle is 1, the tuned."""
    low = high = SCANNED // 2
    while low > 0 and allowed[low - 1]:
        low -= 1
    while high < SCANNED - 1 and allowed[high + 1]:
        high += 1
    return float(1 / FACTORS[low]), float(FACTORS[high])
