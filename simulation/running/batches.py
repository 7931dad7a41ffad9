"""Mini-batches of a run: which examples each step sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np

from optimizers import Transform
from optimizers.transforms import MiniBatch
from simulation.running.landscape import Landscape, WithExamples


def batches(
    landscape: Landscape, transforms: Sequence[Transform], random: np.random.Generator
) -> Iterator[Landscape] | None:
    """The function of the mini-batch of step 1, 2, …; None if no transform asks for one.

    The batches have random numbers of their own: they are the same whatever else happens to the gradient.
    ValueError as `mini_batch`.
    """
    drawn = mini_batch(transforms, getattr(landscape, "examples", 0))
    if drawn is None:
        return None
    of = cast(WithExamples, landscape)
    return (of.batch(rows) for rows in drawn.batches(of.examples, random.spawn(1)[0]))


def mini_batch(transforms: Sequence[Transform], examples: int) -> MiniBatch | None:
    """The mini-batch among the transforms, if there is one, of a landscape with so many examples.

    ValueError in one sentence if the landscape has none, or if something comes before the mini-batch.
    """
    found = [i for i, transform in enumerate(transforms) if isinstance(transform, MiniBatch)]
    if not found:
        return None
    if not examples:
        raise ValueError("Mini-batches need a loss on data, such as least_squares; this surface has none.")
    if found != [0]:
        raise ValueError(
            "A run has one mini-batch, and it comes before all that is done to its gradient: list it first."
        )
    first = transforms[0]
    assert isinstance(first, MiniBatch)
    if np.ndim(first.size):
        raise ValueError("A mini-batch has one size for all lanes of a run.")
    return first
