"""Loops over the two coordinates, in Python, MATLAB, Julia, R, C and JavaScript → the same lines for one after another.

    for i in range(len(x)):        s += x[0]**2
        s += x[i]**2          →    s += x[1]**2

Nothing runs: what a loop counts must be known from the text, and any other loop stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OF_POINT = (
    r"(?:len|length|numel|size|nrow|ncol)\(\s*\w+\s*(?:,\s*[12]\s*)?\)|"
    r"\w+\.(?:size|shape\[0\]|length|ndim|len)\b(?:\(\))?"
)
_COUNT = re.compile(rf"(?:{_OF_POINT}|[ndDNp]|dims?|[1-9])\Z")
_IS_COUNT = re.compile(
    rf"^([ \t]*(?:int\s+|size_t\s+)?([A-Za-z]\w*)\s*(?:=|<-)\s*)(?:{_OF_POINT})(?=\s*;?\s*$|;)", re.MULTILINE
)
_PYTHON = re.compile(
    r"^([ \t]*)for\s+(?:(\w+)\s+in\s+range\(((?:[^()]|\([^()]*\))*)\)|(\w+)\s+in\s+([A-Za-z_]\w*)|"
    r"(\w+)\s*,\s*(\w+)\s+in\s+enumerate\((\w+)\))\s*:[ \t]*(.*)$",
    re.MULTILINE,
)
_ENDED = re.compile(
    r"^[ \t]*for\s+(\w+)\s*(?:=|\bin\b|∈)\s*(?:([01])\s*:\s*([^\n;,:]+?)|eachindex\(\w+\)|"
    r"(?!\w+\s*[({.])(\w+))[ \t]*[,;]?[ \t]*(?:\bdo\b)?[ \t]*(?=\n|;)",
    re.MULTILINE,
)
_BRACED = re.compile(
    r"\bfor\s*\(\s*(?:(?:int|size_t|unsigned|const|let|var|auto)\s+)*(?:"
    r"(\w+)\s*=\s*([01])\s*;\s*\1\s*(<=?)\s*([^;]+?)\s*;\s*(?:\1\s*\+\+|\+\+\s*\1|\1\s*\+=\s*1)|"
    r"(\w+)\s+in\s+(?:([01])\s*:\s*((?:[^()]|\([^()]*\))+)|seq_(?:along|len)\([^()]*\))|(\w+)\s*(?:of|:)\s*(\w+))\s*\)"
)
_FOLDED = re.compile(r"([\[(])\s*([0-9])\s*([-+])\s*([0-9])\s*([\])])")
_MOST, _TURNS, _LONGEST = 12, 4, 6_000


@dataclass(frozen=True)
class _Loop:
    """Where a loop stands, what stands in it, and what its names are in every turn."""

    start: int
    end: int
    body: str
    turns: Sequence[dict[str, str]]


def unrolled(text: str) -> str:
    """The text with the lines of its loops once for every turn."""
    if not re.search(r"\bfor\b", text):
        return text
    text = _IS_COUNT.sub(r"\g<1>2", text)
    for _ in range(_MOST):
        loop = _braced(text) or _indented(text) or _ended(text)
        if not loop or len(text) > _LONGEST:
            break
        lines = "\n".join(_turn(loop.body, names) for names in loop.turns)
        text = f"{text[: loop.start]}{lines}{text[loop.end :]}"
    return text


def _turn(body: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        body = re.sub(rf"(?<![\w.]){name}(?!\w)", value, body)
    return _FOLDED.sub(_sum, body)


def _sum(found: re.Match[str]) -> str:
    total = int(found[2]) + int(found[4]) * (1 if found[3] == "+" else -1)
    return found[0] if total < 0 else f"{found[1]}{total}{found[5]}"


def _number(text: str) -> int | None:
    """What a bound is: a number, how many coordinates there are, or one more or less."""
    plain = text.strip()
    plain = plain[1:-1].strip() if plain[:1] == "(" and plain.find(")") == len(plain) - 1 else plain
    found = re.fullmatch(r"(.+?)\s*(?:([-+])\s*([0-9]))?", plain)
    if not found or not _COUNT.match(found[1].strip()):
        return None if plain != "0" else 0
    base = int(found[1]) if found[1].strip().isdigit() else 2
    return base + (int(found[3]) * (1 if found[2] == "+" else -1) if found[2] else 0)


def _counted(name: str, first: int | None, last: int | None) -> list[dict[str, str]]:
    """The turns from `first` to `last`; none if there are too many or the ends are not known."""
    if first is None or last is None or not 0 <= last - first + 1 <= _TURNS:
        return []
    return [{name: str(count)} for count in range(first, last + 1)]


def _each(name: str, point: str, first: int) -> list[dict[str, str]]:
    return [{name: f"{point}[{first + k}]"} for k in range(2)]


def _indented(text: str) -> _Loop | None:
    """Python's, whose lines stand deeper."""
    if not (found := _PYTHON.search(text)):
        return None
    turns: list[dict[str, str]]
    if found[2]:
        ends = [_number(part) for part in re.split(r",(?![^()]*\))", found[3])]
        first, last = (0, *ends) if len(ends) == 1 else (*ends, None)[:2]
        turns = _counted(found[2], first, None if last is None else last - 1)
    elif found[4]:
        turns = _each(found[4], found[5], 0)
    else:
        turns = [{found[6]: str(k), found[7]: f"{found[8]}[{k}]"} for k in range(2)]
    lines = text[found.end() :].split("\n")[1:]
    deeper = 0
    while deeper < len(lines) and (not lines[deeper].strip() or _depth(lines[deeper]) > len(found[1])):
        deeper += 1
    inside = [line for line in lines[:deeper] if line.strip()]
    if found[9]:
        deeper, inside = 0, [found[9]]
    if not inside or not turns:
        return None
    least = min(map(_depth, inside)) if not found[9] else 0
    body = "\n".join(f"{found[1]}{line[least:]}" for line in inside)
    end = found.end() + sum(len(line) + 1 for line in lines[:deeper])
    return _Loop(found.start(), end, body, turns)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ended(text: str) -> _Loop | None:
    """MATLAB's and Julia's, which close with `end`."""
    if not (found := _ENDED.search(text)):
        return None
    if found[4]:
        turns = _each(found[1], found[4], 1)
    else:
        turns = _counted(found[1], int(found[2] or 1), _number(found[3]) if found[3] else 2)
    depth = 1
    for word in re.finditer(r"\b(?:(for|if|while|begin|let)|(end)(?:for)?)\b", text[found.end() :]):
        depth += 1 if word[1] else -1
        if depth == 0:
            begin = found.end()
            body = text[begin : begin + word.start()].strip("; \n\t,")
            return _Loop(found.start(), begin + word.end(), f"{body};", turns) if turns else None
    return None


def _braced(text: str) -> _Loop | None:
    """C's, JavaScript's and R's, whose head stands in brackets."""
    if not (found := _BRACED.search(text)):
        return None
    if found[1]:
        last = _number(found[4])
        turns = _counted(found[1], int(found[2]), last if found[3] == "<=" or last is None else last - 1)
    elif found[5]:
        turns = _counted(found[5], int(found[6] or 1), _number(found[7]) if found[7] else 2)
    else:
        turns = _each(found[8], found[9], 0)
    begin = re.compile(r"\s*").match(text, found.end()).end()  # type: ignore[union-attr]
    if text[begin : begin + 1] != "{":
        end = next((i for i in range(begin, len(text)) if text[i] in ";\n"), len(text) - 1) + 1
        return _Loop(found.start(), end, text[begin:end], turns) if turns else None
    depth = 0
    for at in range(begin, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            body = text[begin + 1 : at].strip()
            return _Loop(found.start(), at + 1, f"{body}\n", turns) if turns else None
    return None
