"""The function as a rule may ask it: with batch, noise, clipping and decay inside, and every question counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optimizers import Transform
from optimizers.base import Array, Number
from simulation.running.batches import batches
from simulation.running.landscape import Landscape, Remembered


class CountedObjective:
    """`optimizers.Objective` over a landscape, for one run of points `shape (..., n)`.

    Value and gradient come together, and the last point is remembered: recording what happened at x, and then
    letting the rule ask there, evaluates once. The rule's questions are counted, the recording is not. With
    mini-batches, the rule asks the function of the batch of the step; what is recorded is the whole.
    """

    def __init__(
        self,
        landscape: Landscape,
        transforms: Sequence[Transform],
        weight_decay: Number,
        seed: int | None,
        shape: tuple[int, ...],
    ) -> None:
        self._landscape = landscape
        self._exact = self._source = Remembered(landscape)
        self._transforms = tuple(transforms)
        self._random = np.random.default_rng(seed)
        self._batches = batches(landscape, self._transforms, self._random)
        self._shape = shape
        self._nothing = np.full(shape, np.nan)
        self._charged: int | Array = 0
        self._lanes: dict[tuple[int, ...], CountedObjective] = {}
        self._t = 0
        self._asked = self._seen = self._plain = self._nothing
        self._take([None] * len(self._transforms))
        self.decay(weight_decay)

    def decay(self, weight_decay: Number) -> None:
        """From now on, λw is added to the gradient as the last of all."""
        self._decays = np.any(np.asarray(weight_decay) != 0)
        self._weight_decay = weight_decay

    def begin(self, t: int) -> None:
        """Step t starts: its mini-batch and its noise are drawn once, for all lanes and all its gradients."""
        self._t = t
        if self._batches:
            self._source = Remembered(next(self._batches))
        self._asked = self._seen = self._plain = self._nothing
        if self._transforms:
            n = self._shape[-1]
            self._take([self._random.standard_normal(n) if tr.noisy else None for tr in self._transforms])

    def _take(self, noise: list[Array | None]) -> None:
        self._noise = noise
        self._changed: list[Any] = [False] * len(noise)

    def look(self, x: Array) -> tuple[Array, Array]:
        """Value `(...)` and exact gradient `(..., n)` at x, free of charge."""
        return self._exact.evaluate(x)

    @property
    def batched(self) -> bool:
        """Whether the rule is asking another function in every step."""
        return self._batches is not None

    def value(self, x: Array, lanes: Array | None = None) -> Array:
        self._charge(lanes)
        return self._source.evaluate(x)[0]

    def gradient(self, x: Array, lanes: Array | None = None) -> Array:
        self._charge(lanes)
        g = plain = self._source.evaluate(x)[1]
        if self._transforms:
            g = self._transform(g, x, lanes)
        if self._decays:
            g = g + self._weight_decay * x
        if lanes is None:
            self._asked, self._seen, self._plain = x, g, plain
        else:
            own = lanes[..., None]
            self._asked, self._seen = np.where(own, x, self._asked), np.where(own, g, self._seen)
            self._plain = np.where(own, plain, self._plain)
        return g

    def evaluate(self, x: Array, lanes: Array | None = None) -> tuple[Array, Array]:
        g = self.gradient(x, lanes)
        return self._source.evaluate(x)[0], g

    def hessian(self, x: Array, lanes: Array | None = None) -> Array:
        self._charge(lanes)
        return self._source.landscape.hessian(x)

    def lane(self, index: tuple[int, ...]) -> CountedObjective:
        lanes = self._shape[:-1]
        if index not in self._lanes:
            transforms = [transform.lane(index, lanes) for transform in self._transforms]
            self._lanes[index] = CountedObjective(self._landscape, transforms, 0.0, None, self._shape[-1:])
        own = self._lanes[index]
        if own._t != self._t:
            own._t, own._asked, own._seen, own._plain = self._t, own._nothing, own._nothing, own._nothing
            own._take(self._noise)
            own._source = Remembered(self._source.landscape) if self.batched else own._exact
            if self._decays:
                own.decay(float(np.broadcast_to(self._weight_decay, (*lanes, 1))[index][0]))
        return own

    @property
    def evaluations(self) -> Array | int:
        """How often each lane has asked so far, `(...)`."""
        return self.account()[2]

    def account(self) -> tuple[Array, Array, Array | int, list[Any]]:
        """What this step has asked for.

        asked, seen  `(..., n)`, where its last gradient was asked for, and the answer; NaN if there was none
        evaluations  `(...)`, how often each lane has asked, since the run began
        changed      per transform `(...)`, whether it has changed a gradient of this step
        """
        if not self._lanes:
            return self._asked, self._seen, self._charged, self._changed
        changed = list(np.moveaxis(self._of_lanes("_changed"), -1, 0))
        return self._of_lanes("_asked"), self._of_lanes("_seen"), self._charged + self._of_lanes("_charged"), changed

    def drawn(self) -> dict[int, Array]:
        """What this step has drawn at random, by the place of the transform: `(n,)` standard normal numbers; of a
        mini-batch its gradient `(..., n)` where the last one was asked for, NaN if there was none."""
        found = {i: noise for i, noise in enumerate(self._noise) if noise is not None}
        if self.batched:
            found[0] = self._of_lanes("_plain") if self._lanes else self._plain
        return found

    def _of_lanes(self, name: str) -> Array:
        lanes = self._shape[:-1]
        values = np.array([getattr(self._lanes[index], name) for index in np.ndindex(lanes)])
        return values.reshape(lanes + values.shape[1:])

    def _transform(self, g: Array, x: Array, lanes: Array | None) -> Array:
        for i, (transform, noise) in enumerate(zip(self._transforms, self._noise, strict=True)):
            before, g = g, transform.apply(g, x, self._t, noise)
            if i == 0 and self.batched:
                before = self.look(x)[1]
            changed = (g != before).any(axis=-1)
            self._changed[i] = self._changed[i] | (changed if lanes is None else changed & lanes)
        return g

    def _charge(self, lanes: Array | None) -> None:
        self._charged = self._charged + (1 if lanes is None else lanes.astype(int))
