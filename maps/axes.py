"""What an axis of a map may be, which values are on it, and how a run is told them.

An axis has the name of the number that grows along it:

lr, inner.lr         a hyperparameter of the rule
lr.step.gamma        a setting of the schedule that a hyperparameter follows: both, and then the setting
clip_norm.theta      a setting of a transform
f.a                  a parameter of the surface
start.x, start.y     a coordinate of the start
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple

import numpy as np
from pydantic import Field, model_validator

from maps.limits import limits
from optimizers import Optimizer, Schedule, Transform
from parameters import Described, Hyper
from parameters.numbers import shown
from simulation.experiments.specs import Data, RunSpec
from surfaces import Surface

SURFACE, START = "f.", "start."
NUMBERS = ("number", "integer")

Finite = Annotated[float, Field(allow_inf_nan=False)]


class Axis(Data):
    """Evenly spaced values of one number, from `low` to `high`; with `log` in equal ratios."""

    name: str = Field(max_length=80)
    low: Finite
    high: Finite
    log: bool = False
    count: int = Field(40, ge=2)

    @model_validator(mode="after")
    def _check(self) -> Axis:
        if not self.low < self.high:
            raise ValueError(f"the axis of {self.name} must go up: low must be less than high")
        if self.log and self.low <= 0:
            raise ValueError(f"the axis of {self.name} goes in equal ratios: low must be more than 0")
        if self.count > (most := limits().values):
            raise ValueError(f"the axis of {self.name} may have {most} values, not {shown(self.count)}")
        return self

    @property
    def values(self) -> np.ndarray:
        """`(count,)`; the first is `low`, the last `high`."""
        spread = np.geomspace if self.log else np.linspace
        return spread(self.low, self.high, self.count)

    def why_not(self, known: Hyper) -> str:
        """One sentence if some of its values are none of that number."""
        ends = (self.low, self.high)
        if wrong := next((end for end in ends if known.problem(_read(known, end))), None):
            return f"the axis {self.name} {known.problem(_read(known, wrong))}, not {shown(wrong)}"
        if known.kind == "integer" and len({*_read_all(known, self.values).tolist()}) < self.count:
            between = f"{shown(self.low)} to {shown(self.high)}"
            return f"the axis {self.name} has whole values only, and from {between} there are fewer than {self.count}"
        return ""


class Lanes(NamedTuple):
    """What a batch of lanes is run with: numbers that differ between them are arrays `(lanes, 1)`."""

    rule: Optimizer
    schedules: Mapping[str, Schedule]
    transforms: tuple[Transform, ...]


def choices(spec: RunSpec, surface: Surface) -> dict[str, Hyper]:
    """Every number of a run and its surface that an axis may be, by its name."""
    found = {**of_run(spec), **{f"{SURFACE}{name}": known for name, known in surface.parameters.items()}}
    low, high = surface.corners
    for i, name in enumerate(surface.coordinates):
        found[f"{START}{name}"] = Hyper(0.0, (low[i], high[i]), within=(-np.inf, np.inf), symbol=f"{name}_0")
    return {name: known for name, known in found.items() if known.kind in NUMBERS}


def of_run(spec: RunSpec) -> dict[str, Hyper]:
    """Every number of a run alone: of its rule, the schedules and the transforms."""
    parts = [("", spec.described.settings(spec.hyperparameters))]
    parts += [(f"{name}.{one.name}.", one.build().hyperparameters()) for name, one in spec.schedules.items()]
    parts += [(f"{one.name}.", one.build().hyperparameters()) for one in spec.transforms]
    found = {f"{prefix}{name}": known for prefix, one in parts for name, known in one.items()}
    return {name: known for name, known in found.items() if known.kind in NUMBERS}


def values(axis: Axis, known: Hyper) -> np.ndarray:
    """The values on an axis as the number that they are of: `(count,)`."""
    return _read_all(known, axis.values)


def is_apart(name: str, spec: RunSpec) -> bool:
    """Whether runs with different values of this number cannot be lanes of one batch."""
    return name.startswith(SURFACE) or name == "mini_batch.size" or bool(_knows(spec, name).kind == "integer")


def changed(run: Mapping[str, Any], name: str, value: float) -> dict[str, Any]:
    """A run as plain data, with another value of one of its numbers."""
    for setting, schedule in run.get("schedules", {}).items():
        if name.startswith(prefix := f"{setting}.{schedule['name']}."):
            other = _with(schedule, "settings", name.removeprefix(prefix), value)
            return {**run, "schedules": {**run["schedules"], setting: other}}
    for i, transform in enumerate(run.get("transforms", ())):
        if name.startswith(prefix := f"{transform['name']}."):
            other = _with(transform, "settings", name.removeprefix(prefix), value)
            return {**run, "transforms": [*run["transforms"][:i], other, *run["transforms"][i + 1 :]]}
    return _with(run, "hyperparameters", name, value)


def lanes(spec: RunSpec, numbers: Mapping[str, np.ndarray]) -> Lanes:
    """A run with arrays `(lanes, 1)` in the place of some of its numbers, none of which is of the surface or start."""
    rule, schedules = spec.build(), spec.build_schedules()
    transforms = [one.build() for one in spec.transforms]
    for name, array in numbers.items():
        owner, setting = _owner(spec, name)
        if isinstance(owner, int):
            transforms[owner] = transforms[owner].with_values(**{setting: array})
        elif owner:
            schedules[owner] = schedules[owner].with_values(**{setting: array})
        else:
            rule = rule.with_values(**{setting: array})
    return Lanes(rule, schedules, tuple(transforms))


def _owner(spec: RunSpec, name: str) -> tuple[int | str, str]:
    """("" for the rule, the setting with the schedule, or the place of the transform), and the setting of it."""
    for prefix, owner in _prefixes(spec):
        if name.startswith(prefix):
            return owner, name.removeprefix(prefix)
    return "", name


def _prefixes(spec: RunSpec) -> Iterator[tuple[str, int | str]]:
    yield from ((f"{setting}.{schedule.name}.", setting) for setting, schedule in spec.schedules.items())
    yield from ((f"{transform.name}.", i) for i, transform in enumerate(spec.transforms))


def _knows(spec: RunSpec, name: str) -> Hyper:
    owner, setting = _owner(spec, name)
    part: type[Described] = spec.described
    if isinstance(owner, int):
        part = type(spec.transforms[owner].build())
    elif owner:
        part = type(spec.schedules[owner].build())
    known = part.settings(spec.hyperparameters if part is spec.described else {})
    return known.get(setting, Hyper(0.0))


def _with(owner: Mapping[str, Any], part: str, name: str, value: float) -> dict[str, Any]:
    return {**owner, part: {**owner.get(part, {}), name: value}}


def _read(known: Hyper, value: float) -> float | int:
    return round(value) if known.kind == "integer" else value


def _read_all(known: Hyper, found: np.ndarray) -> np.ndarray:
    return np.round(found) if known.kind == "integer" else found
