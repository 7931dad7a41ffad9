"""Whether a text speaks of a point as a whole, under which name, and what its loops count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formulas.reading.token import Token
from formulas.reading.vectors.marks import OF_POINTS, POINT, POINTS, TELLING, bounds

_OF_ONE = ("max", "min", "amax", "amin", "maximum", "minimum")  # of one argument only if that is a vector
_METHODS = frozenset(("T", "sum", "mean", "norm", "dot", "prod"))


@dataclass(frozen=True)
class Points:
    """The point of a text: its name, "" if its coordinates have names of their own; other names for it in loops; the
    letters that count its coordinates, and those for how many they are."""

    name: str
    aliases: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()

    def mark(self, token: Token) -> str:
        """The mark that a name stands for, "" if it is none of the point's."""
        if token.style == "point":
            return token.text[len(token.stem) :] if token.stem == self.name else ""
        if token.text == self.name or token.text in self.aliases:
            return POINT
        if self.counted and token.stem == self.name and (found := re.fullmatch(r"\w+?_([a-z])([-+]1)?", token.text)):
            return f":{found[1]}{found[2] or ''}" if found[1] in self.counted else ""
        return ""


def points(tokens: Sequence[Token], head: Sequence[str], aliases: dict[str, str]) -> Points | None:
    """What a text says of points, None if it speaks of numbers only."""
    if not aliases and not any(_tells(tokens, at) for at in range(len(tokens))):
        return None
    counters = [t.style.split(" ") for t in tokens if t.kind == "tex" and t.text == "count"]
    counters += [t.text.split(" ")[1:] for t in tokens if t.kind == "function" and t.text.startswith("count ")]
    counted = frozenset(words[1] for words in counters)
    counts = frozenset(words[5] for words in counters if len(words) > 5 and words[5])
    return Points(_name(tokens, head, aliases), frozenset(aliases), counted, counts)


def _tells(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    called = at + 1 < len(tokens) and tokens[at + 1].kind == "open"
    if called and token.kind == "name" and token.text in _OF_ONE:
        return not _commas(tokens, at + 1)
    return (
        (token.kind == "name" and (token.style == "point" or (called and token.text in TELLING)))
        or (token.kind == "method" and token.text in _METHODS)
        or (token.kind == "op" and token.text == "@")
        or (token.kind == "bar" and token.text == "‖")
        or (token.kind == "tex" and token.text in ("count",))
        or token.text.startswith("count ")
    )


def _name(tokens: Sequence[Token], head: Sequence[str], aliases: dict[str, str]) -> str:
    if len(head) == 1:
        return head[0]
    if head:
        return ""
    if aliases:
        return next(iter(aliases.values()))
    names = {
        token.stem if token.style == "point" or token.whole else token.text for token in tokens if token.kind == "name"
    }
    return "" if {"x", "y"} <= names else next((name for name in POINTS if name in names), "")


def unlooped(tokens: Sequence[Token], text: str) -> tuple[list[Token], dict[str, str]]:
    """The pieces without `for v in x` and `for i in range(n)`, and the names by which such loops call the point.

    A sum over a range becomes a function that counts.
    """
    found, aliases = list(tokens), dict[str, str]()
    while (at := next((i for i in range(len(found)) if _is_loop(found, i)), None)) is not None:
        letter, what = found[at + 1].text, found[at + 3]
        if what.text != "range":
            aliases[letter] = what.text
            del found[at : at + 4]
            continue
        close = _closing(found, at + 4)
        counted = bounds(text[found[at + 4].column + 1 : found[close].column]) if close else None
        place = _opening(found, at)
        if counted is None or place is None or found[place].text not in ("sum", "prod", "max", "min"):
            break
        spelled = f"count {found[place].text} {letter} {counted[0]} {counted[1]} 0"
        found[place] = replace(found[place], kind="function", text=spelled)
        del found[at : close + 1]
    return found, aliases


def _is_loop(tokens: Sequence[Token], at: int) -> bool:
    some = tokens[at : at + 5]
    if len(some) < 5 or any(token.kind != "name" for token in some[:4]):
        return False
    ends = "open" if some[3].text == "range" else "close"
    return some[0].text == "for" and some[2].text == "in" and some[4].kind == ends


def _commas(tokens: Sequence[Token], at: int) -> int:
    """How many commas separate the arguments in the bracket at `at`."""
    depth = commas = 0
    for token in tokens[at : _closing(tokens, at) or len(tokens)]:
        depth += (token.kind == "open") - (token.kind == "close")
        commas += token.kind == "comma" and depth == 1
    return commas


def _closing(tokens: Sequence[Token], at: int) -> int:
    """The place of the bracket that closes the one at `at`, 0 if none does."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += (tokens[place].kind == "open") - (tokens[place].kind == "close")
        if depth == 0:
            return place
    return 0


def _opening(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the name before the brackets, of which `at` is inside."""
    depth = 0
    for place in range(at - 1, 0, -1):
        depth += (tokens[place].kind == "close") - (tokens[place].kind == "open")
        if depth < 0 and tokens[place - 1].kind == "name":
            return place - 1
        if depth < 0:
            depth = 0
    return None


def is_function(token: Token, called: bool) -> bool:
    """Whether a name is a function of points."""
    return called and token.text in OF_POINTS
