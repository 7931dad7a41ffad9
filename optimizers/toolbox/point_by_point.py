"""Rules whose steps take a different course at every point: written for one point, lifted to batches here.

A line search or a simplex asks again and again until it is content, each lane for itself. Such a rule's `init` and
`step` are written for a single point `(n,)` with plain numbers as hyperparameters; the two decorators make of them
methods for any batch, lane by lane. A batch therefore equals its single runs bit for bit, and every lane pays for its
own questions.

A field of the state that is a plain tuple is the rule's private memory: of any shape, and not recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import numpy as np

from optimizers.base import Array


def init_of_points(init: Callable) -> Callable:
    """`init(self, x (n,)) → state` for any batch of points."""

    @wraps(init)
    def batched(self: Any, x: Array) -> Any:
        lanes = x.shape[:-1]
        if not lanes:
            return init(self.lane((), ()), x)
        return _stacked([init(self.lane(index, lanes), x[index]) for index in np.ndindex(lanes)], lanes)

    return batched


def step_of_points(step: Callable) -> Callable:
    """`step(self, x (n,), state, t, f) → (x, state)` for any batch of points."""

    @wraps(step)
    def batched(self: Any, x: Array, state: Any, t: int, f: Any) -> tuple[Array, Any]:
        lanes = x.shape[:-1]
        if not lanes:
            return step(self.lane((), ()), x, state, t, f)
        points, states = [], []
        for index in np.ndindex(lanes):
            own = type(state)(*(part[index] for part in state))
            point, own = step(self.lane(index, lanes), x[index].copy(), own, t, f.lane(index))
            points.append(point)
            states.append(own)
        return np.array(points).reshape(x.shape), _stacked(states, lanes)

    batched.of_points = True  # type: ignore[attr-defined]
    return batched


def walks_by_points(rule: type) -> bool:
    """Whether the class of a rule has a step that was written for one point, and takes its own course there."""
    return getattr(rule.step, "of_points", False)  # type: ignore[attr-defined]


def _stacked(states: Sequence[Any], lanes: tuple[int, ...]) -> Any:
    """One state of all lanes: arrays `lanes + shape`, and object arrays of the tuples."""
    return type(states[0])(*(_field(parts, lanes) for parts in zip(*states, strict=True)))


def _field(parts: Sequence[Any], lanes: tuple[int, ...]) -> Array:
    if not isinstance(parts[0], tuple):
        return np.array(parts).reshape(lanes + np.shape(parts[0]))
    objects = np.empty(len(parts), dtype=object)
    objects[:] = parts
    return objects.reshape(lanes)


def known_or_asked(f: Any, x: Array, memory: tuple) -> tuple[Any, Array]:
    """Value and gradient at x: as the last step left them, or asked for if x is not where it ended.

    Someone else may have moved x in between: a rule around this one does. And with mini-batches f is another function
    than it was then.
    """
    if memory and not f.batched and np.array_equal(memory[0], x):
        return memory[1], memory[2]
    return f.evaluate(x)
