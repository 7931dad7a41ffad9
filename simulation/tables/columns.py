"""A path as named columns, one row a step, and columns as a path again: what CSV and Parquet hold of it.

A vector has a column for each coordinate ("gradient_x", "m_y"), any other array one for each of its entries
("H[0,1]"), a number one ("lr"). A state is called by its name, unless the name is another column's: then it is
"state.f", and a number whose name ends like a coordinate's is "s_x[]".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_VECTORS = ("gradient", "seen", "asked")
_NEEDED = ("step", "f", "lr", "evaluations", "status")
_FRONT = ("run", "seed", "start")  # of a table of several paths
_OF_OTHERS = {*_FRONT, *_VECTORS, *_NEEDED, "x", "y", "maximize"}
_PARTS = ("state", "scheduled", "changed", "drawn")  # whose names follow a point
_LAST = ("asked", "scheduled", "changed", "drawn", "maximize", "status")
_COUNTS = ("evaluations", "changed")
STATUS = "status"

Columns = dict[str, np.ndarray]


def columns(path: Any) -> Columns:
    """Column name → (T+1,) array, of the path of a single run: numbers, and `status` and `maximize` as texts, which
    stand in its last row and are empty in all others. `maximize` is there only where the run climbed.

    ValueError for a batch of runs: its lanes have a table each.
    """
    if path.value.ndim != 1:
        raise ValueError("This is a batch of runs; take one of them, such as path.lane(0).")
    names = coordinates(path.x.shape[-1])
    rows = len(path.value)
    found: Columns = {"step": np.arange(rows), **dict(zip(names, path.x.T, strict=True)), "f": path.value}
    found |= _split("gradient", path.gradient, names) | _split("seen", path.seen, names)
    for name, values in path.states.items():
        found |= _split(_state(name, names), values, names)
    found |= {"lr": path.lr, "evaluations": path.evaluations, **_split("asked", path.asked, names)}
    found |= {f"scheduled.{name}": values for name, values in path.scheduled.items()}
    found |= {f"changed.{i}": values for i, values in enumerate(path.changed)}
    for place, values in path.drawn.items():
        found |= _split(f"drawn.{place}", values, names)
    ends = {"maximize": "true"} if path.maximize else {}
    for name, text in (ends | {STATUS: str(path.status)}).items():
        found[name] = np.array([""] * (rows - 1) + [text], dtype=object)
    return found


def coordinates(dimensions: int) -> tuple[str, ...]:
    """What the coordinates of a point are called in columns: x, or x and y, or x1, x2, x3, …"""
    return ("x", "y")[:dimensions] if dimensions < 3 else tuple(f"x{i + 1}" for i in range(dimensions))


def in_order(names: Sequence[str]) -> list[str]:
    """Columns of several paths, each name once: the states of all of them stand together, before what comes last."""
    groups = (*_FRONT, "step", "", "lr", "evaluations", *_LAST)

    def group(name: str) -> int:
        first = re.split(r"[._\[]", name)[0]
        return groups.index(name if name in groups else first if first in (*_FRONT, *_LAST) else "")

    return sorted(dict.fromkeys(names), key=group)


def fields(found: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """The fields of the Trajectory whose columns these are; columns of a front (run, seed, start) are passed over.

    ValueError in one sentence if it is none.
    """
    if missing := [name for name in (*_NEEDED, "x" if "x1" not in found else "x1") if name not in found]:
        raise ValueError(f"This is no table of a path: it has no column {missing[0]}.")
    count = 1 + ("y" in found) if "x" in found else sum(bool(re.fullmatch(r"x\d+", name)) for name in found)
    names = coordinates(count)
    if absent := [name for name in names if name not in found]:
        raise ValueError(f"This is no table of a path: it has no column {absent[0]}.")
    rows = len(found["step"])
    if not np.array_equal(found["step"], np.arange(rows)):
        raise ValueError("The steps of a path are counted from 0, each of them once; rows are missing here.")
    if not found[STATUS][-1]:
        raise ValueError("The last row of a path says how it ended, in the column status; this table has been cut off.")
    arrays = _joined({k: v for k, v in found.items() if k.split("_")[0] not in _FRONT}, names)
    if unknown := [name for name in _VECTORS if name not in arrays]:
        raise ValueError(f"This is no table of a path: it has no column {unknown[0]}_{names[0]}.")
    return {
        **{name: arrays[name] for name in (*_VECTORS, "lr", "evaluations")},
        "x": _frozen(np.stack([found[name] for name in names], axis=-1).astype(float)),
        "value": arrays["f"],
        "states": arrays["states"],
        "scheduled": arrays["scheduled"],
        "changed": tuple(arrays["changed"][key] for key in sorted(arrays["changed"], key=int)),
        "drawn": {int(key): values for key, values in arrays["drawn"].items()},
        STATUS: np.str_(found[STATUS][-1]),
        "last": np.int64(rows - 1),
        "maximize": bool("maximize" in found and found["maximize"][-1]),
    }


def read_csv(source: str | bytes | Path) -> list[Columns]:
    """The columns of every path in a CSV: a file, or its text, which has more than one line. What a path does not have
    is empty throughout, and left out. ValueError in one sentence if it holds no path."""
    if isinstance(source, bytes):
        text = source.decode("utf-8-sig")
    else:
        is_text = isinstance(source, str) and "\n" in source
        text = str(source) if is_text else Path(source).read_text(encoding="utf-8-sig")
    header, *rows = list(csv.reader(io.StringIO(text))) or [[]]
    if "step" not in header:
        raise ValueError("This is no table of a path: it has no column step.")
    at = header.index("step")
    if wrong := next((i for i, row in enumerate(rows, start=2) if len(row) != len(header)), 0):
        raise ValueError(f"Line {wrong} of the table has {len(rows[wrong - 2])} cells, and its first {len(header)}.")
    begins = [i for i, row in enumerate(rows) if row[at] == "0"]
    if not begins or begins[0]:
        raise ValueError("This is no table of a path: it does not begin with step 0.")
    return [_read(header, rows[i:j]) for i, j in zip(begins, [*begins[1:], len(rows)], strict=True)]


def _read(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    found: Columns = {}
    for name, cells in zip(header, zip(*rows, strict=True), strict=True):
        if name in ("run", "maximize", STATUS):
            found[name] = np.array(cells, dtype=object)
        elif any(cells):
            try:
                whole = name in ("step", "seed", "evaluations") or name.startswith("changed.")
                found[name] = np.array([(int if whole else float)(cell) for cell in cells])
            except ValueError:
                raise ValueError(f"The column {name[:40]!r} of the table holds something that is no number.") from None
    return found


def _state(name: str, names: Sequence[str]) -> str:
    taken = name in _OF_OTHERS or name in names or name.split(".")[0] in _PARTS
    return f"state.{name}" if taken else name


def _split(name: str, values: np.ndarray, names: Sequence[str]) -> Columns:
    """The columns of one array (T+1, …)."""
    shape = values.shape[1:]
    if shape == (len(names),):
        return {f"{name}_{c}": values[:, i] for i, c in enumerate(names)}
    if shape:
        return {f"{name}[{','.join(map(str, at))}]": values[:, *at] for at in np.ndindex(shape)}
    return {f"{name}[]" if name.endswith(tuple(f"_{c}" for c in names)) else name: values}


def _joined(found: Mapping[str, np.ndarray], names: Sequence[str]) -> dict[str, Any]:
    """Arrays (T+1, …) by their names; those of states, schedules, transforms and noise in mappings of their own."""
    arrays: dict[str, Any] = {part: {} for part in ("states", *_PARTS[1:])}
    for name, values in _arrays(found, names):
        part, point, rest = name.partition(".")
        if name in _OF_OTHERS:
            arrays[name] = values
        elif point and part in _PARTS:
            arrays["states" if part == "state" else part][rest] = values
        elif name not in names:
            arrays["states"][name] = values
    return arrays


def _arrays(found: Mapping[str, np.ndarray], names: Sequence[str]) -> Iterator[tuple[str, np.ndarray]]:
    """(name, array (T+1, …)) of everything that is written in columns."""
    pattern = re.compile(rf"(.+?)(?:\[([\d,]*)\]|_({'|'.join(names)}))?")
    parts: dict[str, dict[tuple[int, ...], np.ndarray]] = {}
    for column, values in found.items():
        name, entry, axis = pattern.fullmatch(column).groups()  # type: ignore[union-attr]
        at = (names.index(axis),) if axis else tuple(map(int, entry.split(","))) if entry else ()
        parts.setdefault(name, {})[at] = values
    for name, entries in parts.items():
        if name in ("step", "maximize", STATUS):
            continue
        shape = tuple(1 + max(at[i] for at in entries) for i in range(len(next(iter(entries)))))
        whole = np.empty((len(next(iter(entries.values()))), *shape), int if name.split(".")[0] in _COUNTS else float)
        for at, values in entries.items():
            where: Any = (slice(None), *at)
            whole[where] = values
        yield name, _frozen(whole)


def _frozen(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values
