"""A number as spreadsheets and programs write it: commas, spaces and apostrophes in it, or what stands for none."""

from __future__ import annotations

import re
from typing import Literal

Comma = Literal["", "decimal", "thousands"]

_NONE = " na n/a n.a. <na> nan null none nil nodata missing - -- — – ? . .."
_SHEETS = "#n/a #div/0! #value! #ref! #name? #num! #null! #error!"  # what a spreadsheet shows of a formula that failed
MISSING = frozenset((_NONE + " " + _SHEETS).split(" "))
_LONGEST = 60  # characters of a number; a longer cell is text, whatever it holds
_APART = ("'", "’", "\xa0", "\u202f", "\u2009")  # what groups of three digits are kept apart by, other than commas
_APOSTROPHES = re.compile(r"[+-]?[0-9]{1,3}(?:'[0-9]{3}){1,9}(?:\.[0-9]*)?")  # the usual case, at once
_FORTRAN = re.compile(r"[+-]?[0-9.]{1,40}[dD][+-]?[0-9]{1,3}")  # an exponent in double precision: 1.5D+00


def number(cell: str, comma: Comma = "") -> float | None:
    """The number in a cell, NaN if it is missing, None if it is a text."""
    cell = cell.strip()
    if len(cell) > _LONGEST or "_" in cell:
        return None
    if cell.lower() in MISSING:
        return float("nan")
    if not comma and _APOSTROPHES.fullmatch(cell):
        return float(cell.replace("'", ""))
    for mark in _APART:
        if mark in cell:
            end = next((at for at, sign in enumerate(cell) if sign in ".,"), len(cell))
            cell = _joined(cell[:end], mark) + cell[end:]
    if "," in cell or comma == "decimal":
        cell = _plain(cell, comma)
    if _FORTRAN.fullmatch(cell):
        cell = cell.lower().replace("d", "e")
    try:
        return float(cell.replace("−", "-"))
    except ValueError:
        return None


def _plain(cell: str, comma: Comma) -> str:
    """A number with commas as Python writes it; a text that is none if the commas are not where they should be."""
    if comma == "decimal":
        whole, point, rest = cell.partition(",")
        if point and not rest[:1].isdigit():
            return "no number"
        return _joined(whole, ".") + ("." + rest if point else "")
    whole, point, rest = cell.partition(".")
    return _joined(whole, ",") + point + rest if comma == "thousands" or point or whole.count(",") > 1 else "no number"


def _joined(whole: str, mark: str) -> str:
    """Digits in groups of three, without the mark between."""
    first, *groups = whole.split(mark)
    right = 1 <= len(first.lstrip("+-−")) <= 3 and all(len(group) == 3 and group.isdigit() for group in groups)
    return whole if not groups else first + "".join(groups) if right else "no number"
