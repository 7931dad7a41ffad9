"""What networks know, moment by moment, in a byte a place: decision boundaries, or fits of one input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

NOTHING = 255  # where a network says nothing that is a number
_FULL = 254  # a score of 1


@dataclass(frozen=True, eq=False)
class Examples:
    """What the networks were trained on, as far as it is drawn.

    inputs   (N, d), in the scale in which the network sees them
    targets  (N,), numbers of classes, or what is fitted
    names    of the d inputs and of the target
    classes  names of the classes; () where nothing is classified
    box      (xmin, xmax, ymin, ymax) over which `Training.known` is given; of a fit the last two are what it shows
    """

    inputs: np.ndarray
    targets: np.ndarray
    names: tuple[str, ...]
    classes: tuple[str, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Film:
    """`described` goes into the header, `arrays` follow the paths: inputs and targets of the examples, then a film a
    run."""

    described: dict[str, Any]
    arrays: list[np.ndarray]


def film(known: Sequence[np.ndarray | None], rows: Sequence[np.ndarray], examples: Examples | None) -> Film | None:
    """The films of all runs at these rows, (R, ny, nx) or (R, nx) each; None where there is nothing to draw."""
    there = [one for one in known if one is not None]
    if examples is None or not there or len(there) < len(known):
        return None
    shape = there[0].shape[1:]
    kind: Literal["fit", "score", "class"] = (
        "fit" if len(shape) == 1 else "score" if len(examples.classes) == 2 else "class"
    )
    xmin, xmax, ymin, ymax = map(float, examples.box)
    inputs = np.asarray(examples.inputs, dtype=float)
    described = {
        "kind": kind,
        "rows": shape[0] if len(shape) == 2 else 1,
        "columns": shape[-1],
        "x": [xmin, xmax],
        "y": [ymin, ymax],
        "names": [examples.names[0], examples.names[1]],
        "count": len(inputs),
    }
    points = [inputs[:, 0], examples.targets if kind == "fit" else inputs[:, 1]]
    arrays = [np.asarray(one, dtype="<f4") for one in points]
    if kind != "fit":
        arrays.append(np.asarray(examples.targets).astype("u1"))
    frames = [_frames(one[k], kind) for one, k in zip(there, rows, strict=True)]
    return Film(described, [*arrays, *frames])


def _frames(values: np.ndarray, kind: str) -> np.ndarray:
    """As they are sent: a fit as float32, classes as they are, scores from 0 to 254."""
    if kind == "fit":
        return np.ascontiguousarray(values, dtype="<f4")
    finite = np.isfinite(values)
    whole = np.where(finite, values, 0.0)
    scaled = np.round(np.clip(whole, 0, 1) * _FULL) if kind == "score" else np.clip(whole, 0, _FULL)
    return np.where(finite, scaled, NOTHING).astype("u1")
