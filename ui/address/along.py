"""From one page to another with the run: that of the Playground goes to Compare, the selected one there goes back.

Only by the navigation: whoever follows a link, or Back, gets what the address says. A page that shows what it shows
at first gives nothing, and what a page has had is one undo away.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulation import Experiment
from ui.state import choices

_LAST, _SHARED = "page with a run", "run on both pages"


def offer(experiment: Experiment, run: int = 0) -> None:
    """The page shows this; its run of this place is the one that goes along."""
    alone = experiment.runs[run].model_copy(update={"label": "", "color": ""})
    whole = experiment.model_copy(update={"runs": (alone,), "fan": 1, "spread": 0.1, "seeds": 1})
    st.session_state[_LAST] = choices.page()
    st.session_state[f"run of {choices.page()}"] = whole
    st.session_state.setdefault(f"first run of {choices.page()}", whole)


def take(load: Callable[[Experiment], None]) -> None:
    """Call when the page is come to without a link: `load` gets the other page's run, if it is not here already."""
    other = st.session_state.get(_LAST, choices.page())
    if other == choices.page():
        return
    run: Experiment = st.session_state[f"run of {other}"]
    if run not in (st.session_state.get(_SHARED), st.session_state[f"first run of {other}"]):
        load(run)
        opened()
        st.session_state[_SHARED] = run


def opened() -> None:
    """The page has opened something: what it shows is not what it shows by itself."""
    st.session_state.setdefault(f"first run of {choices.page()}", None)
