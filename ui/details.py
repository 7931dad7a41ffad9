"""Below the picture: the formula in use, the code, the data, and what can be kept."""

from __future__ import annotations

import inspect
import textwrap

import streamlit as st

from exports import table, to_csv
from optimizers import Optimizer
from optimizers.notation import formula
from simulation import Experiment, Trajectory
from surfaces import Surface
from ui import link
from ui.text import _


def tabs(experiment: Experiment, rule: Optimizer, path: Trajectory) -> None:
    """Four tabs, of which only the open one is made."""
    names = [_("Formula"), _("Code"), _("Data"), _("Share and export")]
    contents = (
        lambda: _formula(experiment.landscape(), rule),
        lambda: _code(experiment),
        lambda: _data(path),
        lambda: _share(experiment, path),
    )
    opened = st.tabs(names, key="details", on_change="rerun")
    for tab, draw in zip(opened, contents, strict=True):
        if tab.open:
            with tab:
                draw()


def _formula(surface: Surface, rule: Optimizer) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        st.latex(rf"f(x, y) = {surface.latex}")
        st.latex(formula(rule))
        st.caption(f"{_(surface.teaches)} [{surface.name}]({surface.source.split()[-1]})")
    with right:
        st.code(textwrap.dedent(inspect.getsource(type(rule).step)), language="python")


def _code(experiment: Experiment) -> None:
    st.caption(_("This script reproduces the run to the last bit."))
    st.code(experiment.to_python(), language="python")


def _data(path: Trajectory) -> None:
    st.dataframe(table(path), hide_index=True, height=320)


def _share(experiment: Experiment, path: Trajectory) -> None:
    name = f"{experiment.surface}-{experiment.runs[0].rule}"
    st.caption(_("This link reopens exactly this picture."))
    st.code(link.address(experiment), language=None, wrap_lines=True)
    left, right, __ = st.columns([0.25, 0.25, 0.5])
    left.download_button(
        _("Path as CSV"), lambda: to_csv(path), f"{name}.csv", "text/csv", icon=":material/table:", width="stretch"
    )
    right.download_button(
        _("Experiment as JSON"),
        experiment.to_json,
        f"{name}.json",
        "application/json",
        icon=":material/data_object:",
        width="stretch",
    )
    st.caption(_("PNG and SVG of the picture: the download button under the contour."))
