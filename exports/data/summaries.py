"""How every run of an experiment ended, as plain data for other programs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from simulation import Experiment, Trajectory
from simulation.experiments.run import origins
from simulation.judging.outcome import outcome
from simulation.judging.sample import Bundles, Spread, median_run, sample
from surfaces import Surface
from words.labels import labels
from words.sample import sampled, told
from words.sentence import sentence


def summaries(experiment: Experiment, bundles: Bundles) -> list[dict[str, Any]]:
    """One mapping a run, of values that JSON knows; numbers that are not finite are None.

    label, rule  as on the pages, and the rule's key
    where        "minimum", "local minimum", "saddle", "maximum", "kink", "plateau" or "nowhere"
    why          "" at a place; else why it is at none, as `Outcome` has it
    arrived      the row from which on it stays there, or None
    evaluations_to_arrival  how often the rule had asked by then, or None
    last, status, x, f      the last row, as in Trajectory
    sentence     what the pages say

    Of a run with several paths these are of the median run, its sentence is of all, and two more say the rest:

    sample       what it is a sample of, how many paths there are and which is the median run, how many ended how, and
                 median and quartiles of the final f and of the evaluations until arrival, each with its count
    paths        of every path the same as above, with its seed and its start
    """
    found = []
    for i, (label, spec, paths) in enumerate(zip(labels(experiment.runs), experiment.runs, bundles, strict=True)):
        surface, middle = experiment.landscape(), paths[median_run(paths)]
        known = {"label": label, "rule": spec.rule} | _summary(middle, surface)
        found.append(known if len(paths) == 1 else known | _sampled(experiment, i, paths))
    return found


def _sampled(experiment: Experiment, run: int, paths: Sequence[Trajectory]) -> dict[str, Any]:
    surface, spec = experiment.landscape(), experiment.runs[run]
    found, alone = sample(paths, surface, 0.0), experiment.model_copy(update={"runs": (spec,)})
    numbers = {"final_f": found.final, "evaluations_to_arrival": found.evaluations}
    counts = {"arrived": found.arrived, "left": found.left, "diverged": found.diverged}
    return {
        "sentence": told(alone, [paths], [""])[1],
        "sample": {
            "of": sampled(alone),
            "count": len(paths),
            "median_run": found.median,
            **counts,
            "ended": dict(found.kinds),
            **{name: None if one is None else _spread(one) for name, one in numbers.items()},
        },
        "paths": [
            {"seed": origin.seed, "start": list(origin.start), **_summary(path, surface)}
            for origin, path in zip(origins(experiment, spec), paths, strict=True)
        ],
    }


def _spread(found: Spread) -> dict[str, Any]:
    ends = {"quartile_25": found.low, "median": found.median, "quartile_75": found.high}
    return {name: _finite(value) for name, value in ends.items()} | {"count": found.count}


def _summary(path: Trajectory, surface: Surface) -> dict[str, Any]:
    found, last = outcome(path, surface), int(path.last)
    return {
        "where": found.where,
        "why": found.why,
        "arrived": found.arrived,
        "evaluations_to_arrival": None if found.arrived is None else found.evaluations,
        "last": last,
        "status": str(path.status),
        "x": [_finite(c) for c in path.x[last]],
        "f": _finite(found.value),
        "sentence": sentence(path, surface)[1],
    }


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
