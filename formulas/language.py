"""What a text may contain: names, functions and limits, as data."""

import keyword
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from formulas.errors import FormulaError

CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": math.pi, "e": math.e})

#: Functions of a formula and how many arguments each takes.
FUNCTIONS: Mapping[str, int] = MappingProxyType(
    {
        **{"sin": 1, "cos": 1, "tan": 1, "asin": 1, "acos": 1, "atan": 1, "sinh": 1, "cosh": 1, "tanh": 1},
        **{"exp": 1, "log": 1, "sqrt": 1, "abs": 1, "sign": 1, "min": 2, "max": 2},
    }
)

#: The NumPy function behind each name that generated code or constant folding may call.
NUMPY: Mapping[str, np.ufunc] = MappingProxyType(
    {
        **{"sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan},
        **{"sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp, "log": np.log, "sqrt": np.sqrt},
        **{"cbrt": np.cbrt},
        **{"abs": np.abs, "sign": np.sign, "min": np.minimum, "max": np.maximum, "power": np.power},
    }
)

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
    comparisons: bool = False
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
        seen = {*self.constants, *self.functions}
        for name in (*self.variables, *self.parameters):
            if not is_identifier(name):
                raise FormulaError(
                    f"{name!r} cannot be a name: use a letter, then at most 19 letters, digits or '_', "
                    "and none of the words that programs reserve, such as if and lambda."
                )
            if name in seen:
                raise FormulaError(f"The name {name!r} is already taken: choose another one.")
            seen.add(name)

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
