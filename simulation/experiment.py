"""An experiment as plain data: what a page, a link, a file or a shell says, checked before anything runs."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from optimizers import OPTIMIZERS, TRANSFORMS, Optimizer, Transform
from optimizers.base import Described
from simulation import link
from simulation.code import python_of
from simulation.simulate import MAX_STEPS, simulate
from simulation.stop import Stop
from simulation.trajectory import Trajectory
from surfaces import SURFACES, Surface

MAX_RUNS = 12
MAX_SEED = 2**32 - 1

Plain = bool | int | float | str
Finite = Annotated[float, Field(allow_inf_nan=False)]


class ExperimentError(ValueError):
    """What is wrong with an experiment and what would be right, in one sentence."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, ser_json_inf_nan="strings")


def _read_values(cls: type[Described], values: Mapping[str, Any]) -> dict[str, Plain]:
    """The values as `cls` means them: words for numbers are read, defaults left out, mistakes raised."""
    known = cls.hyperparameters()
    read = {}
    for name, value in values.items():
        if name in known and isinstance(value, str):
            with contextlib.suppress(ValueError):  # the constructor below says what is wrong
                value = known[name].read(value)
        if name in known and known[name].kind == "number" and type(value) is int:
            value = float(value)
        read[name] = value
    cls.from_values(read)
    return {name: read[name] for name in known if name in read and read[name] != known[name].default}


class TransformSpec(_Data):
    """One change of the gradient: its key in `TRANSFORMS` and its settings."""

    name: Literal[tuple(TRANSFORMS)]  # type: ignore[valid-type]
    settings: dict[str, Plain] = {}

    @model_validator(mode="after")
    def _check(self) -> TransformSpec:
        object.__setattr__(self, "settings", _read_values(TRANSFORMS[self.name], self.settings))
        return self

    def build(self) -> Transform:
        return TRANSFORMS[self.name].from_values(self.settings)


class RunSpec(_Data):
    """One path: a rule's key in `OPTIMIZERS`, the hyperparameters that differ from its defaults, and its look."""

    rule: Literal[tuple(OPTIMIZERS)]  # type: ignore[valid-type]
    hyperparameters: dict[str, Plain] = {}
    transforms: tuple[TransformSpec, ...] = Field((), max_length=8)
    label: str = Field("", max_length=80)
    color: str = Field("", pattern=r"^(#[0-9a-fA-F]{6})?$")

    @field_validator("transforms", mode="before")
    @classmethod
    def _any_sequence(cls, value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value

    @model_validator(mode="after")
    def _check(self) -> RunSpec:
        object.__setattr__(self, "hyperparameters", _read_values(OPTIMIZERS[self.rule], self.hyperparameters))
        return self

    def build(self) -> Optimizer:
        return OPTIMIZERS[self.rule].from_values(self.hyperparameters)


def _two(point: tuple[float, ...]) -> tuple[float, ...]:
    if len(point) != 2:
        raise ValueError("needs two coordinates such as -1.2 and 1")
    return point


class Experiment(_Data):
    """A surface, a start, and the runs that leave from it. Frozen, comparable, and the same however it was made.

    Make one from outside data with `from_data`, `from_json` or `from_query`: they raise ExperimentError with one
    sentence. `run(experiment)` gives one Trajectory per run.
    """

    surface: Literal[tuple(SURFACES)] = "rosenbrock"  # type: ignore[valid-type]
    start: Annotated[tuple[Finite, ...], AfterValidator(_two)]
    steps: int = Field(500, ge=1, le=MAX_STEPS)
    seed: int = Field(0, ge=0, le=MAX_SEED)
    stop: dict[str, Plain] = {}
    runs: tuple[RunSpec, ...] = Field(min_length=1, max_length=MAX_RUNS)

    @model_validator(mode="before")
    @classmethod
    def _fill_start(cls, data: Any) -> Any:
        if isinstance(data, dict):
            data = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
            surface = SURFACES.get(data.get("surface", "rosenbrock"))
            if surface is not None and data.get("start") is None:
                data["start"] = surface.starts[0]
        return data

    @model_validator(mode="after")
    def _check(self) -> Experiment:
        object.__setattr__(self, "stop", _read_values(Stop, self.stop))
        return self

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Experiment:
        """Checked experiment from plain dicts, lists, numbers and words; ExperimentError otherwise."""
        try:
            return cls.model_validate(dict(data))
        except ValidationError as error:
            raise ExperimentError(_sentence(error)) from None

    @classmethod
    def from_json(cls, text: str | bytes) -> Experiment:
        """Checked experiment from JSON text; ExperimentError otherwise."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise ExperimentError(_sentence(error)) from None

    def to_data(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and words, with everything that is not a default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def to_json(self) -> str:
        """JSON text that `from_json` reads back to an equal experiment."""
        return self.model_dump_json(exclude_defaults=True, indent=2)

    @classmethod
    def from_query(cls, query: str) -> Experiment:
        """Checked experiment from the query string of a link; ExperimentError otherwise."""
        try:
            data = link.decode(query)
        except ValueError as error:
            raise ExperimentError(str(error)) from None
        return cls.from_data(data)

    def to_query(self) -> str:
        """The query string, without "?", that `from_query` reads back to an equal experiment."""
        return link.encode(self.to_data())

    def to_python(self) -> str:
        """Python that reproduces the experiment."""
        return python_of(self)

    def landscape(self) -> Surface:
        return SURFACES[self.surface]


def run(experiment: Experiment) -> list[Trajectory]:
    """One trajectory per run, in order. Equal experiments give equal bytes."""
    surface = experiment.landscape()
    stop = Stop.from_values(experiment.stop)
    return [
        simulate(
            spec.build(),
            surface,
            experiment.start,
            experiment.steps,
            transforms=[t.build() for t in spec.transforms],
            seed=experiment.seed,
            stop=stop,
        )
        for spec in experiment.runs
    ]


def _sentence(error: ValidationError) -> str:
    """The first mistake as one sentence: where it is and what would be right."""
    mistake = error.errors(include_url=False)[0]
    where, kind = _place(mistake["loc"]), mistake["type"]
    if kind == "value_error":
        message = str(mistake["ctx"]["error"]).rstrip(".")
    elif kind == "extra_forbidden":
        message = "an experiment has no such part; remove it"
    elif kind == "missing":
        message = "is missing"
    elif kind == "json_invalid":
        message = f"This is not JSON: {mistake['msg'].removeprefix('Invalid JSON: ')}"
    elif kind in ("too_short", "too_long"):
        message = f"an experiment has 1 to {MAX_RUNS} runs"
    else:
        message = mistake["msg"].replace("Input should be", "must be") + _given(mistake["input"])
    return f"{where}: {message}." if where else f"{message}."


def _place(location: tuple[int | str, ...]) -> str:
    """Where in the experiment: ("runs", 0, "rule") is "run 1, rule"."""
    words: list[str] = []
    for part in location:
        if isinstance(part, int) and words:
            words[-1] = f"{words[-1].removesuffix('s')} {part + 1}"
        else:
            words.append(str(part))
    return ", ".join(words)


def _given(value: Any) -> str:
    if not isinstance(value, Plain) or value != value:
        return ""
    text = repr(value)
    return f", not {text if len(text) <= 40 else text[:37] + '…'}"
