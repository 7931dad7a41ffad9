"""What stands above the numbers of a table: remarks, names of columns, and their units."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from surfaces.reading.measured import is_number, measured
from surfaces.reading.names import pair_of, plain_name
from surfaces.reading.note import Note
from surfaces.reading.numbers import Comma, number

Row = tuple[int, list[str]]  # which line, and its cells

_MOST = 30  # lines above the numbers
MAX_NAME = 80  # characters of a name


def parted(
    rows: Iterator[Row], columns: int, comma: Comma, *, quoted: bool = False, corner: bool = False
) -> tuple[list[Row], list[Row]]:
    """(the rows above the numbers, those that were read beyond them); most rows have so many columns.

    Above stand remarks, which have other numbers of cells, one row of names, and one of units. The latter has texts
    where the next row has numbers. Names may be numbers themselves, such as years: where they are `quoted` and what is
    below is not, or beside a name that is a text; unless this may be the `corner` of heights with axes.
    """
    heads: list[Row] = []
    ahead: list[Row] = []
    named = False
    for row in rows:
        cells = row[1]
        remark = len(cells) != columns and any(number(cell, comma) is None for cell in cells)
        if len(heads) == _MOST or not (remark or _are_texts(cells, comma)):
            below = next(rows, None)
            if below and not named and (quoted or (not corner and _name_below(cells, below[1], comma))):
                return [*heads, row], [below]
            return heads, [row, *([below] if below else [])]
        if named and not remark:
            ahead = [row, *([below] if (below := next(rows, None)) else [])]
            above = len(ahead) == 2 and any(
                number(text, comma) is None and number(value, comma) is not None
                for text, value in zip(cells, ahead[1][1], strict=False)
            )
            return (heads + ahead[:1], ahead[1:]) if above else (heads, ahead)
        named = not remark
        heads.append(row)
    return heads, ahead


def _name_below(cells: Sequence[str], below: Sequence[str], comma: Comma) -> bool:
    """Whether some of the cells are texts, all others whole numbers, and below each of them stands a number."""
    found = [number(cell, comma) for cell in cells]
    texts = [cell for cell in cells if not is_number(cell, comma)]
    if any(value is None and cell not in texts for cell, value in zip(cells, found, strict=True)):
        return False
    rest = all(cell.strip().isdecimal() for cell, value in zip(cells, found, strict=True) if value is not None)
    return bool(texts) and rest and len(cells) == len(below) and all(is_number(cell, comma) for cell in below)


def names_of(heads: Sequence[Row], remark: str, columns: int, comma: Comma) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names of the columns, () if there are none; parts of a sentence on what stands above the numbers)

    A unit is put behind its name. `remark` are the cells of the last line that a program would pass over.
    """
    full = [cells for _, cells in heads if len(cells) == columns]
    while len(full) > 1 and pair_of([*map(plain_name, full[1])]) and not pair_of([*map(plain_name, full[0])]):
        full = full[1:]  # a remark that has commas, too
    if not full:
        line, lines = "1 line of words above the numbers left out", "{count} lines of words above the numbers left out"
        notes = (Note(lines, count=len(heads)) if len(heads) > 1 else Note(line),) if heads else ()
        cells = _words(remark, columns)
        return (tuple(cells), (*notes, Note("names from a remark"))) if _are_texts(cells, comma) else ((), notes)
    names = [cell.strip()[:MAX_NAME] for cell in full[0]]
    units = [cell.strip(" []()") for cell in full[1]] if len(full) > 1 else [""] * columns
    put = (
        f"{name} [{unit}]" if unit and name not in ("", unit) else name for name, unit in zip(names, units, strict=True)
    )
    line, lines = "the first line holds names", "the first {count} lines hold names and the like"
    what = Note(line) if len(heads) == 1 else Note(lines, count=len(heads))
    return tuple(name[:MAX_NAME] for name in put), (what,)


def _words(remark: str, columns: int) -> list[str]:
    """The remark in so many cells; [] if it has no such number."""
    for mark in (",", ";", "\t", ""):
        split = remark.split() if not mark else next(csv.reader([remark], delimiter=mark, skipinitialspace=True), [])
        cells = [cell.strip(" \"'")[:MAX_NAME] for cell in split]
        if len(cells) == columns > 1:
            return cells
    return []


def _are_texts(cells: Sequence[str], comma: Comma) -> bool:
    """Whether no cell is a number, not even one with a unit, and some are words."""
    found = [number(cell, comma) for cell in cells]
    if any(value is None and measured(cell, comma) for cell, value in zip(cells, found, strict=True)):
        return False
    return None in found and all(value is None or value != value for value in found)
