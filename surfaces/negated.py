"""−f of a function with derivatives."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Negated:
    """A `Function` that is another one with the opposite sign; with data if that has some."""

    def __init__(self, function: Any) -> None:
        self._function = function
        self.latex = rf"-\left({function.latex}\right)"
        self.examples: int = getattr(function, "examples", 0)

    def value(self, *arguments: Any) -> Any:
        return -self._function.value(*arguments)

    def first(self, *arguments: Any) -> tuple[Any, ...]:
        return tuple(-part for part in self._function.first(*arguments))

    def second(self, *arguments: Any) -> tuple[Any, ...]:
        return tuple(-part for part in self._function.second(*arguments))

    def subset(self, rows: NDArray[np.intp]) -> Negated:
        return Negated(self._function.subset(rows))
