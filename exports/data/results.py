"""Compared runs as a table: how far each came, how soon, and how it ended."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from simulation import Experiment, Trajectory
from simulation.judging.results import Result, result
from words.foreign import cell
from words.language import _
from words.sentence import brief


def results(
    experiment: Experiment, paths: Sequence[Trajectory], names: Sequence[str], tolerance: float
) -> list[dict[str, Any]]:
    """One row per run."""
    surface, gap = experiment.landscape(), _("f* − f") if experiment.maximize else _("f − f*")
    found = [result(path, surface, tolerance) for path in paths]
    rows = [{_("run"): name, **row_of(one, gap)} for name, one in zip(names, found, strict=True)]
    return rows if any(row[gap] is not None for row in rows) else [without(row, gap) for row in rows]


def row_of(found: Result, gap: str) -> dict[str, Any]:
    """What a row says of one path; `gap` is the name of f − f*."""
    return {
        _("final f"): found.final,
        gap: found.gap,
        _("steps"): found.steps,
        _("gradients"): found.gradients,
        _("path length"): found.length,
        _("ended"): brief(found.outcome),
    }


def without(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The row without one of its columns."""
    return {key: value for key, value in row.items() if key != name}


def results_csv(rows: Sequence[dict[str, Any]]) -> str:
    """The table as CSV, at full precision; no cell of it is a formula to a spreadsheet."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()
