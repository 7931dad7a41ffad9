"""How curved the ground is along a run, against the step size: a picture and what it comes to."""

from __future__ import annotations

import numpy as np
import streamlit as st

from figures.curves import curves
from simulation import Trajectory
from simulation.judging.curvature import Curvature, curvature
from surfaces import Surface
from ui.widgets.theme import is_dark
from words import counts
from words.language import _
from words.numbers import whole

MOST_ROWS = 600  # of the picture, which is about as many pixels wide


def draw(path: Trajectory, surface: Surface, lane: str) -> None:
    """Of one run; `lane` says which, where there are several."""
    found, last = curvature(path, surface), int(path.last)
    every = max(1, -(-last // MOST_ROWS))
    rows = np.unique(np.append(np.arange(0, last + 1, every), last))
    known = {_("largest"): found.largest, _("along the step"): found.along, "2/η": found.border}
    shown = {name: series[rows] for name, series in known.items() if np.isfinite(series[rows]).any()}
    if lane:
        st.caption(_("The median run, {lane}.").format(lane=lane))
    if shown:
        steps = [rows.astype(float)] * len(shown)
        title = _("Curvature along the run")
        drawn = curves(steps, list(shown.values()), list(shown), dark=is_dark(), title=title)
        st.image(drawn, width=480, alt=title)
    st.caption(said(found, last))
    st.caption(
        _(
            "largest: the largest eigenvalue of the Hessian at each point. along the step: the mean curvature in the "
            "direction of the step, between its ends. 2/η: from the step size of each step."
        )
    )
    if every > 1:
        st.caption(_("The picture has a point every {steps}.").format(steps=counts.steps(every)))


def said(found: Curvature, last: int) -> str:
    """At how many steps up to `last` the ground where they began was curved more than 2/η, and what that means."""
    largest, border = found.largest[:last], found.border[1 : last + 1]
    known = np.isfinite(largest) & np.isfinite(border)
    if not known.any():
        return _("There is no step here with a step size η and a finite curvature to compare 2/η with.")
    above = int((largest[known] > border[known]).sum())
    if not above:
        return _(
            "The largest curvature was never above 2/η where a step began: on a quadratic that is curved so, plain "
            "gradient descent with these step sizes does not run away in a direction that curves upward."
        )
    return _(
        "The largest curvature was above 2/η where {count} of {steps} began: on a quadratic that is curved so, plain "
        "gradient descent with such a step size runs away."
    ).format(count=whole(above), steps=counts.steps(int(known.sum())))
