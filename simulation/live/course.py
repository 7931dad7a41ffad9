"""What a run follows besides its instructions, as numbers: noise and mini-batches as they are drawn, schedules step by
step, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from formulas.traced import UntraceableError
from optimizers import Schedule
from optimizers.reading.given import name_of
from simulation.live.reasons import NotLiveError
from simulation.running.asked import Asked
from simulation.running.batches import mini_batch
from simulation.running.plan import momentum_of, named
from simulation.running.steps import Outline, Written, numbers_of, written

MOST_BYTES = 2_000_000  # of random numbers and schedules that a payload may hold
_AFFINE = 1e-12  # relative, up to which a value is what a straight line says


@dataclass(frozen=True, eq=False)
class Follows:
    """A setting that follows a schedule: `values (steps,)`, and by how much each grows with the base value `(steps,)`;
    None where it does not hang on it, or in another way than on a straight line."""

    values: np.ndarray
    slope: np.ndarray | None


@dataclass(frozen=True, eq=False)
class Course:
    """A run as data.

    values    setting → number: of the rule, and "transform.0.c" of the transforms
    fixed     those that cannot be others
    noise     place of a transform → what it draws, (steps, n)
    rows      row numbers of the mini-batches, one after another, and how many each has, (steps,)
    follows   setting → schedule that is known before the run
    """

    asked: Asked
    program: Written
    values: Mapping[str, float]
    fixed: frozenset[str]
    noise: Mapping[int, np.ndarray]
    rows: tuple[np.ndarray, np.ndarray] | None
    follows: Mapping[str, Follows]


def course(asked: Asked, dimensions: int, examples: int = 0, most: float = MOST_BYTES) -> Course:
    """The run as data, on a surface of so many dimensions that is the mean over so many examples, with no more bytes of
    random numbers and schedules than `most`.

    NotLiveError if only `simulate` can walk it.
    """
    if asked.stop.seconds > 0:
        raise NotLiveError("A run that ends by the clock is timed on the server.")
    schedules = named(asked.rule, asked.schedules)
    if asked.steps * _bytes_a_step(asked, dimensions, examples) > most:
        raise NotLiveError("The random numbers and schedules of {steps} steps are too many to send.", steps=asked.steps)
    followed = {name: one.over(asked.steps) for name, one in schedules.items() if one.follows_loss}
    outline = Outline(asked.rule, tuple(asked.transforms), followed, asked.maximize, dimensions)
    try:
        program = written(outline)
    except UntraceableError:
        raise NotLiveError(
            "Where {title} goes hangs on what it finds in each step: only the server walks it.", title=asked.rule.title
        ) from None
    follows = dict(_known(asked, schedules))
    bent = {name for name, one in follows.items() if one.slope is None}
    noise, rows = drawn(asked, dimensions, examples)
    return Course(asked, program, _values(asked), program.fixed | bent, noise, rows, follows)


def _bytes_a_step(asked: Asked, dimensions: int, examples: int) -> int:
    drawn = mini_batch(asked.transforms, examples)
    noises = sum(transform.noisy for transform in asked.transforms) - (drawn is not None)
    return 16 * len(asked.schedules) + 8 * dimensions * noises + (2 * min(int(drawn.size), examples) if drawn else 0)


def _known(asked: Asked, schedules: Mapping[str, Schedule]) -> Iterator[tuple[str, Follows]]:
    values = asked.rule.values()
    for name, schedule in schedules.items():
        if not schedule.follows_loss:
            yield name, _follows(schedule, float(values[name]), asked.steps)
    for name, momentum in momentum_of(asked.rule, schedules):
        yield momentum, Follows(schedules[name].momentum(asked.steps), None)


def _follows(schedule: Schedule, base: float, steps: int) -> Follows:
    values = schedule.sequence(base, steps)
    unit = base or 1.0
    once, twice = (schedule.sequence(base + k * unit, steps) for k in (1, 2))
    slope = (once - values) / unit
    line = values + slope * (2 * unit)
    straight = np.allclose(twice, line, rtol=_AFFINE, atol=_AFFINE * float(np.max(np.abs(values), initial=0.0)))
    return Follows(values, slope if straight and slope.any() else None)


def drawn(
    asked: Asked, dimensions: int, examples: int = 0
) -> tuple[dict[int, np.ndarray], tuple[np.ndarray, np.ndarray] | None]:
    """Noise and mini-batches, in the order in which `running.objective` draws them."""
    random = np.random.default_rng(asked.seed)
    rows = None
    if (batch := mini_batch(asked.transforms, examples)) is not None:
        batches = batch.batches(examples, random.spawn(1)[0])
        found = [next(batches) for _ in range(asked.steps)]
        rows = np.concatenate(found), np.array([len(batch) for batch in found])
    noisy = [i for i, transform in enumerate(asked.transforms) if transform.noisy]
    numbers = random.standard_normal((asked.steps, len(noisy), dimensions))
    return {i: numbers[:, at] for at, i in enumerate(noisy) if rows is None or i > 0}, rows


def _values(asked: Asked) -> dict[str, float]:
    found = numbers_of(asked.rule)
    for i, transform in enumerate(asked.transforms):
        found |= {name_of(i, name): value for name, value in numbers_of(transform).items()}
    return {name: float(value) for name, value in found.items()}
