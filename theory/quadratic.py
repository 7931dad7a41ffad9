"""Gradient descent, heavy ball and Nesterov on f = ½ Σ λ w², where everything is known in closed form.

Along an eigenvector, every one of them is a linear recurrence of the error: e ← p e − q e₋₁, with

    method            p                 q           first step
    gradient descent  1 − aλ            0           1 − aλ
    heavy ball        1 + β − aλ        β           1 − aλ
    nesterov          (1 + β)(1 − aλ)   β(1 − aλ)   1 − (1 + β)aλ

where a is the step size and β the momentum. The larger root of z² − pz + q in modulus is the rate ρ: in the long run,
errors are multiplied by it in every step. The conventions are torch's: the first buffer is a whole gradient, and
Nesterov's iterate is the point at which gradients are taken. Sutskever's iterate has the first step of gradient
descent, and the same rate. All functions take numbers or arrays that broadcast.

Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964,
https://doi.org/10.1016/0041-5553(64)90137-5; L. Lessard, B. Recht and A. Packard, "Analysis and design of optimization
algorithms via integral quadratic constraints", 2016, https://arxiv.org/abs/1408.3595 (the best settings);
G. Goh, "Why momentum really works", 2017, https://distill.pub/2017/momentum/ (the regimes).
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import ArrayLike

Method = Literal["gradient descent", "heavy ball", "nesterov"]
METHODS: tuple[Method, ...] = get_args(Method)
GRADIENT_DESCENT, HEAVY_BALL, NESTEROV = METHODS

OVER_DAMPED = "over-damped"
CRITICALLY_DAMPED = "critically damped"
UNDER_DAMPED = "under-damped"
ALTERNATING = "alternating"
AT_THE_BORDER = "at the border"
DIVERGING = "diverging"
REGIMES = (OVER_DAMPED, CRITICALLY_DAMPED, UNDER_DAMPED, ALTERNATING, AT_THE_BORDER, DIVERGING)

_SAME = 1e-12  # two roots, or a root and 1, that differ by rounding


class Optimum(NamedTuple):
    """The step size and momentum with the least rate for all eigenvalues between two, and that rate."""

    lr: float
    momentum: float
    rate: float


class Recurrence(NamedTuple):
    """e₁ = `first` e₀ and e ← `p` e − `q` e₋₁ from then on."""

    first: np.ndarray
    p: np.ndarray
    q: np.ndarray


def recurrence(method: Method, lr: ArrayLike, momentum: ArrayLike, eigenvalue: ArrayLike) -> Recurrence:
    """How the error along an eigenvector goes on; gradient descent has no use for `momentum`. ValueError if the method
    is none of `METHODS`."""
    a, beta, steep = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (lr, momentum, eigenvalue)))
    kept = 1 - a * steep
    if _checked(method) == GRADIENT_DESCENT:
        return Recurrence(kept, kept, np.zeros_like(kept))
    if method == HEAVY_BALL:
        return Recurrence(kept, kept + beta, np.array(beta))
    return Recurrence(kept - beta * a * steep, (1 + beta) * kept, beta * kept)


def roots(method: Method, lr: ArrayLike, momentum: ArrayLike, eigenvalue: ArrayLike) -> np.ndarray:
    """(..., 2) complex: both roots of z² − pz + q; errors are sums of their powers."""
    _, p, q = recurrence(method, lr, momentum, eigenvalue)
    spread = np.sqrt((p * p - 4 * q).astype(complex))
    return np.stack([(p + spread) / 2, (p - spread) / 2], axis=-1)


def rate(method: Method, lr: ArrayLike, momentum: ArrayLike, eigenvalue: ArrayLike) -> np.ndarray:
    """ρ along one eigenvector: what the error is multiplied by per step in the long run. 1 or more: no convergence."""
    _, p, q = recurrence(method, lr, momentum, eigenvalue)
    inside = p * p - 4 * q
    return np.where(inside < 0, np.sqrt(np.abs(q)), (np.abs(p) + np.sqrt(np.maximum(inside, 0))) / 2)


def slowest_rate(method: Method, lr: ArrayLike, momentum: ArrayLike, eigenvalues: ArrayLike) -> np.ndarray:
    """(...): ρ of the whole function, the largest of those along its eigenvectors.

    eigenvalues  (n,), those of the Hessian; `lr` and `momentum` are `(...)`, such as the axes of a map
    """
    a, beta = (np.asarray(v, dtype=float)[..., None] for v in (lr, momentum))
    return rate(method, a, beta, np.asarray(eigenvalues, dtype=float)).max(axis=-1)


def regime(method: Method, lr: float, momentum: float, eigenvalue: float) -> str:
    """Along one eigenvector, one of `REGIMES`.

    over-damped        real roots, the larger one positive: the error keeps its sign and shrinks slowly
    critically damped  a double root: as fast as this momentum, or this step size, allows without oscillation
    under-damped       complex roots: the error swings around zero
    alternating        real roots, the larger one negative: the error changes its sign in every step
    at the border      the error neither shrinks nor grows; so does one along which f has no curvature
    diverging          the error grows
    """
    _, p, q = (float(v) for v in recurrence(method, lr, momentum, eigenvalue))
    largest, inside = float(rate(method, lr, momentum, eigenvalue)), p * p - 4 * q
    if abs(largest - 1) <= _SAME:
        return AT_THE_BORDER
    if largest > 1:
        return DIVERGING
    if abs(inside) <= _SAME:
        return CRITICALLY_DAMPED
    if inside < 0:
        return UNDER_DAMPED
    return OVER_DAMPED if p > 0 else ALTERNATING


def stability_border(method: Method, momentum: ArrayLike, eigenvalue: ArrayLike) -> np.ndarray:
    """The step size below which errors along an eigenvector with λ > 0 shrink: 2/λ, 2(1 + β)/λ, or for Nesterov
    2(1 + β)/((1 + 2β)λ). NaN where there is none: λ is not positive, or β not in [0, 1)."""
    beta, steep = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (momentum, eigenvalue)))
    nesterov = 2 * (1 + beta) / (1 + 2 * beta)
    most = {GRADIENT_DESCENT: 2.0, HEAVY_BALL: 2 * (1 + beta), NESTEROV: nesterov}[_checked(method)]
    known = (steep > 0) & ((method == GRADIENT_DESCENT) | ((beta >= 0) & (beta < 1)))
    return np.divide(most, steep, out=np.full(steep.shape, np.nan), where=known)


def critical_momentum(method: Method, lr: ArrayLike, eigenvalue: ArrayLike) -> np.ndarray:
    """The curve of critical damping: the β of the least rate along an eigenvector for a step size with 0 < aλ ≤ 1.

    (1 − √(aλ))² for heavy ball, (1 − √(aλ))/(1 + √(aλ)) for Nesterov. NaN elsewhere, and for gradient descent.
    """
    s = np.multiply(lr, eigenvalue, dtype=float)
    known = (s > 0) & (s <= 1) & (method != GRADIENT_DESCENT)
    root = np.sqrt(np.where(known, s, 1.0))
    found = (1 - root) ** 2 if method == HEAVY_BALL else (1 - root) / (1 + root)
    return np.where(known, found, np.nan)


def critical_lr(method: Method, momentum: ArrayLike, eigenvalue: ArrayLike) -> np.ndarray:
    """The same curve as a step size for a β in [0, 1): (1 − √β)²/λ, ((1 − β)/(1 + β))²/λ, and 1/λ for gradient descent,
    which is then there in one step. NaN where there is none."""
    beta, steep = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (momentum, eigenvalue)))
    known = (steep > 0) & (beta >= 0) & (beta < 1)
    beta = np.where(known, beta, 0.0)
    root = {GRADIENT_DESCENT: 1.0, HEAVY_BALL: 1 - np.sqrt(beta), NESTEROV: (1 - beta) / (1 + beta)}[_checked(method)]
    return np.divide(np.square(root), steep, out=np.full(steep.shape, np.nan), where=known)


def optimum(method: Method, eigenvalues: ArrayLike) -> Optimum:
    """The best fixed settings for the least and the largest of the eigenvalues, and all between. ValueError if one of
    them is not positive."""
    low, high = float(np.min(eigenvalues)), float(np.max(eigenvalues))
    if not low > 0 or not np.isfinite(high):
        raise ValueError("The best step size is known where all eigenvalues are positive and finite.")
    if method == GRADIENT_DESCENT:
        return Optimum(2 / (low + high), 0.0, (high - low) / (high + low))
    if method == HEAVY_BALL:
        root = (np.sqrt(high) - np.sqrt(low)) / (np.sqrt(high) + np.sqrt(low))
        return Optimum(float(4 / (np.sqrt(low) + np.sqrt(high)) ** 2), float(root**2), float(root))
    wide = np.sqrt(3 * high / low + 1)
    return Optimum(4 / (3 * high + low), float((wide - 2) / (wide + 2)), float(1 - 2 / wide))


def error_polynomial(
    method: Method, lr: ArrayLike, momentum: ArrayLike, eigenvalue: ArrayLike, steps: int, *, ahead: bool = True
) -> np.ndarray:
    """(steps + 1, ...): Pₖ(λ), by which the error along an eigenvector has been multiplied after k steps.

    ahead  whether Nesterov's iterate is torch's, the point ahead; else it is Sutskever's

    Pₖ is a polynomial in λ of degree k with Pₖ(0) = 1. A rule that is fast on a function keeps it small at all of its
    eigenvalues.
    """
    first, p, q = recurrence(method, lr, momentum, eigenvalue)
    if not ahead:
        first = recurrence(GRADIENT_DESCENT, lr, momentum, eigenvalue).first
    values = np.empty((steps + 1, *first.shape))
    values[0] = 1.0
    with np.errstate(over="ignore", invalid="ignore"):  # where it diverges
        for k in range(1, steps + 1):
            values[k] = first if k == 1 else p * values[k - 1] - q * values[k - 2]
    return values


def best_polynomial(eigenvalues: ArrayLike, at: ArrayLike, steps: int) -> np.ndarray:
    """(...): the polynomial of degree `steps` with P(0) = 1 that is smallest between the least and the largest of the
    eigenvalues, at other places: Chebyshev's, shifted. No rule that only adds up gradients does better in so many steps
    everywhere in between. ValueError if the eigenvalues are equal, or one of them is not positive."""
    low, high = float(np.min(eigenvalues)), float(np.max(eigenvalues))
    if not 0 < low < high < np.inf:
        raise ValueError("The best polynomial is known between two different positive eigenvalues.")
    shifted = (high + low - 2 * np.asarray(at, dtype=float)) / (high - low)
    chebyshev = np.polynomial.Chebyshev.basis(steps)
    return np.asarray(chebyshev(shifted) / chebyshev((high + low) / (high - low)))


def measured_rate(x: np.ndarray, minimum: Any) -> np.ndarray:
    """(...): what the distance of a path from the minimum has been multiplied by per step in its later half.

    x        (T+1, ..., n), as a trajectory has it; rows after the end of a lane are NaN
    minimum  (n,)

    It is the slope of the logarithm of the distance of two neighbouring iterates together (of one alone it dips where
    an error swings through zero), fitted to the second half of the rows that are not rounding. NaN where fewer than
    four such rows are left.
    """
    target = np.asarray(minimum, dtype=float)
    with np.errstate(all="ignore"):
        scale = np.abs(x - target).max(axis=-1)
        apart = np.hypot.reduce(np.where(scale[..., None] > 0, (x - target) / scale[..., None], 0.0), axis=-1) * scale
        height = np.log(np.hypot(apart[1:], apart[:-1]))
        floor = np.log(max(float(np.abs(target).max()) * 1e-13, 1e-290))
    good = np.isfinite(height) & (height > floor)
    usable = np.where(good.all(axis=0), len(good), np.argmin(good, axis=0))
    row = np.arange(len(height)).reshape(-1, *[1] * usable.ndim)
    weight = ((row >= usable // 2) & (row < usable)).astype(float)
    count = weight.sum(axis=0)
    with np.errstate(all="ignore"):
        k = (row - (weight * row).sum(axis=0) / count) * weight
        slope = (k * np.where(weight > 0, height, 0.0)).sum(axis=0) / (k * k).sum(axis=0)
    return np.where(count >= 4, np.exp(slope), np.nan)


def _checked(method: Method) -> Method:
    if method not in METHODS:
        raise ValueError(f"The method must be one of {', '.join(METHODS)}, not {method!r}.")
    return method
