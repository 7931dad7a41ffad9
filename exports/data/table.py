"""Paths as tables: one row per step, one named column per number, at full precision."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from exports.work import Tell, Work
from parameters import Described
from simulation import Trajectory
from simulation.experiments.run import Origin, origins
from simulation.tables.columns import STATUS, Columns, columns, coordinates, in_order
from words.foreign import cell

#: What stands in front of a path (its run, seed, start), and its columns.
Part = tuple[dict[str, Any], Columns]


def table(path: Trajectory) -> dict[str, np.ndarray]:
    """Column name → (T+1,) array of numbers, for the path of a single run: step, the iterate, f, its exact gradient,
    the gradient the step was given, every state variable, the step size and the number of evaluations, then where the
    gradient was asked for, what schedules said, and what transforms changed and drew."""
    return {name: values for name, values in columns(path).items() if name not in ("maximize", STATUS)}


def to_csv(path: Trajectory) -> str:
    """The path as CSV text with a header line; `Trajectory.from_csv` reads it back to the same bits."""
    return _text([({}, columns(path))])


def bundle_to_csv(paths: Sequence[Trajectory], came: Sequence[Origin]) -> str:
    """All paths of a run in one table, one after another: as `to_csv`, with the seed (empty where nothing is random)
    and the start of the path in front. A run with one path has the table of that path."""
    if len(paths) == 1:
        return to_csv(paths[0])
    return _text([(front(origin), columns(path)) for path, origin in zip(paths, came, strict=True)])


def as_csv(work: Work, options: Described, tell: Tell) -> bytes:
    """All paths of an experiment in one tidy table; a column that a run does not have is empty there."""
    return _text(list(parts(work)), tell).encode()


def parts(work: Work) -> Iterator[Part]:
    """Every path of an experiment, with the label of its run, and with its seed and start where a run has several."""
    experiment = work.experiment
    for spec, name, paths in zip(experiment.runs, work.names, work.bundles, strict=True):
        for path, origin in zip(paths, origins(experiment, spec), strict=True):
            several = experiment.fan > 1 or experiment.seeds > 1
            yield {"run": name, **(front(origin) if several else {})}, columns(path)


def front(origin: Origin) -> dict[str, Any]:
    """Where a path comes from, as columns; a seed that is None is none."""
    names = (f"start_{name}" for name in coordinates(len(origin.start)))
    return {"seed": origin.seed, **dict(zip(names, origin.start, strict=True))}


def _text(found: Sequence[Part], tell: Tell | None = None) -> str:
    names = in_order([name for before, own in found for name in (*before, *own)])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(cell, names))
    for i, (before, own) in enumerate(found):
        if tell:
            tell(i / len(found))
        rows = len(own["step"])
        whole = [own[name].tolist() if name in own else [cell(before.get(name))] * rows for name in names]
        writer.writerows(zip(*whole, strict=True))
    return text.getvalue()
