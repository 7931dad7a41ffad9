"""A network of layers, as its settings say. Importing this imports torch."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import torch
from torch import nn

from networks.settings import Network

_ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid, "gelu": nn.functional.gelu}


def build(settings: Network, inputs: int, outputs: int, seed: int) -> Perceptron:
    """The network for so many inputs and outputs, its first weights drawn by the seed, in the precision asked for."""
    drawn = torch.Generator().manual_seed(seed)
    model = Perceptron(settings, inputs, outputs, torch.Generator().manual_seed(seed + 1))
    for module in model.modules():
        if isinstance(module, nn.Linear):
            _begin(module, settings.init, drawn)
    return model.to(getattr(torch, settings.precision))


class Perceptron(nn.Module):
    """Hidden layers, each with what is chosen of norm, activation, dropout and skip, and a linear one at the end.

    chance  draws what dropout and DropConnect leave out, so that the same seed leaves out the same
    """

    def __init__(self, settings: Network, inputs: int, outputs: int, chance: torch.Generator) -> None:
        super().__init__()
        self.chance = chance
        widths = [inputs, *[settings.width] * settings.depth]
        self.hidden = nn.ModuleList(Layer(settings, a, b, chance) for a, b in pairwise(widths))
        self.output = Linear(widths[-1], outputs, settings.dropconnect, chance)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.hidden:
            x = layer(x)
        return self.output(x)

    def layers(self) -> dict[str, nn.Module]:
        """Name → layer, from the inputs on."""
        return {**{f"layer {k + 1}": layer for k, layer in enumerate(self.hidden)}, "output": self.output}


class Layer(nn.Module):
    """act(norm(W x + b)), with dropout; with a skip x is added, where it is as wide."""

    def __init__(self, settings: Network, inputs: int, outputs: int, chance: torch.Generator) -> None:
        super().__init__()
        # A batch norm takes away what a bias before it adds: such a bias would have no gradient but rounding.
        self.linear = Linear(inputs, outputs, settings.dropconnect, chance, bias=settings.norm != "batch")
        norms: dict[str, Any] = {"none": nn.Identity, "batch": nn.BatchNorm1d, "layer": nn.LayerNorm}
        self.norm = norms[settings.norm](outputs)
        self.act = _ACTIVATIONS[settings.activation]
        self.drop = Dropout(settings.dropout, chance)
        self.skip = settings.skip and inputs == outputs

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = self.drop(self.act(self.norm(self.linear(x))))
        return x + out if self.skip else out


class Linear(nn.Linear):
    """W x + b; while it is trained, DropConnect leaves out weights (L. Wan et al., 2013)."""

    def __init__(self, inputs: int, outputs: int, p: float, chance: torch.Generator, *, bias: bool = True) -> None:
        super().__init__(inputs, outputs, bias=bias)
        self.keep = Dropout(p, chance)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.linear(x, self.keep(self.weight), self.bias)


class Dropout(nn.Module):
    """torch's dropout with a generator of its own: while it is trained, each number is 0 with probability p, and the
    others are divided by 1 − p (N. Srivastava et al., 2014)."""

    def __init__(self, p: float, chance: torch.Generator) -> None:
        super().__init__()
        self.p, self.chance = p, chance

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.p or not self.training:
            return x
        kept = torch.rand(x.shape, generator=self.chance, dtype=x.dtype) >= self.p
        return x * kept / (1 - self.p)

    def __deepcopy__(self, memo: Any) -> Dropout:
        return Dropout(self.p, self.chance)  # a generator cannot be copied


@torch.no_grad()
def _begin(layer: nn.Linear, init: str, drawn: torch.Generator) -> None:
    """First weights. "default" is torch's own, uniform in ±1/√n with n inputs, biases as well; else biases are 0.

    "normal" is N(0, 1), "uniform" from −1 to 1, "scaled normal" N(0, 1/n), "xavier" N(0, 2/(n + m)) (X. Glorot and
    Y. Bengio, 2010), "kaiming" N(0, 2/n) (K. He et al., 2015), with m outputs.
    """
    m, n = layer.weight.shape
    if init == "default":
        for part in layer.parameters():
            nn.init.uniform_(part, -1 / math.sqrt(n), 1 / math.sqrt(n), generator=drawn)
        return
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    if init == "zeros":
        nn.init.zeros_(layer.weight)
    elif init == "uniform":
        nn.init.uniform_(layer.weight, -1, 1, generator=drawn)
    else:
        variances = {"normal": 1.0, "scaled normal": 1 / n, "xavier": 2 / (n + m), "kaiming": 2 / n}
        nn.init.normal_(layer.weight, 0, math.sqrt(variances[init]), generator=drawn)
