"""Examples with their targets, parted into those that are learned from and those that are not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

SCALINGS = ("raw", "min-max", "z-score")


@dataclass(frozen=True, eq=False)
class Dataset:
    """N examples. Arrays are read-only.

    name     what people call it
    inputs   (N, d) float64
    targets  (N,) whole numbers from 0, the class; or float64, a number to be met
    columns  what the inputs are called
    classes  what the classes are called; () where targets are numbers
    train, valid, test  (k,) rows, every row in one of them
    source   where it comes from
    """

    name: str
    inputs: np.ndarray
    targets: np.ndarray
    columns: tuple[str, ...]
    classes: tuple[str, ...]
    train: np.ndarray
    valid: np.ndarray
    test: np.ndarray
    source: str = ""

    @property
    def outputs(self) -> int:
        """How many numbers a network gives for an example: a score a class, or one."""
        return len(self.classes) or 1

    def scaled(self, scaling: str) -> Dataset:
        """Inputs "raw", from 0 to 1 ("min-max"), or with mean 0 and standard deviation 1 ("z-score"): both by the
        examples that are learned from. A column that is the same in all of them becomes 0."""
        if scaling == "raw":
            return self
        known = self.inputs[self.train]
        if scaling == "min-max":
            zero, unit = known.min(axis=0), np.ptp(known, axis=0)
        else:
            zero, unit = known.mean(axis=0), known.std(axis=0)
        return replace(self, inputs=frozen((self.inputs - zero) / np.where(unit > 0, unit, 1.0)))


def parted(
    name: str,
    inputs: np.ndarray,
    targets: np.ndarray,
    *,
    columns: tuple[str, ...],
    classes: tuple[str, ...] = (),
    seed: int = 0,
    shares: tuple[float, float] = (0.8, 0.1),
    source: str = "",
) -> Dataset:
    """The examples, of which the first share is learned from, the second validates and the rest tests.

    They are drawn by the seed, and of every class the same shares.
    """
    random = np.random.default_rng(seed)
    parts: list[list[np.ndarray]] = [[], [], []]
    groups = [np.flatnonzero(targets == k) for k in range(len(classes))] if classes else [np.arange(len(targets))]
    for group in groups:
        ends = np.rint(np.cumsum(shares) * len(group)).astype(int)
        for part, rows in zip(parts, np.split(random.permutation(group), ends), strict=True):
            part.append(rows)
    train, valid, test = (frozen(np.sort(np.concatenate(part))) for part in parts)
    return Dataset(name, frozen(inputs), frozen(targets), columns, classes, train, valid, test, source)


def frozen(array: np.ndarray) -> np.ndarray:
    """The array, which nobody may write to any more."""
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array
