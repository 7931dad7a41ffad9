"""Cells for the cards of the demos of maps: `python -m benchmarks.by_hand.map_demos` computes them and writes what is
drawn into their files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from exports.maps.colours import NOTHING, fates, numbers
from gallery import MAPS, MapDemo
from maps import MapResult, computed
from maps.experiment import FATE

FOLDER = Path("gallery/maps")
MOST = 40  # rows and columns of a card
_RAMP = ("#0b2f55", "#154677", "#1f639c", "#4484b6", "#6aa5cf", "#98c2df", "#c7dfee", "#dfe8e6", "#f6f1dc")


def drawn(demo: MapDemo) -> dict[str, Any]:
    """Its cells, of a map that is computed now."""
    result = computed(demo.experiment)
    codes, colours = _fates(result) if demo.experiment.quantity == FATE else _numbers(result)
    used = np.unique(codes)
    letters = np.array([chr(ord("A") + i) for i in range(len(used))])[np.searchsorted(used, codes)]
    runs, rows, columns = codes.shape
    at = [np.linspace(0, n - 1, min(n, MOST)).round().astype(int) for n in (rows, columns)]
    small = letters[:, at[0][::-1]][:, :, at[1]]
    panels = [{"rows": ["".join(row) for row in small[run]]} for run in range(runs)]
    return {"colours": [colours[code] for code in used], "drawn": panels}


def _fates(result: MapResult) -> tuple[np.ndarray, list[str]]:
    found = fates(result)
    return found.codes, found.colours


def _numbers(result: MapResult) -> tuple[np.ndarray, list[str]]:
    """In steps of the ramp; the highest tenth of the cells is one colour."""
    values = numbers(result)
    low, high = np.nanmin(values), np.nanquantile(values, 0.9)
    with np.errstate(invalid="ignore"):
        share = np.clip((values - low) / (high - low or 1.0), 0, 1)
    codes = np.where(np.isnan(values), len(_RAMP), np.nan_to_num(share * (len(_RAMP) - 1)).round())
    return codes.astype(int), [*_RAMP, NOTHING]


def main() -> None:
    for key, demo in MAPS.items():
        file = FOLDER / f"{key}.json"
        data = json.loads(file.read_text("utf-8")) | drawn(demo)
        file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(key, flush=True)


if __name__ == "__main__":
    main()
