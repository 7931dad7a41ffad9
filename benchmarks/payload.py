"""Bytes sent per number drawn: `python -m benchmarks.payload`."""

from __future__ import annotations

from benchmarks.claims import Claim
from benchmarks.player_core import walks
from player.pack import pack_paths


def claims() -> list[Claim]:
    paths = walks()
    numbers = sum(series.values.size for path in paths for series in path.series)
    return [
        Claim(
            "payload, 12 paths × 2,000 steps: bytes per drawn number / 4",
            len(pack_paths(paths, {})) / numbers / 4,
            1.1,
            "×",
        )
    ]


if __name__ == "__main__":
    print(*claims(), sep="\n")
