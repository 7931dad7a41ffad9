"""Tables of two columns of numbers: those that come along, and those that users bring as CSV."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

MAX_ROWS = 2_000
MAX_BYTES = 1_000_000
LARGEST = 1e12  # of a number in a table: squares of it, and sums of those, are far from overflow

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Table:
    """rows: (input, target) of each row. names: what the columns are called."""

    rows: tuple[tuple[float, float], ...]
    names: tuple[str, str] = ("input", "target")

    @property
    def columns(self) -> tuple[Array, Array]:
        """The two columns, `(N,)` contiguous float64."""
        return checked_columns(self.rows)


@lru_cache(maxsize=16)
def bundled(name: str) -> Table:
    """A table that comes along: `data/<name>.csv`."""
    return read_table((_DATA / f"{name}.csv").read_bytes())


def read_table(content: bytes) -> Table:
    """The table in a CSV file: two columns separated by comma, semicolon or tab, with a line of names or without.

    Raises ValueError with one sentence for whatever is wrong.
    """
    if len(content) > MAX_BYTES:
        raise ValueError(f"The file has {len(content) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB is read.")
    lines = _cells(_text(content))
    names = ("input", "target")
    rows: list[tuple[float, float]] = []
    for number, cells in lines:
        if not rows and names == ("input", "target") and not any(map(_is_number, cells)):
            names = (cells[0][:40] or "input", cells[1][:40] or "target")
        else:
            rows.append((_number(cells[0], number), _number(cells[1], number)))
        if len(rows) > MAX_ROWS:
            raise ValueError(f"The file has more than {MAX_ROWS:,} rows of data, which is the limit.")
    checked_columns(rows)
    return Table(tuple(rows), names)


def checked_columns(rows: ArrayLike) -> tuple[Array, Array]:
    """The columns of `rows (N, 2)`, each `(N,)` contiguous. ValueError in one sentence if it is no such table."""
    try:
        table = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("Each row of the data needs two numbers, the input and the target.") from None
    if table.size and (table.ndim != 2 or table.shape[1] != 2):
        raise ValueError("Each row of the data needs two numbers, the input and the target.")
    if not 2 <= len(table) <= MAX_ROWS:
        raise ValueError(f"The data needs 2 to {MAX_ROWS:,} rows, not {len(table):,}.")
    wrong = np.flatnonzero(~(np.abs(table) <= LARGEST).all(axis=1))
    if len(wrong):
        raise ValueError(f"Row {wrong[0] + 1} of the data has a number that is not finite or beyond {LARGEST:g}.")
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise ValueError("The file is no plain text; save the table as CSV (UTF-8).")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")  # only names of columns can be wrong by this


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, its two cells) of all lines that are not blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = next((mark for mark in ("\t", ";", ",") if mark in first), ",")
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != 2:
                decimal = (
                    " For decimals write a point, not a comma." if separator == "," and len(cells) in (3, 4) else ""
                )
                columns = f"{len(cells)} column{'s' * (len(cells) != 1)}"
                raise ValueError(f"Line {reader.line_num} of the file has {columns}, not two.{decimal}")
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise ValueError(f"Line {reader.line_num} of the file is no line of a CSV.") from None


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _number(cell: str, line: int) -> float:
    try:
        return float(cell)
    except ValueError:
        if _is_number(cell):
            raise ValueError(f"Line {line} of the file has {cell[:20]!r}: write decimals with a point.") from None
        found = f"{cell[:20]!r}" if cell else "nothing"
        raise ValueError(f"Line {line} of the file has {found} where a number belongs.") from None
