"""A page with four rules and one slider, as small as a page can be: what `benchmarks.page` moves and measures."""

import streamlit as st

from simulation import Experiment, run
from ui.player import Shown, play
from ui.state import choices

RULES = {"momentum": "#0072B2", "nesterov": "#D55E00", "rmsprop": "#009E73", "adam": "#CC79A7"}
MARKERS = ("circle", "square", "diamond", "triangle")


@st.fragment
def page() -> None:
    lr = st.slider("step size", 1, 100, 20) * 1e-5
    runs = [{"rule": rule, "hyperparameters": {"lr": lr}} for rule in RULES]
    experiment = Experiment.from_data({"surface": "rosenbrock", "steps": 500, "runs": runs})
    shown = [
        Shown(spec.build(), path, spec.rule, RULES[spec.rule], marker)
        for spec, path, marker in zip(experiment.runs, run(experiment), MARKERS, strict=True)
    ]
    play(
        experiment.ground,
        shown,
        title="four rules",
        sentence=("good", ""),
        colorscale="calm",
        on_start=lambda *_: None,
    )
    if st.button("again"):
        st.caption("drawn again")


choices.begin("four runs")
page()
