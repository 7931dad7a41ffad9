"""Below the picture: the formula in use, the code, the data, and what can be kept."""

from __future__ import annotations

import streamlit as st

from exports import table, to_csv
from optimizers import TRANSFORMS, Optimizer
from optimizers.reading.notation import formula
from optimizers.transforms import MINI_BATCH
from simulation import Experiment, Trajectory
from simulation.experiments.code import FILE
from ui.address import link, present
from ui.widgets.formula import on_minus_f, surface_formula
from ui.widgets.source import marked, source_html
from words.language import _
from words.remarks import remarks


def tabs(experiment: Experiment, rule: Optimizer, path: Trajectory) -> None:
    """What the transforms did, what else must be known, and four tabs, of which only the open one is made."""
    if touched := _touched(experiment, path):
        st.caption(" · ".join(touched))
    for remark in remarks(experiment.runs[0], path):
        st.caption(remark)
    names = [_("Formula"), _("Code"), _("Data"), _("Share and export")]
    contents = (
        lambda: _formula(experiment, rule),
        lambda: _code(experiment),
        lambda: _data(path),
        lambda: _share(experiment, path),
    )
    opened = st.tabs(names, key="details", on_change="rerun")
    for tab, draw in zip(opened, contents, strict=True):
        if tab.open:
            with tab:
                draw()


def _touched(experiment: Experiment, path: Trajectory) -> list[str]:
    """How often each transform changed the gradient: a clip that acts in every step is another method."""
    words = _("{transform}: changed the gradient in {count} of {steps} steps")
    last = int(path.last)
    return [
        words.format(transform=_(TRANSFORMS[spec.name].title), count=int(changed[last]), steps=last)
        for spec, changed in zip(experiment.runs[0].transforms, path.changed, strict=True)
        if spec.name != MINI_BATCH  # which is another gradient, not a changed one
    ]


def _formula(experiment: Experiment, rule: Optimizer) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        surface_formula(experiment.landscape())
        st.latex(formula(rule))
        if experiment.maximize:
            st.caption(on_minus_f())
        if rule.remark:
            st.caption(_(rule.remark))
    with right:
        st.html(marked(rule.text) if rule.text else source_html(type(rule).step))


def _code(experiment: Experiment) -> None:
    st.caption(_("This script reproduces the run to the last bit."))
    st.code(experiment.to_python(), language="python")


def _data(path: Trajectory) -> None:
    st.caption(_("gradient: exact, at the point. seen: what the step was given, after noise, clipping and decay."))
    st.dataframe(table(path), hide_index=True, height=320)


def _share(experiment: Experiment, path: Trajectory) -> None:
    name = f"{experiment.surface}-{experiment.runs[0].rule}"
    link.show(experiment)
    present.share(experiment)
    left, right, __ = st.columns([0.25, 0.25, 0.5])
    left.download_button(
        _("Path as CSV"),
        lambda: to_csv(path),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/table:",
        width="stretch",
    )
    right.download_button(
        _("Experiment as JSON"),
        experiment.to_json,
        FILE,
        "application/json",
        on_click="ignore",
        icon=":material/data_object:",
        width="stretch",
    )
    st.caption(_("PNG and SVG of the picture: the download button under the contour."))
