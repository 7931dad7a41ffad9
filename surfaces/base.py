"""What a surface is: a formula of x and y, or of x alone, with a box to look at it and the points worth knowing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from formulas import Formula
from formulas.reading.formula_text import read_formula
from parameters import Hyper
from parameters.numbers import shown
from surfaces.checks import Domain, any_number, checked_domain, checked_parameters, checked_variables
from surfaces.negated import Negated
from surfaces.own_function import ByComplexStep, OfOne, alone, checked
from surfaces.points import Point, Points, inside
from surfaces.sizes import Sizes, sizes, units
from surfaces.stationary import stationary_points

Array = NDArray[np.float64]


class Function(Protocol):
    """What a surface is made of: a formula, or anything else that knows its own derivatives.

    Each takes x and y, or x alone, (`np.float64` scalars or contiguous float64 arrays of one shape), then the
    parameters, and is called inside `np.errstate(all="ignore")`: `first` gives f and its slopes, `second` the upper
    triangle of the Hessian, row by row.
    """

    @property
    def latex(self) -> str: ...
    @property
    def value(self) -> Callable[..., Any]: ...
    @property
    def first(self) -> Callable[..., tuple[Any, ...]]: ...
    @property
    def second(self) -> Callable[..., tuple[Any, ...]]: ...


@runtime_checkable
class OnData(Protocol):
    """What a `Function` has besides if it is the mean over rows of data: of how many, and the mean over some."""

    @property
    def examples(self) -> int: ...
    def subset(self, rows: NDArray[np.intp]) -> Function: ...


@dataclass(frozen=True, eq=False)
class Surface:
    """A function of two variables, or of one, declared as data.

    Points `p` are arrays `(..., n)`, n = 2 or, of a function on a line, 1; any batch equals its single points bit for
    bit. Derivatives come from the formula. Where one does not exist although f is finite (a cusp), it is defined as 0.

    name        what people call it
    formula     text of f(x, y), with the names in `parameters`; or a `Function` where no formula of x and y says it
    domain      (xmin, xmax, ymin, ymax), or (xmin, xmax) on a line, the part worth drawing; f is defined outside too,
                if not finite everywhere
    starts      points from which a path shows something; the first is suggested
    listed      the points worth knowing; None has them searched for when they are asked for
    family      the kind of surface it is, in a word or two, by which menus are ordered
    source      where the function comes from, with an address
    teaches     one sentence on what it shows
    scale       "log" if heights span powers of ten and colours should too, else "linear"
    alike       whether x and y are of one kind, so that maps show them at equal scales
    axes        what x, y and f are called by whoever brought the numbers, as they wrote it; () where nobody says
    parameters  what is known about the formula's named numbers: default, slider, valid range
    values      their values; those left out are the defaults
    """

    name: str
    formula: str | Function
    domain: Domain
    starts: tuple[Point, ...]
    listed: Points | None = None
    family: str = ""
    source: str = ""
    teaches: str = ""
    scale: Literal["log", "linear"] = "linear"
    alike: bool = True
    axes: tuple[str, ...] = ()
    parameters: Mapping[str, Hyper] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        defaults = {name: known.default for name, known in self.parameters.items()}
        object.__setattr__(self, "values", {**defaults, **self.values})

    @classmethod
    def from_formula(
        cls,
        text: str,
        domain: Domain = (-5.0, 5.0, -5.0, 5.0),
        parameters: Mapping[str, float] | None = None,
        name: str = "your formula",
    ) -> "Surface":
        """A surface typed by a user, in x, y and the names in `parameters` (name → value). With a domain of two
        numbers it is a function of x alone.

        `formula` is then what was read of the text (`formulas.reading`). Raises ValueError, for the text its subclass
        FormulaError, which knows the column, with one sentence.
        """
        domain = checked_domain(domain)
        given = checked_parameters(parameters or {})
        known = {name: any_number(name, value) for name, value in given.items()}
        read = read_formula(text, known).text
        checked_variables(read, len(domain) // 2)
        surface = cls(name, read, domain, starts=(inside(domain),), parameters=known)
        _ = surface.function
        return surface

    @classmethod
    def from_function(
        cls,
        f: Callable[..., Any],
        domain: Domain = (-5.0, 5.0, -5.0, 5.0),
        derivatives: Callable[[Callable[..., Any]], Function] = ByComplexStep,
        name: str = "your function",
    ) -> "Surface":
        """A surface made of a Python function f(x, y), or f(w) with w of two numbers; on a domain of two of f(x).

        derivatives  how they are found: `ByComplexStep` for a function in NumPy or plain arithmetic, and `by_torch`
                     (in `slalom`) for one in torch

        Raises ValueError with one sentence if f fails in the domain, or the derivatives are not those of its values.
        Links and JSON have no such surface: they hold no code.
        """
        domain = checked_domain(domain)
        function = derivatives(f) if len(domain) == 4 else OfOne(derivatives(alone(f)), f)
        checked(function, domain)
        return cls(name, function, domain, starts=(inside(domain),))

    def with_parameters(self, /, **values: float) -> "Surface":
        """The same surface with other values of its parameters; the generated code is shared.

        Raises ValueError with one sentence for an unknown name or a value that is not valid.
        """
        for name, value in values.items():
            if name not in self.parameters:
                has = f"it has {', '.join(self.parameters)}" if self.parameters else "it has no parameters"
                raise ValueError(f"{self.name} has no {shown(name)}; {has}.")
            if problem := self.parameters[name].problem(value):
                raise ValueError(f"{self.name}: {name} {problem}, not {shown(value)}.")
        other = replace(self, values={**self.values, **{name: float(value) for name, value in values.items()}})
        other.__dict__["function"] = self.function
        return other

    @property
    def dimensions(self) -> int:
        return len(self.domain) // 2

    @property
    def coordinates(self) -> tuple[str, ...]:
        """What the coordinates of a point are called."""
        return ("x", "y")[: self.dimensions]

    @property
    def corners(self) -> tuple[Array, Array]:
        """The lowest and the highest corner of the domain, `(n,)` each."""
        return np.array(self.domain[::2]), np.array(self.domain[1::2])

    def grid(self, *counts: int) -> Array:
        """Evenly spaced points of the domain, edges included: `(rows, columns, 2)`, or `(count, 1)` on a line."""
        lines = [np.linspace(a, b, count) for a, b, count in zip(*self.corners, counts * 2, strict=False)]
        return np.stack(np.meshgrid(*lines), axis=-1)

    @property
    def examples(self) -> int:
        """How many rows of data the function is the mean over; 0 if it has no data."""
        return getattr(self.function, "examples", 0)

    def batch(self, rows: NDArray[np.intp]) -> "Surface":
        """The mean over these rows of the data only: the function of a mini-batch, of a surface with data."""
        assert isinstance(self.function, OnData)
        other = object.__new__(Surface)
        other.__dict__.update(self.__dict__)  # `replace` would cost as much as a step of a rule
        other.__dict__["formula"] = other.__dict__["function"] = self.function.subset(rows)
        for known in ("points", "sizes"):
            other.__dict__.pop(known, None)
        return other

    @cached_property
    def negated(self) -> "Surface":
        """−f: its minima are the maxima of f, searched for in the domain, as lists of built-in surfaces have none."""
        other = replace(self, formula=Negated(self.function), listed=None)
        other.__dict__["negated"] = self
        return other

    @cached_property
    def points(self) -> Mapping[str, tuple[Point, ...]]:
        """`minima`, `local_minima`, `saddles` and `maxima`, found when they are first asked for."""
        return stationary_points(self)

    @cached_property
    def sizes(self) -> Sizes:
        """How large heights and slopes are in the domain, looked at when they are first asked for."""
        return sizes(self)

    @cached_property
    def units(self) -> Array:
        """(2,), how much of x and of y is one length of the picture."""
        return units(self.domain)

    @property
    def minima(self) -> tuple[Point, ...]:
        """The lowest minima in the domain; none where f is lower somewhere else in it."""
        return self.points["minima"]

    @property
    def local_minima(self) -> tuple[Point, ...]:
        """Minima that are not the lowest of all; not all of them where there are dozens."""
        return self.points["local_minima"]

    @property
    def saddles(self) -> tuple[Point, ...]:
        """Points of zero gradient that are neither a minimum nor a maximum; not all where there are dozens."""
        return self.points["saddles"]

    @property
    def maxima(self) -> tuple[Point, ...]:
        """Maxima in the domain, where points are searched for; lists of built-in surfaces have none."""
        return self.points["maxima"]

    @cached_property
    def function(self) -> Function:
        """The checked formula, or the function given instead of one."""
        if isinstance(self.formula, str):
            return Formula.parse(self.formula, self.coordinates, tuple(self.parameters))
        return self.formula

    @property
    def latex(self) -> str:
        """f in LaTeX (the right-hand side)."""
        return self.function.latex

    @cached_property
    def arguments(self) -> tuple[np.float64, ...]:
        """The values of the parameters, as the generated functions take them."""
        return tuple(np.float64(self.values[name]) for name in self.parameters)

    def value(self, p: ArrayLike) -> Any:
        """f at `p (..., n)`: `(...)`. Raises ValueError if `p` is not an array of points."""
        with np.errstate(all="ignore"):
            return self.function.value(*_coordinates(self._points(p)), *self.arguments)

    def gradient(self, p: ArrayLike) -> Array:
        """The gradient at `p (..., n)`: `(..., n)`. Raises ValueError if `p` is not an array of points."""
        return self.value_and_gradient(p)[1]

    def hessian(self, p: ArrayLike) -> Array:
        """The matrix of second derivatives at `p (..., n)`: `(..., n, n)`. Raises ValueError as `value` does."""
        points = self._points(p)
        with np.errstate(all="ignore"):
            parts = self.function.second(*_coordinates(points), *self.arguments)
        n = self.dimensions
        hessian = np.empty((*points.shape, n))
        for part, i, j in zip(parts, *np.triu_indices(n), strict=True):
            hessian[..., i, j] = hessian[..., j, i] = part
        return hessian

    def value_and_gradient(self, p: ArrayLike) -> tuple[Any, Array]:
        """(f, gradient) at `p (..., n)`: `(...)` and `(..., n)`. Raises ValueError as `value` does."""
        with np.errstate(all="ignore"):
            return self.evaluate(self._points(p))

    def evaluate(self, p: Array) -> tuple[Any, Array]:
        """`value_and_gradient` for inner loops: call it inside `np.errstate(all="ignore")`.

        `p (..., n)` must be a float64 array; nothing is checked.
        """
        first, arguments = self.function.first, self.arguments
        if p.shape == (2,):  # unpacking would cost a third more
            f, fx, fy = first(p[0], p[1], *arguments)
            return f, np.array((fx, fy))
        f, *slopes = first(*_coordinates(p), *arguments)
        gradient = np.empty(p.shape)
        for i, slope in enumerate(slopes):
            gradient[..., i] = slope
        return f, gradient

    def _points(self, p: ArrayLike) -> Array:
        points = np.asarray(p, dtype=np.float64)
        if points.ndim == 0 or points.shape[-1] != self.dimensions:
            named = " and ".join(self.coordinates)
            raise ValueError(
                f"Points need a last axis of length {self.dimensions} ({named}), not the shape {points.shape}."
            )
        return points


def _coordinates(p: Array) -> Iterable[Any]:
    """The coordinates of points: scalars of one point, contiguous copies of many.

    Contiguous memory is faster, and NumPy rounds some functions differently on other layouts.
    """
    return p if p.ndim == 1 else [p[..., i].copy() for i in range(p.shape[-1])]
