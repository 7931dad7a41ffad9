"""The loss of a network as something that a rule can descend on. Importing this imports torch."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import nn

from networks.data.dataset import Dataset
from networks.models.flat import Flat
from networks.models.modules import Perceptron
from networks.settings import Network

MOST_FOR_HESSIAN = 2_000  # weights: the matrix has their square of numbers


class NetworkLoss:
    """The mean loss over training examples, as the network is trained: dropout on, noise on inputs, smoothed labels.

    A landscape (`simulation.running.landscape`) that is another one with every mini-batch that is taken. `last` is the
    last value that was asked for.
    """

    def __init__(self, model: Perceptron, flat: Flat, data: Dataset, settings: Network, seed: int) -> None:
        self._model, self._flat = model, flat
        self._inputs = torch.tensor(data.inputs[data.train], dtype=getattr(torch, settings.precision))
        self._targets = torch.tensor(data.targets[data.train])
        self._batch = self._inputs, self._targets
        self._mean = mean_loss(data, settings.label_smoothing)
        self._noise = settings.input_noise
        self._random = torch.Generator().manual_seed(seed + 2)
        self.last = float("nan")

    @property
    def examples(self) -> int:
        """How many training examples there are."""
        return len(self._inputs)

    def take(self, rows: np.ndarray) -> None:
        """From now on it is the mean over these examples."""
        self._batch = self._inputs[rows], self._targets[rows]

    def evaluate(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Value and gradient (n,) at weights x (n,)."""
        self._flat.write(x)
        inputs, targets = self._batch
        if self._noise:
            inputs = inputs + self._noise * torch.randn(inputs.shape, generator=self._random, dtype=inputs.dtype)
        loss = self._mean(self._model(inputs), targets)
        gradient = self._flat.slope_of(loss)
        self.last = loss.item()
        return np.array(self.last), gradient

    def hessian(self, x: np.ndarray) -> np.ndarray:
        """(n, n) at weights x. ValueError if there are too many of them."""
        inputs, targets = self._batch
        if self._flat.size > MOST_FOR_HESSIAN:
            raise ValueError(
                f"A Hessian of {self._flat.size:,} weights is too large; it is made for {MOST_FOR_HESSIAN:,} at most."
            )
        self._flat.write(x)
        parts = [p for p in self._model.parameters() if p.requires_grad]
        slopes = torch.autograd.grad(self._mean(self._model(inputs), targets), parts, create_graph=True)
        flat = torch.cat([slope.reshape(-1) for slope in slopes])
        rows = [torch.autograd.grad(one, parts, retain_graph=True, materialize_grads=True) for one in flat]
        return np.array([torch.cat([part.reshape(-1) for part in row]).numpy() for row in rows])


def mean_loss(data: Dataset, smoothing: float = 0.0) -> Callable[[torch.Tensor, torch.Tensor], torch.Tensor]:
    """(outputs, targets) → the mean loss: cross-entropy of classes, half the squared distance of numbers."""
    if data.classes:
        return nn.CrossEntropyLoss(label_smoothing=smoothing)
    return lambda outputs, targets: ((outputs[:, 0] - targets.to(outputs.dtype)) ** 2).mean() / 2
