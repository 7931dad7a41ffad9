"""Recorded paths as JSON: a list of places, columns, a path for each label, or a line of JSON for each step."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surfaces.reading.names import pair_of, plain_name
from surfaces.reading.problems import FileError

_LABELS = ("label", "name", "run", "optimizer", "rule", "method")
_STEPS = ("step", "iteration", "iter", "t", "k", "epoch")
_DEEPEST = 40  # brackets in one another
_SAID = 'write [[1, 2], [0.5, 1]], or {"x": 1, "y": 2} in a line for each step.'

#: (label, coordinates, the step or NaN)
Row = tuple[str, tuple[float, ...], float]


def looks_like(text: str) -> bool:
    """Whether a text begins as objects of JSON do, or as lists of them that are no rows of numbers alone."""
    begins = text.lstrip("\ufeff \t\r\n")[:200]
    return begins[:1] == "{" or (begins[:1] == "[" and ("{" in begins or begins[:8].replace(" ", "").count("[") > 2))


def rows_of(text: str, dimensions: int) -> list[Row]:
    """Every place in the file. `FileError` with one sentence if it holds something else."""
    if _depth(text) > _DEEPEST:
        raise FileError(f"The lists of the file are nested too deeply; {_SAID}")
    found = list(_rows(_loaded(text), "", dimensions))
    if not found:
        raise FileError(f"The JSON holds no path; {_SAID}")
    return found


def _depth(text: str) -> int:
    depth = most = 0
    for character in text:
        if character in "[{":
            depth += 1
            most = max(most, depth)
        elif character in "]}":
            depth -= 1
    return most


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        raise FileError(f"The file is no JSON, and no JSON in every line; {_SAID}") from None


def _rows(found: Any, label: str, dimensions: int) -> Iterator[Row]:
    if isinstance(found, Mapping):
        yield from _of_object(found, label, dimensions)
    elif isinstance(found, Sequence) and not isinstance(found, str):
        for at, one in enumerate(found):
            if place := _place(one, dimensions):
                yield label, place, float("nan")
            elif isinstance(one, Mapping):
                yield from _of_object(one, label, dimensions)
            elif isinstance(one, Sequence) and one and _place(one[0], dimensions):
                yield from _rows(one, label or f"path {at + 1}", dimensions)
            else:
                raise FileError(f"Entry {at + 1} of the JSON is no place of {dimensions} numbers; {_SAID}")


def _of_object(found: Mapping[str, Any], label: str, dimensions: int) -> Iterator[Row]:
    """One step, columns, or a path for each label."""
    names = list(found)
    label = next((str(found[name]) for name in names if plain_name(name) in _LABELS), label)
    pair = pair_of([plain_name(name) for name in names]) if dimensions == 2 else _one(names)
    if pair is not None:
        columns = [found[names[at]] for at in pair]
        step = next((found[name] for name in names if plain_name(name) in _STEPS), None)
        if all(isinstance(column, list) for column in columns):
            if len({*map(len, columns)}) > 1:
                raise FileError("The columns of the JSON are not equally long.")
            for values in zip(*columns, strict=True):
                yield label, _numbers(values), float("nan")
        else:
            yield label, _numbers(columns), float("nan") if step is None else _numbers([step])[0]
        return
    for name, inner in found.items():
        if place := _place(inner, dimensions):
            yield label, place, float("nan")
        elif isinstance(inner, list | dict):
            yield from _rows(inner, label or name, dimensions)


def _one(names: Sequence[str]) -> tuple[int, ...] | None:
    return next(((at,) for at, name in enumerate(names) if plain_name(name) in ("x", "w", "theta")), None)


def _place(one: Any, dimensions: int) -> tuple[float, ...]:
    """The coordinates of a place; () of what is none."""
    if dimensions == 1 and _is_number(one):
        return _numbers([one])
    known = isinstance(one, list) and len(one) == dimensions and all(map(_is_number, one))
    return _numbers(one) if known else ()


def _is_number(one: Any) -> bool:
    return one is None or (isinstance(one, int | float) and not isinstance(one, bool))


def _numbers(values: Sequence[Any]) -> tuple[float, ...]:
    try:
        return tuple(float("nan") if value is None else float(value) for value in values)
    except (TypeError, ValueError, OverflowError):
        raise FileError(f"The JSON holds something else where a number belongs; {_SAID}") from None
