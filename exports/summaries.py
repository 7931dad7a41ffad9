"""How every run of an experiment ended, as plain data for other programs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from simulation import Experiment, Trajectory
from simulation.judging.outcome import outcome
from surfaces import Surface
from words.labels import labels
from words.sentence import sentence


def summaries(experiment: Experiment, paths: Sequence[Trajectory]) -> list[dict[str, Any]]:
    """One mapping a run, of values that JSON knows; numbers that are not finite are None.

    label, rule  as on the pages, and the rule's key
    where        "minimum", "local minimum", "saddle", "maximum", "kink", "plateau" or "nowhere"
    why          "" at a place; else why it is at none, as `Outcome` has it
    arrived      the row from which on it stays there, or None
    evaluations_to_arrival  how often the rule had asked by then, or None
    last, status, x, f      the last row, as in Trajectory
    sentence     what the pages say
    """
    surface = experiment.landscape()
    return [
        _summary(path, surface, label, spec.rule)
        for label, spec, path in zip(labels(experiment.runs), experiment.runs, paths, strict=True)
    ]


def _summary(path: Trajectory, surface: Surface, label: str, rule: str) -> dict[str, Any]:
    found, last = outcome(path, surface), int(path.last)
    return {
        "label": label,
        "rule": rule,
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
