"""What is worked out of trainings beside their rows: curvature along each, and the loss on the lines between them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from importlib import import_module
from itertools import combinations
from typing import Any

import numpy as np

from exports.trained import TrainedWork
from exports.work import Tell
from parameters import Described
from words.foreign import cell

_COLUMNS = ("quantity", "run", "to", "at", "value")


def as_json(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """{"curvature": a run each, with its epochs, the largest eigenvalues of the Hessian and 2/lr, or why there are
    none; "lines": of every two runs with weights in one space t, training and validation loss, and the barrier}. None
    stands for what is not finite."""
    curvature, lines = _curvature(work, tell), list(_lines(work, tell))
    return json.dumps({"curvature": curvature, "lines": lines}, ensure_ascii=False, allow_nan=False).encode()


def as_csv(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """The same as a tidy table: `at` is an epoch of a curvature, a t of a line, and empty of a barrier."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in _curvature(work, tell):
        for name in ("largest_eigenvalue", "two_over_lr"):
            writer.writerows(_table(name, one["run"], "", one.get("epoch", []), one.get(name, [])))
    for one in _lines(work, tell):
        for name in ("loss", "valid_loss"):
            writer.writerows(_table(name, one["from"], one["to"], one["t"], one[name] or []))
        writer.writerows(_table("barrier", one["from"], one["to"], [""], [one["barrier"]]))
    return into.getvalue().encode()


def _table(name: str, run: str, to: str, at: list[Any], values: list[Any]) -> Iterator[tuple[Any, ...]]:
    return ((name, cell(run), cell(to), x, y) for x, y in zip(at, values, strict=True) if y is not None)


def _curvature(work: TrainedWork, tell: Tell) -> list[dict[str, Any]]:
    found = []
    for run, name in enumerate(work.names):
        tell(0.8 * run / len(work.names))
        found.append({"run": name, **_edge(work, run)})
    return found


def _edge(work: TrainedWork, run: int) -> dict[str, Any]:
    try:
        edge = import_module("networks.shown.edge").edge(work.experiment, run, work.trainings[run])
    except ValueError as error:
        return {"missing": str(error)}
    return {"epoch": _plain(edge.epoch), "largest_eigenvalue": _plain(edge.largest), "two_over_lr": _plain(edge.border)}


def _lines(work: TrainedWork, tell: Tell) -> Iterator[dict[str, Any]]:
    between, together = (
        import_module("networks.shown.between").between,
        import_module("networks.shown.seen").together,
    )
    pairs = [(a, b) for a, b in combinations(range(len(work.names)), 2) if b in together(work.experiment, a)]
    for k, (a, b) in enumerate(pairs):
        tell(0.8 + 0.2 * k / len(pairs))
        found = between(work.experiment, work.trainings, a, b)
        barrier = _plain(np.array([found.train.barrier]))[0]
        yield {
            **{"from": work.names[a], "to": work.names[b], "t": _plain(found.train.t), "barrier": barrier},
            **{"loss": _plain(found.train.loss), "valid_loss": _plain(found.valid.loss) if found.valid else None},
        }


def _plain(values: np.ndarray) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]
