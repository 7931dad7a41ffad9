"""The rows of a training, as they are written down one after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from networks.training.look import Look
from networks.training.training import Training

_NUMBERS = ("loss", "valid_loss", "accuracy", "valid_accuracy", "weight_norm", "sparsity")


class Rows:
    """Every so many updates a row, and the last one.

    every      updates between two rows
    per_epoch  updates in an epoch
    """

    def __init__(self, every: int, total: int, per_epoch: int) -> None:
        self._every, self._total, self._per_epoch = every, total, per_epoch
        self._rows: list[Mapping[str, Any]] = []
        self._marked = -1
        self.batch_loss: list[float] = []

    @property
    def count(self) -> int:
        return len(self._rows)

    @property
    def last(self) -> Mapping[str, Any]:
        return self._rows[-1]

    def wants(self, t: int) -> bool:
        """Whether a row is due after update t."""
        return t % self._every == 0 or t == self._total or t == self._marked

    def has(self, t: int) -> bool:
        """Whether the row of update t is written."""
        return bool(self._rows) and self._rows[-1]["updates"] == t

    def mark(self, t: int) -> None:
        """A row is wanted after this update, too."""
        self._marked = t

    def write(self, t: int, x: np.ndarray, lr: float, row: Mapping[str, Any]) -> None:
        self._rows.append({"updates": t, "weights": x.copy(), "lr": lr, **row})

    def lowest(self) -> int:
        """The row with the lowest validation loss; the last one where there is none."""
        losses = np.array([row["valid_loss"] for row in self._rows])
        return int(np.nanargmin(losses)) if np.isfinite(losses).any() else self.count - 1

    def training(self, status: str, best: int, seconds: float, look: Look) -> Training:
        """All of it, as arrays that nobody can write to."""
        updates = self._column("updates")
        known = None if self._rows[0]["known"] is None else self._column("known")
        best_weights = self._rows[best]["weights"]
        finite = bool(np.isfinite(best_weights).all())
        confusion, outputs = (look.confusion(best_weights), look.outputs(best_weights)) if finite else (None, None)
        batch_loss = np.array(self.batch_loss)
        for array in (batch_loss, confusion, outputs):
            if array is not None:
                array.flags.writeable = False
        return Training(
            updates=updates,
            epoch=_frozen(updates / self._per_epoch),
            weights=self._column("weights"),
            lr=self._column("lr"),
            gradient_norms=self._of_layers("gradient_norms"),
            spreads=self._of_layers("spreads"),
            known=known,
            confusion=confusion,
            outputs=outputs,
            batch_loss=batch_loss,
            status=status,
            best=best,
            seconds=seconds,
            **{name: self._column(name) for name in _NUMBERS},
        )

    def _column(self, name: str) -> np.ndarray:
        return _frozen(np.array([row[name] for row in self._rows]))

    def _of_layers(self, name: str) -> dict[str, np.ndarray]:
        return {layer: _frozen(np.array([row[name][layer] for row in self._rows])) for layer in self._rows[0][name]}


def _frozen(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array
