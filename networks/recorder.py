"""Anybody's training loop, recorded: `record(model)`, and `step()` of it after every step of the optimizer.

    recorder = slalom.record(model)
    for inputs, targets in batches:
        …
        optimizer.step()
        recorder.step()

What is kept are the trainable weights, in float32 whatever their own precision, as many rows as fit the memory: when it
is full, every second row is let go and only every second step is kept from then on. The first and the last are always
there. In float32 a weight is known to 7 digits, and so is the path.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

MEMORY = 64e6  # bytes
_LEAST = 8  # rows, however large the model is


class Recorder:
    """The weights of a torch model along its training.

    model   its trainable weights are looked at with every `step`
    memory  bytes that all rows may take; at least eight rows are kept

    ValueError in one sentence if the model has nothing to train, or is another one than at the beginning.
    """

    def __init__(self, model: Any, memory: float = MEMORY) -> None:
        self._torch = import_module("torch")
        self._model = model
        self._size = len(self._read())
        self._most = max(_LEAST, int(memory // (4 * self._size)))
        self._every, self.steps = 1, 0
        self._rows: list[tuple[int, np.ndarray]] = [(0, self._read())]
        self._last = self._rows[0]

    def step(self) -> None:
        """Look at the weights: a step of the optimizer has been taken."""
        self.steps += 1
        self._last = self.steps, self._read()
        if len(self._last[1]) != self._size:
            raise ValueError(f"The model has {len(self._last[1]):,} weights now, and had {self._size:,} at first.")
        if self.steps % self._every:
            return
        self._rows.append(self._last)
        if len(self._rows) > self._most:
            self._every *= 2
            self._rows = [row for row in self._rows if row[0] % self._every == 0]

    @property
    def weights(self) -> np.ndarray:
        """(R, n) float32, read-only: the rows that were kept, and the last one."""
        found = np.array([row for _, row in self._whole()])
        found.flags.writeable = False
        return found

    @property
    def at(self) -> np.ndarray:
        """(R,) after how many steps each row was."""
        return np.array([step for step, _ in self._whole()])

    def _whole(self) -> list[tuple[int, np.ndarray]]:
        return self._rows if self._rows[-1][0] == self._last[0] else [*self._rows, self._last]

    def _read(self) -> np.ndarray:
        parts = [p.detach().reshape(-1) for p in self._model.parameters() if p.requires_grad]
        if not parts:
            raise ValueError("The model has no weights that are to be trained; requires_grad is False for all.")
        return self._torch.cat(parts).float().cpu().numpy().copy()


def record(model: Any, memory: float = MEMORY) -> Recorder:
    """A recorder of this model, which has its first row already."""
    return Recorder(model, memory)
