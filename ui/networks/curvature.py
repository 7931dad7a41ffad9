"""The curvature along a training against its step size, which takes some seconds and is kept."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import streamlit as st

from exports.trained import TrainedWork
from figures.curves import curves
from ui.networks.learning import Wanted
from ui.sidebar import run_list
from ui.state.kept import Kept
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.language import _

GREY = "#8a97a3"  # of the border, which is no run's
_edges: Kept[Any] = Kept(lambda one: one.epoch.size, 4_000, most=64)


def draw(work: TrainedWork) -> None:
    """Of the run that is chosen in the sidebar."""
    run = run_list.selected(len(work.trainings))
    edges = import_module("networks.shown.edge")  # which imports torch
    st.caption(markdown(work.names[run]))
    try:
        with st.spinner(_("Working out the curvature")):
            made = partial(edges.edge, work.experiment, run, work.trainings[run])
            found = _edges.get(Wanted(work.experiment, run).key(run), made)
    except ValueError as error:
        st.caption(markdown(str(error)))
        return
    known = {_("largest eigenvalue"): found.largest, "2/η": found.border}
    shown = {name: series for name, series in known.items() if np.isfinite(series).any()}
    if shown:
        title = _("Curvature along the training")
        colors = [work.looks[run].color, GREY] if len(shown) == len(known) else [work.looks[run].color]
        epochs = [found.epoch] * len(shown)
        drawn = curves(epochs, list(shown.values()), list(shown), dark=is_dark(), title=title, colors=colors)
        st.image(drawn, width=480, alt=title)
    st.caption(edges.said(found))
    st.caption(
        _(
            "The eigenvalue is that of the loss over all training examples, against epochs; η is that of the update "
            "that led there. On a quadratic with a larger one than 2/η, full-batch gradient descent runs away; "
            "mini-batches, momentum and other rules have other borders."
        )
    )
