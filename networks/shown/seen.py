"""The loss over a plane for the trainings of one experiment. Importing this imports torch."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
import torch

from networks.experiment import NetworkExperiment
from networks.landscape.model_loss import ModelLoss
from networks.landscape.plane import LossPlane
from networks.landscape.planes import Kind, slices
from networks.models.modules import Perceptron
from networks.training.loss import mean_loss
from networks.training.train import first_model
from networks.training.training import Training


def plane_of(
    experiment: NetworkExperiment, trainings: Sequence[Training], kind: Kind = "pca", *, fine: bool = False
) -> Generator[float | LossPlane, None, None]:
    """As `networks.landscape.planes.slices`, of the loss over the training examples.

    ValueError in one sentence if the runs have networks or data of several kinds: their weights lie in no common space.
    """
    data, model = first_model(experiment)
    for run in range(1, len(experiment.runs)):
        other, built = first_model(experiment, run)
        same = _shapes(built) == _shapes(model) and np.array_equal(other.train, data.train)
        if not same or not np.array_equal(other.inputs, data.inputs):
            raise ValueError("The runs train networks of several kinds, whose weights lie in no common space.")
    part = torch.tensor(data.inputs[data.train], dtype=torch.float64), torch.tensor(data.targets[data.train])
    return slices(ModelLoss(model.double(), mean_loss(data), part), [one.weights for one in trainings], kind, fine=fine)


def _shapes(model: Perceptron) -> list[tuple[tuple[int, ...], bool]]:
    """Of all weights, and whether they are trained."""
    return [(tuple(p.shape), p.requires_grad) for p in model.parameters()]
