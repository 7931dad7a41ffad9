"""Arrays that write down what is done with them: code for NumPy, run once on them, leaves its instructions behind.

    >>> tracer = Tracer(numbers=["lr"])
    >>> x, lr = tracer.array("x", (2,)), tracer.number("lr")
    >>> moved = x - lr * np.sign(x)  # a `Traced`, of whose cells `tracer.emitter` has the instructions

They go where an array goes, by NumPy's own protocols for that (NEP 13 and NEP 18). Which way the code goes may hang on
their shapes, never on their values: whoever asks for one is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from formulas.emit import Emitter, Operand
from formulas.language import NUMPY
from formulas.numbers import power
from formulas.special import OF_NUMBERS

_UFUNCS: dict[np.ufunc, str] = {
    **{function: name for name, function in NUMPY.items() if isinstance(function, np.ufunc)},
    **{function: name for name, function in OF_NUMBERS.items()},
    **{np.add: "+", np.subtract: "-", np.multiply: "*", np.divide: "/", np.negative: "neg"},
    **{np.less: "<", np.less_equal: "<=", np.greater: ">", np.greater_equal: ">="},
    **{np.equal: "==", np.not_equal: "!=", np.isfinite: "isfinite", np.isnan: "isnan"},
    **{np.logaddexp: "logaddexp", np.copysign: "copysign"},
    **{np.bitwise_and: "min", np.bitwise_or: "max", np.logical_and: "min", np.logical_or: "max"},  # of 0 and 1
}


class UntraceableError(Exception):
    """Code that chooses its way by the value of an array, or does something that no instruction does."""


class NumberNeededError(UntraceableError):
    """Code that chooses its way by the values of `names`, numbers that are known before a run."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(f"the values of {', '.join(sorted(names))} are needed")
        self.names = names


class Tracer:
    """What several traced arrays share: the instructions so far, and which inputs are numbers known before a run.

    `exact` says whether they have NumPy's own bits, and do not only mean the same.
    """

    def __init__(self, numbers: Iterable[str] = ()) -> None:
        self.emitter = Emitter()
        self.numbers = frozenset(numbers)
        self.exact = True

    def number(self, name: str) -> Traced:
        """The input of this name."""
        return Traced(self, np.array(name, dtype=object))

    def array(self, name: str, shape: tuple[int, ...]) -> Traced:
        """An array of inputs, "x.0" and "x.1" of x; nothing is "x.0" where there is no axis."""
        cells = np.empty(shape, dtype=object)
        cells.ravel()[:] = [f"{name}.{at}" for at in range(cells.size)]
        return Traced(self, cells)

    def asked(self, op: str, point: Traced, answers: int) -> list[Traced]:
        """What a function answers at `point (n,)`, as numbers: an instruction with several results."""
        asked = self.emitter.emit(op, float(answers), *point.cells.tolist())
        return [Traced(self, self.cell(self.emitter.emit("part", asked, float(i)))) for i in range(answers)]

    def written(self, ufunc: np.ufunc, *operands: Operand) -> Operand:
        """The operand that holds what `ufunc` makes of these."""
        if all(isinstance(operand, float) for operand in operands):
            with np.errstate(all="ignore"):
                return float(ufunc(*map(np.float64, operands)))
        return self.emitter.emit(_UFUNCS[ufunc], *operands)

    def power(self, base: Operand, exponent: Operand) -> Operand:
        """The operand of Python's `**`, which rounds otherwise than np.power."""
        if isinstance(base, float) and isinstance(exponent, float):
            return power(base, exponent)
        return self.emitter.emit("number_power", base, exponent)

    def chosen(self, condition: Operand, yes: Operand, no: Operand) -> Operand:
        """The operand of np.where."""
        if isinstance(condition, float):
            return yes if condition else no
        return self.emitter.emit("where", condition, yes, no)

    def behind(self, operand: Operand) -> frozenset[str]:
        """The inputs that an operand follows from."""
        inputs, seen, left = set(), {operand}, [operand]
        while left:
            name = left.pop()
            if isinstance(name, str) and name not in self.emitter.instructions:
                inputs.add(name)
            elif isinstance(name, str):
                new = set(self.emitter.instructions[name][1:]) - seen
                seen |= new
                left += new
        return frozenset(inputs)

    @staticmethod
    def cell(operand: Operand) -> np.ndarray:
        """An operand as an array without axes."""
        cells = np.empty((), dtype=object)
        cells[()] = operand
        return cells


