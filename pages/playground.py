"""Pick a surface, an optimizer and its hyperparameters, and watch the path run."""

import streamlit as st

from ui.address import link, present
from ui.frame import frame
from ui.player import Shown, play
from ui.playground import controls, details, library, original
from ui.sidebar import batch
from ui.state import choices
from ui.state.runs import trajectories
from words.language import _
from words.sentence import sentence

COLOR, MARKER = "#D55E00", "circle"


@st.fragment
def playground() -> None:
    with st.sidebar:
        experiment = choices.last_good(controls.experiment)
        first, beside = original.beside(experiment), library.beside(experiment)
        colorscale = controls.colorscale()
    surface, spec = experiment.landscape(), experiment.runs[0]
    rule, path = spec.build(), trajectories(experiment)[0]
    whole = batch.beside(experiment)
    play(
        experiment.ground,
        [
            Shown(rule, path, rule.title, COLOR, MARKER, epochs=batch.epochs(experiment)),
            *whole,
            *first.shown,
            *beside.shown,
        ],
        title=_("{optimizer} on {surface}").format(optimizer=rule.title, surface=_(surface.name)),
        sentence=sentence(path, surface),
        colorscale=colorscale,
        on_start=controls.drop,
        stale=controls.stale(),
    )
    link.keep(experiment)
    batch.report(whole)
    library.report(first)
    library.report(beside)
    if "details" not in present.hidden():
        details.tabs(experiment, rule, path)


frame.inside("playground")
present.hide_controls()
link.open_once("playground", controls.FIRST_RULE)
playground()
