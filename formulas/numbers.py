"""Arithmetic of Python's numbers that never raises, for single numbers or for every element of arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, overload

import numpy as np

Number = float | np.ndarray


@overload
def power(base: float, exponent: float) -> float: ...
@overload
def power(base: Number, exponent: Number) -> Number: ...
def power(base: Number, exponent: Number) -> Number:
    """base ** exponent with the bits of Python's own `**`, for numbers or for every element of arrays.

    np.power rounds differently in some cases, and then a batch of settings would not equal its single runs. What is
    too large for a number is infinite, and a root of a negative number NaN.
    """
    if isinstance(base, np.ndarray) or isinstance(exponent, np.ndarray):
        return each(power, base, exponent)
    try:
        result = base**exponent
    except (OverflowError, ZeroDivisionError):
        with np.errstate(all="ignore"):
            return float(np.power(float(base), float(exponent)))
    return np.nan if isinstance(result, complex) else result


def quotient(a: Number, b: Number) -> Number:
    """a / b, infinite or NaN where b is 0."""
    try:
        return a / b
    except ZeroDivisionError:
        with np.errstate(all="ignore"):
            return float(np.divide(a, b))


def least(a: float, b: float) -> float:
    """np.minimum of two numbers."""
    return a if a < b or a != a else b


def greatest(a: float, b: float) -> float:
    """np.maximum of two numbers."""
    return a if a > b or a != a else b


def sign(a: float) -> float:
    """np.sign of a number."""
    return 1.0 if a > 0 else -1.0 if a < 0 else 0.0 if a == 0 else a


def each(function: Callable[..., float], *arguments: Number) -> Any:
    """A function of Python's numbers for every element of arrays, broadcast: the bits of a single call everywhere."""
    if not any(isinstance(a, np.ndarray) for a in arguments):
        return function(*arguments)
    together = np.broadcast_arrays(*arguments)
    values = [function(*numbers) for numbers in zip(*(a.ravel().tolist() for a in together), strict=True)]
    return np.array(values, dtype=float).reshape(together[0].shape)
