"""A table of numbers in a text: separators, decimal commas, names and missing cells as people have them."""

from __future__ import annotations

import csv
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from parameters.numbers import whole
from surfaces.reading.commas import are_whole, check_commas
from surfaces.reading.heading import Row, names_of, parted
from surfaces.reading.lines import Lines, lines_of
from surfaces.reading.measured import Column, is_number, measured, told
from surfaces.reading.note import Note
from surfaces.reading.numbers import Comma, number
from surfaces.reading.problems import FileError

Array = NDArray[np.float64]
Odd = tuple["Wrong", dict[int, Column]]  # what is no number, and what has a unit, by column
Wrong = dict[int, tuple[int, int, str]]  # column → how often a text is there, the first one's line, and it

MAX_CELLS, MAX_COLUMNS = 1_250_000, 20_000
_NO_DECIMAL = re.compile(r",(?![0-9])")
_SAMPLE = 20_000  # characters by which the marks are told
_LOOKED_AT = 50  # lines by which they are
_QUOTED = re.compile(r'\s*"[^"]*"(?:[;,\t| ]\s*"[^"]*")+\s*')
_WAYS = [(mark, comma) for comma in ("", "decimal", "thousands") for mark in ("\t", ";", ",", "|", " ")]


@dataclass(frozen=True)
class Cells:
    """numbers  (rows, columns), NaN where a cell is missing
    names    of the columns, () if the first line holds none; a column of texts is left out of both
    corner   whether the first cell of the first row of numbers is empty or a word
    comma    what commas inside of numbers are, where there are any
    notes    sentences on what was left out or assumed
    says     the word in that first cell
    """

    numbers: Array
    names: tuple[str, ...]
    corner: bool
    comma: Comma
    notes: tuple[str, ...]
    says: str = ""


def cells_of(text: str, what: str = "number", *, corner: bool = False, comma: Comma | None = None) -> Cells:
    """The table in `text`. `what` names what belongs into a cell, `corner` says whether the first may hold something
    else, and `comma` what commas in numbers are, which is found out without.

    Takes time and memory in proportion to the text. Raises `FileError` with one sentence.
    """
    lines = lines_of(text)
    mark, found, columns = _way(lines.texts)
    return _read(lines, (mark, found if comma is None else comma, columns), what, corner)


def words_of(text: str, most: int) -> tuple[list[str], list[list[str]], Comma]:
    """(names of the columns, if there are any; the first `most` lines of a table as texts; what commas in its numbers
    are). `FileError` with one sentence."""
    lines = lines_of(text, most)
    mark, comma, columns = _way(lines.texts)
    rows = _placed(lines, mark)
    heads, ahead = parted(rows, columns, comma, quoted=_names_in_quotes(lines.texts))
    names, _notes = names_of(heads, lines.remark, columns, comma)
    found = [[cell.strip() for cell in cells] for _, cells in chain(ahead, rows)]
    if mark == ",":
        check_commas(found[:_LOOKED_AT])
    return list(names), found, comma


def _names_in_quotes(lines: list[str]) -> bool:
    """Whether all cells of the first line are in quotation marks and none of the second: names, whatever they say."""
    return len(lines) > 1 and '"' not in lines[1] and bool(_QUOTED.fullmatch(lines[0][:_SAMPLE]))


def _split(lines: Iterable[str], mark: str) -> Iterator[list[str]]:
    if mark == " ":
        return (line.split() for line in lines)
    return csv.reader(lines, delimiter=mark, skipinitialspace=True)


def _way(lines: list[str]) -> tuple[str, Comma, int]:
    """The separator, what commas in numbers are, and how many columns most lines have: the way in which most cells of
    the first lines are numbers."""
    sample, length = [], 0
    for line in lines[:_LOOKED_AT]:
        sample.append(line[:_SAMPLE])
        length += len(line)
        if length > _SAMPLE:
            break
    best, way = (-1.0, False, False), (",", "", 0)
    for mark, comma in _WAYS:
        try:
            rows = list(_split(sample, mark))
        except csv.Error:
            continue
        good = [is_number(cell, comma) for row in rows for cell in row]  # type: ignore[arg-type]
        columns, often = next(iter(Counter(map(len, rows)).most_common(1)), (0, 0))
        score = sum(good) / max(1, len(good)) if columns > 1 else 0.0
        fit = (score, often > len(rows) / 2, columns > 1)
        if fit > best and (mark != "," or comma != "decimal" or '"' in "".join(sample)):
            best, way = fit, (mark, comma, columns)
    return way  # type: ignore[return-value]


def _placed(lines: Lines, mark: str) -> Iterator[Row]:
    """The rows, with the lines of the file on which they end."""
    reader, line = _split(lines.texts, mark), 0
    try:
        for at, cells in enumerate(reader, start=1):
            line = getattr(reader, "line_num", at)
            if len(cells) > MAX_COLUMNS:
                many = whole(MAX_COLUMNS)
                raise FileError(f"Line {lines.numbers[line - 1]} has more than {many} cells, which is the limit.")
            yield lines.numbers[line - 1], cells
    except csv.Error:
        raise FileError(f"Line {lines.numbers[line]} is no line of a CSV.") from None


