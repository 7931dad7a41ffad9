"""Numbers of a whole point `(..., n)`: one per lane, kept as an axis of length 1 so that it meets coordinates."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from formulas.numbers import Number


def norm(a: np.ndarray, p: float = 2) -> np.ndarray:
    """‖a‖ₚ over the last axis, `(..., 1)`; p is 1, 2 or infinity."""
    if p == math.inf:
        return np.max(np.abs(a), axis=-1, keepdims=True)
    if p == 1:
        return np.sum(np.abs(a), axis=-1, keepdims=True)
    return np.sqrt(np.sum(a * a, axis=-1, keepdims=True))


def dot(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """⟨a, b⟩ over the last axis, `(..., 1)`."""
    return np.sum(a * b, axis=-1, keepdims=True)


def rms(a: np.ndarray) -> np.ndarray:
    """The root mean square of the coordinates, `(..., 1)`."""
    return norm(a) / np.sqrt(dimension(a))


def dimension(a: np.ndarray) -> int:
    """How many coordinates a point has."""
    return a.shape[-1]


def per_lane(x: np.ndarray, number: Number = 0.0) -> np.ndarray:
    """`number` for every lane of `x (..., n)`: `(..., 1)`."""
    return np.zeros_like(x[..., :1]) + number


def column(numbers: Any) -> np.ndarray:
    """One number per lane `(...)`, as f gives them, as `(..., 1)`."""
    return np.asarray(numbers)[..., None]


def diagonal(matrix: np.ndarray) -> np.ndarray:
    """The diagonal of `(..., n, n)`: `(..., n)`."""
    return np.diagonal(matrix, axis1=-2, axis2=-1)


def ratio(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a / b, and 0 where b is 0: a rule that divides by the size of a gradient rests where there is none."""
    return a / np.where(b == 0, np.inf, b)
