"""What it costs to have a map computed elsewhere, on a Dask cluster of this machine: `python -m benchmarks.clusters`.

The overhead of a piece is what a map of many small ones takes longer on one worker than in this process, divided by
their number. The scaling is that of one map on two workers against one; both need cores of their own.
"""

from __future__ import annotations

import time
from unittest.mock import patch

from benchmarks.claims import Claim
from maps import MapExperiment, compute
from maps.pieces import pieces
from maps.spread.cluster import cluster
from simulation.running.simulate import finished
from tests.helpers.cluster import cluster as running

SMALL = "map=basins&cells=120~120&surface=himmelblau&steps=20&run=adam~lr~0.1"
LARGE = "map=basins&cells=200~200&surface=himmelblau&steps=600&run=sgd~lr~0.01&run=adam~lr~0.1"
CELLS = 30  # in a small piece


def claims() -> list[Claim]:
    with running(1) as one, running(2) as two:
        with patch("maps.pieces.ROWS_OF_PROGRAM", CELLS * 21):
            small = MapExperiment.from_query(SMALL)
            count = sum(1 for _ in pieces(small))
            overhead = (_seconds(small, one.address) - _seconds(small)) / count
        large = MapExperiment.from_query(LARGE)
        alone, both = (_seconds(large, there.address) for there in (one, two))
    return [
        Claim(f"overhead of each of {count} pieces of a map on a cluster", 1e3 * overhead, 20.0),
        Claim("a map of 80,000 runs × 600 steps on two workers against one", alone / both, 1.5, "×", at_most=False),
    ]


def _seconds(experiment: MapExperiment, address: str = "") -> float:
    """The quicker of two rounds: in the first one, workers load what they need."""
    times = []
    for _round in range(2):
        began = time.monotonic()
        finished(compute(experiment, cluster(address) if address else None))
        times.append(time.monotonic() - began)
    return min(times)


if __name__ == "__main__":
    print(*claims(), sep="\n")
