"""Tables of two columns of numbers: those that come along, and two columns of what users bring as CSV."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parameters.numbers import short, whole
from surfaces.reading.cells import cells_of
from surfaces.reading.note import Note, joined
from surfaces.reading.problems import FileError, check_size, one_sentence
from surfaces.reading.text import text_of

Array = NDArray[np.float64]

MAX_ROWS = 2_000
MAX_COLUMNS = 50  # of a file that are kept to choose from
MAX_BYTES = 1_000_000
LARGEST = 1e12  # of a number in a table: squares of it, and sums of those, are far from overflow

NO_NAMES = ("input", "target")  # what columns are called that have no name
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Table:
    """rows: (input, target) of each row. names: what the columns are called."""

    rows: tuple[tuple[float, float], ...]
    names: tuple[str, str] = NO_NAMES

    @property
    def given_names(self) -> tuple[str, ...]:
        """The names, () where nobody gave any."""
        return () if self.names == NO_NAMES else self.names

    @property
    def columns(self) -> tuple[Array, Array]:
        """The two columns, `(N,)` contiguous float64."""
        return checked_columns(self.rows)


@lru_cache(maxsize=16)
def bundled(name: str) -> Table:
    """A table that comes along: `data/<name>.csv`."""
    return read_table((_DATA / f"{name}.csv").read_bytes())


@dataclass(frozen=True)
class DataFile:
    """The columns of numbers in a file.

    numbers  (rows, columns), NaN where a cell is empty
    names    of the columns
    notes    parts of a sentence on what was left out or assumed
    likely   the columns that are input and target if nobody says otherwise
    """

    numbers: Array
    names: tuple[str, ...]
    notes: tuple[str, ...]
    likely: tuple[int, int]

    def table(self, columns: tuple[int, int] | None = None) -> Table:
        """Two of the columns as input and target, without rows in which one is missing. ValueError with one sentence if
        they cannot be."""
        u, v = columns or self.likely
        chosen = self.numbers[:, [u, v]]
        there = ~np.isnan(chosen).any(axis=1)
        checked_columns(chosen[there])
        return Table(tuple(map(tuple, chosen[there].tolist())), (self.names[u], self.names[v]))

    def noted(self, columns: tuple[int, int] | None = None) -> tuple[str, ...]:
        """The notes on the file, and on these two of its columns."""
        missing = int(np.isnan(self.numbers[:, list(columns or self.likely)]).any(axis=1).sum())
        row, rows = "1 row with an empty cell left out", "{count} rows with an empty cell left out"
        left = (Note(rows, count=whole(missing)) if missing > 1 else Note(row),) if missing else ()
        return (*self.notes, *left)

    def note(self, columns: tuple[int, int] | None = None) -> str:
        """A sentence on how the file was read, empty if there is nothing to say."""
        return joined(self.noted(columns))


def read_data(content: bytes) -> DataFile:
    """The columns of a CSV file, with a line of names or without; texts and numbers of lines are left out.

    Raises ValueError with one sentence for whatever is wrong.
    """
    check_size(content, MAX_BYTES)
    with one_sentence("The file cannot be read as a table; save it again as CSV (UTF-8)."):
        cells = cells_of(text_of(content))
        there = np.flatnonzero(~np.isnan(cells.numbers).all(axis=0))[:MAX_COLUMNS]
        numbers, (rows, columns) = cells.numbers[:, there], (len(cells.numbers), len(there))
        if rows > MAX_ROWS:
            raise FileError(f"The file has more than {whole(MAX_ROWS)} rows of data, which is the limit.")
        if not rows:
            raise FileError(f"The data needs 2 to {whole(MAX_ROWS)} rows, not 0.")
        if columns < 2:
            raise FileError("The file has one column of numbers; the data need two, the input and the target.")
    usual = NO_NAMES if columns == 2 else tuple(f"column {at + 1}" for at in range(columns))
    given = [cells.names[at] for at in there] if cells.names else usual
    names = tuple(name or other for name, other in zip(given, usual, strict=True))
    first = int(columns > 2 and _counts(numbers[:, 0]))
    notes = (*cells.notes, *([Note("the first column counts the rows")] if first else []))
    return DataFile(numbers.copy(), names, notes, (first, columns - 1))


def read_table(content: bytes) -> Table:
    """The likely columns of a CSV file as a table. Raises ValueError with one sentence for whatever is wrong."""
    return read_data(content).table()


def _counts(column: Array) -> bool:
    """Whether it is 0, 1, 2, … or 1, 2, 3, …, as numbers of rows are."""
    return len(column) > 1 and column[0] in (0, 1) and bool((column == np.arange(len(column)) + column[0]).all())


def checked_columns(rows: ArrayLike) -> tuple[Array, Array]:
    """The columns of `rows (N, 2)`, each `(N,)` contiguous. ValueError in one sentence if it is no such table."""
    try:
        table = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("Each row of the data needs two numbers, the input and the target.") from None
    if table.size and (table.ndim != 2 or table.shape[1] != 2):
        raise ValueError("Each row of the data needs two numbers, the input and the target.")
    if not 2 <= len(table) <= MAX_ROWS:
        raise ValueError(f"The data needs 2 to {whole(MAX_ROWS)} rows, not {whole(len(table))}.")
    wrong = np.flatnonzero(~(np.abs(table) <= LARGEST).all(axis=1))
    if len(wrong):
        raise ValueError(f"Row {wrong[0] + 1} of the data has a number that is not finite or beyond {short(LARGEST)}.")
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])
