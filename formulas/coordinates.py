"""Numbers of a whole point `(..., n)`: one per lane, kept as an axis of length 1 so that it meets coordinates."""

from __future__ import annotations

import math

import numpy as np


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
