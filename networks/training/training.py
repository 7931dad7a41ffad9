"""What a training leaves behind: immutable arrays, from which everything shown or saved is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

FINISHED = "finished"
DIVERGED = "diverged"
STOPPED_EARLY = "stopped early"
INTERRUPTED = "interrupted"


@dataclass(frozen=True, eq=False)
class Training:
    """One network, trained once. All arrays are read-only.

    Some moments of it are written down, R of them: row k is the state after `updates[k]` updates, row 0 is the start.
    Rows after `last` do not exist: of a training that diverged, the last row is not finite.

    updates           (R,)    how many updates have been made, whole numbers, rising from 0
    epoch             (R,)    how often every example has been seen, as a number with a fraction
    weights           (R, n)  the flat weights, in the precision they were trained in
    loss              (R,)    the mean loss over the training examples, as the network is used (`eval`), with no penalty
    valid_loss        (R,)    the same over the validation examples; NaN where there are none
    accuracy          (R,)    the share of training examples that are classified right; NaN where nothing is classified
    valid_accuracy    (R,)    the same over the validation examples
    lr                (R,)    the step size of the last update before; NaN in row 0
    gradient_norms    layer → (R,), the norm of the gradient of its weights over all training examples
    spreads           layer → (R,), the standard deviation of what it gives on, over all training examples
    weight_norm       (R,)    the norm of all weights
    sparsity          (R,)    the share of weights that are smaller than 1e-3
    known             (R, ny, nx) what the network says all over the plane of two inputs, the class with the highest
                              score or the score of the second of two; (R, nx) the fit of one input; None with more
    confusion         (C, C)  how many validation examples of a class (rows) are taken for which (columns), in the row
                              `best`; None where nothing is classified
    outputs           (E, C)  what the network says of the validation and then the test examples in the row `best`: the
                              share of every class, or (E, 1) numbers; None where its weights are not finite
    batch_loss        (T,)    the loss of the mini-batch of every update, as it was trained
    status            "finished", "diverged", "stopped early" or "interrupted"
    best              the row that is kept: the last one, or the one with the lowest validation loss where that is asked
    seconds           how long it took
    """

    updates: np.ndarray
    epoch: np.ndarray
    weights: np.ndarray
    loss: np.ndarray
    valid_loss: np.ndarray
    accuracy: np.ndarray
    valid_accuracy: np.ndarray
    lr: np.ndarray
    gradient_norms: Mapping[str, np.ndarray]
    spreads: Mapping[str, np.ndarray]
    weight_norm: np.ndarray
    sparsity: np.ndarray
    known: np.ndarray | None
    confusion: np.ndarray | None
    outputs: np.ndarray | None
    batch_loss: np.ndarray
    status: str
    best: int
    seconds: float

    @property
    def last(self) -> int:
        """The last row."""
        return len(self.updates) - 1
