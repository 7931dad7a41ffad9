"""The function as a rule may ask it: with noise, clipping and decay inside, and every question counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from optimizers import Transform
from optimizers.base import Array, Number


class Landscape(Protocol):
    """Something to descend on: a surface, or the loss of a network."""

    def evaluate(self, p: Array) -> tuple[Array, Array]: ...
    def hessian(self, p: Array) -> Array: ...


class CountedObjective:
    """`optimizers.Objective` over a landscape, for one run.

    Value and gradient come together, and the last point is remembered: recording what happened at x, and then
    letting the rule ask there, evaluates once. The rule's questions are counted, the recording is not.
    """

    def __init__(self, landscape: Landscape, transforms: Sequence[Transform], weight_decay: Number, seed: int) -> None:
        self._landscape = landscape
        self._transforms = tuple(transforms)
        self._decays = np.any(weight_decay != 0)
        self._weight_decay = weight_decay
        self._random = np.random.default_rng(seed)
        self._noise: list[Array | None] = [None] * len(self._transforms)
        self._point: Array | None = None
        self.evaluations: int | Array = 0
        self.asked: Array | None = None
        self.seen: Array | None = None

    def begin(self, t: int, n: int) -> None:
        """Step t starts: the noise of its mini-batch is drawn once, for all lanes and all its gradients."""
        self._t = t
        if self._transforms:
            self._noise = [
                self._random.standard_normal(n) if transform.noisy else None for transform in self._transforms
            ]

    def look(self, x: Array) -> tuple[Array, Array]:
        """Value `(...)` and exact gradient `(..., n)` at x, free of charge."""
        if x is not self._point:
            self._value, self._gradient = self._landscape.evaluate(x)
            self._point = x
        return self._value, self._gradient

    def value(self, x: Array, lanes: Array | None = None) -> Array:
        self._charge(lanes)
        return self.look(x)[0]

    def gradient(self, x: Array, lanes: Array | None = None) -> Array:
        self._charge(lanes)
        g = self.look(x)[1]
        for transform, noise in zip(self._transforms, self._noise, strict=True):
            g = transform.apply(g, x, self._t, noise)
        if self._decays:
            g = g + self._weight_decay * x
        if lanes is None or self.asked is None or self.seen is None:
            self.asked, self.seen = x, g
        else:
            own = lanes[..., None]
            self.asked, self.seen = np.where(own, x, self.asked), np.where(own, g, self.seen)
        return g

    def hessian(self, x: Array, lanes: Array | None = None) -> Array:
        self._charge(lanes)
        return self._landscape.hessian(x)

    def _charge(self, lanes: Array | None) -> None:
        self.evaluations = self.evaluations + (1 if lanes is None else lanes.astype(int))
