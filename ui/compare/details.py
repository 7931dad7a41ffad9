"""Below the compared runs: their results, formulas, code, and what can be kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from exports import results, results_csv
from optimizers.reading.notation import formula
from parameters import Hyper
from simulation import Experiment, ExperimentError, Trajectory
from simulation.experiments.code import FILE
from ui.address import link, present
from ui.compare import controls
from ui.state import choices
from ui.widgets.file_box import file_box
from ui.widgets.formula import on_minus_f, surface_formula
from ui.widgets.settings import complaint, number_box
from words.foreign import markdown
from words.language import _
from words.remarks import remarks

TOLERANCE = Hyper(default=1e-3, slider=(1e-12, 1.0), log=True, within=(0, math.inf), doc="tolerance")
MAX_FILE = 2_000_000  # bytes, of which heights of 200 rows and columns take half


def tabs(experiment: Experiment, paths: Sequence[Trajectory], names: Sequence[str]) -> None:
    """What must be known of a run, and four tabs, of which only the open one is made."""
    for spec, path, name in zip(experiment.runs, paths, names, strict=True):
        for remark in remarks(spec, path):
            st.caption(f"{markdown(name)} · {remark}")
    contents = {
        _("Results"): lambda: _results(experiment, paths, names),
        _("Formulas"): lambda: _formulas(experiment, names),
        _("Code"): lambda: st.code(experiment.to_python(), language="python"),
        _("Share and export"): lambda: _share(experiment),
    }
    opened = st.tabs(list(contents), key="compare details", on_change="rerun")
    for tab, draw in zip(opened, contents.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def _results(experiment: Experiment, paths: Sequence[Trajectory], names: Sequence[str]) -> None:
    left, right = st.columns([0.18, 0.82], vertical_alignment="bottom")
    tolerance = choices.get("tolerance", TOLERANCE.default)
    with left:
        number_box("tolerance", TOLERANCE, tolerance, _("tolerance"), show_label=True)
    if experiment.maximize:
        right.caption(_("Steps and gradients count until f* − f is within it, if the highest value f* is known."))
    else:
        right.caption(_("Steps and gradients count until f − f* (f, where the least value is not known) is within it."))
    complaint("tolerance")
    rows = results(experiment, paths, names, tolerance)
    numbers = [
        name for name, value in rows[0].items() if isinstance(value, float) or name in (_("f − f*"), _("f* − f"))
    ]
    shown = {name: st.column_config.NumberColumn(format="%.4g") for name in numbers}
    st.dataframe(rows, hide_index=True, column_config=shown, placeholder="–")
    st.download_button(
        _("Results as CSV"),
        lambda: results_csv(rows),
        "slalom-results.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/table:",
    )


def _formulas(experiment: Experiment, names: Sequence[str]) -> None:
    surface_formula(experiment.landscape())
    if experiment.maximize:
        st.caption(on_minus_f())
    shown: dict[str, list[str]] = {}
    for spec, name in zip(experiment.runs, names, strict=True):
        shown.setdefault(formula(spec.build()), []).append(name)
    for latex, runs in shown.items():
        st.caption(" · ".join(map(markdown, runs)))
        st.latex(latex)


def _share(experiment: Experiment) -> None:
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
        file_box(
            _("Open an experiment (JSON)"),
            ["json"],
            "experiment file",
            _open,
            most=MAX_FILE,
            otherwise=_("What was there is still shown."),
        )


def _open(name: str, content: bytes) -> None:
    """Choose what the file says. ValueError in one sentence if it is no experiment."""
    try:
        controls.load(Experiment.from_json(content))
    except ExperimentError as error:
        raise ExperimentError(_("{file} was not opened. {why}").format(file=name[-60:], why=error)) from None
