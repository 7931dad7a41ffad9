"""A table of numbers in a text: separators, decimal commas, names and missing cells as people have them."""

from __future__ import annotations

import csv
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from surfaces.reading.problems import FileError

Array = NDArray[np.float64]
Comma = Literal["", "decimal", "thousands"]
Wrong = dict[int, tuple[int, int, str]]  # column → how often a text is there, the first one's line, and it

MAX_CELLS, MAX_LINES, MAX_LINE = 1_250_000, 420_000, 500_000
MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none", "nodata", "-", "--", "?", "."})
_LONGEST = 60  # characters of a number; a longer cell is text, whatever it holds
_SAMPLE = 20_000  # characters by which the marks are told
_WAYS = [(mark, comma) for comma in ("", "decimal") for mark in ("\t", ";", ",", "|", " ")]


@dataclass(frozen=True)
class Cells:
    """numbers  (rows, columns), NaN where a cell is missing
    names    of the columns, () if the first line holds none; a column of texts is left out of both
    corner   whether the first cell of the first row of numbers is empty or a word
    comma    what commas inside of numbers are, where there are any
    notes    sentences on what was left out or assumed
    """

    numbers: Array
    names: tuple[str, ...]
    corner: bool
    comma: Comma
    notes: tuple[str, ...]


def cells_of(text: str, what: str = "number", *, corner: bool = False, comma: Comma | None = None) -> Cells:
    """The table in `text`. `what` names what belongs into a cell, `corner` says whether the first may hold something
    else, and `comma` what commas in numbers are, which is found out without.

    Takes time and memory in proportion to the text. Raises `FileError` with one sentence.
    """
    if text.count("\n") + text.count("\r") // 2 > MAX_LINES:
        raise FileError(f"The file has more than {MAX_LINES:,} lines, which is the limit.")
    numbered = enumerate(text.splitlines(keepends=True), start=1)
    kept = [(at, line) for at, line in numbered if line.strip() and not line.lstrip().startswith("#")]
    lines = [line for _, line in kept]
    if max(map(len, lines), default=0) > MAX_LINE:
        raise FileError(f"The file has a line of more than {MAX_LINE:,} characters, which is the limit.")
    mark, found = _way(lines)
    return _read(lines, [at for at, _ in kept], mark, found if comma is None else comma, what, corner)


def words_of(text: str, most: int) -> tuple[list[list[str]], Comma]:
    """The first `most` lines of a table as texts, and what commas in its numbers are. `FileError` with one sentence."""
    kept = (line for line in text.splitlines(keepends=True) if line.strip() and not line.lstrip().startswith("#"))
    lines = list(islice(kept, most))
    mark, comma = _way(lines)
    try:
        return [[cell.strip() for cell in cells] for cells in _split(lines, mark)], comma
    except csv.Error:
        raise FileError("The file is no table; save it again as CSV (UTF-8).") from None


def number(cell: str, comma: Comma = "") -> float | None:
    """The number in a cell, NaN if it is missing, None if it is a text."""
    cell = cell.strip()
    if len(cell) > _LONGEST or "_" in cell:
        return None
    if cell.lower() in MISSING:
        return float("nan")
    if "," in cell or comma == "decimal":
        cell = _plain(cell, comma)
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


def _split(lines: Iterable[str], mark: str) -> Iterator[list[str]]:
    if mark == " ":
        return (line.split() for line in lines)
    return csv.reader(lines, delimiter=mark, skipinitialspace=True)


def _way(lines: list[str]) -> tuple[str, Comma]:
    """The separator, and what commas in numbers are: the way in which most cells of the first lines are numbers."""
    sample, length = [], 0
    for line in lines[:50]:
        sample.append(line[:_SAMPLE])
        length += len(line)
        if length > _SAMPLE:
            break
    best, way = (-1.0, False), _WAYS[2]
    for mark, comma in _WAYS:
        try:
            rows = list(_split(sample, mark))
        except csv.Error:
            continue
        good = [number(cell, comma) is not None for row in rows for cell in row]  # type: ignore[arg-type]
        most = Counter(map(len, rows)).most_common(1)
        score = sum(good) / max(1, len(good)) if most and most[0][0] > 1 else 0.0
        even = bool(most) and most[0][1] > len(rows) / 2
        if (score, even) > best and (mark != "," or comma != "decimal" or '"' in "".join(sample)):
            best, way = (score, even), (mark, comma)
    return way  # type: ignore[return-value]


