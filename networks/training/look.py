"""What is written down of a network at one moment. Importing this imports torch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

from networks.data.dataset import Dataset
from networks.models.flat import Flat
from networks.models.modules import Perceptron
from networks.settings import Network
from networks.training.loss import mean_loss

SIDE = 40  # values along each side of what a network says all over the plane; twice as many along a line
SMALL = 1e-3  # a weight below is said to be sparse
_AROUND = 0.12  # of what the examples need, beside them


class Look:
    """Looks at a network: `at(x)` is a row of a `Training`, by the names of its fields."""

    def __init__(self, model: Perceptron, flat: Flat, data: Dataset, settings: Network) -> None:
        self._model, self._flat, self._data = model, flat, data
        self._as_trained = settings.forget_eval
        dtype = getattr(torch, settings.precision)
        self._parts = {
            name: (torch.tensor(data.inputs[rows], dtype=dtype), torch.tensor(data.targets[rows]))
            for name, rows in (("train", data.train), ("valid", data.valid), ("test", data.test))
        }
        self._mean = mean_loss(data)
        self._grid = None if (points := grid(data)) is None else torch.tensor(points, dtype=dtype)

    def at(self, x: np.ndarray) -> dict[str, Any]:
        """The row; the network has weights x (n,) afterwards."""
        with self._used(x):
            slopes, spreads, loss, accuracy = self._whole()
            with torch.no_grad():
                valid_loss, valid_accuracy = self._of("valid")
                known = None if self._grid is None else self._known(self._model(self._grid))
        return {
            **{"loss": loss, "accuracy": accuracy, "valid_loss": valid_loss, "valid_accuracy": valid_accuracy},
            **{"gradient_norms": slopes, "spreads": spreads, "known": known},
            "weight_norm": float(np.linalg.norm(x.astype(np.float64))),
            "sparsity": float(np.mean(np.abs(x) < SMALL)),
        }

    def valid_loss(self, x: np.ndarray) -> float:
        """The loss over the validation examples, at weights x."""
        with self._used(x), torch.no_grad():
            return self._of("valid")[0]

    def confusion(self, x: np.ndarray) -> np.ndarray | None:
        """(C, C) validation examples of a class (rows) that are taken for which (columns)."""
        if not (count := len(self._data.classes)):
            return None
        inputs, targets = self._parts["valid"]
        with self._used(x), torch.no_grad():
            said = self._model(inputs).argmax(dim=1)
        return np.bincount(targets.numpy() * count + said.numpy(), minlength=count**2).reshape(count, count)

    def outputs(self, x: np.ndarray) -> np.ndarray:
        """(E, C) shares of the classes, or (E, 1) numbers, of the validation and then the test examples."""
        inputs = torch.cat([self._parts["valid"][0], self._parts["test"][0]])
        with self._used(x), torch.no_grad():
            said = self._model(inputs).double()
        return (torch.softmax(said, dim=1) if self._data.classes else said).numpy()

    @contextmanager
    def _used(self, x: np.ndarray) -> Iterator[None]:
        """The network at weights x as it is used. A look changes nothing that is drawn by chance later."""
        chance = self._model.chance.get_state()
        self._flat.write(x)
        self._model.train(self._as_trained)
        yield
        self._model.train()
        self._model.chance.set_state(chance)

    def _whole(self) -> tuple[dict[str, float], dict[str, float], float, float]:
        """Norms of the layers' gradients over all training examples, spreads of what they give, loss and accuracy."""
        inputs, targets = self._parts["train"]
        outputs, spreads = inputs, {}
        for name, layer in self._model.layers().items():
            outputs = layer(outputs)
            spreads[name] = float(outputs.detach().std(correction=0))
        loss = self._mean(outputs, targets)
        self._flat.slope_of(loss)
        norms = {}
        for name, layer in self._model.layers().items():
            if slopes := [p.grad for p in layer.parameters() if p.grad is not None]:
                norms[name] = float(torch.cat([slope.double().ravel() for slope in slopes]).norm())
        return norms, spreads, loss.item(), self._accuracy(outputs.detach(), targets)

    def _of(self, part: str) -> tuple[float, float]:
        inputs, targets = self._parts[part]
        if not len(inputs):
            return float("nan"), float("nan")
        outputs = self._model(inputs)
        return self._mean(outputs, targets).item(), self._accuracy(outputs, targets)

    def _accuracy(self, outputs: torch.Tensor, targets: torch.Tensor) -> float:
        if not self._data.classes:
            return float("nan")
        return float((outputs.argmax(dim=1) == targets).double().mean())

    def _known(self, outputs: torch.Tensor) -> np.ndarray:
        if not self._data.classes:
            return outputs[:, 0].float().numpy().copy()
        if len(self._data.classes) == 2:
            found = torch.softmax(outputs.double(), dim=1)[:, 1]
        else:
            found = outputs.argmax(dim=1)
        return found.numpy().astype(np.float32).reshape(SIDE, SIDE)


def extent(data: Dataset) -> tuple[tuple[float, float], ...]:
    """(low, high) of every input, with a margin: what a picture of two inputs, or of one, shows."""
    low, high = data.inputs.min(axis=0), data.inputs.max(axis=0)
    room = np.where(high > low, high - low, 1.0) * _AROUND
    return tuple(zip((low - room).tolist(), (high + room).tolist(), strict=True))


def grid(data: Dataset) -> np.ndarray | None:
    """The points at which it is written down what a network says: (SIDE², 2), rows from below, or (2 SIDE, 1); None
    with more inputs."""
    sides = extent(data)
    if len(sides) == 1:
        return np.linspace(*sides[0], 2 * SIDE)[:, None]
    if len(sides) != 2 or not data.classes:
        return None
    x, y = (np.linspace(*side, SIDE) for side in sides)
    return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
