"""Functions of arrays that NumPy lacks, without cancellation and without warnings that matter.

sigmoid   1/(1 + exp(-u))
softplus  log(1 + exp(u))
relu      max(u, 0)
gauss     exp(-u^2)
sinc      sin(u)/u, 1 at 0; sinc1 and sinc2 are its derivatives
"""

from typing import Any

import numpy as np

#: Below this the derivatives of sinc are worked out from their series, as differences would cancel.
_SMALL = 1.0


def sigmoid(u: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-u))


def softplus(u: Any) -> Any:
    return np.logaddexp(0.0, u)


def relu(u: Any) -> Any:
    return np.maximum(u, 0.0)


def gauss(u: Any) -> Any:
    return np.exp(-(u * u))


def sinc(u: Any) -> Any:
    return np.where(u == 0, 1.0, np.sin(u) / np.where(u == 0, 1.0, u))[()]


def sinc1(u: Any) -> Any:
    small, safe = np.abs(u) < _SMALL, np.where(u == 0, 1.0, u)
    return np.where(small, _series(u, 1), (np.cos(u) - sinc(u)) / safe)[()]


def sinc2(u: Any) -> Any:
    small, safe = np.abs(u) < _SMALL, np.where(u == 0, 1.0, u)
    return np.where(small, _series(u, 2), -sinc(u) - 2.0 * sinc1(u) / safe)[()]


def _series(u: Any, order: int) -> Any:
    """The first or second derivative of 1 - u^2/3! + u^4/5! - ... for small u, term by term."""
    near = np.where(np.abs(u) < _SMALL, u, 0.0)
    total, term = np.zeros_like(near), 1.0  # term: (-1)^k / (2k + 1)!
    for k in range(1, 11):
        term = -term / ((2 * k) * (2 * k + 1))
        factor = 2 * k if order == 1 else 2 * k * (2 * k - 1)
        total = total + factor * term * near ** (2 * k - order)
    return total
