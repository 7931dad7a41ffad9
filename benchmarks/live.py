"""How fast a page walks by itself, and what that costs to send: `python -m benchmarks.live`."""

from __future__ import annotations

import json
import statistics
import time

import numpy as np

from benchmarks.claims import Claim
from optimizers import OPTIMIZERS
from simulation.running.asked import Asked
from surfaces import SURFACES
from tests.helpers import live_cases as cases
from tests.helpers.live import Node

STEPS, REPEATED = 1_000, 60
FRAME = 16.0
HEIGHTS = {"rosenbrock": 200, "ackley": 200, "rotated_ellipse": 200}
RULES = {
    "adam": "rosenbrock",
    "sgd": "rosenbrock",
    "newton": "himmelblau",
    "lookahead": "ackley",
    "momentum": "logistic",
}
#: Times as fast as `simulate`; a loss on data costs what its rows cost, on either side.
FASTER = {"momentum": 0.5}


def claims() -> list[Claim]:
    with Node() as node:
        return [*_walks(node), *_many(node), *_heights(node), *_sent()]


def _case(rule: str, surface: str, steps: int = STEPS) -> cases.Case:
    return cases.Case(surface, Asked(OPTIMIZERS[rule](), cases.TEN.get(surface, (1.0, 1.0)), steps))


def _walks(node: Node) -> list[Claim]:
    found = []
    for rule, surface in RULES.items():
        one = _case(rule, surface)
        _, (times,) = node.ask({"do": "time", "repeat": REPEATED}, cases.blob(one)[1])
        own = statistics.median(_timed(one) for _ in range(5))
        what = f"live, {STEPS:,} steps of {rule} on {surface} ({own:.3g} ms in NumPy)"
        found.append(Claim(what, float(np.median(times)), own / FASTER.get(rule, 5.0)))
    return found


def _timed(one: cases.Case) -> float:
    began = time.perf_counter()
    _ = one.path
    return 1e3 * (time.perf_counter() - began)


def _many(node: Node) -> list[Claim]:
    payload = cases.blob(_case("adam", "rosenbrock", 500), copies=12)[1]
    _, (times,) = node.ask({"do": "time", "repeat": REPEATED}, payload)
    short = cases.blob(_case("adam", "rosenbrock", 100), copies=12)[1]
    _, (walks,) = node.ask({"do": "time", "repeat": REPEATED}, short)
    return [
        Claim("live, 12 runs × 500 steps of adam", float(np.median(times)), FRAME),
        Claim("live, 10,000 times 100 steps of adam (no budget)", 10_000 / 12 * float(np.median(walks)), np.inf),
    ]


def _heights(node: Node) -> list[Claim]:
    found = []
    for surface, cells in HEIGHTS.items():
        box = SURFACES[surface].domain
        question = {"do": "heights", "box": box, "rows": cells, "columns": cells, "ground": {}, "repeat": REPEATED}
        _, (_, times) = node.ask(question, cases.blob(_case("sgd", surface, 5))[1])
        found.append(Claim(f"live, {surface} over {cells} × {cells} points", float(np.median(times)), FRAME))
    return found


def _sent() -> list[Claim]:
    """Bytes of the live part of four rules on a formula, and of the noise of one run."""
    runs = [_case(rule, "rosenbrock", 500).asked for rule in ("sgd", "momentum", "rmsprop", "adam")]
    own = cases.live(SURFACES["rosenbrock"], runs, [set()] * len(runs))
    size = len(json.dumps([own.header, own.runs], separators=(",", ":"), ensure_ascii=False))
    return [Claim("live, what four rules on a formula add to a payload", size / 1e3, 8.0, "kB")]


if __name__ == "__main__":
    print(*claims(), sep="\n")
