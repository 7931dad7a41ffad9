"""What a network knows already before it is trained: nothing, or digits 0 to 4. Importing this imports torch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import nn

from networks.data.dataset import Dataset, frozen
from networks.models.modules import Perceptron, build
from networks.settings import Network

HALF = 5  # digits below are known before, the others are to be learned
_EPOCHS, _BATCH, _LR = 30, 32, 0.003  # of what is learned before, with torch's Adam


def prepared(data: Dataset, settings: Network, seed: int, data_seed: int) -> tuple[Dataset, Perceptron]:
    """The data and the network that a training begins with: its weights are drawn by `seed`, the few examples of a
    transfer by `data_seed`.

    With transfer, they are the digits 5 to 9 with so many training examples a class (`shots`), and a network that has
    learned 0 to 4 before: "scratch" forgets it, "last layer" trains the last layer only, "all layers" trains all,
    "first layers frozen" all but the first half of the hidden ones.
    """
    if settings.transfer == "none":
        return data, build(settings, data.inputs.shape[1], data.outputs, seed)
    later = _few(_of(data, data.targets >= HALF, HALF), settings.shots, data_seed)
    fresh = build(settings, data.inputs.shape[1], HALF, seed)
    if settings.transfer == "scratch":
        return later, fresh
    fresh.hidden.load_state_dict(_learned(_of(data, data.targets < HALF, 0), settings, seed).hidden.state_dict())
    frozen_layers = {"last layer": settings.depth, "first layers frozen": (settings.depth + 1) // 2}
    for layer in list(fresh.hidden)[: frozen_layers.get(settings.transfer, 0)]:
        layer.requires_grad_(False)
    return later, fresh


def _of(data: Dataset, which: np.ndarray, first: int) -> Dataset:
    train, valid, test = (frozen(rows[which[rows]]) for rows in (data.train, data.valid, data.test))
    targets = frozen(np.where(which, data.targets - first, 0))
    classes = data.classes[first : first + HALF]
    return replace(data, targets=targets, classes=classes, train=train, valid=valid, test=test)


def _few(data: Dataset, shots: int, seed: int) -> Dataset:
    random = np.random.default_rng(seed)
    rows = [random.permutation(data.train[data.targets[data.train] == k])[:shots] for k in range(len(data.classes))]
    return replace(data, train=frozen(np.sort(np.concatenate(rows))))


def _learned(data: Dataset, settings: Network, seed: int) -> Perceptron:
    """A network that has learned the data, by a recipe that stays the same."""
    model = build(settings, data.inputs.shape[1], len(data.classes), seed)
    inputs = torch.tensor(data.inputs[data.train], dtype=getattr(torch, settings.precision))
    targets = torch.tensor(data.targets[data.train])
    rule, order = torch.optim.Adam(model.parameters(), lr=_LR), torch.Generator().manual_seed(seed)
    for _ in range(_EPOCHS):
        for rows in torch.randperm(len(inputs), generator=order).split(_BATCH):
            rule.zero_grad()
            nn.functional.cross_entropy(model(inputs[rows]), targets[rows]).backward()
            rule.step()
    return model
