"""One path as the player is to show it, as plain data: what is drawn, what is said, what can be asked of it."""

from __future__ import annotations

import math
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


Box = tuple[float, float, float, float]  # xmin, xmax, ymin, ymax


@dataclass(frozen=True)
class Framing:
    """What maps show of a surface beside its domain.

    beyond   how many values lie before and after the domain along x, and along y, in the steps of its grid
    stretch  how many times as long as a unit of y one of x may be, and the other way round; infinity for any
    lean     which share of what is shown beyond the domain lies at the low end of x, and of y
    """

    beyond: tuple[int, int, int, int] = (0, 0, 0, 0)
    stretch: float = math.inf
    lean: tuple[float, float] = (0.5, 0.5)

    @property
    def described(self) -> dict[str, Any]:
        """What the grid's header says of it; what is left out means nothing of the kind."""
        return {
            **({"beyond": list(self.beyond)} if any(self.beyond) else {}),
            **({"stretch": self.stretch} if math.isfinite(self.stretch) else {}),
            **({"lean": list(self.lean)} if self.lean != (0.5, 0.5) else {}),
        }


@dataclass(frozen=True, eq=False)
class SplineView:
    """f as a spline: knots along x and y, and coefficients `(nx, ny)`."""

    x: np.ndarray
    y: np.ndarray
    coefficients: np.ndarray

    @property
    def degrees(self) -> tuple[int, int]:
        """Along x and y."""
        across, up = self.coefficients.shape
        return len(self.x) - across - 1, len(self.y) - up - 1


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

    ``lane`` names one of several paths of a run, which share its id; ``middle`` is true of the median run among them.

    ``epochs`` is, for a run with mini-batches, [steps in an epoch, part of the data a step sees]; 0 steps where batches
    are drawn with replacement.

    ``handles`` are the settings that can be moved in the player (`player.handles`), ``settings`` their values by name.

    ``why`` is what can be asked of the run, all of it optional (`player.explain` makes it for every rule of ours):

    points    names of series ``(rows, 2)`` that are points of the plane: a second, thinner path
    arrows    [{"series", "label", "sign"}], states that point somewhere, and the sign with which they point downhill
    ellipse   {"series"} or {"program"}: how far one unit goes along each coordinate, drawn as half-axes
    formulas  [{"target", "mathml", "program"}], the lines of the update as `optimizers.reading.inspector` writes them
    states    targets whose numbers are series of the same name, and not only worked out
    turned    true where f stands for −f in the formulas
    downhill  where a series "exact" holds the true gradients, as the rule is given others: their sign on the way to go
    whole     true of a rule whose step is no list of lines
    values    hyperparameter → number, or the name of the series it follows

    ``live`` is {"live": how a page walks it by itself} or {"resting": why it cannot}, of `player.live`.

    ``training`` is what is known of it where it is a network that was trained (`player.trainings`).
    """

    label: str
    color: str
    marker: str
    series: Sequence[Series]
    last: int
    status: str
    id: str = ""
    lane: str = ""
    middle: bool = False
    epochs: tuple[int, float] | None = None
    handles: Sequence[Mapping[str, Any]] = ()
    settings: Mapping[str, float] = field(default_factory=dict)
    why: Mapping[str, Any] = field(default_factory=dict)
    live: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)

    @property
    def described(self) -> dict[str, Any]:
        """What the header says of the path beside its series; what is left out means nothing of the kind."""
        always = {"label": self.label, "color": self.color, "marker": self.marker, "status": self.status}
        known = {"id": self.id or None, "lane": self.lane or None, "middle": self.middle or None, "epochs": self.epochs}
        moved = {"handles": list(self.handles), "settings": dict(self.settings)} if self.handles else {}
        said = {name: value for name, value in known.items() if value is not None}
        trained = {"training": dict(self.training)} if self.training else {}
        return always | said | moved | dict(self.why) | dict(self.live) | trained
