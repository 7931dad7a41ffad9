"""A program walked by NumPy: all lanes take a step together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from formulas.compile import compiled
from formulas.lane_source import array_source, carried, powers
from maps.sweep.program import Program

Memory = tuple[np.ndarray, np.ndarray, np.ndarray]
Arrays = list[np.ndarray]


def begun(of: Program) -> tuple[Arrays, Arrays, Arrays]:
    """What the first step begins with, arrays `(L,)`: the coordinates of the starts, f and its slopes there, and the
    elements of all states."""
    found, point = of.written, [np.ascontiguousarray(coordinate) for coordinate in of.batch.starts.T]
    first, second = _answers(of)
    answers = list(first(*point))
    begin = compiled(array_source(found.begin, found.states, of.dimensions))
    powers_of_begin = [of.told[str(register)].at(1) for _, register in powers(found.begin)]
    known = dict(zip(carried(found.step, found.states), (*point, *answers), strict=False))
    states = begin(first, second, *_inputs(of, 1, known), *powers_of_begin)
    return point, answers, [np.broadcast_to(state, point[0].shape).astype(float) for state in states]


def walk_by_arrays(of: Program, memory: Memory | None) -> tuple[Arrays, Arrays]:
    """The last points and f with its slopes there; every row goes to `memory`, if there is some."""
    found, n = of.written, of.dimensions
    step = compiled(array_source(found.step, ("x", *found.states), n))
    names, known_before = carried(found.step, found.states), [str(register) for _, register in powers(found.step)]
    with np.errstate(all="ignore"):
        first, second = _answers(of)
        point, answers, states = begun(of)
        _keep(memory, 0, point, answers)
        for t in range(1, of.batch.steps + 1):
            inputs = _inputs(of, t, dict(zip(names, (*point, *answers, *states), strict=True)))
            left = step(first, second, *inputs, *(of.told[name].at(t) for name in known_before))
            point, states = left[:n], left[n:]
            answers = list(first(*point))
            _keep(memory, t, point, answers)
    return point, answers


def _answers(of: Program) -> tuple[Callable[..., Any], Callable[..., Any]]:
    function, arguments = of.batch.surface.function, of.batch.surface.arguments
    return (lambda *point: function.first(*point, *arguments)), (lambda *point: function.second(*point, *arguments))


def _keep(memory: Memory | None, t: int, point: Arrays, answers: Arrays) -> None:
    if memory is not None:
        x, value, gradient = memory
        x[t], value[t] = point, answers[0]
        gradient[t] = answers[1:]


def _inputs(of: Program, t: int, known: dict[str, Any]) -> list[Any]:
    """What a step is given, in the order of its inputs; an input that nobody reads may have no value."""
    told = of.told
    known["t"] = np.float64(t)
    return [told[name].at(t) if name in told else known.get(name) for name in of.written.inputs]
