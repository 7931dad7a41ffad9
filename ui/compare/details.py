"""Below the compared runs: their results, formulas, code, and what can be kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from exports.data import lane_rows, results, results_csv, sample_rows
from exports.work import Work
from optimizers.reading.notation import formula
from parameters import Hyper
from simulation import Experiment
from simulation.experiments.code import FILE
from simulation.judging.sample import Bundles, median_run
from ui.address import link, present, seen
from ui.compare import controls
from ui.keeping.box import box
from ui.state import choices
from ui.widgets import opened
from ui.widgets.code import scripts
from ui.widgets.file_box import experiment_box
from ui.widgets.formula import given_by, said_of, surface_formula
from ui.widgets.settings import complaint, number_box
from ui.widgets.table import table
from words.foreign import markdown
from words.language import _
from words.remarks import remarks
from words.sample import sampled

TOLERANCE = Hyper(default=1e-3, slider=(1e-12, 1.0), log=True, within=(0, math.inf), doc="tolerance")


def tabs(experiment: Experiment, paths: Bundles, names: Sequence[str]) -> None:
    """What must be known of a run, and four tabs, of which only the open one is made."""
    for spec, bundle, name in zip(experiment.runs, paths, names, strict=True):
        for remark in remarks(spec, bundle[median_run(bundle)]):
            st.caption(f"{markdown(name)} · {remark}")
    contents = {
        _("Formulas"): lambda: _formulas(experiment, names),
        _("Results"): lambda: _results(experiment, paths, names),
        _("Code"): lambda: scripts(Work(experiment, paths)),
        _("Share and export"): lambda: _share(experiment, paths),
    }
    for tab, draw in zip(opened.tabs(list(contents), "compare details"), contents.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def _results(experiment: Experiment, paths: Bundles, names: Sequence[str]) -> None:
    left, right = st.columns([0.18, 0.82], vertical_alignment="bottom")
    tolerance = choices.get("tolerance", TOLERANCE.default)
    with left:
        number_box("tolerance", TOLERANCE, tolerance, _("tolerance"), show_label=True)
    if experiment.maximize:
        right.caption(_("Steps and gradients count until f* − f is within it, if the highest value f* is known."))
    else:
        right.caption(_("Steps and gradients count until f − f* (f, where the least value is not known) is within it."))
    complaint("tolerance")
    if several := sampled(experiment):
        rows = sample_rows(experiment, paths, names, tolerance)
        st.caption(_sample_words(several))
    else:
        rows = results(experiment, [bundle[0] for bundle in paths], names, tolerance)
    table(rows)
    st.download_button(
        _("Results as CSV"),
        lambda: results_csv(lane_rows(experiment, paths, names, tolerance) if several else rows),
        "slalom-results.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/table:",
    )


def _sample_words(several: str) -> str:
    return _(
        "{sample} a run. Final values are of the paths that ended finite: their median, and the interquartile range "
        "from 25 % to 75 %, in which a half of them lies. Steps and gradients are of those that came within the "
        "tolerance. The CSV has a row for every path, with its seed and start."
    ).format(sample=several)


def _formulas(experiment: Experiment, names: Sequence[str]) -> None:
    surface_formula(experiment.landscape())
    shown: dict[str, list[str]] = {}
    said: dict[str, list[str]] = {}
    for spec, name in zip(experiment.runs, names, strict=True):
        rule, between = spec.build(), given_by(spec, experiment)
        latex = formula(rule, between)
        shown.setdefault(latex, []).append(name)
        said[latex] = said_of(rule, between)
    for latex, runs in shown.items():
        st.caption(" · ".join(map(markdown, runs)))
        st.latex(latex)
        for words in said[latex]:
            st.caption(words)


def _share(experiment: Experiment, paths: Bundles) -> None:
    link.show(experiment)
    present.share(experiment)
    left, right = st.columns(2, gap="medium")
    left.download_button(
        _("Experiment as JSON"),
        experiment.to_json,
        FILE,
        "application/json",
        on_click="ignore",
        icon=":material/data_object:",
        width="stretch",
    )
    with right:
        experiment_box(
            _("Open an experiment (JSON)"),
            "experiment file",
            _open,
        )
    box(Work(experiment, paths, seen.asked()))


def _open(content: bytes) -> None:
    """Choose what the file says. ExperimentError in one sentence if it is no such experiment."""
    controls.load(Experiment.from_json(content))
