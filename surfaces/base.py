"""What a surface is: a formula of x and y with a box to look at it and the points worth knowing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from formulas import Formula
from formulas.reading.formula_text import read_formula
from parameters import Hyper
from parameters.hyper import shown
from surfaces.checks import Box, any_number, checked_domain, checked_parameters
from surfaces.negated import Negated
from surfaces.own_function import ByComplexStep, checked
from surfaces.points import Point, Points, rounded
from surfaces.stationary import stationary_points

Array = NDArray[np.float64]


class Function(Protocol):
    """What a surface is made of: a formula, or anything else that knows its own derivatives.

    Each takes x and y (`np.float64` scalars or contiguous float64 arrays of one shape), then the parameters, and is
    called inside `np.errstate(all="ignore")`.
    """

    @property
    def latex(self) -> str: ...
    @property
    def value(self) -> Callable[..., Any]: ...
    @property
    def first(self) -> Callable[..., tuple[Any, Any, Any]]: ...
    @property
    def second(self) -> Callable[..., tuple[Any, Any, Any]]: ...


@runtime_checkable
class OnData(Protocol):
    """What a `Function` has besides if it is the mean over rows of data: of how many, and the mean over some."""

    @property
    def examples(self) -> int: ...
    def subset(self, rows: NDArray[np.intp]) -> Function: ...


@dataclass(frozen=True, eq=False)
class Surface:
    """A function of two variables, declared as data.

    Points `p` are arrays `(..., 2)`; any batch equals its single points bit for bit. Derivatives come from
    the formula. Where one does not exist although f is finite (a cusp), it is defined as 0.

    name        what people call it
    formula     text of f(x, y), with the names in `parameters`; or a `Function` where no formula of x and y says it
    domain      (xmin, xmax, ymin, ymax), the part worth drawing; f is defined outside too, if not finite everywhere
    starts      points from which a path shows something; the first is suggested
    listed      the points worth knowing; None has them searched for when they are asked for
    family      the kind of surface it is, in a word or two, by which menus are ordered
    source      where the function comes from, with an address
    teaches     one sentence on what it shows
    scale       "log" if heights span powers of ten and colours should too, else "linear"
    parameters  what is known about the formula's named numbers: default, slider, valid range
    values      their values; those left out are the defaults
    """

    name: str
    formula: str | Function
    domain: Box
    starts: tuple[Point, ...]
    listed: Points | None = None
    family: str = ""
    source: str = ""
    teaches: str = ""
    scale: Literal["log", "linear"] = "linear"
    parameters: Mapping[str, Hyper] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        defaults = {name: known.default for name, known in self.parameters.items()}
        object.__setattr__(self, "values", {**defaults, **self.values})

    @classmethod
    def from_formula(
        cls,
        text: str,
        domain: Box = (-5.0, 5.0, -5.0, 5.0),
        parameters: Mapping[str, float] | None = None,
        name: str = "your formula",
    ) -> "Surface":
        """A surface typed by a user, in x, y and the names in `parameters` (name → value).

        The text is read as people write formulas (`formulas.reading`); `formula` is what was read, in our own language.
        Raises ValueError (for the text its subclass FormulaError, which knows the column) with one sentence.
        """
        domain = checked_domain(domain)
        given = checked_parameters(parameters or {})
        known = {name: any_number(name, value) for name, value in given.items()}
        read = read_formula(text, known).text
        surface = cls(name, read, domain, starts=(_inside(domain),), parameters=known)
        _ = surface.function
        return surface

    @classmethod
    def from_function(
        cls,
        f: Callable[..., Any],
        domain: Box = (-5.0, 5.0, -5.0, 5.0),
        derivatives: Callable[[Callable[..., Any]], Function] = ByComplexStep,
        name: str = "your function",
    ) -> "Surface":
        """A surface made of a Python function f(x, y), or f(w) with x = w[0] and y = w[1].

        derivatives  how they are found: `ByComplexStep` for a function in NumPy or plain arithmetic, and `by_torch`
                     (in `slalom`) for one in torch

        Raises ValueError with one sentence if f fails in the domain, or the derivatives are not those of its values.
        Links and JSON have no such surface: they hold no code.
        """
        domain = checked_domain(domain)
        function = derivatives(f)
        checked(function, domain)
        return cls(name, function, domain, starts=(_inside(domain),))

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
        """How many coordinates a point has."""
        return 2

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
        other.__dict__.pop("points", None)
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

    @property
    def minima(self) -> tuple[Point, ...]:
        """The lowest minima in the domain."""
        return self.points["minima"]

    @property
    def local_minima(self) -> tuple[Point, ...]:
        """Minima that are higher than those; not all of them where there are dozens."""
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
            return Formula.parse(self.formula, parameters=tuple(self.parameters))
        return self.formula

    @property
    def latex(self) -> str:
        """f(x, y) in LaTeX (the right-hand side)."""
        return self.function.latex

    @cached_property
    def arguments(self) -> tuple[np.float64, ...]:
        """The values of the parameters, as the generated functions take them."""
        return tuple(np.float64(self.values[name]) for name in self.parameters)

    def value(self, p: ArrayLike) -> Any:
        """f at `p (..., 2)`: `(...)`. Raises ValueError if `p` is not an array of points."""
        with np.errstate(all="ignore"):
            return self.function.value(*_coordinates(_points(p)), *self.arguments)

    def gradient(self, p: ArrayLike) -> Array:
        """The gradient at `p (..., 2)`: `(..., 2)`. Raises ValueError if `p` is not an array of points."""
        return self.value_and_gradient(p)[1]

    def hessian(self, p: ArrayLike) -> Array:
        """The matrix of second derivatives at `p (..., 2)`: `(..., 2, 2)`. Raises ValueError as `value` does."""
        points = _points(p)
        with np.errstate(all="ignore"):
            fxx, fxy, fyy = self.function.second(*_coordinates(points), *self.arguments)
        hessian = np.empty((*points.shape, 2))
        hessian[..., 0, 0], hessian[..., 1, 1] = fxx, fyy
        hessian[..., 0, 1] = hessian[..., 1, 0] = fxy
        return hessian

    def value_and_gradient(self, p: ArrayLike) -> tuple[Any, Array]:
        """(f, gradient) at `p (..., 2)`: `(...)` and `(..., 2)`. Raises ValueError as `value` does."""
        with np.errstate(all="ignore"):
            return self.evaluate(_points(p))

    def evaluate(self, p: Array) -> tuple[Any, Array]:
        """`value_and_gradient` for inner loops: call it inside `np.errstate(all="ignore")`.

        `p (..., 2)` must be a float64 array; nothing is checked.
        """
        first, arguments = self.function.first, self.arguments
        if p.ndim == 1:
            f, fx, fy = first(p[0], p[1], *arguments)
            return f, np.array((fx, fy))
        f, fx, fy = first(*_coordinates(p), *arguments)
        gradient = np.empty(p.shape)
        gradient[..., 0] = fx
        gradient[..., 1] = fy
        return f, gradient


def _inside(domain: Box) -> Point:
    """A point to start from: at the left, near the top."""
    xmin, xmax, ymin, ymax = domain
    return rounded(xmin + 0.2 * (xmax - xmin)), rounded(ymin + 0.8 * (ymax - ymin))


def _coordinates(p: Array) -> tuple[Any, Any]:
    """x and y of points: scalars of one point, contiguous copies of many.

    Contiguous memory is faster, and NumPy rounds some functions differently on other layouts.
    """
    if p.ndim == 1:
        return p[0], p[1]
    return p[..., 0].copy(), p[..., 1].copy()


def _points(p: ArrayLike) -> Array:
    points = np.asarray(p, dtype=np.float64)
    if points.ndim == 0 or points.shape[-1] != 2:
        raise ValueError(f"Points need a last axis of length 2 (x and y), not the shape {points.shape}.")
    return points
