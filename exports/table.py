"""A path as a table: one row per step, one named column per number, at full precision."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import numpy as np

from simulation import Trajectory
from words.foreign import cell


def table(path: Trajectory, coordinates: Sequence[str] = ("x", "y")) -> dict[str, np.ndarray]:
    """Column name → (T+1,) array, for the path of a single run.

    step, the iterate, f, its exact gradient, the gradient the step was given, every state variable, the step size
    and the number of evaluations. Vectors take one column per coordinate ("m_x", "m_y").
    """
    columns: dict[str, np.ndarray] = {"step": np.arange(len(path.value))}
    columns |= {name: path.x[:, i] for i, name in enumerate(coordinates)}
    columns["f"] = path.value
    vectors = {"gradient": path.gradient, "seen": path.seen, **path.states}
    for name, values in vectors.items():
        columns |= _split(name, values, coordinates)
    return columns | {"lr": path.lr, "evaluations": path.evaluations}


def to_csv(path: Trajectory, coordinates: Sequence[str] = ("x", "y")) -> str:
    """The table as CSV text with a header line; every number reads back to the same bits."""
    columns = table(path, coordinates)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(cell, columns))
    writer.writerows(zip(*(values.tolist() for values in columns.values()), strict=True))
    return text.getvalue()


def _split(name: str, values: np.ndarray, coordinates: Sequence[str]) -> dict[str, np.ndarray]:
    if values.ndim == 2 and values.shape[1] == len(coordinates):
        return {f"{name}_{c}": values[:, i] for i, c in enumerate(coordinates)}
    return {name: values.reshape(len(values), -1)[:, 0]}
