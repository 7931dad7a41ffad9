"""A table of the user's own as examples to learn: inputs are numbers, the target is a class or a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parameters.numbers import shown, whole
from surfaces.reading.cells import words_of
from surfaces.reading.numbers import Comma, number
from surfaces.reading.problems import FileError, check_size, one_sentence
from surfaces.reading.text import text_of

MAX_BYTES = 24_000_000
MAX_ROWS, MAX_INPUTS, MAX_CLASSES = 5_000, 64, 20


def read_own(content: bytes, target: str | None = None) -> dict[str, Any]:
    """The columns of a CSV file as `networks.experiment.OwnData` takes them.

    target  the column that is to be learned, by its name or its number from 1; the last one if nobody says. It is a
            class where it holds words, or whole numbers of which there are few; else it is a number to be met

    ValueError in one sentence if the file holds no such table.
    """
    check_size(content, MAX_BYTES)
    with one_sentence("The file cannot be read as a table; save it again as CSV (UTF-8)."):
        names, rows, comma = words_of(text_of(content), 2 * MAX_ROWS)  # names and remarks may stand above
        if len(rows) > MAX_ROWS:
            raise FileError(f"The file has more than {whole(MAX_ROWS)} rows, which is the limit.")
        count = len(rows[0]) if rows else 0
        if count < 2:
            raise FileError("Two columns are needed at least: an input, and the target that is learned from it.")
        if count > MAX_INPUTS + 1:
            raise FileError(f"The file has {count} columns; {MAX_INPUTS} inputs and a target are the limit.")
        titles = [name or f"column {at + 1}" for at, name in enumerate(names or [""] * count)]
        at = _column(target, titles)
        inputs = [[*row[:at], *row[at + 1 :]] for row in rows]
        columns = [*titles[:at], *titles[at + 1 :]]
        classes, targets = _targets([row[at] for row in rows], titles[at], comma)
        return {
            "columns": columns,
            "classes": classes,
            "inputs": [_numbers(row, columns, comma, line) for line, row in enumerate(inputs, start=1)],
            "targets": targets,
        }


def _column(target: str | None, titles: Sequence[str]) -> int:
    if target is None:
        return len(titles) - 1
    if target in titles:
        return titles.index(target)
    if target.isdecimal() and len(target) < 4 and 1 <= int(target) <= len(titles):
        return int(target) - 1
    raise FileError(f"The target must be a column of the file, one of {', '.join(titles)}; not {shown(target)}.")


def _numbers(cells: Sequence[str], columns: Sequence[str], comma: Comma, line: int) -> list[float]:
    found = [number(cell, comma) for cell in cells]
    for cell, value, name in zip(cells, found, columns, strict=True):
        if value is None or value != value:
            what = shown(cell) if cell else "nothing"
            raise FileError(
                f"Row {line} has {what} for {shown(name)}; inputs are numbers: fill it, or leave the column or row out."
            )
    return [float(value) for value in found if value is not None]


def _targets(cells: Sequence[str], name: str, comma: Comma) -> tuple[list[str], list[float]]:
    """The classes, none where a number is to be met; and the target of every row."""
    if missing := [line for line, cell in enumerate(cells, start=1) if not cell]:
        raise FileError(f"Row {missing[0]} has nothing for {shown(name)}, the target; fill it, or leave the row out.")
    values = [number(cell, comma) for cell in cells]
    numbers = [float(value) for value in values if value is not None]
    plain = len(numbers) == len(cells)
    kinds = sorted({*cells}, key=lambda cell: (number(cell, comma) or 0.0, cell)) if plain else sorted({*cells})
    if plain and (len(kinds) > MAX_CLASSES or any(not value.is_integer() for value in numbers)):
        return [], numbers
    if len(kinds) > MAX_CLASSES:
        words = (
            f"The target {shown(name)} has {whole(len(kinds))} different words; {MAX_CLASSES} classes are the limit."
        )
        raise FileError(words)
    if len(kinds) < 2:
        raise FileError(f"The target {shown(name)} is {shown(kinds[0])} in every row; two classes are needed at least.")
    place = {kind: float(at) for at, kind in enumerate(kinds)}
    return [kind[:80] for kind in kinds], [place[cell] for cell in cells]
