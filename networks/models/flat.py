"""All weights of a module as one vector that NumPy and torch both see."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn


class Flat:
    """The trainable weights of a module, which become views of one vector, and their gradients of a second one.

    Neither `zero_grad()` nor `deepcopy` may be called on the module afterwards: both would give it memory of its own.
    """

    def __init__(self, module: nn.Module) -> None:
        parts = [p for p in module.parameters() if p.requires_grad]
        count = sum(p.numel() for p in parts)
        self._weights = torch.empty(count, dtype=parts[0].dtype)
        self._slopes = torch.zeros(count, dtype=parts[0].dtype)
        begin = 0
        for part in parts:
            span = slice(begin, begin := begin + part.numel())
            self._weights[span] = part.detach().ravel()
            part.data = self._weights[span].view_as(part)
            part.grad = self._slopes[span].view_as(part)
        self.shapes = [tuple(part.shape) for part in parts]
        self._x, self._g = self._weights.numpy(), self._slopes.numpy()

    @property
    def size(self) -> int:
        return len(self._x)

    @property
    def dtype(self) -> np.dtype:
        return self._x.dtype

    def read(self) -> np.ndarray:
        """(n,) a copy: what a rule keeps must not change under it."""
        return self._x.copy()

    def write(self, x: np.ndarray) -> None:
        """Weights (n,)."""
        self._x[:] = x

    def slope_of(self, loss: torch.Tensor) -> np.ndarray:
        """(n,) the gradient of the loss by all weights, as a copy."""
        self._slopes.zero_()
        loss.backward()
        return self._g.copy()
