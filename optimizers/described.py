"""Things that describe themselves: frozen dataclasses whose fields know their range, symbol and label.

The metadata is written once, by `hyper`, beside the default. Sliders, links, files, validation and tests read it here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache
from typing import Any, ClassVar, Self

import numpy as np

MANY = 20  # more choices than this are not listed in a sentence
MOST = 10**9  # whole numbers stay below this, so that arithmetic with them is exact


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
    parts    for a hyperparameter that is itself something with hyperparameters (the rule inside another one): gives
             key → class. In plain data it is one of these keys, and its own settings have dotted names, "inner.lr"
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
    parts: Callable[[], Mapping[str, type[Described]]] | None = None

    @property
    def kind(self) -> str:
        """One of "choice", "switch", "integers", "integer" and "number"; a part is a choice of its key."""
        if self.choices:
            return "choice"
        if isinstance(self.default, tuple):
            return "integers"
        if isinstance(self.default, bool):
            return "switch"
        return "integer" if isinstance(self.default, int) else "number"

    def problem(self, value: Any) -> str | None:
        """What would be right, if `value` is not; else None."""
        if self.kind == "choice":
            good = type(self.settle(value)) in self.parts().values() if self.parts else value in self.choices
            return None if good else f"must be {one_of(self.choices, value)}"
        if self.kind == "integers":
            good = (
                isinstance(value, tuple)
                and len(value) > 0
                and all(type(n) is int and n >= self.within[0] for n in value)
            )
            return None if good else f"must be whole numbers of at least {self.within[0]:g} such as 30,80"
        if self.kind == "switch":
            return None if isinstance(value, bool | np.bool_) else "must be true or false"
        return self._number_problem(value)

    def read(self, text: str) -> Any:
        """The value that `text` means, as a link or a file spells it. ValueError if it means none."""
        if self.kind == "number":
            return float(text)
        if self.kind == "integer":
            return int(text)
        if self.kind == "integers":
            return tuple(int(part) for part in text.split(","))
        for choice in self.choices or (True, False):
            if str(choice).lower() == text.lower() or (choice == math.inf and text == "Infinity"):
                return choice
        raise ValueError(self.problem(text))

    def settle(self, value: Any) -> Any:
        """The value as a rule keeps it: a part for its key, a tuple for a list or a text of whole numbers."""
        if self.parts and isinstance(value, str) and value in self.choices:
            return self.parts()[value]()
        if self.kind == "integers" and isinstance(value, list | str):
            with suppress(ValueError):  # `problem` says what is wrong
                return self.read(value) if isinstance(value, str) else tuple(value)
        return value

    def plain(self, value: Any) -> Any:
        """The value as plain data has it: the key of a part, whole numbers as the text "30,80"."""
        if self.parts:
            return next(key for key, cls in self.parts().items() if cls is type(value))
        return ",".join(map(str, value)) if self.kind == "integers" else value

    def _number_problem(self, value: Any) -> str | None:
        low, high = self.within
        if self.kind == "integer":
            high = min(high, MOST)
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


def decoupled_decay(default: float = 0.0) -> Any:
    """A weight decay that acts on the point itself and never passes through the averages of a rule, as in AdamW."""
    return hyper(default, slider=(0.0, 1.0), symbol=r"\lambda", doc="weight decay (decoupled)", rare=default == 0)


class Described:
    """A frozen dataclass whose fields carry `Hyper` metadata, checked when it is made.

    A field may be a part: another described thing (`Hyper.parts`). Plain data then names it by its key and sets it by
    dotted names, {"inner": "adam", "inner.lr": 0.1}.
    """

    title: ClassVar[str]

    def __post_init__(self) -> None:
        for name, known in self.hyperparameters().items():
            value = known.settle(getattr(self, name))
            object.__setattr__(self, name, value)
            if problem := known.problem(value):
                raise ValueError(f"{self.title}: {name} {problem}, not {shown(value)}.")

    @classmethod
    def hyperparameters(cls) -> Mapping[str, Hyper]:
        """Name → metadata of the fields, in the order they are declared."""
        return _described(cls)  # type: ignore[arg-type]

    @classmethod
    def settings(cls, values: Mapping[str, Any]) -> Mapping[str, Hyper]:
        """Name → metadata of all that plain data may set: the fields, and those of the parts that `values` choose.

        Without parts this is `hyperparameters`. A part that `values` do not name is the default one.
        """
        known = dict(cls.hyperparameters())
        for name, part in _parts(cls):
            inner = part.parts().get(str(values.get(name, part.default)))
            for dotted, hyper in inner.settings({}).items() if inner else ():
                when = {f"{name}.{option}": value for option, value in hyper.when.items()}
                known[f"{name}.{dotted}"] = replace(hyper, when=when)
        return known

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """Build from names and values; an unknown name is a ValueError that lists the known ones."""
        known = cls.settings(values)
        for name in values:
            if name not in known:
                names = ", ".join(known) or "no hyperparameters"
                raise ValueError(f"{cls.title} has no {shown(name)}; it has {names}.")
        own = {name: value for name, value in values.items() if "." not in name}
        for name, part in _parts(cls):
            chosen = part.parts().get(str(values.get(name, part.default)))
            dotted = {n.removeprefix(f"{name}."): v for n, v in values.items() if n.startswith(f"{name}.")}
            if chosen and dotted:
                own[name] = chosen.from_values(dotted)
        return cls(**own)

    def values(self) -> dict[str, Any]:
        """Name → value of all `settings`, as plain data has them (a setting that is an array stays one)."""
        plain = {name: known.plain(getattr(self, name)) for name, known in self.hyperparameters().items()}
        for name, _ in _parts(type(self)):
            plain |= {f"{name}.{dotted}": value for dotted, value in getattr(self, name).values().items()}
        return plain

    def with_values(self, **changes: Any) -> Self:
        """The same thing with some values replaced and nothing checked: cheap enough for every step.

        Dotted names reach into a part: `rule.with_values(**{"inner.lr": 0.1})`.
        """
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        for name, value in changes.items():
            head, _, rest = name.partition(".")
            other.__dict__[head] = getattr(other, head).with_values(**{rest: value}) if rest else value
        return other

    def shapes(self) -> Iterator[tuple[int, ...]]:
        """The shapes of all values, parts included: an array `(..., 1)` is one setting per lane."""
        for name, known in self.hyperparameters().items():
            value = getattr(self, name)
            if isinstance(value, Described):
                yield from value.shapes()
            elif known.kind in ("number", "integer"):
                yield np.shape(value)

    def lane(self, index: tuple[int, ...], lanes: tuple[int, ...]) -> Self:
        """The thing with the values of one lane: every array `(..., 1)`, broadcast to `lanes`, taken at `index`."""
        changes: dict[str, Any] = {}
        for name in self.hyperparameters():
            value = getattr(self, name)
            if isinstance(value, Described):
                changes[name] = value.lane(index, lanes)
            elif isinstance(value, np.ndarray) and value.ndim:
                changes[name] = np.broadcast_to(value, (*lanes, 1))[index].item()
        return self.with_values(**changes) if changes else self


def one_of(choices: Sequence[Any], value: Any) -> str:
    """The choices in words; of very many only those that look like `value`, or the first few."""
    names = [str(choice) for choice in choices]
    if len(names) <= MANY:
        return f"one of {', '.join(names)}"
    close = get_close_matches(str(value), names, n=3, cutoff=0.4) or names[:3]
    return f"one of the {len(names)} known names, such as {', '.join(close)}"


def shown(value: Any) -> str:
    """The value in a sentence: one line of at most 40 characters."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 40 else text[:37] + "…"


@cache
def _described(cls: type) -> Mapping[str, Hyper]:
    known = {f.name: f.metadata["hyper"] for f in fields(cls) if "hyper" in f.metadata}
    return {name: replace(h, choices=tuple(h.parts())) if h.parts else h for name, h in known.items()}


def _parts(cls: type[Described]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, known) for name, known in cls.hyperparameters().items() if known.parts)
