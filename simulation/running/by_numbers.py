"""A run of one point in Python's own numbers, several times as fast as in arrays of two, and with the same bits.

The step is not written a second time: it is what the rule's own code leaves behind when it is run on traced arrays
(`steps.py`), printed as Python.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from formulas import Formula
from formulas.compile import compiled
from formulas.traced import UntraceableError
from optimizers import OPTIMIZERS, Optimizer
from simulation.running.landscape import Landscape, Negated
from simulation.running.record import Record
from simulation.running.steps import Outline, numbers_of, written
from surfaces import Surface

_MOST = 2  # coordinates of a point; of many, arrays are as fast

First = Callable[..., tuple[float, ...]]


def by_numbers(
    rule: Optimizer, landscape: Landscape, x: np.ndarray, record: Record
) -> Callable[[int, float], int] | None:
    """What takes the steps up to one, and gives its number; None where the rule has to be asked itself.

    Only of our own rules and of typed ones is it known that a step hangs on nothing but what it is given.

    record  with row 0 in it
    """
    if x.ndim > 1 or x.size > _MOST or any(np.ndim(value) for value in numbers_of(rule).values()):
        return None
    if not (rule.text or type(rule) in OPTIMIZERS.values()):
        return None
    off = frozenset(name for name, value in numbers_of(rule).items() if value == 0)
    try:
        step = written(Outline(rule, dimensions=x.size), off)
    except UntraceableError:
        return None
    return _ByNumbers(step.sources, numbers_of(rule), landscape, x, record).go if step.sources else None


def first_of(landscape: Landscape) -> First:
    """`first(*point) -> (f, *gradient)` in Python's numbers with the bits of `evaluate`, without arrays where a formula
    says it. Call it inside `np.errstate(all="ignore")`."""
    if isinstance(landscape, Negated):
        descended = first_of(landscape.landscape)
        return lambda *point: tuple(-number for number in descended(*point))
    if isinstance(landscape, Surface) and isinstance(landscape.function, Formula):
        return _of_formula(landscape.function, landscape.arguments)

    def asked(*point: float) -> tuple[float, ...]:
        value, gradient = landscape.evaluate(np.array(point))
        return (float(value), *gradient.tolist())

    return asked


def _of_formula(formula: Formula, arguments: tuple[np.float64, ...]) -> First:
    if single := formula.single:
        numbers = tuple(map(float, arguments))
        return lambda *point: single(*point, *numbers)
    first = formula.first
    return lambda *point: tuple(map(float, first(*map(np.float64, point), *arguments)))


class _ByNumbers:
    def __init__(
        self,
        sources: tuple[str, str],
        settings: dict[str, float],
        landscape: Landscape,
        x: np.ndarray,
        record: Record,
    ) -> None:
        self._quick, self._careful = map(compiled, sources)
        self._settings = tuple(settings.values())
        self._first, self._landscape, self._record = first_of(landscape), landscape, record
        self._upper = np.triu_indices(x.size)
        self._t, self._x, self._states = 0, tuple(x.tolist()), tuple(record.states(0))
        self._known = (float(record.value[0]), *record.gradient[0].tolist())

    def go(self, until: int, due: float) -> int:
        x, states, known, settings, rows = self._x, self._states, self._known, self._settings, []
        first, second, quick = self._first, self._second, self._quick
        for t in range(self._t + 1, until + 1):
            try:
                x, states, asked = quick(first, second, t, *settings, *x, *known, *states)
            except (ArithmeticError, ValueError):
                x, states, asked = self._careful(first, second, t, *settings, *x, *known, *states)
            known = first(*x)
            rows.append((*known, *x, *states, *asked))
            if time.perf_counter() > due:
                break
        self._record.fill(self._t + 1, rows)
        self._t, self._x, self._states, self._known = t, x, states, known
        return t

    def _second(self, *point: float) -> tuple[float, ...]:
        return tuple(self._landscape.hessian(np.array(point))[self._upper].tolist())
