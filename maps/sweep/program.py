"""A batch as a program: its step as instructions, and what a step is told from outside, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from formulas.lane_source import powers
from formulas.numbers import power
from formulas.traced import UntraceableError
from maps.batch import Batch
from optimizers import OPTIMIZERS, Schedule
from optimizers.reading.given import name_of
from optimizers.transforms import MiniBatch
from simulation.live.course import drawn
from simulation.running.asked import Asked
from simulation.running.plan import momentum_of, named
from simulation.running.steps import RUN, Outline, Written, numbers_of, written


class Told(NamedTuple):
    """What a step is told: a "number", or an array with one for every "step" (T + 1,), every "lane" (L,), or "both"
    (T + 1, L); row 0 is of no step."""

    kind: str
    value: Any

    def at(self, t: int) -> Any:
        """What step t is told, for all lanes."""
        return self.value[t] if self.kind in ("step", "both") else self.value


@dataclass(frozen=True, eq=False)
class Program:
    """A batch as instructions.

    told  every input of a step that it is told from outside, and every power by its register, "36"
    asks  how often a step asks
    """

    batch: Batch
    written: Written
    told: Mapping[str, Told]
    asks: int

    @property
    def dimensions(self) -> int:
        return int(self.batch.starts.shape[-1])


def program(batch: Batch) -> Program | None:
    """The program of a batch; None where only the rule itself can take its steps."""
    rule, schedules, transforms = batch.lanes
    ours = rule.text or type(rule) in OPTIMIZERS.values()
    followed = named(rule, schedules)
    mini = any(isinstance(one, MiniBatch) for one in transforms)
    if not ours or mini or batch.stop.seconds > 0 or any(one.follows_loss for one in followed.values()):
        return None
    told = _settings(batch, followed)
    off = frozenset(name for name in numbers_of(rule) if told[name] == Told("number", 0.0))
    try:
        found = written(Outline(rule, transforms, dimensions=batch.starts.shape[-1]), off)
    except (UntraceableError, TypeError):  # of numbers that would have to be in the instructions, and differ
        return None
    asks = _asks(found)
    if asks is None or any(told[name].kind != "number" for name in found.fixed):
        return None
    told |= _noise(batch)
    told |= {str(register): _power(told[base], batch.steps) for base, register in powers(found.step)}
    return Program(batch, found, told, asks)


def _asks(found: Written) -> int | None:
    """How often a step asks; None where that is not always the same."""
    (register,) = found.step.results[f"{RUN}evaluations"]
    at = register - len(found.step.inputs)
    return int(found.step.constants[at]) if 0 <= at < len(found.step.constants) else None


def _settings(batch: Batch, followed: Mapping[str, Schedule]) -> dict[str, Told]:
    rule, _, transforms = batch.lanes
    numbers = dict(numbers_of(rule))
    for i, transform in enumerate(transforms):
        numbers |= {name_of(i, name): value for name, value in numbers_of(transform).items()}
    told = {name: _told(value) for name, value in numbers.items()}
    told |= {name: _stepped(one.sequence(rule.values()[name], batch.steps)) for name, one in followed.items()}
    return told | {name: _stepped(followed[of].momentum(batch.steps)) for of, name in momentum_of(rule, followed)}


def _told(value: Any) -> Told:
    if np.ndim(value):
        return Told("lane", np.ascontiguousarray(value[:, 0], dtype=float))
    return Told("number", np.float64(value))


def _stepped(values: np.ndarray) -> Told:
    """Values of steps 1, 2, …, `(T,)` or `(T, L, 1)`."""
    rows = np.concatenate([values[:1], values])
    return Told("both", np.ascontiguousarray(rows[..., 0])) if rows.ndim > 1 else Told("step", rows)


def _noise(batch: Batch) -> dict[str, Told]:
    rule, _, transforms = batch.lanes
    asked = Asked(rule, batch.starts, batch.steps, transforms=transforms, seed=batch.seed)
    noise, _ = drawn(asked, batch.starts.shape[-1])
    return {
        name_of(i, f"noise.{at}"): _stepped(np.ascontiguousarray(numbers[:, at]))
        for i, numbers in noise.items()
        for at in range(numbers.shape[1])
    }


def _power(base: Told, steps: int) -> Told:
    """Powers of a setting to the number of the step, with the bits of Python's own."""
    t = range(steps + 1)
    if base.kind == "number":
        return Told("step", np.array([power(float(base.value), exponent) for exponent in t]))
    if base.kind == "lane":
        bases, which = np.unique(base.value, return_inverse=True)
        table = np.array([[power(one, exponent) for one in bases.tolist()] for exponent in t])
        return Told("both", np.ascontiguousarray(table[:, which]))
    rows = np.arange(steps + 1.0)
    found = power(base.value, rows if base.kind == "step" else rows[:, None])
    return Told(base.kind, np.asarray(found))
