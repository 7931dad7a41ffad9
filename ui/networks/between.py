"""The loss on the straight lines between solutions: whether one can be walked to from another without climbing."""

from __future__ import annotations

import math
from functools import partial
from importlib import import_module
from typing import Any

import streamlit as st

from exports.trained import TrainedWork
from figures.curves import curves
from ui.networks.learning import Wanted
from ui.sidebar import run_list
from ui.state.kept import Kept
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.language import _
from words.numbers import short

_lines: Kept[Any] = Kept(lambda one: 2 * one.train.t.size, 40_000, most=64)


def draw(work: TrainedWork) -> None:
    """From the run that is chosen in the sidebar to every other one whose network is of the same kind."""
    first = run_list.selected(len(work.trainings))
    others = [run for run in import_module("networks.shown.seen").together(work.experiment, first) if run != first]
    if not others:
        st.caption(_("A line leads from the chosen run to others with the same layers and data; here is no other one."))
        return
    with st.spinner(_("Working out the loss along the lines")):
        found = [_line(work, first, run) for run in others]
    if any(map(_known, found)):
        beyond = import_module("networks.landscape.line").BEYOND
        names = [work.names[run] for run in others]
        title = _("Loss along straight lines")
        drawn = curves(
            [one.train.t + beyond for one in found],
            [one.train.loss for one in found],
            names,
            dark=is_dark(),
            title=title,
            colors=[work.looks[run].color for run in others],
            beside=[one.valid.loss for one in found if one.valid],
            span=(f"t = −{beyond}", f"t = {1 + beyond}"),
        )
        st.image(drawn, width=480, alt=title)
    for run, one in zip(others, found, strict=True):
        st.caption(markdown(_said(work.names[first], work.names[run], one)))
    st.caption(
        _(
            "The training loss, and dashed the validation loss, at w(t) = (1 − t) w₀ + t w₁ for t from −0.25 to 1.25: "
            "w₀ is what the chosen run keeps, at its end or its best epoch, w₁ what another keeps. The barrier is how "
            "far the training loss rises between them above the line from loss to loss (linear mode connectivity)."
        )
    )


def _line(work: TrainedWork, first: int, second: int) -> Any:
    wanted = Wanted(work.experiment, first)
    made = import_module("networks.shown.between").between
    keys = wanted.key(first), wanted.key(second)
    return _lines.get(keys, partial(made, work.experiment, work.trainings, first, second))


def _known(one: Any) -> bool:
    return bool(math.isfinite(one.train.barrier))


def _said(first: str, second: str, one: Any) -> str:
    if not _known(one):
        words = _("Between {first} and {second} the loss is not finite.")
    elif one.train.barrier == 0:
        words = _("From {first} to {second} there is no barrier.")
    else:
        words = _("From {first} to {second} there is a barrier of {height}.")
    return words.format(first=first, second=second, height=short(one.train.barrier, 3))
