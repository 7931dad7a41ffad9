"""A function of x and y that is written in torch, with torch's own derivatives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np

from surfaces.own_function import name_in_latex, of_two, zero_where_none


class by_torch:  # noqa: N801 - read as the word it is: derivatives=by_torch
    """The function of a surface, for `Surface.from_function(f, derivatives=by_torch)`: exact first and second
    derivatives by automatic differentiation, in float64.

    f gets tensors x and y of one shape; it is made of torch's functions and of arithmetic. ImportError where torch is
    not installed. Where a derivative is not finite although f is, it is 0, as on every surface.
    """

    def __init__(self, f: Callable[..., Any]) -> None:
        self._f = of_two(f)
        self._torch = import_module("torch")
        self.latex = name_in_latex(f)

    def value(self, x: Any, y: Any) -> Any:
        return _numbers(self._ask(*self._tensors(x, y)))

    def first(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(f, fx, fy)."""
        point = self._tensors(x, y)
        f = self._ask(*point)
        fx, fy = map(_numbers, self._slopes(f, point))
        value = _numbers(f)
        return value, zero_where_none(value, fx), zero_where_none(value, fy)

    def second(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(fxx, fxy, fyy)."""
        point = self._tensors(x, y)
        f = self._ask(*point)
        fx, fy = self._slopes(f, point)
        (fxx, fxy), (_fyx, fyy) = self._slopes(fx, point), self._slopes(fy, point)
        none = partial(zero_where_none, _numbers(f))
        return none(_numbers(fxx)), none(_numbers(fxy)), none(_numbers(fyy))

    def _tensors(self, *coordinates: Any) -> tuple[Any, ...]:
        return tuple(self._torch.tensor(c, dtype=self._torch.float64, requires_grad=True) for c in coordinates)

    def _ask(self, x: Any, y: Any) -> Any:
        """f, for every point, even where it is constant."""
        return self._f(x, y) + 0.0 * x.detach()

    def _slopes(self, of: Any, point: tuple[Any, ...]) -> Any:
        if not of.requires_grad:
            return tuple(self._torch.zeros_like(coordinate) for coordinate in point)
        return self._torch.autograd.grad(of.sum(), point, create_graph=True, materialize_grads=True)


def _numbers(tensor: Any) -> Any:
    return np.asarray(tensor.numpy(force=True), dtype=float)[()]
