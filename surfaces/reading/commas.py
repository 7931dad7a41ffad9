"""Commas between numbers that are also commas inside of them: 1,5,2,5 may be two numbers or four."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surfaces.reading.note import Note
from surfaces.reading.problems import FileError

_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")


def check_commas(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Parts of a sentence on what was assumed of rows that commas part. `FileError` where only numbers with decimal
    commas would look like this: a whole number does not begin with a zero, nor is it −0."""
    if not rows or not rows[0] or len(rows[0]) % 2 or len(rows[0]) < 4 or not are_whole(rows):
        return ()
    whole = [cell.strip() for row in rows for cell in row[::2]]
    behind = [cell.strip() for row in rows for cell in row[1::2]]
    if any(cell[:1] in ("-", "+") for cell in behind):
        return ()
    if "-0" in whole or any(len(cell) > 1 and cell[0] == "0" for cell in behind):
        shown = ",".join(rows[0][:4])
        raise FileError(
            f"Commas stand between the numbers and inside of them ({shown}): save it with semicolons between them."
        )
    alike = len({len(cell) for cell in behind}) == 1
    return (Note("all commas stand between whole numbers"),) if alike else ()


def are_whole(rows: Sequence[Sequence[str]]) -> bool:
    """Whether all cells are whole numbers."""
    return all(_WHOLE.fullmatch(cell.strip()) for row in rows for cell in row)
