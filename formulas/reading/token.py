"""Pieces of a text as it was written."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number", "name", "function", "op", "open", "close", "comma", "bar", "tex", "word", "row", "cell", "method"
]


@dataclass(frozen=True)
class Token:
    """One piece.

    text    its spelling; of a bracket the round one, of a function its name in `functions.KNOWN`
    column  0-based place in what was typed
    glued   whether nothing stands between it and the piece before
    stem, index, style  of a name with an index, x_1: "x", 1, and how it was written: "digit", "under" or "bracket"
    whole   whether it stays one name whatever it is made of
    braces  whether a bracket is one of LaTeX's braces
    time    of a name with a time, m_{t-1}: -1; None where it has none
    """

    kind: Kind
    text: str
    column: int
    glued: bool = False
    stem: str = ""
    index: int = -1
    style: str = ""
    whole: bool = False
    braces: bool = False
    time: int | None = None
