"""Several runs from the same start, side by side or on one map, on one clock."""

import streamlit as st

from figures.palette import MARKERS, Look
from player.shown import Shown, epochs
from ui.address import link, present
from ui.compare import controls, details, run_list
from ui.frame.inside import inside
from ui.player import play
from ui.sidebar import recorded, run_settings
from ui.state import choices
from ui.state.runs import bundles, trajectories, wait_here
from words.labels import columns, labels
from words.sentence import summary


@st.fragment
def page() -> None:
    wait_here(st.empty())
    experiment = choices.last_good(controls.read)
    surface, paths, names = experiment.landscape(), trajectories(experiment), labels(experiment.runs)
    demo = controls.demo()
    controls.lesson(demo)
    runs = zip(experiment.runs, bundles(experiment), names, run_list.runs()[: len(paths)], strict=True)
    play(
        experiment.ground,
        [
            Shown(spec.build(), path, name, Look(run_list.color(run), MARKERS[i]), str(run), epochs(experiment, i))
            for i, (spec, bundle, name, run) in enumerate(runs)
            for path in bundle
        ]
        + recorded.paths(surface),
        title=controls.title(experiment),
        sentence=summary(paths, names, surface),
        colorscale=run_settings.colorscale(),
        on_start=run_settings.drop,
        compared=True,
        columns=columns(experiment),
        stale=run_settings.stale(*run_list.prefixes()),
        curve=demo.curve if demo else "",
    )
    with st.sidebar:  # when the picture is on its way: that is what is waited for
        controls.draw(names)
        choices.complain()
        run_settings.view_control()
    link.keep(experiment)
    if "details" not in present.hidden():
        details.tabs(experiment, paths, names)


inside("compare")
present.hide_controls()
link.open_once("compare", controls.RULE, controls.load)
page()