def _read(lines: Lines, way: tuple[str, Comma, int], what: str, corner: bool) -> Cells:
    mark, comma, columns = way
    numbers, wrong, notes = array("d"), dict[int, tuple[int, int, str]](), list[str]()
    units: dict[int, Column] = {}
    rows = _placed(lines, mark)
    heads, ahead = parted(rows, columns, comma, quoted=_names_in_quotes(lines.texts), corner=corner)
    ahead += islice(rows, _LOOKED_AT)
    names, said = names_of(heads, lines.remark, columns, comma)
    notes += [*said, *(check_commas([cells for _, cells in ahead]) if mark == "," and not comma else ())]
    first = ahead[0][1] if ahead else []
    columns, open_ended = len(first), bool(first) and not first[-1].strip()
    for line, cells in chain(ahead, rows):
        if len(cells) == columns + 1 and not cells[-1].strip():
            cells.pop()  # a separator at the end of this line
        elif len(cells) == columns - 1 and open_ended:
            cells.append("")  # or of all others
        if len(cells) != columns:
            raise FileError(_uneven(line, cells, first, mark))
        numbers.extend(_numbers(cells, comma, (wrong, units), line))
        if len(numbers) > MAX_CELLS:
            raise FileError(f"The file has more than {whole(MAX_CELLS)} cells, which is the limit.")
    table = np.frombuffer(numbers, dtype=np.float64).reshape(-1, max(1, columns)).copy()
    says = ""
    if corner := corner and columns > 1 and bool(np.isnan(table[0, 0])) and not np.isnan(table[0, 1:]).any():
        often, line, text = wrong.pop(0, (1, 0, ""))
        says = text if ahead and line == ahead[0][0] else ""
        if often > 1:
            wrong[0] = (often, line, text)
    no_numbers, of_units = told(units)
    for at in no_numbers:
        often, line, text = wrong.get(at, (0, units[at].line, ""))
        wrong[at] = (often + sum(units[at].times.values()), line, text)
    kept, left = _without_texts(table, wrong, what, open_ended)
    notes += [*left, *of_units]
    if comma:
        notes.append(Note("commas are decimal marks" if comma == "decimal" else "commas separate thousands"))
    named = tuple(names[at] for at in kept) if len(names) == table.shape[1] else ()
    return Cells(table[:, kept], named, corner and 0 in kept, comma, tuple(notes), says)


def _numbers(cells: list[str], comma: Comma, odd: Odd, line: int) -> Iterable[float]:
    """The numbers of a line; what is none is counted, and so are units."""
    wrong, units = odd
    if (quick := _plain_numbers(cells, comma)) is not None:
        return quick
    row = []
    for at, cell in enumerate(cells):
        value = units[at].quick(cell) if at in units and not comma else None
        if value is None:
            value = number(cell, comma)
        if value is None and (found := measured(cell, comma)):
            value = units.setdefault(at, Column({}, line)).add(found)
        if value is None:
            often, where, text = wrong.get(at, (0, line, cell.strip()))
            wrong[at] = (often + 1, where, text)
        row.append(float("nan") if value is None else value)
    return row


def _plain_numbers(cells: list[str], comma: Comma) -> list[float] | None:
    """The numbers of a line in which nothing but numbers stands, as most are; None if something does."""
    line = "\0".join(cells)
    if "_" in line or (comma and ("." in line or _NO_DECIMAL.search(line))):
        return None
    try:
        return list(map(float, line.replace(",", ".").split("\0") if comma == "decimal" else cells))
    except ValueError:
        return None


def _uneven(line: int, cells: list[str], first: list[str], mark: str) -> str:
    has = len(cells)
    advice = (
        " (decimal commas need semicolons between the numbers)" if mark == "," and are_whole([first, cells]) else ""
    )
    return (
        f"Line {line} has {has} number{'s' * (has != 1)}, but the first has {len(first)}: every row needs the same "
        f"number{advice}."
    )


def _without_texts(table: Array, wrong: Wrong, what: str, open_ended: bool) -> tuple[list[int], list[str]]:
    """(the columns of numbers, what is said of others). A column that is mostly texts is left out; a text between
    numbers is a `FileError`."""
    out = [at for at, (often, _, _) in wrong.items() if often > len(table) / 2 and len(wrong) < table.shape[1]]
    for at, (_, line, text) in sorted(wrong.items(), key=lambda item: (item[1][1], item[0])):
        if at not in out:
            raise FileError(f"Line {line}, column {at + 1} holds {text[:20]!r} where a {what} belongs.")
    columns = table.shape[1]
    empty = columns > 1 and columns - 1 not in out and bool(np.isnan(table[:, -1]).all())
    columns -= empty  # a separator at the end of each line, where nothing stands behind it
    listed = ", ".join(str(at + 1) for at in islice(sorted(out), 5))
    words = "columns {columns} of texts left out" if len(out) > 1 else "column {columns} of texts left out"
    notes: list[str] = [Note(words, columns=listed)] if out else []
    if empty and not open_ended:
        notes.append(Note("column {column} without a number left out", column=columns + 1))
    return [at for at in range(columns) if at not in out], notes
