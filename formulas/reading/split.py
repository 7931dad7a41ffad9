"""Words that are known names run together: xy, sinx, ax, 2pix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formulas.language import ELEMENTARY
from formulas.reading.characters import WORDS
from formulas.reading.known.functions import KNOWN

_FUNCTIONS = tuple(name for name, count in ELEMENTARY.items() if count == 1)
_GREEK = {word for word in WORDS if len(word) > 1 and word != "xi"}
_PIECES = tuple(sorted({"x", "y", "pi", "e", *_FUNCTIONS, "ln", *_GREEK}, key=lambda piece: (-len(piece), piece)))
_LONGEST = 20
_LETTERS = 3  # a word of so few letters with x or y among them is a product: ax, bxy


def split(word: str, called: bool) -> Sequence[str]:
    """The names that a word is made of, () if it is none that are run together.

    `called`: an opening bracket follows, and the last of them may be a function that it belongs to.
    """
    if len(word) > _LONGEST or not word.isascii() or not word.isalpha():
        return ()
    parts = _known(word, called)
    if called and not {*parts} <= {"x", "y"} and parts[-1] not in KNOWN:
        return ()  # a function that nobody knows, rather than a product
    if {"x", "y"} & {*parts}:
        return parts
    if len(word) <= _LETTERS and {"x", "y"} & {*word} and not called:
        return tuple(word)
    return ()


def _known(word: str, called: bool) -> Sequence[str]:
    """The word as known pieces from left to right, the longest first; () if it is not made of them."""
    ways: list[tuple[str, ...] | None] = [None] * (len(word) + 1)
    ways[len(word)] = ()
    for at in range(len(word) - 1, -1, -1):
        for piece in _PIECES:
            rest = ways[at + len(piece)] if word.startswith(piece, at) else None
            is_last = at + len(piece) == len(word)
            if rest is not None and (called or not is_last or piece not in KNOWN):
                ways[at] = (piece, *rest)
                break
    return ways[0] or ()


def with_digits(word: str) -> list[tuple[str, str]]:
    """Coordinates and the digits behind them: [("x", "2"), ("y", "")] of x2y, and of xy2 as of a word. [] of others."""
    if not re.fullmatch(r"[xy]+[0-9]{1,3}(?:[xy]+[0-9]{0,3})*", word):
        return []
    return re.findall(r"([xy])([0-9]*)", word)


def argument(word: str) -> tuple[str, str, str]:
    """(function, digits, rest) of cos2x, sqrt2, sinax and sqrtx2, empty texts of other words."""
    found = re.fullmatch(rf"({'|'.join(sorted(_FUNCTIONS, key=len, reverse=True))})([0-9]*)([a-z0-9]*)", word)
    return (found[1], found[2], found[3]) if found else ("", "", "")
