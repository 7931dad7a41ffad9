"""A run that is trained from several seeds: what they come to, and what they know together. Importing this imports
torch.

All learn the same parts of the same data, so that what is validated and tested was seen by none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from networks.data.dataset import Dataset
from networks.experiment import NetworkExperiment
from networks.models.flat import Flat
from networks.training.look import Look
from networks.training.several import Ensemble, Scores
from networks.training.train import first_model, train_in_slices
from networks.training.training import Training

#: What is drawn over the epochs.
CURVES = ("loss", "valid_loss", "accuracy", "valid_accuracy", "weight_norm", "sparsity")


def ensemble_in_slices(
    experiment: NetworkExperiment, run: int, first: Training
) -> Generator[float, bool | None, Ensemble]:
    """The trainings with the other seeds, as `train_in_slices` makes them; `first` is the one that there is."""
    found, rest = [_small(first)], experiment.seeds - 1
    for k in range(rest):
        slices = train_in_slices(experiment, run, experiment.seed + 1 + k)
        try:
            while True:
                yield (k + next(slices)) / rest
        except StopIteration as end:
            found.append(_small(end.value))
    return _pooled(experiment, run, found)


@dataclass(frozen=True, eq=False)
class _Small:
    """What is needed of a training; all of its weights would be too much."""

    epoch: np.ndarray
    curves: Mapping[str, np.ndarray]
    weights: np.ndarray
    outputs: np.ndarray | None


def _small(one: Training) -> _Small:
    curves = {name: getattr(one, name) for name in CURVES}
    return _Small(one.epoch, curves, one.weights[one.best].copy(), one.outputs)


def _pooled(experiment: NetworkExperiment, run: int, found: Sequence[_Small]) -> Ensemble:
    data, model = first_model(experiment, run)
    score = _scores(data)
    left = [one for one in found if one.outputs is not None]
    said = [one.outputs for one in left if one.outputs is not None]
    merged = None
    if left and experiment.settings(run).norm != "batch":
        mean = np.mean([one.weights for one in left], axis=0, dtype=float).astype(left[0].weights.dtype)
        merged = score(Look(model, Flat(model), data, experiment.settings(run)).outputs(mean))
    return Ensemble(
        seeds=len(found),
        lost=len(found) - len(left),
        curves={name: _quartiles(found, name) for name in CURVES},
        each=tuple(map(score, said)),
        together=score(np.mean(said, axis=0)) if said else None,
        merged=merged,
    )


def _scores(data: Dataset) -> Callable[[np.ndarray], Scores]:
    """(E, C) outputs of the validation and then the test examples → their scores."""
    valid = len(data.valid)
    parts: dict[str, tuple[slice, Any]] = {
        "valid": (slice(0, valid), data.targets[data.valid]),
        "test": (slice(valid, None), data.targets[data.test]),
    }

    def score(outputs: np.ndarray) -> Scores:
        found = {name: _of(outputs[rows], targets, bool(data.classes)) for name, (rows, targets) in parts.items()}
        return Scores(*found["valid"], *found["test"])

    return score


def _of(outputs: np.ndarray, targets: np.ndarray, classes: bool) -> tuple[float, float]:
    """Loss and accuracy."""
    if not len(outputs):
        return float("nan"), float("nan")
    if not classes:
        return float(np.mean((outputs[:, 0] - targets) ** 2) / 2), float("nan")
    with np.errstate(divide="ignore"):
        loss = -np.log(outputs[np.arange(len(outputs)), targets])
    return float(np.mean(loss)), float(np.mean(outputs.argmax(axis=1) == targets))


def _quartiles(found: Sequence[_Small], name: str) -> np.ndarray:
    """(3, R) of those that are finite."""
    epoch = found[0].epoch
    at = [np.searchsorted(one.epoch, epoch + 1e-9, side="right") - 1 for one in found]
    values = np.array([one.curves[name][rows] for one, rows in zip(found, at, strict=True)], dtype=float)
    values[~np.isfinite(values)] = np.nan
    pooled = np.full((3, len(epoch)), np.nan)
    known = np.isfinite(values).any(axis=0)
    pooled[:, known] = np.nanquantile(values[:, known], (0.25, 0.5, 0.75), axis=0)
    return pooled
