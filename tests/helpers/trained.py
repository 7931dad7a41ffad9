"""Trainings and a landscape made of formulas, for what shows them: no network is trained."""

from __future__ import annotations

import numpy as np

from figures.palette import COLORS, MARKERS, Look
from networks.landscape.plane import LossPlane
from networks.training.training import DIVERGED, FINISHED, Training
from player.trainings.films import Examples
from player.trainings.trained import Trained

MOONS = (-2.0, 2.0, -2.0, 2.0)
LAYERS = ("layer 1", "layer 2", "output")


def training(
    rows: int = 61, per_epoch: int = 4, epochs: float = 30.0, rate: float = 0.1, kind: str = "score", seed: int = 0
) -> Training:
    """A loss that falls exponentially; `kind` is what is known: "score", "class", "fit" or "none"."""
    random = np.random.default_rng(seed)
    epoch = np.linspace(0, epochs, rows)
    fallen = np.exp(-rate * epoch)
    loss = 0.05 + 0.65 * fallen
    weights = np.stack([4 - 3 * (1 - fallen), 3 - 3 * (1 - fallen) ** 2], axis=-1)
    weights = weights + 0.05 * random.normal(size=weights.shape) * (1 - fallen)[:, None]
    norms = {name: 2.0 ** -(2 * k) * fallen + 1e-3 for k, name in enumerate(LAYERS)}
    spreads = {name: 0.4 + 0.2 * k * (1 - fallen) for k, name in enumerate(LAYERS)}
    numbers = {"fit": 0, "class": 3, "none": 3}.get(kind, 2)
    none = np.full(rows, np.nan)
    return Training(
        updates=np.round(epoch * per_epoch).astype(int),
        epoch=epoch,
        weights=weights,
        loss=loss,
        valid_loss=loss + 0.02 + 0.002 * epoch,
        accuracy=1 - 0.5 * fallen if numbers else none,
        valid_accuracy=0.97 - 0.5 * fallen if numbers else none,
        lr=np.r_[np.nan, np.full(rows - 1, rate)],
        gradient_norms=norms,
        spreads=spreads,
        weight_norm=np.linalg.norm(weights, axis=1),
        sparsity=0.1 * (1 - fallen),
        known=known(kind, fallen),
        confusion=8 * np.eye(numbers, dtype=int) + 1 if numbers else None,
        outputs=None,
        batch_loss=np.zeros(int(epochs * per_epoch)),
        status=FINISHED,
        best=rows - 1,
        seconds=0.1,
    )


def known(kind: str, fallen: np.ndarray) -> np.ndarray | None:
    """A boundary that bends, or a wave that grows."""
    x = np.linspace(-2, 2, 40)
    bend = (1 - fallen)[:, None, None]
    height = x[None, :, None] - bend * np.sin(2 * x)[None, None, :]
    match kind:
        case "score":
            return 1 / (1 + np.exp(-6 * height))
        case "class":
            return (height > -0.5).astype(int) + (height > 0.5)
        case "fit":
            return (1 - fallen)[:, None] * np.sin(2 * x)
    return None


def diverged(**more: float) -> Training:
    """The same, whose last row is no number."""
    whole = training(rows=12, epochs=3.0, **more)  # type: ignore[arg-type]
    loss = whole.loss.copy()
    loss[-1] = np.nan
    return Training(**{**vars(whole), "loss": loss, "status": DIVERGED})


def plane(*trainings: Training) -> LossPlane:
    """A bowl over the first two weights."""
    a = b = np.linspace(-1, 5, 41)

    def loss(w: np.ndarray) -> np.ndarray:
        return 0.05 + 0.03 * ((w[..., 0] - 1) ** 2 + 2 * w[..., 1] ** 2)

    grid = loss(np.stack(np.meshgrid(a, b), axis=-1))
    paths = tuple(one.weights for one in trainings)
    true = tuple(one.loss for one in trainings)
    return LossPlane(
        "pca", np.zeros(2), np.eye(2), a, b, grid, paths, true, tuple(map(loss, paths)), np.array([0.8, 0.15])
    )


def examples(kind: str = "score", count: int = 60) -> Examples:
    """Points in their classes, or on a noisy wave."""
    random = np.random.default_rng(1)
    inputs = random.uniform(-2, 2, (count, 1 if kind == "fit" else 2))
    if kind == "fit":
        noisy = np.sin(2 * inputs[:, 0]) + 0.1 * random.normal(size=count)
        return Examples(inputs, noisy, ("x", "y"), (), (-2.0, 2.0, -1.6, 1.6))
    height = inputs[:, 1] - np.sin(2 * inputs[:, 0])
    if kind == "score":
        return Examples(inputs, (height > 0).astype(int), ("x", "y"), ("moon A", "moon B"), MOONS)
    return Examples(inputs, (height > -0.5).astype(int) + (height > 0.5), ("x", "y"), ("a", "b", "c"), MOONS)


def runs(*trainings: Training) -> list[Trained]:
    names = ("RMSprop", "Adagrad", "Adadelta", "Adam", "SGD", "Momentum")
    looks = [Look(color, marker) for color, marker in zip(COLORS, MARKERS, strict=True)]
    return [Trained(one, names[i], looks[i], str(i)) for i, one in enumerate(trainings)]