def _read(lines: list[str], numbered: list[int], mark: str, comma: Comma, what: str, corner: bool) -> Cells:
    """`numbered` says which lines of the file these are."""
    reader = _split(lines, mark)
    numbers, row = array("d"), 0
    names: tuple[str, ...] = ()
    wrong: Wrong = {}
    try:
        first = next(reader, [])
        if _all_texts(first, comma):
            names, first = tuple(cell.strip()[:40] for cell in first), next(reader, [])
            row = 1
        columns = len(first)
        for cells in chain([first] if first else [], reader):
            if len(cells) == columns + 1 and not cells[-1].strip():
                cells.pop()  # a separator at the end of this line
            elif len(cells) == columns - 1 and not first[-1].strip():
                cells.append("")  # or of all others
            line = numbered[getattr(reader, "line_num", row + 1) - 1]
            row += 1
            if len(cells) != columns:
                raise FileError(_uneven(line, len(cells), columns))
            numbers.extend(_numbers(cells, comma, wrong, line))
            if len(numbers) > MAX_CELLS:
                raise FileError(f"The file has more than {MAX_CELLS:,} cells, which is the limit.")
    except csv.Error:
        raise FileError(f"Line {numbered[min(row, len(numbered) - 1)]} is no line of a CSV.") from None
    table = np.frombuffer(numbers, dtype=np.float64).reshape(-1, max(1, columns)).copy()
    if corner := corner and columns > 1 and bool(np.isnan(table[0, 0])) and not np.isnan(table[0, 1:]).any():
        often, line, text = wrong.pop(0, (1, 0, ""))
        if often > 1:
            wrong[0] = (often, line, text)
    return _without_texts(table, names, corner, comma, wrong, what)


def _numbers(cells: list[str], comma: Comma, wrong: Wrong, line: int) -> Iterable[float]:
    """The numbers of a line; what is none is counted in `wrong`."""
    if not comma:
        try:
            found = list(map(float, cells))
            if not any("_" in cell for cell in cells):
                return found
        except ValueError:
            pass
    row = []
    for at, cell in enumerate(cells):
        value = number(cell, comma)
        if value is None:
            often, where, text = wrong.get(at, (0, line, cell.strip()))
            wrong[at] = (often + 1, where, text)
        row.append(float("nan") if value is None else value)
    return row


def _all_texts(cells: list[str], comma: Comma) -> bool:
    found = [number(cell, comma) for cell in cells]
    return None in found and all(value is None or np.isnan(value) for value in found)


def _uneven(line: int, has: int, columns: int) -> str:
    return (
        f"Line {line} has {has} number{'s' * (has != 1)}, but the first has {columns}: every row needs the same number."
    )


def _without_texts(table: Array, names: tuple[str, ...], corner: bool, comma: Comma, wrong: Wrong, what: str) -> Cells:
    """The columns of numbers. One that is mostly texts is left out; a text between numbers is a `FileError`."""
    out = [at for at, (often, _, _) in wrong.items() if often > len(table) / 2 and len(wrong) < table.shape[1]]
    for at, (_, line, text) in sorted(wrong.items(), key=lambda item: (item[1][1], item[0])):
        if at not in out:
            raise FileError(f"Line {line}, column {at + 1} holds {text[:20]!r} where a {what} belongs.")
    columns = table.shape[1]
    if columns > 1 and np.isnan(table[:, -1]).all():
        columns -= 1  # a separator at the end of each line
    kept = [at for at in range(columns) if at not in out]
    notes = []
    if names:
        notes.append("the first line holds names")
    if out:
        listed = ", ".join(str(at + 1) for at in islice(sorted(out), 5))
        notes.append(f"column{'s' * (len(out) > 1)} {listed} of texts left out")
    if comma:
        notes.append("commas are decimal marks" if comma == "decimal" else "commas separate thousands")
    named = tuple(names[at] for at in kept if at < len(names)) if len(names) == table.shape[1] else ()
    return Cells(table[:, kept], named, corner and 0 in kept, comma, tuple(notes))
