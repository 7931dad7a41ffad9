"""Below the picture: the formula in use, the code, the data, and what can be kept."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from exports.data import table as columns
from exports.work import Work
from optimizers import TRANSFORMS, Optimizer
from optimizers.reading.notation import formula
from optimizers.transforms import MINI_BATCH
from simulation import Experiment, Trajectory
from simulation.experiments.code import FILE
from simulation.judging.sample import median_run
from ui.address import link, present, seen
from ui.keeping.box import box
from ui.playground import curvature
from ui.widgets import opened
from ui.widgets.code import scripts
from ui.widgets.formula import given_by, said_of, surface_formula
from ui.widgets.source import marked, source_html
from ui.widgets.table import table
from words import counts
from words.language import _
from words.numbers import whole
from words.remarks import remarks
from words.sample import lane_names


def tabs(experiment: Experiment, rule: Optimizer, paths: Sequence[Trajectory]) -> None:
    """What the transforms did, what else must be known, and five tabs, of which only the open one is made; where there
    are several paths, of the median run."""
    middle = median_run(paths)
    path, lane = paths[middle], lane_names(experiment, 0)[middle]
    if touched := _touched(experiment, path):
        st.caption(" · ".join(touched))
    for remark in remarks(experiment.runs[0], path):
        st.caption(remark)
    names = [_("Formula"), _("Code"), _("Data"), _("Curvature"), _("Share and export")]
    contents = (
        lambda: _formula(experiment, rule),
        lambda: scripts(Work(experiment, [paths])),
        lambda: _data(path, lane),
        lambda: curvature.draw(path, experiment.landscape(), lane),
        lambda: _share(experiment, paths),
    )
    for tab, draw in zip(opened.tabs(names, "details"), contents, strict=True):
        if tab.open:
            with tab:
                draw()


def _touched(experiment: Experiment, path: Trajectory) -> list[str]:
    """How often each transform changed the gradient: a clip that acts in every step is another method."""
    some, every = (
        _("{transform}: changed the gradient in {count} of {steps}"),
        _("{transform}: changed the gradient in all {steps}"),
    )
    last = int(path.last)
    return [
        (every if changed[last] == last > 1 else some).format(
            transform=_(TRANSFORMS[spec.name].title), count=whole(int(changed[last])), steps=counts.steps(last)
        )
        for spec, changed in zip(experiment.runs[0].transforms, path.changed, strict=True)
        if spec.name != MINI_BATCH  # which is another gradient, not a changed one
    ]


def _formula(experiment: Experiment, rule: Optimizer) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        surface_formula(experiment.landscape())
        between = given_by(experiment.runs[0], experiment)
        st.latex(formula(rule, between))
        for words in said_of(rule, between):
            st.caption(words)
        if rule.remark:
            st.caption(_(rule.remark))
    with right:
        st.html(marked(rule.text) if rule.text else source_html(type(rule).step))


def _data(path: Trajectory, lane: str) -> None:
    if lane:
        st.caption(_("The median run, {lane}. The CSV under Share and export has all paths.").format(lane=lane))
    st.caption(
        _(
            "gradient: exact, at the point. seen: what the step was given, after noise, clipping and decay. "
            "asked: where it was taken."
        )
    )
    table(columns(path), digits=6, height=320)


def _share(experiment: Experiment, paths: Sequence[Trajectory]) -> None:
    link.show(experiment)
    present.share(experiment)
    st.download_button(
        _("Experiment as JSON"),
        experiment.to_json,
        FILE,
        "application/json",
        on_click="ignore",
        icon=":material/data_object:",
    )
    box(Work(experiment, [paths], seen.asked()))
