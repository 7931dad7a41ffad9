"""Paths that were recorded elsewhere, from a CSV with the columns x, y (x alone on a line) and, if there are, step and
label, or from JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parameters.numbers import whole
from simulation.running.simulate import MAX_STEPS
from surfaces.reading.cells import words_of
from surfaces.reading.json_places import looks_like, rows_of
from surfaces.reading.names import pair_of, plain_name
from surfaces.reading.numbers import Comma, number
from surfaces.reading.problems import FileError, check_size, one_sentence
from surfaces.reading.text import text_of

Array = NDArray[np.float64]

MAX_BYTES, MAX_PATHS, MAX_ROWS = 2_000_000, 8, 50_000
_BRACKETS = re.compile(r"^[ \t]*[\[(]([^\[\](){}\n]*)[\])][ \t]*,?[ \t]*$")  # (1, 2)
_LONGEST = 40  # characters of a label
_STEPS = ["step", "steps", "iteration", "iterations", "iter", "it", "t", "k", "n", "epoch", "index", "i", ""]
_STEPS += ["global_step", "global step"]
_COORDINATE = ["x", "x1", "x0", "w", "w1", "w0", "theta", "theta1", "theta0", "weight", "parameter", "param"]
_NEEDED = {1: "the column x", 2: "the columns x and y"}
_LABELS = ["label", "name", "run", "optimizer", "optimiser", "rule", "method", "path", "series", "tag", "id"]


@dataclass(frozen=True, eq=False)
class Recorded:
    """A path: its label, and where it was, `(T+1, n)`, row k after step k; straight where steps were left out. `axes`
    are the names of its columns for x, y and f, if they have any."""

    label: str
    x: Array
    axes: tuple[str, ...] = ()


def read_paths(content: bytes, dimensions: int = 2) -> list[Recorded]:
    """The paths in a CSV file, one for each label, of points of so many coordinates. Raises ValueError with one
    sentence."""
    check_size(content, MAX_BYTES)
    with one_sentence(f"The file cannot be read as a path; save it as CSV with {_NEEDED[dimensions]}."):
        text = text_of(content)
        if looks_like(text):
            return _of_json(text, dimensions)
        names, rows, comma = words_of(_bare(text), 2 * MAX_ROWS)
        if len(rows) > MAX_ROWS:
            raise FileError(f"The file has more than {whole(MAX_ROWS)} rows, which is the limit.")
        at = _columns(names, rows, comma) if dimensions == 2 else _column(names, rows, comma)
        if len(rows) < 2:
            raise FileError("A path needs two rows or more.")
        paths: dict[str, list[tuple[float, float, float]]] = {}
        for line, cells in enumerate(rows, start=1):
            if _says_nothing(cells, at):
                continue
            label = cells[at["label"]][:_LONGEST] if "label" in at and at["label"] < len(cells) else ""
            paths.setdefault(label, []).append(_row(cells, at, comma, line))
        if not paths:
            raise FileError(
                "No row of the path has both x and y." if dimensions == 2 else "No row of the path has an x."
            )
        axes = (names[at["x"]], names[at["y"]] if "y" in at else "", "") if names else ()
        return _recorded(paths, dimensions, axes)


def _bare(text: str) -> str:
    """Lines without the brackets around every one of them."""
    lines = [_BRACKETS.fullmatch(line) for line in text.splitlines() if line.strip()]
    return "\n".join(found[1] for found in lines if found) if lines and all(lines) else text


def _of_json(text: str, dimensions: int) -> list[Recorded]:
    paths: dict[str, list[tuple[float, float, float]]] = {}
    found = rows_of(text, dimensions)
    if len(found) > MAX_ROWS:
        raise FileError(f"The file has more than {whole(MAX_ROWS)} rows, which is the limit.")
    for label, place, step in found:
        paths.setdefault(label[:_LONGEST], []).append((place[0], place[-1], step))
    if max(map(len, paths.values())) < 2:
        raise FileError("A path needs two rows or more.")
    return _recorded(paths, dimensions, ())


def _recorded(
    paths: dict[str, list[tuple[float, float, float]]], dimensions: int, axes: tuple[str, ...]
) -> list[Recorded]:
    if len(paths) > MAX_PATHS:
        raise FileError(f"The file has {whole(len(paths))} paths by their labels; at most {MAX_PATHS} are drawn.")
    walked = {label: _walked(np.array(rows))[:, :dimensions] for label, rows in paths.items()}
    return [Recorded(label or "recorded", x, axes) for label, x in walked.items()]


def _columns(names: list[str], rows: list[list[str]], comma: Comma) -> dict[str, int]:
    """Which column is which, by its name, else by what stands in it."""
    known = [plain_name(name) for name in names]
    if not rows and not names:
        raise FileError("The file has no rows; a path needs the columns x and y.")
    if not known:
        return _by_content(rows, [number(cell, comma) for cell in rows[0]], comma)
    pair = pair_of(known)
    if pair is None:
        listed = ", ".join(repr(name) for name in names[:6])
        raise FileError(f"The first line of the file names no columns x and y, but {listed}.")
    return {"x": pair[0], "y": pair[1], **_others(known, pair)}


def _others(known: list[str], taken: Sequence[int]) -> dict[str, int]:
    """The columns of steps and labels, where there are such names."""
    others = {"step": _STEPS, "label": _LABELS}
    found = {what: next((known.index(name) for name in usual if name in known), -1) for what, usual in others.items()}
    return {what: at for what, at in found.items() if at >= 0 and at not in taken}


def _column(names: list[str], rows: list[list[str]], comma: Comma) -> dict[str, int]:
    """The same where a point has one coordinate: without names it is the first number of a row that counts no steps."""
    known = [plain_name(name) for name in names]
    if known:
        at = next((known.index(name) for name in _COORDINATE if name in known), None)
        if at is None:
            listed = ", ".join(repr(name) for name in names[:6])
            raise FileError(f"The first line of the file names no column x, but {listed}.")
        return {"x": at, **_others(known, (at,))}
    numbers = [at for at, cell in enumerate(rows[0] if rows else []) if number(cell, comma) is not None]
    if not numbers:
        raise FileError("A path needs a column of numbers, x.")
    if len(numbers) > 1 and _counts(rows, numbers[0], comma):
        return {"x": numbers[1], "step": numbers[0]}
    return {"x": numbers[0]}


def _by_content(rows: list[list[str]], first: Sequence[float | None], comma: Comma) -> dict[str, int]:
    numbers = [at for at, value in enumerate(first) if value is not None]
    texts = [at for at, value in enumerate(first) if value is None]
    if len(numbers) < 2:
        raise FileError("A path needs two columns of numbers, x and y.")
    order = numbers
    if len(numbers) > 2 and _counts(rows, numbers[0], comma):
        order = [*numbers[1:3], numbers[0]]
    return dict(zip(("x", "y", "step"), order, strict=False)) | ({"label": texts[0]} if texts else {})


def _counts(rows: list[list[str]], at: int, comma: Comma) -> bool:
    """Whether a column counts the rows, from 0 or 1."""
    column = [number(cells[at], comma) for cells in rows[:100] if len(cells) > at]
    return column[0] in (0, 1) and all(value == column[0] + i for i, value in enumerate(column))


def _says_nothing(cells: list[str], at: dict[str, int]) -> bool:
    """Whether a row has no place: x or y is empty. One that is written as no number (nan, inf, -) ends the path."""
    return any(at[what] >= len(cells) or not cells[at[what]].strip() for what in ("x", "y") if what in at)


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
    """The places `(T+1, 2)` of rows of x, y and step, in the order of the steps. Those that were left out are drawn
    straight; without steps, with some twice or with too many, rows are counted."""
    if np.isfinite(rows[:, 2]).all() and len(np.unique(rows[:, 2])) == len(rows):
        rows = rows[np.argsort(rows[:, 2])]
    steps = rows[:, 2] - rows[0, 2]
    if not (np.diff(steps) > 0).all() or (steps != np.round(steps)).any() or steps[-1] > MAX_STEPS:
        return rows[:, :2]
    every = np.arange(int(steps[-1]) + 1)
    return np.stack([np.interp(every, steps, rows[:, axis]) for axis in (0, 1)], axis=-1)
