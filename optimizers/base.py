"""What every update rule is: a frozen dataclass with `init` and `step`, and hyperparameters that describe themselves.

A rule is written for one array of points `(..., n)`: any batch of points with n coordinates each. Everything
elementwise therefore runs on one point or on thousands with the same bits. A hyperparameter may itself be an
array `(..., 1)`, so a whole grid of settings is one run.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, ClassVar, Protocol, Self, overload

import numpy as np

Array = np.ndarray
Number = float | Array


class Objective(Protocol):
    """What a rule may ask of the function it descends on, at `x (..., n)`. Every question is counted.

    Noise, clipping and coupled weight decay are already inside `gradient`. `lanes (...)` says which lanes of a batch
    are asking (all of them, if it is left out): the others are not charged, and what comes back for them is unused.
    """

    def value(self, x: Array, lanes: Array | None = None) -> Array: ...
    def gradient(self, x: Array, lanes: Array | None = None) -> Array: ...
    def hessian(self, x: Array, lanes: Array | None = None) -> Array: ...


@dataclass(frozen=True)
class Hyper:
    """Everything known about one hyperparameter. Written once, by `hyper`, beside its default.

    slider   the range a slider offers (a hint: any number inside `within` may be typed)
    log      whether the slider moves in equal ratios
    within   the valid values, half-open: low <= value < high
    symbol   LaTeX, as in the paper
    doc      a few words for the label
    choices  the valid values, where the hyperparameter is an option and not a number
    rare     whether it is folded away until asked for
    when     shown only while these options have these values, {"form": "torch"}
    coupled  whether it is torch's coupled weight decay, added to the gradient after clipping
    """

    default: Any
    slider: tuple[float, float] = (0.0, 1.0)
    log: bool = False
    within: tuple[float, float] = (0.0, math.inf)
    symbol: str = ""
    doc: str = ""
    choices: tuple[Any, ...] = ()
    rare: bool = False
    when: Mapping[str, Any] = field(default_factory=dict)
    coupled: bool = False

    @property
    def kind(self) -> str:
        """One of "choice", "switch", "integer" and "number"."""
        if self.choices:
            return "choice"
        if isinstance(self.default, bool):
            return "switch"
        return "integer" if isinstance(self.default, int) else "number"

    def problem(self, value: Any) -> str | None:
        """What would be right, if `value` is not; else None."""
        if self.kind == "choice":
            return None if value in self.choices else f"must be one of {', '.join(map(str, self.choices))}"
        if self.kind == "switch":
            return None if isinstance(value, bool | np.bool_) else "must be true or false"
        return self._number_problem(value)

    def read(self, text: str) -> Any:
        """The value that `text` means, as a link or a file spells it. ValueError if it means none."""
        if self.kind == "number":
            return float(text)
        if self.kind == "integer":
            return int(text)
        for choice in self.choices or (True, False):
            if str(choice).lower() == text.lower() or (choice == math.inf and text == "Infinity"):
                return choice
        raise ValueError(self.problem(text))

    def _number_problem(self, value: Any) -> str | None:
        low, high = self.within
        noun = "a whole number" if self.kind == "integer" else "a number"
        bounds = f"{noun} of at least {low:g}" + ("" if math.isinf(high) else f" and below {high:g}")
        if math.isinf(low):
            bounds = noun
        if isinstance(value, bool | str) or value is None:
            return f"must be {bounds}"
        numbers = np.asarray(value)
        good = numbers.dtype.kind in "fiu" and bool(np.all(np.isfinite(numbers) & (numbers >= low) & (numbers < high)))
        if good and self.kind == "integer":
            good = bool(np.all(numbers == np.floor(numbers)))
        return None if good else f"must be {bounds}"


def hyper(default: Any, **known: Any) -> Any:
    """A dataclass field with its `Hyper` metadata: `lr: float = hyper(0.01, slider=(1e-4, 1), log=True, …)`."""
    return field(default=default, metadata={"hyper": Hyper(default=default, **known)})


def coupled_weight_decay() -> Any:
    """torch's coupled weight decay: λw is added to the gradient before the rule sees it."""
    return hyper(0.0, slider=(0.0, 1.0), symbol=r"\lambda", doc="weight decay (L2)", rare=True, coupled=True)


class Described:
    """A frozen dataclass whose fields carry `Hyper` metadata, checked when it is made."""

    title: ClassVar[str]

    def __post_init__(self) -> None:
        for name, known in self.hyperparameters().items():
            if problem := known.problem(getattr(self, name)):
                raise ValueError(f"{self.title}: {name} {problem}, not {_shown(getattr(self, name))}.")

    @classmethod
    def hyperparameters(cls) -> Mapping[str, Hyper]:
        """Name → metadata, in the order they are declared."""
        return _described(cls)  # type: ignore[arg-type]

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """Build from names and values; an unknown name is a ValueError that lists the known ones."""
        known = cls.hyperparameters()
        for name in values:
            if name not in known:
                raise ValueError(f"{cls.title} has no {name!r}; it has {', '.join(known) or 'no hyperparameters'}.")
        return cls(**values)

    def with_values(self, **changes: Any) -> Self:
        """The same thing with some values replaced and nothing checked: cheap enough for every step."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, **changes)
        return other


def _shown(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 40 else text[:37] + "…"


@cache
def _described(cls: type) -> Mapping[str, Hyper]:
    return {f.name: f.metadata["hyper"] for f in fields(cls) if "hyper" in f.metadata}


class Optimizer(Described, ABC):
    """An update rule. Subclasses are final: no rule inherits from another.

    title    the name people use
    symbols  LaTeX for the names of states and intermediate values, where the name itself will not do
    lr_unit  what the step size is measured in, so that a page can suggest one that fits a surface:
             "1/curvature" where a step is lr times a gradient, "distance" where it is about lr long whatever the
             gradient, "shrinking distance" where it starts so and dies away, "" where lr is a pure number
    points   names of states that are points themselves (an average of iterates, say), drawn as a second path
    written  LaTeX lines of the update, only for rules that are not elementwise and cannot be read off their code
    """

    symbols: ClassVar[Mapping[str, str]] = {}
    lr_unit: ClassVar[str] = ""
    points: ClassVar[tuple[str, ...]] = ()
    written: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def init(self, x: Array) -> Any:
        """The state before the first step: a NamedTuple of arrays (None where an option does not need it).

        x  (..., n), the start.
        """

    @abstractmethod
    def step(self, x: Array, state: Any, t: int, f: Objective) -> tuple[Array, Any]:
        """One update: the new point `(..., n)` and the new state. `t` counts from 1. Inputs are never changed."""

    @property
    def coupled_weight_decay(self) -> Number:
        """λ of the term λw that is added to the gradient after clipping, as torch does; 0 without it."""
        for name, known in self.hyperparameters().items():
            if known.coupled:
                return getattr(self, name)
        return 0.0


@overload
def power(base: float, exponent: float) -> float: ...
@overload
def power(base: Array, exponent: float) -> Array: ...
def power(base: Number, exponent: float) -> Number:
    """base ** exponent with the bits of Python's own `**`, for a number or for every element of an array.

    np.power rounds differently in some cases, and then a batch of settings would not equal its single runs.
    """
    if isinstance(base, np.ndarray):
        return np.array([b**exponent for b in base.ravel().tolist()]).reshape(base.shape)
    return base**exponent
