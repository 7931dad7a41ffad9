"""What a network that has learned nothing would lose: where the colours of a map of losses end."""

from __future__ import annotations

import numpy as np

from maps.trained.experiment import TrainingMap


def loss_without_learning(experiment: TrainingMap) -> float:
    """log10 of the least loss over the training examples of one answer for all of them: the shares of the classes, or
    the mean of the numbers. Infinite for digits that are learned after others, which begin with something."""
    one = experiment.experiment
    if one.settings().transfer != "none":
        return float("inf")
    data = one.data()
    targets = data.targets[data.train]
    if not data.classes:
        return float(np.log10(max(np.var(targets) / 2, 1e-16)))
    shares = np.bincount(targets) / len(targets)
    shares = shares[shares > 0]
    return float(np.log10(max(-(shares * np.log(shares)).sum(), 1e-16)))
