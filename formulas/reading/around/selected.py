"""NumPy's choices among several pieces, np.select and np.piecewise → where(condition, a, otherwise)."""

from __future__ import annotations

import re

from formulas.errors import FormulaError

_CALLED = re.compile(r"\b(?:(?:np|numpy|jnp|torch)\.)?(select|piecewise)\s*\(")
_LAMBDA = re.compile(r"\A\s*lambda\s+(\w+)\s*:\s*(.*)\Z", re.DOTALL)
_DEFAULT = re.compile(r"\A\s*default\s*=\s*")
_EITHER = re.compile(r"\)\s*\|\s*\(")
_MOST = 12


def selected(text: str) -> str:
    """The text with nested choices, and with `or` for NumPy's | between conditions.

    FormulaError in a sentence where conditions and values do not fit.
    """
    if text.count("|") == len(_EITHER.findall(text)) and re.search("[<>]", text):
        text = _EITHER.sub(") or (", text)
    for _ in range(_MOST):
        if not (found := _CALLED.search(text)):
            return text
        arguments, end = parted(text, found.end())
        build = _select if found[1] == "select" else _piecewise
        if not (put := build(arguments)):
            better = (
                "np.select([x < 0], [-x], default=x)" if found[1] == "select" else "np.piecewise(x, [x < 0], [-1, 1])"
            )
            said = f"The pieces of {found[1]} at column {found.start() + 1} do not fit: write {better}."
            raise FormulaError(said, min(found.start(), len(text)), text)
        text = text[: found.start()] + put + text[end:]
    return text


def _select(arguments: list[str]) -> str:
    if len(arguments) not in (2, 3):
        return ""
    tests, values = _items(arguments[0]), _items(arguments[1])
    chosen = _DEFAULT.sub("", arguments[2]).strip() if len(arguments) == 3 else "0"
    if not tests or len(tests) != len(values):
        return ""
    for test, value in zip(reversed(tests), reversed(values), strict=True):
        chosen = f"where({test}, {value}, {chosen})"
    return chosen


def _piecewise(arguments: list[str]) -> str:
    """Of conditions that overlap the last one counts, as in NumPy; where none holds, the value beyond them, or 0."""
    if len(arguments) != 3:
        return ""
    tests, values = _items(arguments[1]), [_applied(value, arguments[0].strip()) for value in _items(arguments[2])]
    if not tests or len(values) - len(tests) not in (0, 1):
        return ""
    chosen = values[-1] if len(values) > len(tests) else "0"
    for test, value in zip(tests, values, strict=False):
        chosen = f"where({test}, {value}, {chosen})"
    return chosen


def _applied(value: str, argument: str) -> str:
    """The body of a lambda, with what it is called with in place of its letter."""
    if not (found := _LAMBDA.match(value)):
        return value
    return f"({re.sub(rf'(?<![A-Za-z0-9_]){found[1]}(?![A-Za-z0-9_])', lambda _m: f'({argument})', found[2])})"


def _items(text: str) -> list[str]:
    text = text.strip()
    return parted(text, 1)[0] if text[:1] in ("[", "(") else []


def parted(text: str, at: int) -> tuple[list[str], int]:
    """What commas part from `at` on until the bracket closes, and where that ends."""
    parts: list[str] = []
    depth, begin = 0, at
    for i in range(at, len(text)):
        if text[i] in "([{":
            depth += 1
        elif text[i] in ")]}" and depth:
            depth -= 1
        elif text[i] in ")]}":
            return [part for part in [*parts, text[begin:i].strip()] if part], i + 1
        elif text[i] == "," and not depth:
            parts, begin = [*parts, text[begin:i].strip()], i + 1
    return [], len(text)
