"""Below the picture: the formula in use, the code, the data, and what can be kept."""

from __future__ import annotations

import inspect
import textwrap

import pandas as pd
import streamlit as st

from exports import table, to_csv
from optimizers import Optimizer
from optimizers.notation import formula
from simulation import Experiment, Trajectory
from ui import link
from ui.text import _


def tabs(experiment: Experiment, rule: Optimizer, path: Trajectory) -> None:
    """Four tabs, of which only the open one is made."""
    names = [_("Formula"), _("Code"), _("Data"), _("Share and export")]
    contents = (_formula, _code, _data, _share)
    for tab, content in zip(st.tabs(names, key="details", on_change="rerun"), contents, strict=True):
        if tab.open:
            with tab:
                content(experiment, rule, path)


def _formula(experiment: Experiment, rule: Optimizer, path: Trajectory) -> None:
    left, right = st.columns(2, gap="medium")
    surface = experiment.landscape()
    with left:
        st.latex(rf"f(x, y) = {surface.latex}")
        st.latex(formula(rule))
        st.caption(f"{_(surface.teaches)} [{surface.name}]({surface.source.split()[-1]})")
    with right:
        st.code(textwrap.dedent(inspect.getsource(type(rule).step)), language="python")


def _code(experiment: Experiment, rule: Optimizer, path: Trajectory) -> None:
    st.caption(_("This script reproduces the run to the last bit."))
    st.code(experiment.to_python(), language="python")


def _data(experiment: Experiment, rule: Optimizer, path: Trajectory) -> None:
    st.dataframe(pd.DataFrame(table(path)), hide_index=True, height=320)


def _share(experiment: Experiment, rule: Optimizer, path: Trajectory) -> None:
    name = f"{experiment.surface}-{experiment.runs[0].rule}"
    st.caption(_("This link reopens exactly this picture."))
    st.code(link.address(experiment), language=None, wrap_lines=True)
    left, right, __ = st.columns([0.25, 0.25, 0.5])
    left.download_button(
        _("Path as CSV"), lambda: to_csv(path), f"{name}.csv", "text/csv", icon=":material/table:", width="stretch"
    )
    right.download_button(
        _("Experiment as JSON"),
        lambda: experiment.to_json(),
        f"{name}.json",
        "application/json",
        icon=":material/data_object:",
        width="stretch",
    )
    st.caption(_("PNG and SVG of the picture: the download button under the contour."))
