"""Pick a surface, an optimizer and its hyperparameters, and watch the path run."""

import streamlit as st

from figures.palette import ONE_RUN
from player.shown import Shown, epochs
from ui.address import link, present
from ui.frame.inside import inside
from ui.player import play
from ui.playground import controls, details, full_batch, library, original
from ui.sidebar import recorded, run_settings
from ui.state import choices
from ui.state.runs import trajectories, wait_here
from words.language import _
from words.sentence import sentence


@st.fragment
def playground() -> None:
    wait_here(st.empty())
    experiment = choices.last_good(controls.read)
    with st.sidebar:
        settings = st.container()  # filled when the picture is on its way: that is what is waited for
        beside = [full_batch.beside(experiment), original.beside(experiment), library.beside(experiment)]
    surface, rule, path = experiment.landscape(), experiment.runs[0].build(), trajectories(experiment)[0]
    own = Shown(rule, path, rule.title, ONE_RUN, epochs=epochs(experiment))
    title = _("{optimizer} climbs {surface}") if experiment.maximize else _("{optimizer} on {surface}")
    play(
        experiment.ground,
        [own, *(shown for found in beside for shown in found.shown), *recorded.paths(surface)],
        title=title.format(optimizer=rule.title, surface=_(surface.name)),
        sentence=sentence(path, surface),
        colorscale=run_settings.colorscale(),
        on_start=run_settings.drop,
        stale=run_settings.stale(controls.RUN),
    )
    with settings:
        controls.draw()
        choices.complain()
    with st.sidebar:
        run_settings.view_control()
    link.keep(experiment)
    for found in beside:
        found.report()
    if "details" not in present.hidden():
        details.tabs(experiment, rule, path)


inside("playground")
present.hide_controls()
link.open_once("playground", controls.FIRST_RULE)
playground()
