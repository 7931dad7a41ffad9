"""Numbers with a unit or a sign around them: 2 m, 12 %, €3, 1.5e3 kg, $ 4,000, and (3), which is −3 to accountants."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from surfaces.reading.note import Note
from surfaces.reading.numbers import Comma, number
from surfaces.reading.problems import FileError

_LONGEST = 60  # characters
_COINS = r"(?:[€$£¥₹]|USD|EUR|GBP|CHF|JPY|CNY)"
_ORDINALS = ("st", "nd", "rd", "th")  # 1st, 2nd: these are names
_CELL = re.compile(
    rf"(?P<open>\()?(?P<minus>[-−])?(?P<coin>{_COINS})?\s?"
    r"(?P<number>[+\-−]?(?:[0-9]|\.[0-9])[0-9.,'’]*(?:[eE][+\-−]?[0-9]{1,3})?)"
    r"(?P<tail>\s?(?P<unit>(?:[^\W\d_]|[°%‰€$£¥₹²³·/^])+(?:(?<=[mstnd^])[23])?))?(?P<close>\))?"
)
_GROUPED = re.compile(r"[+\-−]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_LISTED = 4  # columns with a unit: where more have the same one, they are counted
_OF_A_TEXT = 3  # units in one column: where there are more, it holds names that begin with digits


class Measured(NamedTuple):
    """value     of the cell
    unit      as it is written, "" if there is none
    tail      what stands behind the number, with the space between
    brackets  whether it was negative by them
    grouped   whether commas in it separate thousands
    """

    value: float
    unit: str
    tail: str
    brackets: bool
    grouped: bool


def measured(cell: str, comma: Comma = "") -> Measured | None:
    """The number in a cell and its unit, None if it is something else."""
    cell = cell.strip()
    found = _CELL.fullmatch(cell) if len(cell) <= _LONGEST else None
    if not found or bool(found["open"]) != bool(found["close"]) or (found["coin"] and found["unit"]):
        return None
    unit, brackets = found["coin"] or found["unit"] or "", bool(found["open"])
    if not (unit or brackets) or unit in _ORDINALS or (found["minus"] and found["number"][0] in "+-−"):
        return None
    grouped = bool(found["coin"] and comma != "decimal" and _GROUPED.fullmatch(found["number"]))
    value = number(found["number"], "thousands" if grouped else comma)
    if value is None or (brackets and (found["minus"] or found["number"][0] in "+-−")):
        return None
    plain = not (found["coin"] or brackets or found["minus"])
    tail = found["tail"] if plain else ""
    return Measured(-value if brackets or found["minus"] else value, unit, tail or "", brackets, grouped)


def is_number(cell: str, comma: Comma = "") -> bool:
    """Whether a cell holds a number, with a unit or without, or says that one is missing."""
    return number(cell, comma) is not None or measured(cell, comma) is not None


@dataclass
class Column:
    """What numbers of a column have around them. times: unit → how often. tail: the last one, by which the next number
    is tried first. line: of the first such cell."""

    times: dict[str, int]
    line: int
    tail: str = ""
    brackets: bool = False
    grouped: bool = False

    def quick(self, cell: str) -> float | None:
        """The number in a cell that has the same tail as the one before."""
        if not self.tail or not cell.endswith(self.tail) or "_" in cell:
            return None
        try:
            return float(cell[: -len(self.tail)])
        except ValueError:
            return None

    def add(self, found: Measured) -> float:
        self.times[found.unit] = self.times.get(found.unit, 0) + 1
        self.tail = found.tail
        self.brackets |= found.brackets
        self.grouped |= found.grouped
        return found.value


def told(columns: Mapping[int, Column]) -> tuple[list[int], list[str]]:
    """(the columns that hold names and no numbers; what is said of the others). `FileError` where numbers of one column
    have several units: they cannot be compared."""
    names, notes = list[int](), list[str]()
    units_of = [[unit for unit in column.times if unit] for column in columns.values()]
    if len(columns) > _LISTED and len(units_of[0]) == 1 and all(units == units_of[0] for units in units_of):
        every = "the unit {unit} in {columns} columns left out"
        all_percent = "the unit {unit} in {columns} columns left out (12 % is 12)"
        (unit,) = units_of[0]
        notes.append(Note(all_percent if unit == "%" else every, unit=unit, columns=len(columns)))
        columns = {at: replace(column, times={}) for at, column in columns.items()}
    for at, column in sorted(columns.items()):
        units = [unit for unit in column.times if unit]
        if len(units) > _OF_A_TEXT:
            names.append(at)
            continue
        if len(units) > 1:
            listed = " and in ".join(units)
            raise FileError(f"Column {at + 1} has numbers in {listed}; give all of them in one unit, without it.")
        percent, left = (
            "the unit {unit} in column {column} left out (12 % is 12)",
            "the unit {unit} in column {column} left out",
        )
        notes += [Note(percent if unit == "%" else left, unit=unit, column=at + 1) for unit in units]
        notes += [Note("numbers in brackets in column {column} are negative", column=at + 1)] * column.brackets
        notes += [Note("commas in column {column} separate thousands", column=at + 1)] * column.grouped
    return names, notes
