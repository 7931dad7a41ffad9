"""What a text may contain: names, functions and limits, as data."""

import keyword
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from formulas import special
from formulas.errors import FormulaError

CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": math.pi, "e": math.e})

#: Functions of a formula that no name can have, and how many arguments each takes.
ELEMENTARY: Mapping[str, int] = MappingProxyType(
    {
        **{"sin": 1, "cos": 1, "tan": 1, "asin": 1, "acos": 1, "atan": 1, "sinh": 1, "cosh": 1, "tanh": 1},
        **{"exp": 1, "log": 1, "sqrt": 1, "abs": 1, "sign": 1, "min": 2, "max": 2},
    }
)

#: All functions of a formula. Of those that are not elementary the name may stand for a number where nobody calls it:
#: texts of old have sliders of such names.
FUNCTIONS: Mapping[str, int] = MappingProxyType(
    {
        **ELEMENTARY,
        **{"cbrt": 1, "asinh": 1, "acosh": 1, "atanh": 1, "atan2": 2, "hypot": 2},
        **{"floor": 1, "ceil": 1, "round": 1, "mod": 2, "where": 3},
        **{"sigmoid": 1, "relu": 1, "softplus": 1, "gauss": 1, "sinc": 1, "erf": 1, "erfc": 1},
    }
)

#: Functions with steps, which are flat between them: their derivative is 0, at the steps too.
FLAT = ("sign", "floor", "ceil", "round")

#: The function of arrays behind each name that generated code or constant folding may call.
NUMPY: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        **{"sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan},
        **{"sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp, "log": np.log, "sqrt": np.sqrt},
        **{"cbrt": np.cbrt, "asinh": np.arcsinh, "acosh": np.arccosh, "atanh": np.arctanh},
        **{"atan2": np.arctan2, "hypot": np.hypot, "floor": np.floor, "ceil": np.ceil, "round": np.rint, "mod": np.mod},
        **{"sigmoid": special.sigmoid, "relu": special.relu, "softplus": special.softplus, "gauss": special.gauss},
        **{"sinc": special.sinc, "sinc1": special.sinc1, "sinc2": special.sinc2},
        **{"abs": np.abs, "sign": np.sign, "min": np.minimum, "max": np.maximum, "power": np.power},
        **{"erf": special.erf, "erfc": special.erfc},
    }
)

_MAY_BE_NAMES = frozenset(FUNCTIONS) - frozenset(ELEMENTARY)
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")


@dataclass(frozen=True)
class Language:
    """The names, functions and limits against which a text is checked.

    `free_names=True` also accepts any other well-formed name that is not `reserved`, for texts that declare names by
    using them.
    `max_depth` limits nested brackets and `max_nesting` nested operations, where a long sum counts once.
    """

    variables: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    constants: Mapping[str, float] = field(default_factory=lambda: CONSTANTS)
    functions: Mapping[str, int] = field(default_factory=lambda: FUNCTIONS)
    comparisons: bool = True
    free_names: bool = False
    reserved: frozenset[str] = frozenset()
    max_characters: int = 400
    max_nodes: int = 200
    max_depth: int = 30
    max_nesting: int = 60
    max_exponent: float = 40
    min_literal: float = 1e-15
    max_literal: float = 1e15

    def __post_init__(self) -> None:
        seen = {*self.constants, *(name for name in self.functions if name not in _MAY_BE_NAMES)}
        for name in (*self.variables, *self.parameters):
            if not is_identifier(name):
                raise FormulaError(
                    f"{name!r} cannot be a name: use a letter, then at most 19 letters, digits or '_', "
                    "and none of the words that programs reserve, such as if and lambda."
                )
            if name in seen:
                raise FormulaError(f"The name {name!r} is already taken: choose another one.")
            seen.add(name)

    def with_names(self, names: Iterable[str]) -> "Language":
        """The same language where those of its functions that these names may take are no functions."""
        taken = {name for name in names if name in _MAY_BE_NAMES and name in self.functions}
        kept = {name: count for name, count in self.functions.items() if name not in taken}
        return replace(self, functions=kept) if taken else self

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that stands for a number, in the order in which messages list them."""
        return (*self.variables, *self.parameters, *self.constants)

    def knows(self, name: str) -> bool:
        """Whether `name` may stand for a number."""
        if name in self.names:
            return True
        return self.free_names and name not in {*self.functions, *self.reserved} and is_identifier(name)


def is_identifier(name: str) -> bool:
    """Whether `name` can be declared; a leading '_' is kept for generated code."""
    return bool(_IDENTIFIER.fullmatch(name)) and not keyword.iskeyword(name)


def uncalled(text: str) -> set[str]:
    """The words of a text that no opening bracket ever follows: they are names, even those that functions have."""
    words = {(found[1], bool(found[2])) for found in re.finditer(r"([A-Za-z_][A-Za-z0-9_]*)[ \t\r\n]*(\()?", text)}
    called = {word for word, bracket in words if bracket}
    return {word for word, _ in words} - called
