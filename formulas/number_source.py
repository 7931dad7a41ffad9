"""Instructions → Python source for single numbers: Python takes a tenth of the time of NumPy for arrays of two."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from formulas.emit import Instruction, Operand
from formulas.language import NUMPY
from formulas.numbers import greatest, least, power, quotient, sign
from formulas.numpy_source import literal
from formulas.straight import BINDING, Expression, has_brackets, straight

_TESTS = ("<", "<=", ">", ">=", "==", "!=")
_ASKS = ("first", "second")


def number_source(
    live: Mapping[str, Instruction], inputs: Sequence[str], results: Sequence[Sequence[Operand]], careful: bool
) -> str:
    """Source of `step(first, second, *inputs)`, which gives a tuple of numbers for each of `results`.

    `first` and `second` are functions of a point that give a tuple of numbers. Python raises ArithmeticError or
    ValueError where a division by 0 or the root of a negative number comes up; the `careful` source goes on, as NumPy
    does, and takes longer. Both have NumPy's bits.
    """
    names = {name: f"a{at}" for at, name in enumerate(inputs)}
    renamed: dict[str, Instruction] = {
        name: (op, *[names.get(arg, arg) if isinstance(arg, str) else arg for arg in args])
        for name, (op, *args) in live.items()
    }
    flat = [names.get(one, one) if isinstance(one, str) else one for some in results for one in some]
    code = straight(renamed, flat)
    lines = [f"    {line.target} = {_spelled(line.expression, careful)}\n" for line in code.lines]
    numbers = iter([_spelled(result, careful) for result in code.results])
    answers = ["(" + "".join(f"{next(numbers)}, " for _ in some) + ")" for some in results]
    return f"def step({', '.join((*_ASKS, *names.values()))}):\n{''.join(lines)}    return {', '.join(answers)}\n"


def _spelled(expression: Expression, careful: bool) -> str:
    if not isinstance(expression, tuple):
        return expression if isinstance(expression, str) else literal(expression)
    op, *rest = expression
    if op == "part":
        return f"{_spelled(rest[0], careful)}[{int(rest[1])}]"
    args = [_spelled(part, careful) for part in rest]
    if op in _ASKS:
        return f"{op}({', '.join(args[1:])})"
    if op == "where":
        return f"({args[1]} if {args[0]} else {args[2]})"
    if op in _TESTS:
        return f"(1.0 if {args[0]} {op} {args[1]} else 0.0)"
    if op in BINDING and not (careful and op == "/"):
        held = [f"({arg})" if has_brackets(op, at, rest[at]) else arg for at, arg in enumerate(args)]
        return f"-{held[0]}" if op == "neg" else f" {op} ".join(held)
    op = "quotient" if op == "/" else op
    return f"_{'careful' if careful and op in _CAREFUL else 'single'}_{op}({', '.join(args)})"


def _single(function: Callable[..., Any]) -> Callable[..., float]:
    """A function of arrays for Python's numbers."""
    return lambda *numbers: float(function(*map(np.float64, numbers)))


_CAREFUL: Mapping[str, Callable[..., Any]] = {"quotient": quotient, "sqrt": _single(np.sqrt)}
_SINGLE: Mapping[str, Callable[..., Any]] = {
    **{name: _single(function) for name, function in NUMPY.items()},
    **{"logaddexp": _single(np.logaddexp), "copysign": math.copysign},
    **{"sqrt": math.sqrt, "abs": abs, "sign": sign, "min": least, "max": greatest, "number_power": power},
    **{"isfinite": lambda a: float(math.isfinite(a)), "isnan": lambda a: float(math.isnan(a))},
}
#: What the source calls, by name.
NAMES: Mapping[str, Callable[..., Any]] = {
    **{f"_single_{name}": function for name, function in _SINGLE.items()},
    **{f"_careful_{name}": function for name, function in _CAREFUL.items()},
}
