"""What a rule may descend on, as a run sees it."""

from __future__ import annotations

from typing import Protocol, cast

from optimizers.base import Array


class Landscape(Protocol):
    """Something to descend on: a surface, or the loss of a network."""

    def evaluate(self, p: Array) -> tuple[Array, Array]: ...
    def hessian(self, p: Array) -> Array: ...


class WithExamples(Landscape, Protocol):
    """A landscape that is the mean over so many examples, and can be the mean over some rows of them only."""

    @property
    def examples(self) -> int: ...
    def batch(self, rows: Array) -> Landscape: ...


class Negated:
    """−f of a landscape: who descends on it climbs on f. Negation is exact."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape

    @property
    def examples(self) -> int:
        return getattr(self.landscape, "examples", 0)

    @property
    def dimensions(self) -> int | None:
        return getattr(self.landscape, "dimensions", None)

    def evaluate(self, p: Array) -> tuple[Array, Array]:
        value, gradient = self.landscape.evaluate(p)
        return -value, -gradient

    def hessian(self, p: Array) -> Array:
        return -self.landscape.hessian(p)

    def batch(self, rows: Array) -> Landscape:
        return Negated(cast(WithExamples, self.landscape).batch(rows))


class Remembered:
    """A landscape whose last point is remembered: to ask there again costs nothing."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self._point: Array | None = None

    def evaluate(self, x: Array) -> tuple[Array, Array]:
        """Value `(...)` and gradient `(..., n)` at x."""
        if x is not self._point:
            self._value, self._gradient = self.landscape.evaluate(x)
            self._point = x
        return self._value, self._gradient
