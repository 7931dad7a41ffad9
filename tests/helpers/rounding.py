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
EXACT = {np.negative, np.positive, np.absolute, np.fabs, np.sign, np.maximum, np.minimum, np.fmax, np.fmin, np.floor}
EXACT |= {np.ceil, np.rint, np.trunc, np.copysign, np.conjugate}
SUMS = {np.dot, np.vdot, np.inner, np.einsum, np.trace}
DRAWN = 4096  # at a time: to draw for every operation costs more than the operation


class Errors:
    """Puts numbers off by up to one last bit, at random; no two by the same draw."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._draw(DRAWN)

    def __call__(self, x: Any) -> Any:
        """Arrays and scalars of NumPy that are floats, and Python's; anything else as it is."""
        x = np.asarray(x) if isinstance(x, np.floating | float) else x
        if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
            return x
        begin, end = self._used, self._used + x.size
        if end > len(self._factors):
            self._draw(max(x.size, DRAWN))
            begin, end = 0, x.size
        self._used = end
        return x * self._factors[begin:end].reshape(x.shape)

    def _draw(self, count: int) -> None:
        self._factors, self._used = 1 + LAST_BIT * (2 * self._random.random(count) - 1), 0


class Rounded(np.ndarray):
    """Numbers whose every operation rounds at random: derive a class with `errors`, which its results have again."""

    errors: Errors

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, out: Any = None, **options: Any) -> Any:
        plain = [x.view(np.ndarray) if isinstance(x, Rounded) else x for x in inputs]
        if ufunc in EXACT:
            result = getattr(ufunc, method)(*plain, **options)
        elif method == "__call__" and ufunc is not np.matmul:
            result = self.errors(ufunc(*plain, **options))
        else:
            result = getattr(ufunc, method)(*map(self.errors, plain), **options)
        if out is not None:
            _plain(out[0])[...] = result
            return out[0]
        return self.of(result)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if func in SUMS or func.__module__ == "numpy.linalg":
            result = func(*(self.errors(_plain(x)) for x in args), **kwargs)
        else:
            result = super().__array_function__(func, types, args, kwargs)
        return self.of(result)

    @classmethod
    def of(cls, x: Any) -> Any:
        """Floats as such numbers, in tuples as well; anything else as it is."""
        if isinstance(x, np.ndarray):
            return x.view(cls) if x.dtype.kind == "f" else x
        if isinstance(x, np.floating | float):
            return np.asarray(x).view(cls)
        if type(x) is tuple:
            return tuple(cls.of(part) for part in x)
        if hasattr(x, "_fields"):  # what an eigen-decomposition returns
            return type(x)(*(cls.of(part) for part in x))
        return x


class RoundedLandscape:
    """A landscape in such arithmetic; whatever is computed of its values and gradients is in it as well."""

    def __init__(self, landscape: Landscape, seed: int) -> None:
        self._landscape = landscape
        self._of = type("RoundedHere", (Rounded,), {"errors": Errors(seed)}).of

    def evaluate(self, p: np.ndarray) -> tuple[Any, Any]:
        value, gradient = self._landscape.evaluate(self._of(p)[None])
        return self._of(value)[0], self._of(gradient)[0]

    def value(self, p: np.ndarray) -> Any:
        return self.evaluate(p)[0]

    def gradient(self, p: np.ndarray) -> Any:
        return self.evaluate(p)[1]

    def hessian(self, p: np.ndarray) -> Any:
        return self._of(self._landscape.hessian(self._of(p)[None]))[0]


def start(point: Iterable[float], seed: int) -> np.ndarray:
    """The start, one last bit off at random."""
    return Errors(seed)(np.array(point))


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


def _plain(x: Any) -> Any:
    return x.view(np.ndarray) if isinstance(x, Rounded) else x
