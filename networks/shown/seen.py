"""The loss over a plane for the trainings of one experiment. Importing this imports torch."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import torch

from networks.data.dataset import Dataset
from networks.experiment import NetworkExperiment
from networks.landscape.model_loss import ModelLoss
from networks.landscape.plane import LossPlane
from networks.landscape.planes import slices
from networks.models.modules import Perceptron
from networks.plane_kinds import Kind
from networks.training.loss import mean_loss
from networks.training.train import first_model
from networks.training.training import Training


def plane_of(
    experiment: NetworkExperiment,
    trainings: Sequence[Training],
    kind: Kind = "pca",
    *,
    like: int = 0,
    fine: bool = False,
) -> Generator[float | LossPlane, None, None]:
    """As `networks.landscape.planes.slices`, of the loss over the training examples.

    like  the run whose network and data it is the loss of. Runs of other kinds have their weights in another space:
          their paths are NaN (`together`)
    """
    there = together(experiment, like)
    weights = [trainings[run].weights for run in there]
    for one in slices(loss_of(experiment, like), weights, kind, fine=fine):
        yield _of_all(one, there, trainings) if isinstance(one, LossPlane) else one


def loss_of(experiment: NetworkExperiment, run: int, part: Literal["train", "valid"] = "train") -> ModelLoss:
    """The loss of a run's network over its training or validation examples, in float64."""
    data, model = first_model(experiment, run)
    rows = getattr(data, part)
    examples = torch.tensor(data.inputs[rows], dtype=torch.float64), torch.tensor(data.targets[rows])
    return ModelLoss(model.double(), mean_loss(data), examples)


def together(experiment: NetworkExperiment, like: int = 0) -> list[int]:
    """The runs whose weights lie in one space with those of the run `like`: as many, in the same layers, with the same
    loss."""
    data, model = first_model(experiment, like)
    return [run for run in range(len(experiment.runs)) if run == like or _alike(experiment, run, data, model)]


def _alike(experiment: NetworkExperiment, run: int, data: Dataset, model: Perceptron) -> bool:
    other, built = first_model(experiment, run)
    same = _shapes(built) == _shapes(model) and np.array_equal(other.train, data.train)
    return same and np.array_equal(other.inputs, data.inputs)


def _of_all(plane: LossPlane, there: Sequence[int], trainings: Sequence[Training]) -> LossPlane:
    """With a path for every run, NaN where it lies elsewhere."""
    nowhere = [np.full(len(one.weights), np.nan) for one in trainings]
    paths = [np.stack([one, one], axis=-1) for one in nowhere]
    true, projected = list(nowhere), list(nowhere)
    for at, run in enumerate(there):
        paths[run], true[run], projected[run] = plane.paths[at], plane.true[at], plane.projected[at]
    return replace(plane, paths=tuple(paths), true=tuple(true), projected=tuple(projected))


def _shapes(model: Perceptron) -> list[tuple[tuple[int, ...], bool]]:
    """Of all weights, and whether they are trained."""
    return [(tuple(p.shape), p.requires_grad) for p in model.parameters()]
