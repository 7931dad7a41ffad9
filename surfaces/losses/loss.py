"""A loss on data as a function of two weights, or of one: the mean over the rows of a table of a formula for a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formulas import Formula
from formulas.latex import latex
from formulas.tree import Operation
from parameters import Hyper
from surfaces.base import Surface
from surfaces.losses.table import Table

Array = NDArray[np.float64]

COLUMNS = ("u", "v")  # a row of data in a formula: the input and the target
SCALING = ("c", "s")  # how the input is shifted and scaled before it is used
_AT_ONCE = 2**16  # numbers in a temporary of a large batch: it should stay in the processor's cache


@dataclass(frozen=True)
class Model:
    """What is fitted to the data: link(x (u − c)/s + y), with the weights x and y, for the target v of the input u;
    with the weight x alone y is 0.

    link      "identity", "logistic" or "tanh"
    example   the loss of one row, in a form that no large number breaks
    textbook  the loss of one row as textbooks write it; the same as `example` where that is left out
    targets   "numbers", or "0 and 1" or "-1 and 1" for two classes ("-1 and 1" allows numbers in between too)
    weights   ("x", "y") or ("x",)
    """

    link: str
    example: str
    textbook: str = ""
    targets: str = "numbers"
    weights: tuple[str, ...] = ("x", "y")

    @cached_property
    def formula(self) -> Formula:
        """`example`, checked; its derivatives are those by the weights."""
        return Formula.parse(self.example, self.weights, (*COLUMNS, *SCALING))

    @cached_property
    def latex(self) -> str:
        """The loss of row i in LaTeX, in brackets if it is a sum."""
        tree = Formula.parse(self.textbook or self.example, self.weights, (*COLUMNS, *SCALING)).tree
        text = latex(tree, {name: f"{name}_{{i}}" for name in COLUMNS})
        return rf"\left({text}\right)" if isinstance(tree, Operation) and tree.op in "+-" else text


@dataclass(frozen=True, eq=False)
class Loss:
    """The mean loss of `model` over rows of data: a `Function` whose parameters are c and s.

    A batch of weights equals its single points bit for bit, and large batches are worked off in blocks, so that memory
    does not grow with weights times rows.

    u, v   the columns of the data, `(N,)` contiguous float64
    names  what the columns are called; of data of the user's own, as they wrote it, and empty where they did not
    own    whether the data are the user's own
    """

    model: Model
    u: Array
    v: Array
    names: tuple[str, str] = ("input", "target")
    own: bool = False

    @classmethod
    def of(cls, model: Model, table: Table) -> "Loss":
        """The loss of `model` on a table."""
        return cls(model, *table.columns, table.names)

    @property
    def examples(self) -> int:
        """How many rows there are."""
        return len(self.u)

    def subset(self, rows: NDArray[np.intp]) -> "Loss":
        """The mean over these rows only; a row that is named twice counts twice."""
        return replace(self, u=self.u[rows], v=self.v[rows])

    @property
    def latex(self) -> str:
        """The mean over all rows in LaTeX."""
        return rf"\frac{{1}}{{{self.examples}}} \sum_{{i=1}}^{{{self.examples}}} {self.model.latex}"

    def value(self, *arguments: Any) -> Any:
        """The mean loss at these weights, which c and s follow."""
        value = self.model.formula.value
        return self._means(lambda *all_of_them: (value(*all_of_them),), arguments)[0]

    def first(self, *arguments: Any) -> tuple[Any, ...]:
        """(f, fx, fy): the mean loss and its derivatives by the weights."""
        return self._means(self.model.formula.first, arguments)

    def second(self, *arguments: Any) -> tuple[Any, ...]:
        """(fxx, fxy, fyy): its second derivatives."""
        return self._means(self.model.formula.second, arguments)

    def _means(self, function: Callable, arguments: Sequence[Any]) -> Any:
        rows, count = self.examples, len(self.model.weights)
        weights, parameters = arguments[:count], arguments[count:]
        first = weights[0]
        if isinstance(first, float):
            return self._mean(function, [np.full(rows, weight) for weight in weights], parameters)
        size = max(1, _AT_ONCE // rows)
        flat = [weight.ravel() for weight in weights]

        def block(i: int) -> Any:
            wide = [np.repeat(w[i : i + size], rows).reshape(-1, rows) for w in flat]
            return self._mean(function, wide, parameters)

        blocks = [block(i) for i in range(0, max(1, first.size), size)]
        return tuple(np.concatenate(parts).reshape(first.shape) for parts in zip(*blocks, strict=True))

    def _mean(self, function: Callable, weights: Sequence[Array], parameters: Sequence[float]) -> Any:
        """The mean of each answer of `function` over the last axis, which runs over the rows."""
        rows = self.examples
        return tuple(np.add.reduce(part, axis=-1) / rows for part in function(*weights, self.u, self.v, *parameters))


def loss_of(surface: Surface) -> Loss | None:
    """The function of a surface, if it is the mean loss over rows of data."""
    return surface.function if isinstance(surface.function, Loss) else None


def scaling(c: tuple[float, float, float], s: tuple[float, float, float]) -> dict[str, Hyper]:
    """The parameters c and s of a loss, each as (default, lowest and highest of its slider)."""
    return {
        "c": Hyper(c[0], slider=c[1:], within=(-1e15, 1e15), symbol="c", doc="shift of the input"),
        "s": Hyper(s[0], slider=s[1:], log=True, within=(1e-15, 1e15), symbol="s", doc="unit of the input"),
    }
