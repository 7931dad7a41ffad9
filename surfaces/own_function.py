"""A Python function of x and y as the function of a surface, with derivatives that nobody has to write."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from parameters.numbers import short
from surfaces.checks import Domain

Array = NDArray[np.float64]

_STEP = 1e-60  # of the complex step: so short that its square is nothing
_APART = 5e-4  # of the differences for second derivatives, relative to 1 + |x|
_SIDE = 7  # of the grid on which a function is tried
_SUCH = "a function of x and y in NumPy, such as lambda x, y: np.sin(x) + y**2"


class Tried(Protocol):
    """What is tried of a function with derivatives."""

    @property
    def value(self) -> Callable[..., Any]: ...
    @property
    def first(self) -> Callable[..., tuple[Any, ...]]: ...


class ByComplexStep:
    """First derivatives as the imaginary part of f(x + ih) / h, exact to rounding; second ones as differences of these
    of the fourth order, to about nine digits.

    f must be made of what is the same for complex numbers: arithmetic, NumPy's elementary functions, comparisons. A
    function that cannot be asked with arrays is asked point by point.
    Source: W. Squire and G. Trapp, 1998, https://doi.org/10.1137/S003614459631241X
    """

    def __init__(self, f: Callable[..., Any]) -> None:
        self._f = of_two(f)
        self.latex = name_in_latex(f)
        self._whole = _takes_arrays(self._f)

    def value(self, x: Any, y: Any) -> Any:
        return np.real(self._ask(x, y))

    def first(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(f, fx, fy)."""
        f = self.value(x, y)
        return f, zero_where_none(f, self._slope(x, y, 0)), zero_where_none(f, self._slope(x, y, 1))

    def second(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(fxx, fxy, fyy)."""
        found = (self._curvature(x, y, along, of) for along, of in ((0, 0), (1, 0), (1, 1)))
        f = self.value(x, y)
        fxx, fxy, fyy = (zero_where_none(f, part) for part in found)
        return fxx, fxy, fyy

    def _ask(self, x: Any, y: Any) -> Any:
        if np.ndim(x) and not self._whole:
            return np.array([self._f(*point) for point in zip(x.ravel(), y.ravel(), strict=True)]).reshape(x.shape)
        return spread(self._f(x, y), np.shape(x))

    def _slope(self, x: Any, y: Any, of: int) -> Any:
        step = 1j * _STEP
        return np.imag(self._ask(x + step * (of == 0), y + step * (of == 1))) / _STEP

    def _curvature(self, x: Any, y: Any, along: int, of: int) -> Any:
        apart = _APART * (1 + np.abs(y if along else x))

        def slope(steps: int) -> Any:
            return self._slope(x + steps * apart * (along == 0), y + steps * apart * (along == 1), of)

        return (8 * (slope(1) - slope(-1)) - (slope(2) - slope(-2))) / (12 * apart)


class OfOne:
    """A function of x alone, of which `function` knows the derivatives as one of x and y."""

    def __init__(self, function: Any, f: Callable[..., Any]) -> None:
        self._function = function
        self.latex = name_in_latex(f, "x")

    def value(self, x: Any) -> Any:
        return self._function.value(x, x)

    def first(self, x: Any) -> tuple[Any, Any]:
        f, slope, _ = self._function.first(x, x)
        return f, slope

    def second(self, x: Any) -> tuple[Any]:
        return self._function.second(x, x)[:1]


def alone(f: Callable[..., Any]) -> Callable[..., Any]:
    """f(x) as a function of x and of a y that changes nothing."""
    if not callable(f):
        raise ValueError(f"This is no function; it must be {_SUCH}.")
    return lambda x, y: f(x) + 0 * y


def checked(function: Tried, domain: Domain) -> None:
    """ValueError in one sentence if the function fails somewhere in its box, or its derivatives are not those of its
    values."""
    u = (np.arange(_SIDE) + 0.43) / _SIDE
    sides = list(zip(domain[::2], domain[1::2], strict=True))
    lines = [low + (high - low) * (u + i * 0.11 / _SIDE) for i, (low, high) in enumerate(sides)]
    points = [a.ravel() for a in np.meshgrid(*lines)]
    with np.errstate(all="ignore"):
        value = _asked(function.value, *points)
        single = np.array([_asked(function.value, *point) for point in zip(*points, strict=True)])
        _f, *slopes = _asked(function.first, *points)
        shape = points[0].shape
        if value.shape != shape or single.shape != shape or not np.allclose(value, single, 1e-6, equal_nan=True):
            raise ValueError(f"The function must give one number for each point; it must be {_SUCH}.")
        for of, (slope, (low, high)) in enumerate(zip(slopes, sides, strict=True)):
            wrong = _differ(function, points, of, slope, high - low)
            if wrong.any():
                named = ", ".join(short(a[np.flatnonzero(wrong)[0]]) for a in points)
                raise ValueError(
                    f"The derivatives at ({named}) are not those of the function: abs, norm "
                    "and their like are other functions of complex numbers. Write np.where(x < 0, -x, x) for abs(x), "
                    "or write the function in torch and give derivatives=by_torch."
                )


def _differ(function: Tried, points: list[Array], of: int, slope: Array, width: float) -> Array:
    """Where a slope is none of the values: differences at two distances agree with each other, but not with it."""

    def difference(apart: float) -> Array:
        after, before = ([a + way * (i == of) for i, a in enumerate(points)] for way in (apart, -apart))
        return (_asked(function.value, *after) - _asked(function.value, *before)) / (2 * apart)

    far, near = difference(1e-4 * width), difference(5e-5 * width)
    rounding = 1e-15 * np.abs(_asked(function.value, *points)) / (1e-5 * width)
    size = np.abs(near) + np.abs(slope) + 1e-3 * np.nanmax(np.abs(near), initial=0.0)
    agree = np.abs(far - near) <= 1e-4 * size
    return agree & ~(np.abs(slope - near) <= 1e-2 * size + rounding)


def _asked(question: Callable[..., Any], *point: Any) -> Any:
    """The answer; whatever a stranger's function raises is a ValueError with a sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)  # the module math drops what is imaginary
            return question(*point)
    except Exception as error:
        why = " ".join(str(error).split())[:120]
        raise ValueError(f"The function fails with {type(error).__name__}: {why}. It must be {_SUCH}.") from error


def of_two(f: Callable[..., Any]) -> Callable[[Any, Any], Any]:
    """f as a function of x and y; one of a single argument, as in f(w) with w[0] and w[1], gets both in a tuple."""
    if not callable(f):
        raise ValueError(f"This is no function; it must be {_SUCH}.")
    try:
        known = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):  # of functions written in C
        return f
    needed = [p for p in known if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    many = any(p.kind is p.VAR_POSITIONAL for p in known)
    return (lambda x, y: f((x, y))) if len(needed) == 1 and len(known) == 1 and not many else f


def _takes_arrays(f: Callable[[Any, Any], Any]) -> bool:
    """Whether it can be asked with arrays. A branch, or a function of the module math, cannot."""
    points = np.array([0.3, -0.2, 0.7])
    try:
        with np.errstate(all="ignore"):
            return np.shape(f(points, points[::-1].copy())) in ((), points.shape)
    except Exception:  # whatever it is: asked point by point, it will say so again
        return False


def spread(value: Any, shape: tuple[int, ...]) -> Any:
    """A constant for every point; anything else as it is."""
    return np.full(shape, value) if shape and np.ndim(value) == 0 else value


def zero_where_none(f: Any, derivative: Any) -> Any:
    """The derivative, and 0 where it is not finite although f is."""
    return np.where(np.isfinite(f) & ~np.isfinite(derivative), 0.0, derivative)[()]


def name_in_latex(f: Callable[..., Any], of: str = "x, y") -> str:
    r"""\operatorname{name}(x, y); f(x, y) for a function without a name."""
    letters = "".join(c for c in getattr(f, "__name__", "f") if c.isascii() and (c.isalnum() or c == "_"))
    name = "f" if letters in ("", "lambda") else letters.replace("_", r"\_")
    return rf"\operatorname{{{name}}}({of})"
