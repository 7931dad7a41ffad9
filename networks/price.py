"""About how long a training takes, before it is begun."""

from __future__ import annotations

import math

from networks.settings import TORCH, Network

MOST = 120.0  # seconds of all runs together
_UPDATE = 300e-6  # seconds of an update, whatever the network
_LAYER = 60e-6  # of every layer in it
_OF_TORCH = 50e-6  # more, where torch's own class moves it
_LOOK = 1e-3  # of a moment that is written down, whatever the network
_SPEED = 2e9  # multiplications a second
ROWS = 80  # moments that are written down, about


def weights(settings: Network, inputs: int, outputs: int) -> int:
    """How many weights the network has."""
    widths = [inputs, *[settings.width] * settings.depth]
    norms = settings.width * settings.depth * {"none": 0, "batch": 1, "layer": 2}[settings.norm]  # batch: no bias
    return sum((a + 1) * b for a, b in zip(widths, [*widths[1:], outputs], strict=True)) + norms


def updates_in_epoch(settings: Network, examples: int) -> int:
    """How many mini-batches an epoch has. A rest of less than half a batch goes with the batch before it: alone it
    would be a batch whose mean and variance say nothing (three examples, say, which ruin a batch norm)."""
    size = min(settings.batch_size, examples)
    whole, rest = divmod(examples, size)
    return whole + (1 if 2 * rest >= size else 0)


def seconds(settings: Network, examples: int, inputs: int, outputs: int) -> float:
    """Of one training on so many examples."""
    updates = settings.epochs * updates_in_epoch(settings, examples)
    products = 6.0 * weights(settings, inputs, outputs)
    batch = math.ceil(examples / updates_in_epoch(settings, examples))
    looks = min(ROWS, updates) * (_LOOK + 1.5 * examples * products / _SPEED)
    layer = _LAYER + (_OF_TORCH if settings.library == TORCH else 0)
    return updates * (_UPDATE + layer * (settings.depth + 1) + batch * products / _SPEED) + looks
