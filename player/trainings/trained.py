"""Trainings of networks as the player shows them: the loss over a plane of the weights with their paths, curves, what
the network knows, its layers and its mistakes, on one clock.

The clock counts moments: the epochs at which anything was written down of any run, in rising order. A run that has
nothing at a moment shows what it had before, so that runs with other batch sizes are compared at the same epoch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from figures.palette import Look
from networks.landscape.plane import LossPlane
from networks.training.training import Training
from player.pack import pack_grid, pack_paths
from player.texts import labels
from player.trainings.films import Examples, Film, film
from player.views import PathView, Series
from words.language import _

MOST_ROWS = 120  # of a run: a film of 12 runs stays below 2.4 MB
OF_SEVERAL = " of several"  # what stands behind a quantity, in the name of the series of its quartiles
_DIGITS = 6  # of an epoch: moments of runs that differ by rounding are one


@dataclass(frozen=True)
class Trained:
    """One training as the player shows it; `id` names it through its changes. `bands` are, by the names of its fields,
    (3, R) lower quartiles, medians and upper quartiles of several such trainings, which curves show in its place."""

    training: Training
    label: str
    look: Look
    id: str = ""
    bands: Mapping[str, np.ndarray] = field(default_factory=dict)


def paths(
    plane: LossPlane,
    key: str,
    runs: Sequence[Trained],
    *,
    title: str,
    sentence: tuple[str, str],
    options: dict[str, Any] | None = None,
    layout: str = "overlay",
    examples: Examples | None = None,
) -> bytes:
    """The trainings, in the order of the paths of the plane; the landscape travels apart (`grid`).

    key       of the plane, which planes with other values do not have
    sentence  tone ("good", "warn" or "bad") and words
    examples  what is drawn beside the landscape; None leaves the card out
    """
    rows = [_rows(run.training) for run in runs]
    moments = np.unique(np.concatenate([_epochs(run.training)[k] for run, k in zip(runs, rows, strict=True)]))
    shown = film([run.training.known for run in runs], rows, examples)
    views = [_view(run, plane, i, rows[i], moments) for i, run in enumerate(runs)]
    header = {
        "grid": key,
        "title": title,
        "formula": "",
        "sentence": {"tone": sentence[0], "text": sentence[1]},
        "start": [float(c) for c in plane.paths[0][0]],
        "minima": [],
        "coordinates": ["a", "b"],
        "labels": {**labels(_), **_said_otherwise()},
        "layout": layout,
        "options": {"autoplay": True, **(options or {})},
        "quantities": _quantities(views),
        "network": _network(moments, views, shown, examples),
    }
    return pack_paths(views, header, shown.arrays if shown else [])


def _said_otherwise() -> dict[str, str]:
    """What the player says of a loss over weights, by what it says of f."""
    return {
        "Loss against steps": _("Curves of the trainings"),
        "colour: {scale}": _("colour: {scale}, where f is the loss"),
        "height and colour: {scale}": _("height and colour: {scale}, where f is the loss"),
    }


def grid(plane: LossPlane, key: str) -> bytes:
    """The loss over the plane, on a log scale where all of it is above zero."""
    box = (float(plane.a[0]), float(plane.a[-1]), float(plane.b[0]), float(plane.b[-1]))
    finite = plane.loss[np.isfinite(plane.loss)]
    scale = "log" if finite.size and finite.min() > 0 else "linear"
    lowest = 0.0 if scale == "log" else None  # of losses that are no more than near to it
    return pack_grid(lambda _points: plane.loss, box, key, scale, plane.loss.shape, lowest=lowest)


def _epochs(training: Training) -> np.ndarray:
    return np.round(np.asarray(training.epoch, dtype=float), _DIGITS)


def _rows(training: Training) -> np.ndarray:
    """The rows that are sent: evenly, with the first, the last and the one that is kept."""
    even = np.linspace(0, training.last, min(MOST_ROWS, training.last + 1)).round().astype(int)
    return np.unique([*even, training.best])


def _network(
    moments: np.ndarray, views: Sequence[PathView], shown: Film | None, examples: Examples | None
) -> dict[str, Any]:
    there = {one.name for view in views for one in view.series}
    beside = {name: [dashed, words] for name, dashed, words in _beside() if dashed in there}
    classes = list(examples.classes) if examples else []
    said = {"moments": moments.tolist(), "beside": beside, "classes": classes}
    return {**said, "known": shown.described} if shown else said


def _beside() -> list[tuple[str, str, str]]:
    """Which series is dashed beside which, and what it is called there."""
    return [
        ("value", "valid_loss", _("validation")),
        ("accuracy", "valid_accuracy", _("validation")),
        ("true", "projected", _("where it is drawn")),
    ]


def _quantities(views: Sequence[PathView]) -> list[tuple[str, str]]:
    """Curves in their order, with their words, of those that any run has."""
    known = [
        ("value", _("loss")),
        ("accuracy", _("accuracy")),
        ("lr", _("step size")),
        ("gradient_norm", _("gradient norm")),
        ("weight_norm", _("weight norm")),
        ("sparsity", _("share of weights below 10⁻³")),
        ("true", _("loss, and in the plane")),
    ]
    there = {one.name for view in views for one in view.series}
    return [(name, words) for name, words in known if name in there]


def _view(run: Trained, plane: LossPlane, index: int, rows: np.ndarray, moments: np.ndarray) -> PathView:
    training = run.training
    layers = [name for name in training.gradient_norms if name in training.spreads]
    series = [
        Series("x", plane.paths[index][rows]),
        *_curves(training, rows),
        *_bands(run, rows),
        Series("true", plane.true[index][rows]),
        Series("projected", plane.projected[index][rows]),
        Series("epoch", training.epoch[rows]),
        Series("evaluations", training.updates[rows]),
    ]
    if layers:
        series.append(Series("layer_gradients", _columns(training.gradient_norms, layers, rows)))
        series.append(Series("layer_spreads", _columns(training.spreads, layers, rows)))
    known: dict[str, Any] = {"moments": np.searchsorted(moments, _epochs(training)[rows]).tolist(), "layers": layers}
    if training.confusion is not None:
        known["confusion"] = np.asarray(training.confusion).astype(int).tolist()
    look = run.look
    last, status = len(rows) - 1, training.status
    return PathView(run.label, look.color, look.marker, series, last, status, id=run.id, training=known)


def _bands(run: Trained, rows: np.ndarray) -> list[Series]:
    """ "accuracy of several" and the like, three numbers a row."""
    shown = {"value" if name == "loss" else name: band for name, band in run.bands.items()}
    return [Series(f"{name}{OF_SEVERAL}", band[:, rows].T) for name, band in shown.items() if np.isfinite(band).any()]


def _columns(by_layer: Any, layers: Sequence[str], rows: np.ndarray) -> np.ndarray:
    return np.stack([np.asarray(by_layer[name])[rows] for name in layers], axis=-1)


def _curves(training: Training, rows: np.ndarray) -> list[Series]:
    """Those that have a number anywhere; "value" always."""
    norms = [np.asarray(one, dtype=float) for one in training.gradient_norms.values()]
    with np.errstate(all="ignore"):  # a diverged run ends in numbers too large for their own length
        whole = np.sqrt(np.sum(np.square(norms), axis=0)) if norms else np.full(len(training.loss), np.nan)
    named = {
        "valid_loss": training.valid_loss,
        "accuracy": training.accuracy,
        "valid_accuracy": training.valid_accuracy,
        "lr": training.lr,
        "gradient_norm": whole,
        "weight_norm": training.weight_norm,
        "sparsity": training.sparsity,
    }
    found = [Series(name, values[rows]) for name, values in named.items() if not np.isnan(values).all()]
    return [Series("value", training.loss[rows]), *found]
