"""Trainings as data: a tidy table, arrays, and how each ended."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exports.trained import TrainedWork
from exports.work import Tell
from networks.shown.told import sentence
from networks.training.several import Ensemble, Scores
from networks.training.training import Training
from parameters import Described
from words.foreign import cell

#: Numbers of a row, in the order of the columns.
_NUMBERS = ("loss", "valid_loss", "accuracy", "valid_accuracy", "lr", "weight_norm", "sparsity")
_ARRAYS = ("updates", "epoch", "weights", *_NUMBERS, "batch_loss")


def as_csv(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """One row a moment that was written down, of every run: numbers at full precision, empty where there is none."""
    layers = list(dict.fromkeys(name for one in work.trainings for name in one.gradient_norms))
    into = io.StringIO()
    columns = ["run", "updates", "epoch", *_NUMBERS, *(f"gradient_norm {name}" for name in layers)]
    writer = csv.DictWriter(into, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for i, (name, training) in enumerate(zip(work.names, work.trainings, strict=True)):
        tell(i / len(work.names))
        writer.writerows(_row(training, k) | {"run": cell(name)} for k in range(training.last + 1))
    return into.getvalue().encode()


def _row(training: Training, k: int) -> dict[str, Any]:
    numbers = {name: float(getattr(training, name)[k]) for name in ("epoch", *_NUMBERS)}
    norms = {f"gradient_norm {name}": float(values[k]) for name, values in training.gradient_norms.items()}
    known = {name: repr(value) for name, value in {**numbers, **norms}.items() if not np.isnan(value)}
    return {"updates": int(training.updates[k]), **known}


def as_npz(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """The weights of the first run are "0/weights" (R, n), and so on; "loss", "a" and "b" are of the plane, where
    "0/path" lies. "experiment" is its JSON and "labels" are those of the runs. Nothing in it is pickled."""
    plane = work.plane
    found: dict[str, Any] = {"experiment": work.experiment.to_json(), "labels": np.array(work.names)}
    found |= {name: getattr(plane, name) for name in ("origin", "directions", "a", "b", "loss")}
    for i, training in enumerate(work.trainings):
        tell(i / len(work.trainings))
        found |= {f"{i}/{name}": getattr(training, name) for name in _ARRAYS}
        found[f"{i}/path"] = plane.paths[i]
    into = io.BytesIO()
    np.savez_compressed(into, allow_pickle=False, **found)
    return into.getvalue()


def as_json(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """The experiment, which `NetworkExperiment.from_json` reads back to an equal one."""
    return work.experiment.to_json().encode()


def as_results(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """{"experiment": …, "runs": `rows`}."""
    whole = {
        "experiment": json.loads(work.experiment.to_json()),
        "runs": rows(work.names, work.trainings, [run.rule for run in work.experiment.runs], work.ensembles),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False).encode()


def rows(
    names: Sequence[str], trainings: Sequence[Training], rules: Sequence[str], ensembles: Sequence[Ensemble] = ()
) -> list[dict[str, Any]]:
    """How each training ended, at the row that is kept; None for what is not finite. With several seeds, "seeds" has
    the scores of every one, of their averaged predictions and of their averaged weights."""
    found = [_ended(*each) for each in zip(names, trainings, rules, strict=True)]
    return [{**row, "seeds": _seeds(one)} for row, one in zip(found, ensembles, strict=True)] if ensembles else found


def _seeds(found: Ensemble) -> dict[str, Any]:
    return {
        "count": found.seeds,
        "diverged": found.lost,
        "each": [_scores(one) for one in found.each],
        "averaged_predictions": _scores(found.together),
        "averaged_weights": _scores(found.merged),
    }


def _scores(scores: Scores | None) -> dict[str, float | None] | None:
    if scores is None:
        return None
    return {name: value if np.isfinite(value) else None for name, value in scores.items().items()}


def _ended(name: str, training: Training, rule: str) -> dict[str, Any]:
    row = training.best
    numbers = {key: float(getattr(training, key)[row]) for key in ("loss", "accuracy", "valid_loss", "valid_accuracy")}
    finite: Mapping[str, Any] = {key: value if np.isfinite(value) else None for key, value in numbers.items()}
    ends = {"updates": int(training.updates[row]), "epoch": float(training.epoch[row])}
    return {"label": name, "rule": rule, "status": training.status, **ends, **finite, "sentence": sentence(training)[1]}
