"""Rules typed as text against the built-in rules they were opened from: `python -m benchmarks.own_rule`."""

from __future__ import annotations

import contextlib
import ctypes
import platform
import statistics
import time
from collections.abc import Callable

import numpy as np

from benchmarks.claims import Claim
from optimizers import OPTIMIZERS, Optimizer
from optimizers.typed.rule_to_text import opened, why_not
from optimizers.typed.text_to_rule import written
from simulation import simulate
from surfaces import SURFACES

START, STEPS, ROUNDS = (-1.2, 1.0), 300, 7
LANES, FEW = 40_000, 5


NASTY = [
    "w = " + "+".join(f"w^t*exp(sin(a{i % 16})*g)" for i in range(27)),
    "\n".join(f"s{i} = s{i} + where(g < {i}, tan(w^s{i}), norm(w)^g)" for i in range(19)) + "\nw = w - s1",
    "w = " + "(" * 30 + "g" + ")^40" * 30,
    "w = " + "-" * 1400 + "w",
    "w = gradient(gradient(gradient(gradient(w))))",
    "=" * 1500,
    "(" * 1500,
    "w" * 10**7,
]


def claims() -> list[Claim]:
    _keep_memory()
    rules = {key: rule() for key, rule in OPTIMIZERS.items() if not why_not(rule())}
    one = {key: _ratio(rule, START, STEPS) for key, rule in rules.items()}
    many = {key: _ratio(rule, np.full((LANES, 2), START), FEW) for key, rule in rules.items()}
    worst, widest = max(one, key=lambda key: one[key]), max(many, key=lambda key: many[key])
    return [
        Claim("Own rule: Adam as text against Adam, one point", one["adam"], 2.0, "×"),
        Claim(f"  the same, worst of {len(rules)} rules ({worst})", one[worst], 2.0, "×"),
        Claim("  Adam, 40,000 points", many["adam"], 2.0, "×"),
        Claim(f"  the same, worst of {len(rules)} rules ({widest})", many[widest], 2.0, "×"),
        Claim("  any text, until there is a rule or a sentence", max(map(_answer, NASTY)), 1_000.0),
    ]


def _keep_memory() -> None:
    """Stop glibc from giving large arrays back to the system between two operations: what that costs depends on where
    they happen to lie, up to a factor of ten, and would drown what is measured."""
    if platform.libc_ver()[0] == "glibc":
        for parameter in (-1, -3):  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD
            ctypes.CDLL(None).mallopt(parameter, 1 << 30)


def _answer(text: str) -> float:
    """Milliseconds until a text is a rule that has taken its first step, or an error."""

    def act() -> None:
        with contextlib.suppress(ValueError):
            simulate(written(text)(), SURFACES["sphere"], START, 1)

    return 1e3 * _time(act)


def _ratio(rule: Optimizer, start: object, steps: int) -> float:
    """How many times longer the text takes than the rule it was opened from, in turns."""
    text = opened(rule)
    own = written(text.text)(**text.values)
    pairs = [
        [_time(lambda r=r: simulate(r, SURFACES["sphere"], start, steps)) for r in (rule, own)] for _ in range(ROUNDS)
    ]
    return statistics.median(typed for _, typed in pairs) / statistics.median(built for built, _ in pairs)


def _time(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(*claims(), sep="\n")
