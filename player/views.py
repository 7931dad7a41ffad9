"""One path as the player is to show it, as plain data: what is drawn, what is said, what can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Series:
    """One quantity along a path.

    ``values`` is ``(rows,)`` for a number a step, or ``(rows, width)`` for one number a coordinate. A series with a
    ``label`` (trusted MathML or plain text) is a row of the table "inside step k"; without one it is only drawn.
    """

    name: str
    values: np.ndarray
    label: str = ""


@dataclass(frozen=True)
class Fit:
    """Data ``u``, ``v`` ``(N,)`` and the curve fitted to them, ``link(x (u − c)/s + y)`` where the weights are x and y.

    ``link`` is "identity", "logistic" or "tanh"; ``names`` are those of the columns.
    """

    link: str
    u: np.ndarray
    v: np.ndarray
    names: tuple[str, str]
    c: float
    s: float


@dataclass(frozen=True)
class PathView:
    """One path as it is shown. ``series`` holds "x" ``(rows, 2)`` and "value" ``(rows,)``; the row ``k`` is the state
    after step ``k``, and ``last`` is the last row that is shown. ``marker`` is one of `MARKERS`.

    ``id`` names the run through its changes (a hidden run stays hidden by it); the label serves if it is empty.

    ``epochs`` is, for a run with mini-batches, [steps in an epoch, part of the data a step sees]; 0 steps where batches
    are drawn with replacement.

    ``why`` is what can be asked of the run, all of it optional (`player.explain` makes it for every rule of ours):

    points    names of series ``(rows, 2)`` that are points of the plane: a second, thinner path
    arrows    [{"series", "label", "sign"}], states that point somewhere, and the sign with which they point downhill
    ellipse   {"series"} or {"program"}: how far one unit goes along each coordinate, drawn as half-axes
    formulas  [{"target", "mathml", "program"}], the lines of the update as `optimizers.reading.inspector` writes them
    states    targets whose numbers are series of the same name, and not only worked out
    whole     true of a rule whose step is no list of lines
    values    hyperparameter → number, or the name of the series it follows
    """

    label: str
    color: str
    marker: str
    series: Sequence[Series]
    last: int
    status: str
    id: str = ""
    epochs: tuple[int, float] | None = None
    why: Mapping[str, Any] = field(default_factory=dict)

    @property
    def described(self) -> dict[str, Any]:
        """What the header says of the path beside its series; what is left out means nothing of the kind."""
        always = {"label": self.label, "color": self.color, "marker": self.marker, "status": self.status}
        known = {"id": self.id or None, "epochs": self.epochs}
        return always | {name: value for name, value in known.items() if value is not None} | dict(self.why)
