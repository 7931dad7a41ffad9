"""Two directions in the space of all weights: where trainings have gone, drawn at random, or where the loss curves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from networks.landscape.lanczos import top
from networks.landscape.model_loss import ModelLoss


def principal(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two directions (2, n) in which points (R, n) differ most, and the share (2,) of their variance in each.

    Principal components by the Gram matrix (R, R), so that the count of weights does not matter. The first point lies
    before the last along both. Where the points lie on a line, the second direction is any that is square to it.
    """
    apart = points - points.mean(axis=0)
    values, vectors = np.linalg.eigh(apart @ apart.T)
    values, vectors = np.maximum(values[::-1], 0.0), vectors[:, ::-1]
    whole = float(values.sum())
    share = values[:2] / whole if whole else np.zeros(2)
    found: list[np.ndarray] = []
    for k in range(2):
        direction: np.ndarray = np.random.default_rng(k).standard_normal(
            (points.shape[1],)
        )  # of points on a line, or of one
        if k < len(values) and values[k] > 1e-12 * whole > 0:
            direction = vectors[:, k] @ apart
            direction = direction if direction @ (points[-1] - points[0]) >= 0 else -direction
        for other in found:
            direction = direction - (direction @ other) * other
        found.append(np.asarray(direction / np.linalg.norm(direction)))
    return np.array(found), np.array([*share, 0.0, 0.0][:2])


def filter_normalised(loss: ModelLoss, weights: np.ndarray, seed: int = 0) -> np.ndarray:
    """Two random directions (2, n) in which every filter, a row of a layer, is as long as that of the weights (n,), and
    biases and norms rest, so that losses of networks can be compared.

    H. Li et al., "Visualizing the Loss Landscape of Neural Nets", 2018, https://arxiv.org/abs/1712.09913
    """
    random = np.random.default_rng(seed)
    found = np.zeros((2, len(weights)))
    for direction in found:
        begin = 0
        for shape in loss.shapes:
            end = begin + int(np.prod(shape))
            if len(shape) > 1:
                own = weights[begin:end].reshape(shape[0], -1)
                drawn = random.standard_normal(own.shape)
                drawn *= np.linalg.norm(own, axis=1, keepdims=True) / np.linalg.norm(drawn, axis=1, keepdims=True)
                direction[begin:end] = drawn.ravel()
            begin = end
    return found


def most_curved(loss: ModelLoss, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The unit eigenvectors (2, n) of the two largest eigenvalues (2,) of the Hessian at weights (n,), and these."""
    values, vectors = top(loss.curvature(weights), loss.size, 2)
    return vectors, values


def sharpness(loss: ModelLoss, path: Sequence[np.ndarray] | np.ndarray) -> np.ndarray:
    """(R,) the largest eigenvalue of the Hessian at each of the weights (R, n); NaN where it is not finite."""
    found = []
    for weights in path:
        try:
            found.append(top(loss.curvature(weights), loss.size)[0][0] if np.isfinite(weights).all() else np.nan)
        except ValueError:
            found.append(np.nan)
    return np.array(found)
