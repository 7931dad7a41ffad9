"""The growing arrays of a run, and how they become a trajectory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

import numpy as np

from optimizers import Optimizer
from optimizers.base import Number
from simulation.running.ending import Ending
from simulation.running.objective import CountedObjective
from simulation.running.plan import lr_name
from simulation.running.trajectory import Trajectory


class Record:
    """One row per step, written as the run goes; row 0 is the start."""

    def __init__(self, rule: Optimizer, x: np.ndarray, state: Any, f: CountedObjective, steps: int) -> None:
        rows = steps + 1
        self.x = np.empty((rows, *x.shape))
        self.value = np.empty((rows, *x.shape[:-1]))
        self.gradient = np.empty_like(self.x)
        self.asked = np.empty_like(self.x)
        self.seen = np.empty_like(self.x)
        self.evaluations = np.zeros(self.value.shape, int)
        self.changed = [np.zeros(self.value.shape, int) for _ in f.account()[3]]
        self.scheduled: dict[str, np.ndarray] = {}
        self.drawn: dict[int, np.ndarray] = {}
        self._lr_name = lr_name(rule)
        self._lr = rule.values()[self._lr_name] if self._lr_name else np.nan
        leaves = list(_leaves(state))
        self._parts = {name: np.empty((rows, *(np.shape(part) or x.shape[:-1]))) for name, _, part in leaves}
        self._written = [(path, self._parts[name]) for name, path, _ in leaves]
        self.rows = 0
        self.write(0, x, state, f, {})

    def write(self, t: int, x: np.ndarray, state: Any, f: CountedObjective, values: Mapping[str, Number]) -> None:
        """Row t: the point and the state after step t, which was taken with the scheduled `values`."""
        self.x[t] = x
        self.value[t], self.gradient[t] = f.look(x)
        self.asked[t], self.seen[t], self.evaluations[t], changes = f.account()
        for i, changed in enumerate(changes):
            self.changed[i][t] = self.changed[i][t - 1] + changed
        for part, array in self._written:
            array[t] = part(state)
        for i, numbers in f.drawn().items():
            if i not in self.drawn:
                self.drawn[i] = np.full((len(self.value), *numbers.shape), np.nan)
            self.drawn[i][t] = numbers
        for name, value in values.items():
            self.scheduled.setdefault(name, np.full_like(self.value, np.nan))[t] = _per_lane(value)
        self.rows = t + 1

    def states(self, t: int) -> list[float]:
        """The states of row t, one after another."""
        return [number for array in self._parts.values() for number in array[t].ravel().tolist()]

    def fill(self, t: int, rows: Sequence[tuple[float, ...]]) -> None:
        """Row t and those after it, of one point: numbers in the order of value, gradient, point, states, where the
        last gradient was asked for, what came back, and how often the step has asked."""
        numbers, at = np.array(rows), 0
        arrays = [self.value, self.gradient, self.x, *self._parts.values(), self.asked, self.seen]
        for array in arrays:
            width = array[0].size
            array[t : t + len(rows)] = numbers[:, at : at + width].reshape(len(rows), *array.shape[1:])
            at += width
        self.evaluations[t : t + len(rows)] = self.evaluations[t - 1] + np.cumsum(numbers[:, at].astype(int))
        self.rows = t + len(rows)

    def read(self, ending: Ending) -> bool:
        """Show the rows so far to `ending`; whether all lanes have ended."""
        rows = slice(0, self.rows)
        return ending.read(self.x[rows], self.value[rows], self.gradient[rows])

    def trajectory(self, ending: Ending) -> Trajectory:
        """The finished arrays; rows that nobody needs are dropped."""
        last = np.minimum(ending.last, self.rows - 1)
        rows = int(last.max()) + 1
        row = np.arange(rows).reshape(-1, *[1] * last.ndim)

        def finish(a: np.ndarray) -> np.ndarray:
            a = a[:rows]
            if last.ndim:
                beyond = row > last
                a[np.broadcast_to(beyond.reshape(beyond.shape + (1,) * (a.ndim - beyond.ndim)), a.shape)] = np.nan
            return _frozen(a)

        def count(a: np.ndarray) -> np.ndarray:
            return _frozen(np.take_along_axis(a, np.minimum(row, last), axis=0))  # a lane that has ended counts no more

        scheduled = dict(self.scheduled)
        return Trajectory(
            x=finish(self.x),
            value=finish(self.value),
            gradient=finish(self.gradient),
            asked=finish(self.asked),
            seen=finish(self.seen),
            states={name: finish(array) for name, array in self._parts.items()},
            lr=finish(scheduled.pop(self._lr_name or "", self._constant_lr())),
            scheduled={name: finish(a) for name, a in scheduled.items()},
            changed=tuple(map(count, self.changed)),
            drawn={i: self._of_all_lanes(numbers[:rows]) for i, numbers in self.drawn.items()},
            evaluations=count(self.evaluations),
            status=_frozen(ending.status)[()],
            last=_frozen(last)[()],
        )

    def _of_all_lanes(self, numbers: np.ndarray) -> np.ndarray:
        """Numbers that all lanes share as one view, without a copy for each."""
        shape = (len(numbers), *self.x.shape[1:])
        between = (1,) * (len(shape) - numbers.ndim)
        return _frozen(np.broadcast_to(numbers.reshape(len(numbers), *between, *numbers.shape[1:]), shape))

    def _constant_lr(self) -> np.ndarray:
        lr = np.full_like(self.value, np.nan)
        lr[1:] = _per_lane(self._lr)
        return lr


def _leaves(state: Any, name: str = "") -> Iterator[tuple[str, Callable, Any]]:
    """(name, how to get it from a state, array) of every array in a state and in the states inside it.

    What is no array (None, or the tuples and objects that a rule remembers for itself) is not recorded.
    """
    for i, (field, part) in enumerate(zip(getattr(state, "_fields", ()), state, strict=True)):
        if hasattr(part, "_fields"):
            for inner, get, leaf in _leaves(part, f"{name}{field}."):
                yield inner, partial(_inside, i, get), leaf
        elif isinstance(part, np.ndarray | np.number | float | int) and np.asarray(part).dtype != object:
            yield f"{name}{field}", itemgetter(i), part


def _inside(i: int, get: Callable, state: Any) -> Any:
    return get(state[i])


def _per_lane(value: Number) -> Any:
    """`(..., 1)` as `(...)`; a number stays one."""
    return np.squeeze(value, -1) if np.ndim(value) else value


def _frozen(a: Any) -> np.ndarray:
    a = np.asarray(a)
    a.flags.writeable = False
    return a
