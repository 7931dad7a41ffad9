"""What the schedules of a run say, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from optimizers import Optimizer, Schedule
from optimizers.base import Number
from parameters.numbers import shown


def lr_name(rule: Optimizer) -> str | None:
    """The name of the step size among the settings of `rule`: "lr", or "inner.lr" for a rule around another."""
    return next((name for name in rule.settings(rule.values()) if name.split(".")[-1] == "lr"), None)


def named(rule: Optimizer, schedule: Schedule | Mapping[str, Schedule] | None) -> Mapping[str, Schedule]:
    """Setting → schedule. One schedule alone is that of the step size; ValueError if there is nothing to drive."""
    if schedule is None:
        return {}
    name = lr_name(rule)
    schedules = {name or "lr": schedule} if isinstance(schedule, Schedule) else dict(schedule)
    known = rule.settings(rule.values())
    for name in schedules:
        if name not in known or known[name].kind != "number":
            numbers = ", ".join(n for n, h in known.items() if h.kind == "number") or "none"
            raise ValueError(f"{rule.title} has no {shown(name)} for a schedule to drive; it has {numbers}.")
    for name, momentum in _cycled(rule, schedules):
        if momentum is None:
            raise ValueError(f"{rule.title} has no momentum to cycle; switch cycle_momentum off.")
        if momentum in schedules:
            raise ValueError(f"{momentum} follows a schedule of its own and that of {name}; switch cycle_momentum off.")
    return schedules


def momentum_of(rule: Optimizer, schedules: Mapping[str, Schedule]) -> Iterator[tuple[str, str]]:
    """(setting, momentum that its schedule moves, too), of checked schedules."""
    for name, momentum in _cycled(rule, schedules):
        assert momentum is not None  # `named` has seen to it
        yield name, momentum


def _cycled(rule: Optimizer, schedules: Mapping[str, Schedule]) -> Iterator[tuple[str, str | None]]:
    """(name, momentum that goes with it) for every schedule that cycles the momentum: β₁ if there is no other."""
    known = rule.settings(rule.values())
    for name, schedule in schedules.items():
        if schedule.cycles_momentum:
            owner = name[: name.rfind(".") + 1]
            yield name, next((owner + m for m in ("momentum", "beta1") if owner + m in known), None)


class Plan:
    """The rule of every step. Whatever does not depend on the loss is computed before the run.

    current      setting → the value it has in the step that comes
    moves_decay  whether the coupled weight decay is among them
    """

    def __init__(self, rule: Optimizer, schedule: Schedule | Mapping[str, Schedule] | None, steps: int) -> None:
        self.rule = rule
        self.schedules = named(rule, schedule)
        self._known: dict[str, Any] = {}
        self._followed: dict[str, tuple[Schedule, Any]] = {}
        for name, followed in self.schedules.items():
            base = _value(rule, name)
            if followed.follows_loss:
                whole = followed.over(steps)
                self._followed[name] = whole, whole.init(base)
            else:
                self._know(name, followed.sequence(base, steps))
        for name, momentum in momentum_of(rule, self.schedules):
            self._know(momentum, self.schedules[name].momentum(steps))
        self.current: dict[str, Number] = dict.fromkeys([*self._known, *self._followed], np.nan)
        settings = rule.settings(rule.values())
        self.moves_decay = any(settings[name].coupled for name in self.current)

    def next(self, t: int, loss: Any) -> Optimizer:
        """The rule of step t + 1, where f is `loss (...)` after t steps. Every step is asked for once, in order."""
        for name, values in self._known.items():
            self.current[name] = values[t]
        for name, (schedule, state) in self._followed.items():
            value, state = schedule.next(state, t, loss)
            self._followed[name] = schedule, state
            self.current[name] = value if np.ndim(value) else float(value)
        return self.rule.with_values(**self.current)

    def _know(self, name: str, values: np.ndarray) -> None:
        known = self.rule.settings(self.rule.values())[name]
        if problem := known.problem(values):
            low, high = known.within
            outside = values[~((values >= low) & (values < high))].flat[0]
            raise ValueError(f"The schedule of {name} leads to {shown(outside)}; {name} {problem}.")
        self._known[name] = values if values.ndim > 1 else values.tolist()


def _value(rule: Any, name: str) -> Number:
    for part in name.split("."):
        rule = getattr(rule, part)
    return rule
