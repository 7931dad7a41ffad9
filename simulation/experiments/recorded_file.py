"""Paths that were recorded elsewhere, from a CSV with the columns x, y and, if there are, step and label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.running.simulate import MAX_STEPS
from surfaces.reading.cells import Comma, number, words_of
from surfaces.reading.problems import FileError, check_size, one_sentence
from surfaces.reading.text import text_of

Array = NDArray[np.float64]

MAX_BYTES, MAX_PATHS, MAX_ROWS = 2_000_000, 8, 50_000
_LONGEST = 40  # characters of a label
_KNOWN = {
    "x": ("x", "x1", "x0", "x_1", "x_0", "w1", "w0", "theta1", "theta_0"),
    "y": ("y", "x2", "y1", "x_2", "w2", "theta2", "theta_1"),
    "step": ("step", "steps", "iteration", "iter", "t", "k", "epoch", "index", "i", ""),
    "label": ("label", "name", "run", "optimizer", "rule", "method", "path"),
}


@dataclass(frozen=True, eq=False)
class Recorded:
    """A path: its label, and where it was, `(T+1, 2)`, row k after step k; straight where steps were left out."""

    label: str
    x: Array


def read_paths(content: bytes) -> list[Recorded]:
    """The paths in a CSV file, one for each label. Raises ValueError with one sentence."""
    check_size(content, MAX_BYTES)
    with one_sentence("The file cannot be read as a path; save it as CSV with the columns x and y."):
        rows, comma = words_of(text_of(content), MAX_ROWS + 2)
        if len(rows) > MAX_ROWS:
            raise FileError(f"The file has more than {MAX_ROWS:,} rows, which is the limit.")
        at, rows = _columns(rows, comma)
        paths: dict[str, list[tuple[float, float, float]]] = {}
        for line, cells in enumerate(rows, start=1):
            label = cells[at["label"]][:_LONGEST] if "label" in at and at["label"] < len(cells) else ""
            paths.setdefault(label, []).append(_row(cells, at, comma, line))
        if len(paths) > MAX_PATHS:
            raise FileError(f"The file has {len(paths):,} paths by their labels; at most {MAX_PATHS} are drawn.")
        return [Recorded(label or "recorded", _walked(np.array(rows))) for label, rows in paths.items()]


def _columns(rows: list[list[str]], comma: Comma) -> tuple[dict[str, int], list[list[str]]]:
    """Which column is which, by its name, else by what stands in it; and the rows without that of names."""
    if not rows:
        raise FileError("The file has no rows; a path needs the columns x and y.")
    first = [number(cell, comma) for cell in rows[0]]
    if all(value is None or np.isnan(value) for value in first):
        names, rows = [cell.lower() for cell in rows[0]], rows[1:]
        found = {what: names.index(name) for what, known in _KNOWN.items() for name in reversed(known) if name in names}
        if "x" not in found or "y" not in found:
            raise FileError("The first line of the file names no columns x and y.")
    else:
        found = _by_content(rows, first, comma)
    if len(rows) < 2:
        raise FileError("A path needs two rows or more.")
    return found, rows


def _by_content(rows: list[list[str]], first: Sequence[float | None], comma: Comma) -> dict[str, int]:
    numbers = [at for at, value in enumerate(first) if value is not None]
    texts = [at for at, value in enumerate(first) if value is None]
    if len(numbers) < 2:
        raise FileError("A path needs two columns of numbers, x and y.")
    order = numbers
    if len(numbers) > 2:
        column = [number(cells[numbers[0]], comma) for cells in rows[:100] if len(cells) > numbers[0]]
        if column[0] in (0, 1) and all(value == column[0] + at for at, value in enumerate(column)):
            order = [*numbers[1:3], numbers[0]]
    return dict(zip(("x", "y", "step"), order, strict=False)) | ({"label": texts[0]} if texts else {})


def _row(cells: list[str], at: dict[str, int], comma: Comma, line: int) -> tuple[float, float, float]:
    """x, y and the step, NaN where nothing is said of it."""
    found = []
    for what in ("x", "y", "step"):
        value = number(cells[at[what]], comma) if what in at and at[what] < len(cells) else float("nan")
        if value is None:
            raise FileError(f"Row {line} of the path holds {cells[at[what]][:20]!r} where {what} belongs.")
        found.append(value)
    return found[0], found[1], found[2]


def _walked(rows: Array) -> Array:
    """The places `(T+1, 2)` of rows of x, y and step. Steps that were left out are drawn straight; without steps, or
    with too many, rows are counted."""
    steps = rows[:, 2] - rows[0, 2]
    if not (np.diff(steps) > 0).all() or (steps != np.round(steps)).any() or steps[-1] > MAX_STEPS:
        if len(rows) > MAX_STEPS + 1:
            raise FileError(f"A path may have {MAX_STEPS:,} steps; this one has {len(rows) - 1:,}.")
        return rows[:, :2]
    every = np.arange(int(steps[-1]) + 1)
    return np.stack([np.interp(every, steps, rows[:, axis]) for axis in (0, 1)], axis=-1)
