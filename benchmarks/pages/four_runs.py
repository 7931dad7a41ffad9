"""A page with four rules and one slider, as small as a page can be: what `benchmarks.page` moves and measures."""

import streamlit as st

from figures.palette import COLORS, MARKERS, Look
from simulation import Experiment, run
from ui.frame import server
from ui.player import Shown, play
from ui.state import choices

RULES = ("momentum", "nesterov", "rmsprop", "adam")


@st.fragment
def page() -> None:
    lr = st.slider("step size", 1, 100, 20) * 1e-5
    runs = [{"rule": rule, "hyperparameters": {"lr": lr}} for rule in RULES]
    experiment = Experiment.from_data({"surface": "rosenbrock", "steps": 500, "runs": runs})
    shown = [
        Shown(spec.build(), path, spec.rule, Look(*look), id=spec.rule)
        for spec, path, look in zip(experiment.runs, run(experiment), zip(COLORS, MARKERS, strict=True), strict=False)
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
server.settle("four runs")  # as the app does: else every run ends with a walk through all that is imported
