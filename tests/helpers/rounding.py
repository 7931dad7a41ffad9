"""Arithmetic with another rounding: how far one and the same computation may differ from processor to processor.

Processors round alike in + − × ÷ √, but BLAS picks the order of a sum, LAPACK its kernels, compilers fuse × and +, and
libm and SIMD have functions of their own. A path that is computed by other formulas rounds otherwise still. Here the
result of every operation is off by up to one last bit at random, and so are the factors of every product of matrices,
of every sum and of all linear algebra, whose algorithms are exact for factors so near (backward stability).
(D. S. Parker, "Monte Carlo Arithmetic", 1997)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from networks.library.difference import difference
from simulation.running.landscape import Landscape

LAST_BIT = float(np.finfo(float).eps)
SEEDS = range(8)
#: Two roundings of one computation are apart by a draw from about a normal distribution. The largest of 8 draws is
#: below σ/2 once in 2,000 cases; ten times it is 5σ then, which one draw in two million exceeds.
TIMES = 10
EXACT = {"negative", "positive", "absolute", "fabs", "sign", "maximum", "minimum", "fmax", "fmin", "floor", "ceil"}
EXACT |= {"rint", "trunc", "copysign", "conjugate"}
SUMS = {np.dot, np.vdot, np.inner, np.einsum, np.trace}


class Rounded(np.ndarray):
    """Numbers whose every operation rounds at random."""

    random: np.random.Generator

    def __array_finalize__(self, obj: Any) -> None:
        self.random = getattr(obj, "random", None)  # type: ignore[assignment]

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, out: Any = None, **options: Any) -> Any:
        random = _random(inputs)
        sums = ufunc is np.matmul or method in ("reduce", "accumulate", "reduceat")
        plain = [_off(_plain(x), random) if sums and ufunc.__name__ not in EXACT else _plain(x) for x in inputs]
        result = getattr(ufunc, method)(*plain, **options)
        if not isinstance(result, tuple) and not sums and ufunc.__name__ not in EXACT:
            result = _off(result, random)
        if out is not None:
            _plain(out[0])[...] = result
            return out[0]
        return _rounded(result, random)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        random = _random([self])
        if func in SUMS or func.__module__ == "numpy.linalg":
            result = func(*(_off(_plain(x), random) for x in args), **kwargs)
        else:
            result = super().__array_function__(func, types, args, kwargs)
        return _rounded(result, random)


class RoundedLandscape:
    """A landscape in such arithmetic; whatever is computed of its values and gradients is in it as well."""

    def __init__(self, landscape: Landscape, seed: int) -> None:
        self._landscape, self._random = landscape, np.random.default_rng(seed)

    def evaluate(self, p: np.ndarray) -> tuple[Any, Any]:
        value, gradient = self._landscape.evaluate(_rounded(p, self._random)[None])
        return _rounded(value, self._random)[0], _rounded(gradient, self._random)[0]

    def value(self, p: np.ndarray) -> Any:
        return self.evaluate(p)[0]

    def gradient(self, p: np.ndarray) -> Any:
        return self.evaluate(p)[1]

    def hessian(self, p: np.ndarray) -> Any:
        return _rounded(self._landscape.hessian(_rounded(p, self._random)[None]), self._random)[0]


def start(point: Iterable[float], seed: int) -> np.ndarray:
    """The start, one last bit off at random."""
    return _off(np.array(point), np.random.default_rng(seed))


def solved(hessian: np.ndarray, x: np.ndarray) -> float:
    """How far from zero x − H⁻¹ H x may be.

    The gradient, the decomposition of H, the two products with it and the difference are about ten roundings, and a
    system of equations magnifies what is wrong with it by up to its condition.
    """
    return 10 * float(np.linalg.cond(hessian)) * LAST_BIT * float(np.linalg.norm(x))


def repeats(walk: Callable[[int, int], np.ndarray], path: np.ndarray, seen: float) -> np.ndarray:
    """How closely a path repeats itself, row by row: (T,), of the rows before rounding may be seen at more than `seen`.

    walk  (seed, steps) → the path again, with that seed's rounding
    """
    noise = np.zeros(len(path))
    for seed in SEEDS:
        other = walk(seed, len(noise) - 1)
        rows = min(len(noise), len(other))
        noise = np.maximum(noise[:rows], difference(other[:rows], path[:rows]))
        noise = noise[: np.argmax(noise > seen)] if (noise > seen).any() else noise
        if len(noise) < 2:
            break
    return noise


def _off(x: Any, random: np.random.Generator) -> Any:
    x = np.asarray(x) if isinstance(x, np.ndarray | np.floating | float) else x
    if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
        return x
    return x * (1 + LAST_BIT * (2 * random.random(x.shape) - 1))


def _plain(x: Any) -> Any:
    return x.view(np.ndarray) if isinstance(x, Rounded) else x


def _rounded(x: Any, random: np.random.Generator) -> Any:
    if type(x) is tuple:
        return tuple(_rounded(part, random) for part in x)
    if hasattr(x, "_fields"):  # what an eigen-decomposition returns
        return type(x)(*(_rounded(part, random) for part in x))
    x = np.asarray(x) if isinstance(x, np.floating | float) else x
    if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
        return x
    x = x.view(Rounded)
    x.random = random
    return x


def _random(inputs: Iterable[Any]) -> np.random.Generator:
    return next(x.random for x in inputs if isinstance(x, Rounded))
