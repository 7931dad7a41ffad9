"""The largest curvature along a training, against 2/lr. Importing this imports torch.

Full-batch gradient descent often comes to rest where both are alike: J. M. Cohen et al., "Gradient descent on neural
networks typically occurs at the edge of stability", 2021, https://arxiv.org/abs/2103.00065
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from networks.experiment import NetworkExperiment
from networks.landscape.directions import sharpness
from networks.shown.seen import loss_of
from networks.training.training import Training
from words.language import _
from words.numbers import whole

MOMENTS = 24  # that are looked at, at most
MOST_WEIGHTS = 5_000  # of a network whose curvature is worked out in a few seconds


@dataclass(frozen=True, eq=False)
class Edge:
    """At some moments of a training, all `(R,)`.

    epoch    of the moment
    largest  the largest eigenvalue of the Hessian of the loss over all training examples, of the network as it is used;
             NaN where it is not finite
    border   2/lr of the update that led there; NaN at the first moment, and of a rule without a step size
    """

    epoch: np.ndarray
    largest: np.ndarray
    border: np.ndarray


def edge(experiment: NetworkExperiment, run: int, training: Training) -> Edge:
    """Of a run of the experiment. ValueError in one sentence if its network is too large."""
    if (count := training.weights.shape[1]) > MOST_WEIGHTS:
        raise ValueError(
            _("Curvature is worked out for networks of at most {most} weights; this one has {count}.").format(
                most=whole(MOST_WEIGHTS), count=whole(count)
            )
        )
    rows = np.unique(np.linspace(0, len(training.weights) - 1, MOMENTS).round().astype(int))
    with np.errstate(all="ignore"):
        border = np.where(training.lr[rows] > 0, 2 / training.lr[rows], np.nan)
    return Edge(training.epoch[rows], sharpness(loss_of(experiment, run), training.weights[rows]), border)


def said(found: Edge) -> str:
    """At how many of the moments the curvature is above the border."""
    known = np.isfinite(found.largest) & np.isfinite(found.border)
    if not known.any():
        return _("There is no moment with a step size η and a finite curvature to compare 2/η with.")
    above = int((found.largest[known] > found.border[known]).sum())
    words = _("The largest eigenvalue of the Hessian is above 2/η at {above} of {count} moments that were looked at.")
    return words.format(above=whole(above), count=whole(int(known.sum())))
