"""The picture of one run, what is chosen for it, and what is read off it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from optimizers import OPTIMIZERS
from ui.address import link, present
from ui.frame import frame
from ui.player import play
from ui.playground import controls, details, full_batch, library, original, picture
from ui.sidebar import recorded, run_settings
from ui.state import choices
from ui.state.runs import bundles, takes_long, wait_here
from ui.widgets.source import source_html
from words.labels import of_one


def prepare() -> None:
    """Make what takes longest after the first picture and is kept for all: the source of its rule, in colours."""
    source_html(OPTIMIZERS[picture.FIRST_RULE].step)


def fill(settings: DeltaGenerator) -> None:
    """The controls."""
    with settings:
        controls.draw()
        choices.complain()


@st.fragment
def playground() -> None:
    """Draw all of it, and again after every change."""
    wait_here(st.container(key="walking").empty())
    link.follow()
    experiment = choices.last_good(picture.chosen)
    link.begin(experiment)
    with st.sidebar:
        settings = st.container()  # filled when the picture is on its way: that is what is waited for
    if long := takes_long(experiment):
        fill(settings)
    with st.sidebar:
        beside = [full_batch.beside(experiment), original.beside(experiment), library.beside(experiment)]
    found = bundles(experiment)
    frame.entitle(of_one(experiment))
    play(
        experiment.ground,
        [
            *picture.runs(experiment, found[0]),
            *(shown for one in beside for shown in one.shown),
            *recorded.paths(experiment.landscape()),
        ],
        **picture.words(experiment, found),
        colorscale=run_settings.colorscale(),
        on_start=run_settings.drop,
        on_handle=controls.turn,
        stale=run_settings.stale(picture.RUN),
    )
    if not long:
        fill(settings)
    with st.sidebar:
        run_settings.view_control()
    for one in beside:
        one.report()
    if "details" not in present.hidden():
        details.tabs(experiment, experiment.runs[0].build(), found[0])
    link.keep(experiment)
