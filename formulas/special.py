"""Functions of arrays that NumPy lacks, without cancellation and without warnings that matter.

sigmoid   1/(1 + exp(-u))
softplus  log(1 + exp(u))
relu      max(u, 0)
gauss     exp(-u^2)
sinc      sin(u)/u, 1 at 0; sinc1 and sinc2 are its derivatives
erf       the error function 2/sqrt(pi) · ∫₀ᵘ exp(-s^2) ds, as the C library has it, and erfc = 1 - erf
"""

import math
from typing import Any

import numpy as np

#: Below this the derivatives of sinc are worked out from their series, as differences would cancel.
_SMALL = 1.0

#: Functions of single numbers that go through arrays element by element, by the names of their instructions.
OF_NUMBERS = {"erf": np.frompyfunc(math.erf, 1, 1), "erfc": np.frompyfunc(math.erfc, 1, 1)}


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


def erf(u: Any) -> Any:
    return _as_float(OF_NUMBERS["erf"](u))


def erfc(u: Any) -> Any:
    return _as_float(OF_NUMBERS["erfc"](u))


def _as_float(found: Any) -> Any:
    """Python's number, or an array of such, as NumPy's."""
    return np.float64(found) if isinstance(found, float) else found.astype(float)


def _series(u: Any, order: int) -> Any:
    """The first or second derivative of 1 - u^2/3! + u^4/5! - ... for small u, term by term."""
    near = np.where(np.abs(u) < _SMALL, u, 0.0)
    total, term = np.zeros_like(near), 1.0  # term: (-1)^k / (2k + 1)!
    for k in range(1, 11):
        term = -term / ((2 * k) * (2 * k + 1))
        factor = 2 * k if order == 1 else 2 * k * (2 * k - 1)
        total = total + factor * term * near ** (2 * k - order)
    return total
