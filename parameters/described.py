"""Things that describe themselves: frozen dataclasses whose fields know their range, symbol and label.

The metadata is written once, by `hyper`, beside the default. Sliders, links, files, validation and tests read it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, replace
from functools import lru_cache
from typing import Any, ClassVar, Self

import numpy as np

from parameters.hyper import NONZERO, Hyper
from parameters.numbers import shown


def hyper(default: Any, **known: Any) -> Any:
    """A dataclass field with its `Hyper` metadata: `lr: float = hyper(0.01, slider=(1e-4, 1), log=True, …)`."""
    return field(default=default, metadata={"hyper": Hyper(default=default, **known)})


def coupled_weight_decay() -> Any:
    """torch's coupled weight decay: λw is added to the gradient before the rule sees it."""
    return hyper(0.0, slider=(0.0, 1.0), symbol=r"\lambda", doc="weight decay (L2)", rare=True, coupled=True)


def decay_is_decoupled() -> Any:
    """`decoupled_weight_decay`: whether the weight decay beside it acts on the point itself, as in AdamW."""
    return hyper(False, doc="weight decay is decoupled", rare=True, when={"weight_decay": NONZERO})


def decoupled_decay(default: float = 0.0, **known: Any) -> Any:
    """A weight decay that acts on the point itself and never passes through the averages of a rule, as in AdamW."""
    about = {"slider": (0.0, 1.0), "symbol": r"\lambda", "doc": "weight decay (decoupled)", "rare": default == 0}
    return hyper(default, **about, **known)


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


@lru_cache(maxsize=256)  # classes of own rules come and go
def _described(cls: type) -> Mapping[str, Hyper]:
    known = {f.name: f.metadata["hyper"] for f in fields(cls) if "hyper" in f.metadata}
    return {name: replace(h, choices=tuple(h.parts())) if h.parts else h for name, h in known.items()}


def _parts(cls: type[Described]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, known) for name, known in cls.hyperparameters().items() if known.parts)
