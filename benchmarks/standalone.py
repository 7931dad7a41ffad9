"""Seconds and bytes of pages that play anywhere: `python -m benchmarks.standalone`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.claims import Claim
from exports.formats import FORMATS
from exports.html import gallery
from exports.work import Work
from gallery import DEMOS
from optimizers import OPTIMIZERS
from simulation import Experiment


def claims() -> list[Claim]:
    runs = [{"rule": rule} for rule in [*OPTIMIZERS][:12]]
    work = Work.of(Experiment.from_data({"surface": "rosenbrock", "steps": 2000, "runs": runs}))
    FORMATS["html"].make(Work.of(Experiment.from_query("surface=himmelblau&steps=2&run=adam")))  # Plotly, packed once
    began = time.process_time()
    page = FORMATS["html"].make(work)
    found = [Claim("export a page, 12 paths × 2,000 steps", time.process_time() - began, 1.5, "s")]
    found.append(Claim("  size", len(page) / 1e6, 2.2, "MB"))
    began = time.process_time()
    with tempfile.TemporaryDirectory() as place:
        index = gallery.write(Path(place) / "site", demos=DEMOS)
        size = sum(file.stat().st_size for file in index.parent.glob("**/*.*"))
    found.append(Claim(f"export the gallery of runs, {len(DEMOS)} pages", time.process_time() - began, 20.0, "s"))
    found.append(Claim("  size", size / 1e6, 8.0, "MB"))
    return found


if __name__ == "__main__":
    print(*claims(), sep="\n")
