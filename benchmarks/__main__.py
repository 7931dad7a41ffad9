"""Every budget in one run: `make bench`. Times depend on the machine and on what else it does; ratios last longer."""

from __future__ import annotations

from benchmarks import (
    clusters,
    drag,
    exports,
    first_second,
    formulas,
    live,
    networks,
    own_rule,
    page,
    payload,
    player_core,
    race,
    rules,
    server,
    shifts,
    standalone,
    sweeps,
)
from benchmarks.claims import Claim


def _formulas() -> list[Claim]:
    medians = formulas.medians(formulas.rows())
    return [
        Claim(f"value and gradient against hand-written, {points:,} points", ratio, formulas.BUDGET, "×")
        for points, ratio in medians.items()
    ]


def _player() -> list[Claim]:
    found = []
    for measured in player_core.measure():
        slow = f", CPU / {measured.slowdown}" if measured.slowdown > 1 else ""
        budget = player_core.BUDGETS[measured.layout, measured.slowdown]
        what = f"playback, {measured.layout}, 12 paths × 2,000 steps{slow}"
        found.append(Claim(what, measured.drawings, budget, "/s", at_most=False))
        if not slow:
            found.append(Claim("  longest gap between drawings", measured.longest_gap, player_core.GAP_BUDGET))
            found.append(Claim("  scrub, median", measured.scrub, player_core.SCRUB_BUDGET))
    return found


for part in (
    rules.claims,
    race.claims,
    sweeps.claims,
    clusters.claims,
    own_rule.claims,
    _formulas,
    payload.claims,
    exports.claims,
    networks.claims,
    live.claims,
    _player,
    drag.claims,
    page.claims,
    server.claims,
    first_second.claims,
    shifts.claims,
    standalone.claims,
):
    print(*part(), sep="\n", flush=True)
