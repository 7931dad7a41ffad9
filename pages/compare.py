"""Several runs from the same start, side by side or on one map, on one clock."""

import streamlit as st

from figures.palette import MARKERS
from ui.address import link, present
from ui.compare import controls as compare
from ui.compare import details as compare_details
from ui.compare import run_list
from ui.frame import frame
from ui.player import Shown, play
from ui.playground import controls
from ui.sidebar import batch
from ui.state import choices
from ui.state.runs import bundles, trajectories
from words.labels import columns, labels
from words.sentence import summary


@st.fragment
def page() -> None:
    with st.sidebar:
        experiment = choices.last_good(compare.experiment)
        colorscale = controls.colorscale()
    surface, paths, names = experiment.landscape(), trajectories(experiment), labels(experiment.runs)
    runs = run_list.runs()[: len(paths)]
    demo = compare.demo()
    compare.lesson(demo)
    play(
        experiment.ground,
        [
            Shown(
                spec.build(),
                path,
                name,
                run_list.color(run),
                MARKERS[i],
                id=str(run),
                epochs=batch.epochs(experiment, i),
            )
            for i, (spec, bundle, name, run) in enumerate(
                zip(experiment.runs, bundles(experiment), names, runs, strict=True)
            )
            for path in bundle
        ],
        title=compare.title(experiment),
        sentence=summary(paths, names, surface),
        colorscale=colorscale,
        on_start=controls.drop,
        compared=True,
        columns=columns(experiment),
        stale=compare.stale(),
        curve=demo.curve if demo else "",
    )
    link.keep(experiment)
    if "details" not in present.hidden():
        compare_details.tabs(experiment, paths, names)


frame.inside("compare")
present.hide_controls()
link.open_once("compare", controls.FIRST_RULE, compare.load)
page()
