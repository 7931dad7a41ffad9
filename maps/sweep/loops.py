"""A program walked by a loop over lanes and steps that Numba compiles, where it is installed: `slalom[fast]`.

The loop is generated of the rule's instructions and the surface's, as everything else that walks them is; Numba gets
the function that `formulas` has made of them, with its own functions in the place of NumPy's.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from threading import Lock

import numpy as np

from formulas.compile import compiled
from formulas.lane_source import BLOCK, Ground, carried, compilable, loop_source, powers
from maps.sweep.arrays import Arrays, Memory, begun
from maps.sweep.calls import functions
from maps.sweep.program import Program
from simulation.live.ground import NotLiveError, written_ground

_MOST = 32  # compiled loops that are kept
_loops: OrderedDict[str, Callable[..., None]] = OrderedDict()
_lock = Lock()


def source_of(of: Program, *, history: bool) -> str | None:
    """The source of the loop; None where there is no compiler, or nothing that it could compile."""
    if not find_spec("numba"):
        return None
    try:
        ground = written_ground(of.batch.surface)
    except NotLiveError:
        return None
    blocks = dict(ground.blocks)
    if not blocks or ground.rows or not compilable([of.written.step, *blocks.values()]):
        return None
    names = tuple(f"p{i}" for i in range(len(ground.parameters)))
    kinds = {name: told.kind for name, told in of.told.items()}
    return loop_source(of.written.step, of.written.states, kinds, Ground(blocks, names, of.dimensions), history=history)


def walk_by_loop(of: Program, source: str, memory: Memory | None, threads: int = 1) -> tuple[Arrays, Arrays]:
    """As `maps.sweep.arrays.walk_by_arrays`, to the last few digits: functions of the C library are not NumPy's. Each
    of the threads walks some of the lanes; how many there are changes no bit."""
    with np.errstate(all="ignore"):
        point, answers, states = begun(of)
    rows = np.ascontiguousarray([*point, *answers, *states])
    n, lanes = of.dimensions, rows.shape[1]
    x, value, gradient = memory or (np.empty((0, n, lanes)), np.empty((0, lanes)), np.empty((0, n, lanes)))
    if memory:
        x[0], value[0], gradient[0] = point, answers[0], answers[1:]
    kept = {*carried(of.written.step, of.written.states)}
    outside = [of.told[name].value for name in of.written.step.inputs if name != "t" and name not in kept]
    outside += [of.told[str(register)].value for _, register in powers(of.written.step)]
    walk, told = _loop(source), (of.batch.steps, rows, *outside, *map(float, of.batch.surface.arguments))
    most = -(-lanes // (threads * BLOCK)) * BLOCK
    parts = [(begin, min(begin + most, lanes)) for begin in range(0, lanes, most)]
    if len(parts) < 2:
        walk(0, lanes, *told, x, value, gradient)
    else:
        with ThreadPoolExecutor(len(parts)) as together:
            list(together.map(lambda part: walk(*part, *told, x, value, gradient), parts))
    return list(rows[:n]), list(rows[n : 2 * n + 1])


def _loop(source: str) -> Callable[..., None]:
    with _lock:  # a compiler works for one at a time
        if source not in _loops:
            numba = import_module("numba")
            function = compiled(source)
            function.__globals__.update(functions())
            _loops[source] = numba.njit(function, error_model="numpy", nogil=True)
            while len(_loops) > _MOST:
                _loops.popitem(last=False)
        _loops.move_to_end(source)
        return _loops[source]
