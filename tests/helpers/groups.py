"""The folded groups of the sidebar: what is in them is drawn only while they are open."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from optimizers import OPTIMIZERS

RUNS = ("", *(f"run {i}/" for i in range(1, 13)))
OF_A_RUN = ("transforms group", "schedule group", "look", *(f"more of {rule}" for rule in OPTIMIZERS))


def with_groups_open(at: AppTest) -> AppTest:
    """The app with every group that it will draw opened by hand."""
    for key in ("stop rule", "several", "from torch", "transforms group", "recorded group"):
        at.session_state[key] = True
    for run in RUNS:
        for name in OF_A_RUN:
            kind, _, rule = name.rpartition(" of ")
            at.session_state[f"{kind} of {run}{rule}" if kind else f"{run}{name}"] = True
    return at
