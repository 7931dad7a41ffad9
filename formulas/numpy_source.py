"""Straight-line code → Python source for NumPy."""

import math

from formulas.straight import BINDING, Code, Expression, has_brackets


def printed(code: Code) -> tuple[list[str], list[str]]:
    """(lines of assignments, expressions of the results) in Python."""
    lines = [f"{line.target} = {_spelled(line.expression)}" for line in code.lines]
    return lines, [_spelled(result) for result in code.results]


def _spelled(expression: Expression) -> str:
    if isinstance(expression, str):
        return expression
    if isinstance(expression, float):
        return literal(expression)
    op, *args = expression
    if op not in BINDING:
        return f"_{op}({', '.join(map(_spelled, args))})"
    spelled = [f"({_spelled(arg)})" if has_brackets(op, at, arg) else _spelled(arg) for at, arg in enumerate(args)]
    return f"-{spelled[0]}" if op == "neg" else f" {op} ".join(spelled)


def literal(value: float) -> str:
    """A number as generated code has it."""
    if math.isfinite(value):
        return repr(value)
    return "_nan" if math.isnan(value) else "_inf" if value > 0 else "-_inf"
