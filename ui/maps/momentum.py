"""Momentum explained: on a quadratic, a rule is a recurrence along every eigenvector, of which everything is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from figures.curves import curves
from maps import MapExperiment
from maps.by_theory import Theory, quadratic_of, theory_of
from maps.cells import Cell
from maps.result import experiment_at
from parameters import Hyper
from simulation import Experiment
from theory.quadratic import best_polynomial
from ui import components
from ui.maps.drawn import packed_rates
from ui.maps.theory import settings_of
from ui.state import choices, keys
from ui.state.sent import is_number, part
from ui.widgets import opened
from ui.widgets.settings import choose
from ui.widgets.theme import is_dark
from words import counts
from words.language import _
from words.numbers import short

QUADRATIC = "quadratic"
_RATES, _STEPS = "rates of the page", "polynomial steps"
_FLAT = Hyper(0.1, (0.01, 10.0), log=True, within=(1e-6, 1e6), symbol=r"\lambda_1", doc="eigenvalue")
_LAMBDA = {"flat": _FLAT, "steep": replace(_FLAT, default=2.0, symbol=r"\lambda_2")}
_DEGREE = Hyper(default=10, slider=(1, 60), within=(1, 501), symbol="k", doc="steps of the polynomial")
_POINTS = 241
_FLOOR = 1e-8  # of a drawn polynomial, which is 0 in places; the caption says so, and that its inverse is the top


def draw(experiment: MapExperiment, cell: Cell) -> None:
    """A group for a run that theory knows; nothing for any other."""
    one = experiment_at(experiment, cell)
    theory = None if one.maximize else theory_of(one.runs[0], one.landscape())
    if theory is None:
        return
    with opened.group(_("Momentum explained"), "momentum explained") as group:
        if group.open:
            _eigenvalues(one)
            left, right = st.columns(2, gap="medium")
            with left:
                _rates(experiment, cell, theory)
            with right:
                _polynomial(one, theory)


def _eigenvalues(one: Experiment) -> None:
    """A slider for each; whoever moves one gets the quadratic with these eigenvalues, along the same eigenvectors."""
    found = quadratic_of(one.landscape())
    if found is None or len(found[1]) != 2 or np.abs(found[1]).max() > 1e-9:
        return
    values, vectors = np.linalg.eigh(found[0])
    if values[0] <= 0:
        return
    for i, (side, (name, known)) in enumerate(zip(st.columns(2), _LAMBDA.items(), strict=True)):
        key = keys.of("eigenvalue", name)
        if wanted := choices.get(key, 0.0):
            choices.forget(key)
            _bend(vectors, np.where(np.arange(2) == i, wanted, values))
        with side:
            choose(key, known, float(f"{values[i]:.6g}"))


def _bend(vectors: np.ndarray, values: np.ndarray) -> None:
    hessian = vectors @ np.diag(values) @ vectors.T
    entries = {"a": hessian[0, 0], "b": hessian[0, 1], "c": hessian[1, 1]}
    choices.put("surface", QUADRATIC)
    choices.update({keys.of(QUADRATIC, name): float(f"{value:.6g}") for name, value in entries.items()})
    st.rerun()


def _rates(experiment: MapExperiment, cell: Cell, theory: Theory) -> None:
    """The rate over step size and momentum, where these are the axes."""
    if {axis.name for axis in experiment.both} == {"lr", "momentum"}:
        data = packed_rates(experiment, theory, cell[0], cell)
        components.heat(key=_RATES, data=data, on_cell_change=lambda: _chosen(cell))
        st.caption(_("The rate by theory: the distance from the minimum is multiplied by it per step in the long run."))


def _chosen(cell: Cell) -> None:
    sent: Any = part(_RATES, "cell")
    if isinstance(sent, list) and len(sent) == 3 and all(map(is_number, sent)):
        choices.put("cell", (cell[0], int(sent[1]), int(sent[2])))


def _polynomial(one: Experiment, theory: Theory) -> None:
    """What the error along any eigenvector has been multiplied by after some steps, as a function of the eigenvalue."""
    degree = int(choose(_STEPS, _DEGREE, _DEGREE.default))
    low, high = float(theory.eigenvalues[0]), float(theory.eigenvalues[-1])
    at = np.linspace(0.0, 1.1 * high, _POINTS)
    ys, names = [theory.polynomial(*settings_of(one), at, degree)], [_("this run")]
    if 0 < low < high:
        ys.append(best_polynomial(theory.eigenvalues, at, degree))
        names.append("Chebyshev")
    with np.errstate(all="ignore"):
        heights = [np.log10(np.clip(np.abs(y), _FLOOR, 1 / _FLOOR)) for y in ys]
    bottom, top = float(np.min(heights)), float(np.max(heights))
    marks = [np.full(2, value) for value in sorted({low, high})]
    names += [f"λ = {short(float(mark[0]), 3)}" for mark in marks]
    heights += [np.array([bottom, top])] * len(marks)
    title = _("The polynomial of the error")
    drawn = curves([at] * len(ys) + marks, heights, names, dark=is_dark(), title=title)
    st.image(drawn, width="stretch", alt=title)
    words = _(
        "log₁₀ |P(λ)| for λ from 0 to {most}: after {steps} the error along an eigenvector is P(λ) times what "
        "it was. A rule is fast if P is small at every eigenvalue; P(0) is 1 for all. The best possible one between "
        "the two eigenvalues, a Chebyshev polynomial, is nowhere there as large as others are somewhere. What "
        "is below 10⁻⁸ or above 10⁸ is drawn there."
    )
    st.caption(words.format(most=short(1.1 * high, 3), steps=counts.steps(degree)))
