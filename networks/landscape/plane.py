"""A plane in the space of all weights, the loss over it, and paths projected onto it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class LossPlane:
    """What a picture of the loss is made of, with the numbers that say how far to trust it. All arrays are read-only.

    kind        "pca", "random", "hessian" or "line"
    origin      (n,)      the weights at a = b = 0
    directions  (2, n)    what a and b count, so that weights are origin + a·directions[0] + b·directions[1]
    a, b        (na,), (nb,)  the coordinates of the grid
    loss        (nb, na)  the loss there; not finite where it is not
    paths       per training (R, 2), its weights projected: a and b
    true        per training (R,), the loss at its weights
    projected   per training (R,), the loss at the point of the plane where it is drawn
    explained   (2,)      which share of the paths' variance each direction holds; None where that has no sense
    curvature   (2,)      the eigenvalues that belong to the directions of the kind "hessian"; else None
    """

    kind: str
    origin: np.ndarray
    directions: np.ndarray
    a: np.ndarray
    b: np.ndarray
    loss: np.ndarray
    paths: tuple[np.ndarray, ...]
    true: tuple[np.ndarray, ...]
    projected: tuple[np.ndarray, ...]
    explained: np.ndarray | None = None
    curvature: np.ndarray | None = None
