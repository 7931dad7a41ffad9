"""The parts of an experiment as plain data: a run, its schedules and its transforms."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    field_validator,
    model_validator,
)

from optimizers import SCHEDULES, TRANSFORMS, Optimizer, Schedule, Transform
from parameters import Described, Hyper
from parameters.numbers import shown, whole
from simulation.experiments.rule_class import KEYS, OWN, rule_class
from simulation.running.plan import named
from surfaces import Surface

MOST_NAMES = 64  # in one place; more than any rule has
MOST_TRANSFORMS = 8  # of a run
MOST_CHARACTERS = 4_000  # of a setting; the longest are lists of milestones


def _plain(value: Any) -> Any:
    if not isinstance(value, bool | int | float | str):
        raise ValueError("must be a number, a text, true or false")
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        raise ValueError(f"must have at most {whole(MOST_CHARACTERS)} characters, not {whole(len(value))}")
    return value


def _few(value: Any) -> Any:
    """Looked at before anything in it is: each name costs as much as a whole schedule."""
    if isinstance(value, Mapping) and len(value) > MOST_NAMES:
        raise ValueError(f"must have at most {MOST_NAMES} names, not {whole(len(value))}")
    return value


def cut(value: Any, most: int | None) -> Any:
    """A list as a tuple. Of one that is too long, what is needed to say so: it would cost memory for every mistake."""
    return tuple(value[: None if most is None else most + 1]) if isinstance(value, list) else value


def _color(value: str) -> str:
    if value and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError(f"must be a colour such as #0072B2, not {shown(value)}")
    return value


Few = BeforeValidator(_few)
Settings = Annotated[dict[str, Annotated[bool | int | float | str, PlainValidator(_plain)]], Few]


class Data(BaseModel):
    """Frozen plain data: nothing unknown, nothing converted in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, ser_json_inf_nan="strings")

    @model_validator(mode="before")
    @classmethod
    def _few_parts(cls, data: Any) -> Any:
        return _few(data)


def read_values(
    cls: type[Described], values: Mapping[str, Any], otherwise: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """The values as `cls` means them: texts for numbers are read, mistakes raised (ValueError), and what goes without
    saying left out: defaults, or what is said `otherwise` in their place."""
    known = cls.settings(values)
    read = _spelled(known, values)
    checked = cls.from_values(read).values()
    without = {**{name: one.default for name, one in known.items()}, **otherwise}
    return {name: checked[name] for name in known if name in read and read[name] != without[name]}


def read_parameters(surface: Surface, values: Mapping[str, Any]) -> dict[str, float]:
    """The parameters of a surface in the same way."""
    chosen = surface.with_parameters(**_spelled(surface.parameters, values)).values
    return {name: value for name, value in chosen.items() if value != surface.parameters[name].default}


def _spelled(known: Mapping[str, Hyper], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with texts and whole numbers as what is known about them means; what cannot be read stays as it is."""
    read = {}
    for name, value in values.items():
        if name in known and isinstance(value, str):
            with contextlib.suppress(ValueError):  # whoever is given the values says what is wrong
                value = known[name].read(value)
        if name in known and known[name].kind == "number" and type(value) is int:
            value = float(value) if abs(value) < 1e300 else value
        read[name] = value
    return read


class TransformSpec(Data):
    """One change of the gradient: its key in `TRANSFORMS` and its settings."""

    name: Literal[tuple(TRANSFORMS)]  # type: ignore[valid-type]
    settings: Settings = {}

    @model_validator(mode="after")
    def _check(self) -> TransformSpec:
        object.__setattr__(self, "settings", read_values(TRANSFORMS[self.name], self.settings))
        return self

    def build(self) -> Transform:
        return TRANSFORMS[self.name].from_values(self.settings)


class ScheduleSpec(Data):
    """The course of one hyperparameter: a key in `SCHEDULES` and its settings."""

    name: Literal[tuple(SCHEDULES)]  # type: ignore[valid-type]
    settings: Settings = {}

    @model_validator(mode="after")
    def _check(self) -> ScheduleSpec:
        object.__setattr__(self, "settings", read_values(SCHEDULES[self.name], self.settings))
        return self

    def build(self) -> Schedule:
        return SCHEDULES[self.name].from_values(self.settings)


class RunSpec(Data):
    """One path: a rule's key in `OPTIMIZERS`, the hyperparameters that differ from its defaults, what they follow, and
    the look of the path.

    A rule inside another one is named by its key, and set by dotted names: {"inner": "adam", "inner.lr": 0.1}. A rule
    of the user's own is called "own", and `text` says what it does; its named numbers are hyperparameters.
    """

    rule: Literal[KEYS]  # type: ignore[valid-type]
    text: str = ""
    hyperparameters: Settings = {}
    schedules: Annotated[dict[str, ScheduleSpec], Few] = {}
    transforms: tuple[TransformSpec, ...] = Field((), max_length=MOST_TRANSFORMS)
    label: str = Field("", max_length=80)
    color: Annotated[str, AfterValidator(_color)] = ""

    @field_validator("transforms", mode="before")
    @classmethod
    def _any_sequence(cls, value: Any) -> Any:
        return cut(value, MOST_TRANSFORMS)

    @model_validator(mode="after")
    def _check(self) -> RunSpec:
        if self.text and self.rule != OWN:
            raise ValueError(f"only the rule {OWN!r} has a text")
        object.__setattr__(self, "hyperparameters", read_values(self.described, self.hyperparameters))
        named(self.build(), self.build_schedules())
        return self

    @property
    def described(self) -> type[Optimizer]:
        """The class of the rule."""
        return rule_class(self.rule, self.text)

    def build(self) -> Optimizer:
        return self.described.from_values(self.hyperparameters)

    def build_schedules(self) -> dict[str, Schedule]:
        """Hyperparameter → schedule."""
        return {name: spec.build() for name, spec in self.schedules.items()}
