"""Curves for the cards of the demos of networks: `python -m benchmarks.by_hand.network_demos` trains them all and
writes what is drawn into their files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from gallery import NETWORKS, NetworkDemo
from networks.training.train import train
from networks.training.training import Training

FOLDER = Path("gallery/networks")
MOST = 40  # points of a curve


def drawn(demo: NetworkDemo) -> list[dict[str, Any]]:
    """Its curves, of trainings that are made now."""
    trainings = [train(demo.experiment, run) for run in range(len(demo.experiment.runs))]
    return [_curve(training, "loss" if demo.curve == "value" else demo.curve) for training in trainings]


def _curve(training: Training, name: str) -> dict[str, Any]:
    rows = np.unique(np.linspace(0, training.last, min(MOST, training.last + 1)).round().astype(int))
    values = getattr(training, name)[rows]
    return {
        "epochs": [float(f"{epoch:.4g}") for epoch in training.epoch[rows]],
        "values": [float(f"{value:.3g}") if np.isfinite(value) else None for value in values],
    }


def main() -> None:
    for key, demo in NETWORKS.items():
        file = FOLDER / f"{key}.json"
        data = json.loads(file.read_text("utf-8")) | {"drawn": drawn(demo)}
        file.write_text(_text(data), "utf-8")
        print(key, flush=True)


def _text(data: dict[str, Any]) -> str:
    """As JSON, with every list of numbers in one line."""
    curves = [json.dumps(curve) for curve in data.pop("drawn")]
    whole = json.dumps(data, indent=2, ensure_ascii=False).removesuffix("\n}")
    return whole + ',\n  "drawn": [\n    ' + ",\n    ".join(curves) + "\n  ]\n}\n"


if __name__ == "__main__":
    main()