class Traced(NDArrayOperatorsMixin):
    """An array whose `cells` are operands: numbers, or names of inputs and instructions."""

    def __init__(self, tracer: Tracer, cells: np.ndarray) -> None:
        self.tracer, self.cells = tracer, cells

    @property
    def shape(self) -> tuple[int, ...]:
        return self.cells.shape

    @property
    def ndim(self) -> int:
        return self.cells.ndim

    def __getitem__(self, index: Any) -> Traced:
        found: Any = self.cells[index]
        return Traced(self.tracer, found if isinstance(found, np.ndarray) else Tracer.cell(found))

    def __bool__(self) -> bool:
        return bool(self._value())

    def __float__(self) -> float:
        return float(self._value())

    def __index__(self) -> int:
        return int(self._value())

    def __pow__(self, exponent: Any) -> Traced:
        return self._each(self.tracer.power, self, exponent)

    def __rpow__(self, base: Any) -> Traced:
        return self._each(self.tracer.power, base, self)

    def copy(self) -> Traced:
        return Traced(self.tracer, self.cells.copy())

    def astype(self, kind: type) -> Traced:
        """A test is the number 0 or 1 already."""
        return self

    def any(self, axis: Any = None, keepdims: bool = False) -> Traced:
        return self.reduced(np.maximum, axis, keepdims)

    def all(self, axis: Any = None, keepdims: bool = False) -> Traced:
        return self.reduced(np.minimum, axis, keepdims)

    def reduced(self, ufunc: np.ufunc, axis: Any = None, keepdims: bool = False) -> Traced:
        """`ufunc` over one axis, several or all, from the first element to the last."""

        def pair(a: Operand, b: Operand) -> Operand:
            return self.tracer.written(ufunc, a, b)

        whole = tuple(range(self.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
        axes = sorted((one % self.ndim for one in whole), reverse=True)
        self.tracer.exact &= len(axes) == 1 or ufunc is not np.add  # which NumPy adds up in an order of its own
        cells: Any = self.cells
        for one in axes:
            cells = np.frompyfunc(pair, 2, 1).reduce(cells, axis=one, keepdims=keepdims, dtype=object)
        return Traced(self.tracer, np.asarray(cells, dtype=object))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Traced:
        if method == "reduce" and ufunc in _UFUNCS:
            (array,) = inputs
            return array.reduced(ufunc, kwargs.get("axis", 0), kwargs.get("keepdims", False))
        if method != "__call__" or kwargs or ufunc not in _UFUNCS:
            raise UntraceableError(f"no instruction does np.{ufunc.__name__}")
        return self._each(lambda *operands: self.tracer.written(ufunc, *operands), *inputs)

    def __array_function__(self, function: Callable, types: Any, args: Any, kwargs: Any) -> Any:
        if function in _SHAPES:
            return Traced(self.tracer, function(cells_of(args[0]), *args[1:], **kwargs))
        if function not in _FUNCTIONS:
            raise UntraceableError(f"no instruction does np.{function.__name__}")
        return _FUNCTIONS[function](*args, **kwargs)

    def _each(self, act: Callable[..., Operand], *inputs: Any) -> Traced:
        together = np.broadcast_arrays(*map(cells_of, inputs))
        cells = np.empty(together[0].shape, dtype=object)
        cells.ravel()[:] = [act(*operands) for operands in zip(*(a.ravel() for a in together), strict=True)]
        return Traced(self.tracer, cells)

    def _value(self) -> Any:
        """The only cell, where it is a number."""
        (operand,) = self.cells.ravel()
        return operand if isinstance(operand, float) else self._refuse(operand)

    def _refuse(self, operand: Operand) -> NoReturn:
        behind = self.tracer.behind(operand)
        if behind <= self.tracer.numbers:
            raise NumberNeededError(behind)
        raise UntraceableError("the value of an array is needed")


def cells_of(array: Any) -> np.ndarray:
    """The cells of an array, traced or not."""
    if isinstance(array, np.ndarray) and array.dtype == object:  # what np.asarray makes of what it does not know
        (inside,) = array.ravel()
        return cells_of(inside) if array.ndim == 0 else cells_of(inside).reshape(array.shape)
    return array.cells if isinstance(array, Traced) else np.asarray(array, dtype=float).astype(object)


def _where(condition: Any, yes: Any, no: Any) -> Traced:
    like = next(one for one in (condition, yes, no) if isinstance(one, Traced))
    return like._each(like.tracer.chosen, condition, yes, no)


def _clip(a: Any, low: Any, high: Any) -> Any:
    return np.minimum(np.maximum(a, low), high)


def _eigh(matrix: Traced) -> tuple[Traced, Traced]:
    """Eigenvalues, rising, and eigenvectors as columns, of a symmetric matrix with one or two rows.

    Of two rows by one Jacobi rotation: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., section 8.5.2.
    """
    if matrix.shape == (1, 1):
        return matrix[0], Traced(matrix.tracer, np.ones((1, 1)).astype(object))
    matrix.tracer.exact = False
    if matrix.shape != (2, 2):
        raise UntraceableError("no line of instructions finds the eigenvalues of more than two rows")
    a, b, c = matrix[0, 0], matrix[0, 1], matrix[1, 1]
    tau = (c - a) / (2.0 * b)
    slope = np.where(tau >= 0, 1.0, -1.0) / (np.abs(tau) + np.sqrt(1.0 + tau * tau))
    slope = np.where(b == 0, 0.0, slope)
    cosine = 1.0 / np.sqrt(1.0 + slope * slope)
    sine = slope * cosine
    one, other = a - slope * b, c + slope * b
    swapped = one > other
    values = [np.where(swapped, other, one), np.where(swapped, one, other)]
    vectors = [
        [np.where(swapped, sine, cosine), np.where(swapped, cosine, sine)],
        [np.where(swapped, cosine, -sine), np.where(swapped, -sine, cosine)],
    ]
    return together(matrix.tracer, values), together(matrix.tracer, vectors)


def together(tracer: Tracer, parts: Any) -> Traced:
    """Numbers, some of them traced, in nested lists as one array."""
    cells = [together(tracer, part).cells if isinstance(part, list) else cells_of(part) for part in parts]
    return Traced(tracer, np.stack(cells))


_SHAPES = {np.diagonal, np.broadcast_to, np.squeeze, np.moveaxis, np.reshape, np.expand_dims}
_FUNCTIONS: dict[Callable, Callable[..., Any]] = {
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.zeros_like: lambda a: np.zeros(a.shape),
    np.ones_like: lambda a: np.ones(a.shape),
    np.where: _where,
    np.clip: _clip,
    np.sum: lambda a, axis=None, keepdims=False: a.reduced(np.add, axis, keepdims),
    np.max: lambda a, axis=None, keepdims=False: a.reduced(np.maximum, axis, keepdims),
    np.any: lambda a, axis=None, keepdims=False: a.any(axis, keepdims),
    np.all: lambda a, axis=None, keepdims=False: a.all(axis, keepdims),
    np.linalg.eigh: _eigh,
}
