"""What is known about a named number: its range, symbol and label, written once and read by whoever needs it.

Hyperparameters of rules, settings of schedules and parameters of formulas all carry it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from typing import Any

import numpy as np

from parameters.numbers import bound, span

MANY = 20  # more choices than this are not listed in a sentence
MOST = 10**9  # whole numbers stay below this, so that arithmetic with them is exact


class Wanted(Enum):
    """What a companion must be, where it is not one certain value."""

    NONZERO = "≠ 0"


NONZERO = Wanted.NONZERO


@dataclass(frozen=True)
class Hyper:
    """Everything known about one hyperparameter, of a rule or of a surface. Written once, beside its default.

    slider   the range a slider offers (a hint: any number inside `within` may be typed)
    log      whether the slider moves in equal ratios
    within   the valid values, half-open: low <= value < high
    symbol   LaTeX, as in the paper
    doc      a few words for the label
    choices  the valid values, where the hyperparameter is an option and not a number
    rare     whether it is folded away until asked for
    when     shown only while options have these values, {"form": "torch", "momentum": NONZERO}, or one of a set
    coupled  whether it is torch's coupled weight decay, added to the gradient after clipping
    authors  the default of the authors' own code, where it is another; "" where it is this one or nobody says
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
    authors: str = ""
    parts: Callable[[], Mapping[str, type[Any]]] | None = None

    @cached_property
    def kind(self) -> str:
        """One of "choice", "switch", "integers", "integer" and "number"; a part is a choice of its key."""
        if self.choices:
            return "choice"
        if isinstance(self.default, tuple):
            return "integers"
        if isinstance(self.default, bool):
            return "switch"
        return "integer" if isinstance(self.default, int) else "number"

    def counts(self, values: Mapping[str, Any]) -> bool:
        """Whether it makes a difference beside these values: `when` holds. A value that is not there is no match."""
        return all(_met(values.get(name), wanted) for name, wanted in self.when.items())

    @property
    def plain_default(self) -> Any:
        """The default as plain data has it; a part is its key already."""
        return self.plain(self.default) if self.kind == "integers" else self.default

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
            return None if good else f"must be whole numbers of at least {bound(self.within[0])} such as 30,80"
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
        if self._is_valid(value):
            return None
        low, high = self._bounds
        noun = "a whole number" if self.kind == "integer" else "a number"
        wanted = "" if math.isinf(low) else span(low, high, counts=self.kind == "integer")
        return f"must be {noun} {'of ' if wanted.startswith('at') else ''}{wanted}".rstrip()

    def _is_valid(self, value: Any) -> bool:
        """Whether a number, or every number of an array, is valid."""
        low, high = self._bounds
        if type(value) is float and self.kind == "number":  # as most are, and arrays of one number would be slow
            return low <= value < high and math.isfinite(value)
        if isinstance(value, bool | str) or value is None:
            return False
        numbers = np.asarray(value)
        good = numbers.dtype.kind in "fiu" and bool(np.all(np.isfinite(numbers) & (numbers >= low) & (numbers < high)))
        return good and (self.kind != "integer" or bool(np.all(numbers == np.floor(numbers))))

    @property
    def _bounds(self) -> tuple[float, float]:
        low, high = self.within
        return low, min(high, MOST) if self.kind == "integer" else high


def _met(value: Any, wanted: Any) -> bool:
    if wanted is NONZERO:
        return value is not None and bool(np.any(np.asarray(value) != 0))
    return value in wanted if isinstance(wanted, frozenset) else value == wanted


def one_of(choices: Sequence[Any], value: Any) -> str:
    """The choices in words; of very many only those that look like `value`, or the first few."""
    names = [str(choice) for choice in choices]
    if len(names) <= MANY:
        return f"one of {', '.join(names)}"
    close = get_close_matches(str(value)[:80], names, n=3, cutoff=0.4) or names[:3]
    return f"one of the {len(names)} known names, such as {', '.join(close)}"
