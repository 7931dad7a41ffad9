"""The few words of a table of results: where each run ended, and how."""

from __future__ import annotations

from typing import TypedDict

from simulation import Experiment, Trajectory
from simulation.judging.outcome import outcome
from simulation.judging.sample import Bundles, Sample, sample
from surfaces import Surface
from words.language import _
from words.numbers import short
from words.sample import ended
from words.sentence import brief

DIGITS = 4


class Results(TypedDict):
    """Names of the columns, and of every run in order its final f and how it ended; of several paths their median."""

    heads: tuple[str, str, str]
    rows: list[tuple[str, str]]


def results(experiment: Experiment, bundles: Bundles) -> Results:
    """What became of the runs."""
    surface = experiment.landscape()
    several = any(len(paths) > 1 for paths in bundles)
    final = _("median final f") if several else _("final f")
    rows = [_of_all(sample(paths, surface, 0.0)) if several else _of_one(paths[0], surface) for paths in bundles]
    return {"heads": (_("Results"), final, _("ended")), "rows": rows}


def _of_one(path: Trajectory, surface: Surface) -> tuple[str, str]:
    return short(float(path.value[int(path.last)]), DIGITS), brief(outcome(path, surface))


def _of_all(found: Sample) -> tuple[str, str]:
    return short(found.final.median, DIGITS) if found.final else "—", ended(found)
