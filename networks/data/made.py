"""Data that are made of a few lines, with noise from a seed."""

from __future__ import annotations

import numpy as np

from networks.data.dataset import Dataset, parted

_PLANE = ("x", "y")


def moons(examples: int, noise: float, seed: int) -> Dataset:
    """Two half circles that reach into each other."""
    random, of = np.random.default_rng(seed), np.arange(examples) % 2
    angle = np.pi * random.random(examples)
    x = np.where(of == 0, np.cos(angle), 1 - np.cos(angle)) - 0.5
    y = np.where(of == 0, np.sin(angle), 0.5 - np.sin(angle)) - 0.25
    return _plane("Two moons", x, y, of, ("upper", "lower"), noise, random, seed)


def spirals(examples: int, noise: float, seed: int) -> Dataset:
    """Two spirals around each other, one and a half turns each."""
    random, of = np.random.default_rng(seed), np.arange(examples) % 2
    along = np.sqrt(random.random(examples))
    angle = 3 * np.pi * along + np.pi * of
    return _plane("Spirals", along * np.cos(angle), along * np.sin(angle), of, ("first", "second"), noise, random, seed)


def circles(examples: int, noise: float, seed: int) -> Dataset:
    """A circle in a ring."""
    random, of = np.random.default_rng(seed), np.arange(examples) % 2
    angle, far = 2 * np.pi * random.random(examples), np.where(of == 0, 0.4, 1.0)
    return _plane("Circles", far * np.cos(angle), far * np.sin(angle), of, ("inner", "outer"), noise, random, seed)


def curve(examples: int, noise: float, seed: int) -> Dataset:
    """A number to be met: sin 3x + x/2 with noise, for x from −2 to 2."""
    random = np.random.default_rng(seed)
    x = random.uniform(-2, 2, examples)
    y = np.sin(3 * x) + x / 2 + noise * random.standard_normal(examples)
    return parted("Noisy curve", x[:, None], y, columns=("x",), seed=seed, shares=(0.7, 0.15))


def _plane(
    name: str,
    x: np.ndarray,
    y: np.ndarray,
    of: np.ndarray,
    classes: tuple[str, str],
    noise: float,
    random: np.random.Generator,
    seed: int,
) -> Dataset:
    inputs = np.stack([x, y], axis=-1) + noise * random.standard_normal((len(x), 2))
    return parted(name, inputs, of, columns=_PLANE, classes=classes, seed=seed, shares=(0.7, 0.15))
