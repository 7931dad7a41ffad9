"""What may happen to a gradient before the rule sees it, in the order the run lists it: batch, noise, clipping, decay.

torch's order in a training step is gradient, noise of the mini-batch, clip, optimizer; the weight decay that is
coupled to a rule comes last, inside the optimizer.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from formulas.lanes import norm, ratio
from optimizers.base import Array, Described, hyper


class Transform(Described, ABC):
    """One change of the gradient. Frozen, pure, elementwise or reducing over the last axis."""

    noisy = False  # whether `apply` uses the random numbers it is given

    @abstractmethod
    def apply(self, g: Array, x: Array, t: int, noise: Array | None) -> Array:
        """The changed gradient `(..., n)`.

        g, x   `(..., n)`, the gradient so far and where it was taken
        t      the step, from 1
        noise  `(n,)` standard normal numbers of this step, the same for every lane and rule; None if not `noisy`
        """


@dataclass(frozen=True, eq=False)
class MiniBatch(Transform):
    """Takes the mean over a few examples of the data for the mean over all, as a training loop does.

    An epoch is once through the data: shuffled anew each time, or in the order of the table; its last batch is smaller
    where the size does not divide the number of examples, as with torch's DataLoader and drop_last=False. With
    replacement, the examples of every batch are drawn from all. A batch of all examples is the full gradient.

    Nothing is done to a gradient that is there: whoever runs a rule asks the function of the batch, once it is known
    for all that the rule asks in the step. A mini-batch therefore stands before all other transforms.
    """

    title = "Mini-batch"
    noisy = True

    size: int = hyper(32, slider=(1, 120), within=(1, math.inf), symbol="B", doc="examples in a batch")
    order: str = hyper("shuffled", choices=("shuffled", "in_order", "with_replacement"), doc="drawn")

    def apply(self, g, x, t, noise):
        return g

    def batches(self, examples: int, random: np.random.Generator) -> Iterator[Array]:
        """The rows `(k,)` of step 1, 2, …, of data with so many examples."""
        size = min(int(self.size), examples)
        while True:
            if self.order == "with_replacement":
                yield random.integers(examples, size=size)
                continue
            shuffled = self.order == "shuffled" and size < examples
            rows = random.permutation(examples) if shuffled else np.arange(examples)
            yield from (rows[i : i + size] for i in range(0, examples, size))

    def epochs(self, steps: int, examples: int) -> float:
        """How often so many steps go through the data: examples seen, over examples."""
        size = min(int(self.size), examples)
        whole, rest = divmod(steps, self.steps_in_epoch(examples) or math.inf)
        return whole + rest * size / examples

    def steps_in_epoch(self, examples: int) -> int:
        """After how many steps each example has been seen once more; 0 where batches are drawn with replacement."""
        return 0 if self.order == "with_replacement" else math.ceil(examples / min(int(self.size), examples))


@dataclass(frozen=True, eq=False)
class GradientNoise(Transform):
    """Adds σ (1 + t)^(−γ/2) times standard normal noise, as a mini-batch would (γ = 0: constant noise).

    The decaying form: A. Neelakantan et al., 2015, https://arxiv.org/abs/1511.06807
    """

    title = "Gradient noise"
    noisy = True

    sigma: float = hyper(1.0, slider=(1e-3, 100.0), log=True, symbol=r"\sigma", doc="standard deviation")
    decay: float = hyper(0.0, slider=(0.0, 2.0), symbol=r"\gamma", doc="decay of the noise")

    def apply(self, g, x, t, noise):
        return g + self.sigma * (1 + t) ** (-self.decay / 2) * noise


@dataclass(frozen=True, eq=False)
class ClipValue(Transform):
    """Clips every coordinate to ±c, as torch.nn.utils.clip_grad_value_."""

    title = "Clip by value"

    c: float = hyper(1.0, slider=(1e-3, 1000.0), log=True, symbol="c", doc="largest coordinate")

    def apply(self, g, x, t, noise):
        return np.clip(g, -self.c, self.c)


@dataclass(frozen=True, eq=False)
class ClipNorm(Transform):
    """Scales by min(1, θ / (‖g‖ₚ + 1e-6)), as torch.nn.utils.clip_grad_norm_."""

    title = "Clip by norm"

    theta: float = hyper(1.0, slider=(1e-3, 1000.0), log=True, symbol=r"\theta", doc="largest norm")
    p: float = hyper(2, choices=(1, 2, math.inf), symbol="p", doc="norm")

    def apply(self, g, x, t, noise):
        scale = self.theta / (norm(g, self.p) + 1e-6)
        return g * np.minimum(1.0, scale)


@dataclass(frozen=True, eq=False)
class Normalize(Transform):
    """Keeps the direction only: g / ‖g‖; a zero gradient stays zero."""

    title = "Normalise"

    def apply(self, g, x, t, noise):
        return ratio(g, norm(g))


@dataclass(frozen=True, eq=False)
class L2(Transform):
    """Adds λ w, the gradient of λ/2 ‖w‖²."""

    title = "L2 penalty"

    weight_decay: float = hyper(0.01, slider=(1e-4, 1.0), log=True, symbol=r"\lambda", doc="strength")

    def apply(self, g, x, t, noise):
        return g + self.weight_decay * x


@dataclass(frozen=True, eq=False)
class L1(Transform):
    """Adds λ sign(w), a subgradient of λ ‖w‖₁."""

    title = "L1 penalty"

    weight_decay: float = hyper(0.01, slider=(1e-4, 1.0), log=True, symbol=r"\lambda", doc="strength")

    def apply(self, g, x, t, noise):
        return g + self.weight_decay * np.sign(x)


MINI_BATCH = "mini_batch"  # the one that is no change of a gradient but the choice of its examples

TRANSFORMS: dict[str, type[Transform]] = {
    MINI_BATCH: MiniBatch,
    "noise": GradientNoise,
    "clip_value": ClipValue,
    "clip_norm": ClipNorm,
    "normalize": Normalize,
    "l2": L2,
    "l1": L1,
}
