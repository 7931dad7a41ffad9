"""How the runs of a map ended: numbers for scripts, and a line a run for people."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from exports.maps.said import AnyResult, names
from maps import TrainingResult
from maps.axes import START
from maps.cells import Cell
from words.foreign import visible
from words.numbers import short, whole
from words.results import fate_of


def rows(result: AnyResult) -> list[dict[str, Any]]:
    """What is said of every run: how its cells ended, and the best of them; plain data."""
    return [_row(result, run, name) for run, name in enumerate(names(result.experiment))]


def _row(result: AnyResult, run: int, name: str) -> dict[str, Any]:
    counts = np.bincount(result.fate[run][result.fate[run] >= 0], minlength=len(result.FATES))
    loss = np.where(np.isnan(result.loss[run]), np.inf, result.loss[run])
    row, column = np.unravel_index(int(loss.argmin()), loss.shape)
    (across, xs), (up, ys) = result.axes
    ended = {result.FATES[code]: int(count) for code, count in enumerate(counts) if count}
    what, f = _lowest(result, (run, int(row), int(column)))
    best = {across: float(xs[column]), up: float(ys[row]), what: f if math.isfinite(f) else None}
    return {"label": name, "cells": int(loss.size), "ended": ended, "best": best}


def _lowest(result: AnyResult, cell: Cell) -> tuple[str, float]:
    """What the loss of a cell is called, and its value."""
    if isinstance(result, TrainingResult):
        return "loss", float(10 ** result.loss[cell])
    return "f", float(result.f[cell])


def told(row: dict[str, Any]) -> str:
    """One of `rows` as a line."""
    ended = ", ".join(f"{whole(count)} {fate_of(kind)}" for kind, count in row["ended"].items())
    *axes, (_, f) = row["best"].items()
    at = ", ".join(f"{name} = {short(value, 4)}" for name, value in axes)
    best = f"; lowest loss at {at}" if f is not None and not axes[0][0].startswith(START) else ""
    return f"{visible(row['label'])}: of {whole(row['cells'])} cells {ended}{best}"
