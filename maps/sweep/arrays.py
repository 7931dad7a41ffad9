"""A program walked by NumPy: all lanes take a step together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from formulas.compile import compiled
from formulas.lane_source import array_source, elements, powers
from formulas.machine import Block
from maps.sweep.program import Program
from simulation.running.steps import Written

Memory = tuple[np.ndarray, np.ndarray, np.ndarray]
Arrays = list[np.ndarray]


def begun(of: Program) -> tuple[Arrays, Arrays, Arrays]:
    """What the first step begins with, arrays `(L,)`: the coordinates of the starts, f and its slopes there, and the
    elements of all states."""
    batch, block = of.batch, of.written.begin
    point = [np.ascontiguousarray(coordinate) for coordinate in batch.starts.T]
    first, second = _answers(of)
    answers = list(first(*point))
    inputs = _inputs(of, block, 1, _named(of, point, answers, []))
    states = _function(of.written, "begin", of.dimensions)(first, second, *inputs, *_powers(of, block, 1))
    return point, answers, [np.broadcast_to(state, point[0].shape).astype(float) for state in states]


def walk_by_arrays(of: Program, memory: Memory | None) -> tuple[Arrays, Arrays]:
    """The last points and f with its slopes there; every row goes to `memory`, if there is some."""
    step, block = _function(of.written, "step", of.dimensions), of.written.step
    with np.errstate(all="ignore"):
        first, second = _answers(of)
        point, answers, states = begun(of)
        _keep(memory, 0, point, answers)
        for t in range(1, of.batch.steps + 1):
            inputs = _inputs(of, block, t, _named(of, point, answers, states))
            found = step(first, second, *inputs, *_powers(of, block, t))
            point, states = found[: of.dimensions], found[of.dimensions :]
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


def _named(of: Program, point: Arrays, answers: Arrays, states: Arrays) -> dict[str, Any]:
    inputs = of.written.step.inputs
    names = [one for name in ("x", "value", "gradient", *of.written.states) for one in elements(inputs, name)]
    return dict(zip(names, (*point, *answers, *states), strict=False))


def _inputs(of: Program, block: Block, t: int, known: dict[str, Any]) -> list[Any]:
    told = of.told
    return [
        np.float64(t) if name == "t" else told[name].at(t) if name in told else known.get(name) for name in block.inputs
    ]


def _powers(of: Program, block: Block, t: int) -> list[Any]:
    return [of.told[str(register)].at(t) for _, register in powers(block)] if block is of.written.step else []


def _function(of: Written, part: str, points: int) -> Callable[..., list[Any]]:
    block, names = (of.begin, of.states) if part == "begin" else (of.step, ("x", *of.states))
    return compiled(array_source(block, names, points))
