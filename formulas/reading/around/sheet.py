"""A spreadsheet's formula, =SIN(A1)*B1: its cells are the coordinates."""

from __future__ import annotations

import re

from formulas.errors import FormulaError
from formulas.reading.around.selected import parted

_BEGINS = re.compile(r"\A\s*=(?!=)")
_CELL = re.compile(r"(?<![\w.])\$?([A-Z]{1,2})\$?([1-9][0-9]{0,4})(?![\w(])")
_SQUARED_MINUS = re.compile(r"(?:\A\s*=|[=(,;<>*/^])\s*-\s*[\w$.]+\s*\^")
_LOG = re.compile(r"\bLOG\((?=[^(),;]*\))")
_ATAN2 = re.compile(r"\bATAN2\(")
_INT = re.compile(r"\bINT\(")  # the floor, where Python's cuts towards 0
_MOST = 12
_RANGE = re.compile(r"\$?[A-Z]{1,2}\$?\d+\s*:\s*\$?[A-Z]{1,2}\$?\d+")


def sheet(text: str) -> str:
    """The text with x and y for its cells, as long as it was. FormulaError if they are not one or two."""
    begins = _BEGINS.match(text)
    if not begins:
        return text
    if not _CELL.search(text):
        return _bare(text, begins.end())
    if found := _SQUARED_MINUS.search(text):
        said = f"A spreadsheet raises the minus at column {found.start() + 2} too: write (-x)^2 or -(x^2)."
        raise FormulaError(said, found.start(), text)
    if found := _RANGE.search(text):
        said = f"The range {found[0][:20]} at column {found.start() + 1} is not read: write its cells, as in A1 + B1."
        raise FormulaError(said, found.start(), text)
    cells = sorted({(found[1], int(found[2])) for found in _CELL.finditer(text)}, key=lambda c: (len(c[0]), *c))
    if len(cells) > 2:
        names = ", ".join(f"{column}{row}" for column, row in cells[:5])
        raise FormulaError(f"A surface has two coordinates, and these are {len(cells)} cells: {names}.", 0, text)
    axes = dict(zip(cells, "xy", strict=False))
    text = _CELL.sub(lambda m: axes[m[1], int(m[2])].ljust(len(m[0])), text)
    return _bare(_INT.sub("⌊   ", _turned(_LOG.sub("lg (", text).replace(";", ","))), begins.end())


def _bare(text: str, begin: int) -> str:
    """Without the sign that begins a spreadsheet's formula."""
    return text[: begin - 1] + " " + text[begin:].replace("PI()", "pi  ")


def _turned(text: str) -> str:
    """ATAN2 takes x first there."""
    at = 0
    for _ in range(_MOST):
        if not (found := _ATAN2.search(text, at)):
            break
        at = found.end()
        arguments, end = parted(text, at)
        if len(arguments) == 2:
            turned = ",".join(reversed(arguments))
            text = f"{text[:at]}{turned.ljust(end - 1 - at)}{text[end - 1 :]}"
    return text
