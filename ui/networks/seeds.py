"""What the trainings of every run from several seeds come to, as a table."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from exports.trained import TrainedWork
from networks.training.several import Ensemble
from ui.widgets.table import table
from words import counts
from words.language import _
from words.numbers import short


def draw(work: TrainedWork) -> None:
    """Below the results of the first seed."""
    experiment = work.experiment
    words = _("{seeds}, from {first} on: other first weights and orders, the same data. Medians, lowest – highest.")
    st.caption(words.format(seeds=counts.seeds(experiment.seeds), first=experiment.seed))
    rows = [{_("run"): name, **_row(one)} for name, one in zip(work.names, work.ensembles, strict=True)]
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    table([{name: row[name] for name in names} for row in rows])
    st.caption(
        _(
            "An ensemble averages what all networks of a run say of an example, none of which has seen it. "
            "Averaged weights are one network with the mean of their weights."
        )
    )


def _row(found: Ensemble) -> dict[str, Any]:
    accurate = any(math.isfinite(one.valid_accuracy) for one in found.each)
    kinds = ("valid_accuracy", "test_accuracy") if accurate else ("valid_loss", "test_loss")
    titles = {
        "valid_loss": _("validation loss"),
        "valid_accuracy": _("validation accuracy"),
        "test_loss": _("test loss"),
        "test_accuracy": _("test accuracy"),
    }
    shown = {titles[name]: _spread(found, name) for name in dict.fromkeys(["valid_loss", *kinds])}
    for name in kinds:
        title = _("ensemble: {score}").format(score=titles[name])
        shown[title] = _number(getattr(found.together, name)) if found.together else None
    merged = _("averaged weights: {score}").format(score=titles[kinds[0]])
    shown[merged] = _number(getattr(found.merged, kinds[0])) if found.merged else None
    return {**shown, _("diverged"): str(found.lost) if found.lost else None}


def _spread(found: Ensemble, name: str) -> str | None:
    low, median, high = found.spread(name)
    known = math.isfinite(median)
    return f"{short(median, 3)} ({short(low, 3)} – {short(high, 3)})" if known else None


def _number(value: float) -> str | None:
    return short(value, 3) if math.isfinite(value) else None
