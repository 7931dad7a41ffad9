"""Runs of several paths each, as tables: the sample in a row a run, and all that it is made of in a row a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exports.data.results import row_of, without
from simulation import Experiment
from simulation.experiments.run import origins
from simulation.judging.sample import Bundles, Sample, Spread, sample
from words.language import _
from words.sample import ended


def sample_rows(
    experiment: Experiment, bundles: Bundles, names: Sequence[str], tolerance: float
) -> list[dict[str, Any]]:
    """One row per run: medians with their interquartile range from 25 % to 75 %, and how many paths ended how."""
    surface, gap = experiment.landscape(), _("f* − f") if experiment.maximize else _("f − f*")
    rows = [
        {_("run"): name, **_row(sample(paths, surface, tolerance), gap)}
        for name, paths in zip(names, bundles, strict=True)
    ]
    known = any(row[_median(gap)] is not None for row in rows)
    return rows if known else [without(row, _median(gap)) for row in rows]


def _row(found: Sample, gap: str) -> dict[str, Any]:
    return {
        _("paths"): len(found.results),
        **_spread(_("final f"), found.final),
        _median(gap): _middle(found.gap),
        _("within tolerance"): found.within,
        _median(_("steps")): _middle(found.steps),
        **_spread(_("gradients"), found.gradients),
        _("arrived"): found.arrived,
        _("left"): found.left,
        _("diverged"): found.diverged,
        _median(_("path length")): _middle(found.length),
        _("ended"): ended(found),
    }


def _middle(found: Spread | None) -> float | None:
    return found.median if found else None


def _median(name: str) -> str:
    return _("{what}, median").format(what=name)


def _spread(name: str, found: Spread | None) -> dict[str, float | None]:
    """The three columns of a quantity."""
    return {
        _median(name): _middle(found),
        _("{what}, 25 %").format(what=name): found.low if found else None,
        _("{what}, 75 %").format(what=name): found.high if found else None,
    }


def lane_rows(experiment: Experiment, bundles: Bundles, names: Sequence[str], tolerance: float) -> list[dict[str, Any]]:
    """One row per path, with its seed (None where nothing is random), its start, and whether it is the median run."""
    surface, gap = experiment.landscape(), _("f* − f") if experiment.maximize else _("f − f*")
    rows = []
    for spec, name, paths in zip(experiment.runs, names, bundles, strict=True):
        found = sample(paths, surface, tolerance)
        for i, (origin, one) in enumerate(zip(origins(experiment, spec), found.results, strict=True)):
            came = {_("seed"): origin.seed, **dict(zip((_("start x"), _("start y")), origin.start, strict=False))}
            role = {_("median run"): "yes" if i == found.median else "no"}
            rows.append({_("run"): name, **came, **role, **row_of(one, gap)})
    return rows if any(row[gap] is not None for row in rows) else [without(row, gap) for row in rows]
