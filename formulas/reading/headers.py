"""What stands around a formula: `lambda x, y:`, `def f(x, y): return`, `f(x, y) =`, dollars, a full stop."""

import re
from dataclasses import dataclass

from formulas.errors import FormulaError

_LAMBDA = re.compile(r"\s*+(?:[A-Za-z_]\w*+\s*+=\s*+)?lambda\b([^():]*+):")
_DEF = re.compile(r"\s*+def\s++[A-Za-z_]\w*+\s*+\(([^()]*+)\)\s*+(?:->[^:]*+)?:")
_RETURN = re.compile(r"\s*+(?:(?:\"\"\"[^\"]*+\"\"\"|'''[^']*+''')\s*+)?return\b")
_EQUATION = re.compile(
    r"[\s$]*+(?:\\\[|\\\()?\s*+(?:\\mathcal\{[A-Z]\}|\\?[A-Za-z]{2,12}|[A-Za-z])(?:_[A-Za-z0-9]|_\{[A-Za-z0-9]++\})?\s*+"
    r"(?:\\left)?\(([^()]*?)(?:\\right)?\)\s*+(?::=|=|≔|\\coloneqq|\\equiv)(?!=)"
)
_SINGLE = re.compile(r"[\s$]*+(?:loss|cost|f_?[0-9]|[zZfFJLVUC])\s*+:?=(?!=)")
_UNPACK = re.compile(r"\s*+([A-Za-z_]\w*+)\s*+,\s*+([A-Za-z_]\w*+)\s*+=\s*+([A-Za-z_]\w*+)[ \t]*+(?:;|\n|\r)")
_ARROW = re.compile(
    r"\s*+(?:[A-Za-z]\s*+:)?\s*+\(?\s*+([A-Za-z_]\w*+\s*+(?:,\s*+[A-Za-z_]\w*+\s*+)?)\)?\s*+(?:=>|->|↦|→|\\mapsto|\\to\b)"
)
_LOCAL = re.compile(r"\s*+(?!return\b)([A-Za-z_]\w*+)[ \t]*+=(?!=)([^\n\r;]++)[\n\r;]")
_DOCUMENTED = re.compile(r"\s*+(?:\"\"\"[^\"]*+\"\"\"|'''[^']*+''')")
_TAIL = re.compile(r"(?:\\\]|\\\)|\\q?quad|\\[,;]|[\s$;]|(?<![0-9])\.)+\Z")


@dataclass(frozen=True)
class Body:
    """The formula itself: its place in the text, the names it gives to the coordinates, and names with their values."""

    start: int
    end: int
    arguments: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


def body(text: str) -> Body:
    """Where the formula is. FormulaError if its head names more than two coordinates."""
    end = len(text)
    if tail := _TAIL.search(text):
        end = tail.start()
    head, function = _head(text)
    if head is None:
        lead = re.compile(r"[\s$]*(?:\\\[|\\\()?\s*(?:return\b)?").match(text)
        assert lead
        return Body(min(lead.end(), end), end)
    arguments, values = _arguments(head[1] if head.re.groups else "", text)
    start = head.end()
    if function:
        start = _documented(text, start)
        arguments, start = _unpacked(text, start, arguments)
        while local := _LOCAL.match(text, start):
            values, start = (*values, (local[1], local[2])), local.end()
        if not (found := _RETURN.match(text, start)):
            raise FormulaError(
                "Only assignments and a return are read: write def f(x, y): return and the formula.", start, text
            )
        start = found.end()
    return Body(min(start, end), end, arguments, values)


def _head(text: str) -> tuple[re.Match[str] | None, bool]:
    if found := _DEF.match(text):
        return found, True
    return next((m for p in (_LAMBDA, _EQUATION, _SINGLE, _ARROW) if (m := p.match(text))), None), False


def _arguments(spelled: str, text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The names of the coordinates, and the names that have a value: `x, y, a=1`."""
    names, values = [], []
    for part in spelled.split(",") if spelled.strip() else []:
        name, _, value = (piece.strip() for piece in part.partition("="))
        name = re.sub(r"\s*:.*", "", name)
        if value:
            values.append((name, value))
        else:
            names.append(name)
    if len(names) > 2:
        raise FormulaError(f"A surface has two coordinates, not {len(names)}: write a function of x and y.", 0, text)
    return tuple(names), tuple(values)


def _documented(text: str, start: int) -> int:
    """Where the code of a function begins, behind its docstring."""
    found = _DOCUMENTED.match(text, start)
    return found.end() if found else start


def _unpacked(text: str, start: int, arguments: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """`x, y = p` at the beginning of a function of p."""
    found = _UNPACK.match(text, start)
    if found and arguments == (found[3],):
        return (found[1], found[2]), found.end()
    return arguments, start
