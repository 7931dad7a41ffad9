"""torch's own class of a rule, as a training takes steps with it. Importing this imports torch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from networks.library.classes import double_numbers
from networks.library.counterparts import of_torch
from optimizers import Objective, Optimizer


@dataclass(frozen=True, eq=False)
class TorchRule:
    """The class that torch has of `rule`, with the same settings; `init` and `step` are as those of a rule.

    shapes  of the weights in every layer: such classes see each for itself, a rule sees one vector
    """

    shapes: Sequence[tuple[int, ...]]
    rule: Optimizer

    coupled_weight_decay = 0.0  # the class has the decay among its arguments

    def init(self, x: np.ndarray) -> _Moved:
        name, arguments = of_torch(self.rule)
        return _Moved(name, arguments, x, self.shapes)

    def step(self, x: np.ndarray, state: _Moved, t: int, f: Objective) -> tuple[np.ndarray, _Moved]:
        """The optimizer of the state keeps weights of its own, which are x."""
        return state.step(of_torch(self.rule)[1], t, f), state


class _Moved:
    """An optimizer and the weights that it moves."""

    def __init__(self, name: str, arguments: dict[str, Any], x: np.ndarray, shapes: Sequence[tuple[int, ...]]) -> None:
        self._name, self._flat = name, torch.tensor(x)
        self._sizes = [math.prod(shape) for shape in shapes]
        split = zip(self._flat.split(self._sizes), shapes, strict=True)
        self._parts = [torch.nn.Parameter(part.view(shape)) for part, shape in split]
        with double_numbers():
            self._optimizer = getattr(torch.optim, name.rpartition(".")[2])(self._parts, **arguments)

    def step(self, arguments: dict[str, Any], t: int, f: Objective) -> np.ndarray:
        """The weights after update t, with these arguments as far as they can be changed on the way."""
        for group in self._optimizer.param_groups:
            group.update({key: value for key, value in arguments.items() if key in group})
        gradient = self._flat.numpy()

        def closure() -> torch.Tensor:
            nonlocal gradient
            value, gradient = f.evaluate(self._flat.numpy().copy())
            slopes = torch.tensor(gradient, dtype=self._flat.dtype).split(self._sizes)
            for part, slope in zip(self._parts, slopes, strict=True):
                part.grad = slope.view_as(part)
            return torch.tensor(float(value), dtype=self._flat.dtype)

        try:
            with double_numbers():
                self._optimizer.step(closure)
        except (ArithmeticError, RuntimeError, ValueError) as error:
            if np.isfinite(gradient).all():
                raise ValueError(f"{self._name} failed in update {t}: {error}") from None
            return np.full(len(self._flat), np.nan)
        return self._flat.numpy().copy()
