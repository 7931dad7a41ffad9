"""A surface as a formula on a page."""

from __future__ import annotations

import streamlit as st

from formulas import Formula
from optimizers import Optimizer
from optimizers.reading.given import Given, given
from optimizers.reading.notation import spells_out
from optimizers.transforms import MiniBatch
from simulation import Experiment, RunSpec
from surfaces import Surface
from surfaces.notation import derivatives_latex, surface_latex
from ui.widgets import opened
from words.columns import teaches
from words.foreign import markdown
from words.language import _


def surface_formula(surface: Surface) -> None:
    """f in LaTeX, what it teaches and where it comes from."""
    st.latex(surface_latex(surface))
    source = f"[{surface.name}]({surface.source.split()[-1]})" if surface.source else ""
    if said := f"{markdown(teaches(surface))} {source}".strip():
        st.caption(said)
    if not isinstance(surface.function, Formula):
        return
    folded = opened.group(_("Gradient and Hessian"), "derivatives")
    if folded.open:
        with folded:
            _derivatives(surface)


def _derivatives(surface: Surface) -> None:
    lines = derivatives_latex(surface)
    for line in lines:
        st.latex(line)
    if len(lines) < 2:
        st.caption(_("What is missing here is too long to be read. It is exact all the same, made from the formula."))


def given_by(spec: RunSpec, experiment: Experiment) -> Given:
    """What a run puts between f and its rule, for `formula`."""
    return given([one.build() for one in spec.transforms], spec.schedules, experiment.maximize)


def said_of(rule: Optimizer, between: Given) -> list[str]:
    """What must be said beside the formula of a run, of the signs that its transforms bring and of −f."""
    said = []
    if between.climbs:
        turned = _("Maximised: the rule is given −f, so that f stands for −f in its formula.")
        said.append(_("Maximised: the rule is given −f, and goes down on it.") if spells_out(rule) else turned)
    things = [one.thing for one in between.transforms]
    if any(isinstance(thing, MiniBatch) for thing in things):
        said.append(_("$f_{\\mathcal{B}_t}$: the mean over the mini-batch of step t."))
    if any(thing.noisy and not isinstance(thing, MiniBatch) for thing in things):
        said.append(_("$\\xi_t$: standard normal numbers, new in every step."))
    return said
