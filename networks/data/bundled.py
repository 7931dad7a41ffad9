"""Data that come with Slalom; `README.md` beside this file says where from."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np

from networks.data.dataset import Dataset, parted

_HERE = Path(__file__).parent


def iris(seed: int) -> Dataset:
    """150 flowers of three species by four lengths: 120 to learn from, 15 to validate, 15 to test."""
    columns, numbers, kinds = _iris()
    classes = tuple(dict.fromkeys(kinds))
    targets = np.array([classes.index(kind) for kind in kinds])
    return parted("Iris", numbers, targets, columns=columns, classes=classes, seed=seed, source="Fisher, 1936")


def digits(seed: int) -> Dataset:
    """1,797 handwritten digits of 8 × 8 pixels, from 0 to 1: 1,347 to learn from, 225 to validate, 225 to test."""
    images, targets = _digits()
    columns = tuple(f"pixel {row + 1}, {column + 1}" for row in range(8) for column in range(8))
    return parted(
        "Digits",
        images / 16.0,
        targets,
        columns=columns,
        classes=tuple("0123456789"),
        seed=seed,
        shares=(0.75, 0.125),
        source="Alpaydin and Kaynak, 1998",
    )


@lru_cache(maxsize=1)
def _iris() -> tuple[tuple[str, ...], np.ndarray, list[str]]:
    with (_HERE / "iris.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return tuple(head[:-1]), np.array([row[:-1] for row in rows], dtype=np.float64), [row[-1] for row in rows]


@lru_cache(maxsize=1)
def _digits() -> tuple[np.ndarray, np.ndarray]:
    with np.load(_HERE / "digits.npz") as file:
        return file["images"].astype(np.float64), file["digits"].astype(np.int64)
