"""Instructions → straight-line code as plain data, with as few temporaries as it needs.

Nothing here knows NumPy: `numpy_source` prints the data, and whoever works it out elsewhere gets it as it is.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from formulas.emit import Instruction, Operand

#: A number, the name of an argument or of a line, or (operation, *expressions).
Expression = float | str | tuple[Any, ...]

#: How tightly an operation that stands between or before its arguments holds them; all others are calls.
BINDING: Mapping[str, int] = {"<": 0, "<=": 0, ">": 0, ">=": 0, "+": 1, "-": 1, "*": 2, "/": 2, "neg": 3}
_ATOM = 4
_MAX_INLINE = 12  # nested brackets in one expression; Python itself stops at 200


class Line(NamedTuple):
    """One assignment. A target is set again once its value was read for the last time."""

    target: str
    expression: Expression


class Code(NamedTuple):
    """Lines to be worked out in order, and then the results. Only numbers, names and tuples of them."""

    lines: tuple[Line, ...]
    results: tuple[Expression, ...]


def straight(live: Mapping[str, Instruction], results: Sequence[Operand], apart: Collection[str] = ()) -> Code:
    """The code of the instructions `live`; those named in `apart` are lines of their own, whoever reads them.

    A temporary used once is written where it is used: NumPy then reuses its memory for the next
    operation, which makes large batches a quarter faster than with every temporary named.
    """
    uses = Counter(arg for _, *args in live.values() for arg in args)
    uses.update(results)
    inside: dict[Operand, Expression] = {}
    nesting: dict[Operand, int] = {}
    lines = []
    for name, (op, *args) in live.items():
        parts = [inside.get(arg, arg) for arg in args]
        deep = max(nesting.get(arg, 0) + has_brackets(op, at, parts[at]) for at, arg in enumerate(args))
        if uses[name] == 1 and deep < _MAX_INLINE and name not in apart:
            inside[name], nesting[name] = (op, *parts), deep
        else:
            lines.append(Line(name, (op, *parts)))
    return _reuse(lines, [inside.get(result, result) for result in results])


def has_brackets(op: str, at: int, part: Expression) -> bool:
    """Whether argument number `at` of `op` stands in brackets: those of a call always do."""
    own = BINDING.get(part[0], _ATOM) if isinstance(part, tuple) else _ATOM
    return op not in BINDING or own < BINDING[op] + at


def names(expression: Expression) -> list[str]:
    """The names that are read, from left to right."""
    if isinstance(expression, tuple):
        return [name for part in expression[1:] for name in names(part)]
    return [expression] if isinstance(expression, str) else []


def _reuse(lines: Sequence[Line], results: Sequence[Expression]) -> Code:
    """The same code with few temporaries: one that was read for the last time gives its name away.

    Otherwise every temporary of a long Hessian would hold its memory to the end: 90 MB on 40,000 points, not 20.
    """
    reads = [names(line.expression) for line in lines]
    last = {name: at for at, line in enumerate(lines) for name in (line.target, *reads[at])}
    last |= {name: len(lines) for result in results for name in names(result)}
    slots: dict[str, str] = {}
    free: list[str] = []
    renamed = []
    for at, (target, expression) in enumerate(lines):
        line = _renamed(expression, slots)
        free += dict.fromkeys(slots[name] for name in reads[at] if name in slots and last[name] == at)
        slots[target] = free.pop() if free else f"_{len(set(slots.values()))}"
        free += [slots[target]] * (last[target] == at)  # of an answer that nobody reads
        renamed.append(Line(slots[target], line))
    return Code(tuple(renamed), tuple(_renamed(result, slots) for result in results))


def _renamed(expression: Expression, slots: Mapping[str, str]) -> Expression:
    if isinstance(expression, tuple):
        return (expression[0], *[_renamed(part, slots) for part in expression[1:]])
    return slots.get(expression, expression) if isinstance(expression, str) else expression
