"""A surface as a formula on a page."""

from __future__ import annotations

import streamlit as st

from formulas import Formula
from surfaces import Surface
from surfaces.notation import derivatives_latex, surface_latex
from words.language import _


def surface_formula(surface: Surface) -> None:
    """f in LaTeX, what it teaches and where it comes from."""
    st.latex(surface_latex(surface))
    source = f"[{surface.name}]({surface.source.split()[-1]})" if surface.source else ""
    if said := f"{_(surface.teaches)} {source}".strip():
        st.caption(said)
    if not isinstance(surface.function, Formula):
        return
    folded = st.expander(_("Gradient and Hessian"), key="derivatives", on_change="rerun")
    if folded.open:
        with folded:
            _derivatives(surface)


def _derivatives(surface: Surface) -> None:
    lines = derivatives_latex(surface)
    for line in lines:
        st.latex(line)
    if len(lines) < 2:
        st.caption(_("What is missing here is too long to be read. It is exact all the same, made from the formula."))


def on_minus_f() -> str:
    """What is said beside the formula of a rule that climbs."""
    return _("Maximised: the rule is given −f, so that f stands for −f in its formula.")
