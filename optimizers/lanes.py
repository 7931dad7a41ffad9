"""Numbers per lane: what a rule needs of a whole point, kept as an axis of length 1 so that it meets coordinates."""

from __future__ import annotations

from typing import Any

import numpy as np

from optimizers.base import Array, Number


def per_lane(x: Array, number: Number = 0.0) -> Array:
    """`number` for every lane of `x (..., n)`: `(..., 1)`."""
    return np.zeros_like(x[..., :1]) + number


def column(numbers: Any) -> Array:
    """One number per lane `(...)`, as f gives them, as `(..., 1)`."""
    return np.asarray(numbers)[..., None]


def diagonal(matrix: Array) -> Array:
    """The diagonal of `(..., n, n)`: `(..., n)`."""
    return np.diagonal(matrix, axis1=-2, axis2=-1)


def ratio(a: Array, b: Array) -> Array:
    """a / b, and 0 where b is 0: a rule that divides by the size of a gradient rests where there is none."""
    return a / np.where(b == 0, np.inf, b)
