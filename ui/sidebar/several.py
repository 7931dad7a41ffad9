"""Several starts around the chosen one, and several seeds where there is noise."""

from __future__ import annotations

import streamlit as st

from parameters import Hyper
from simulation.experiments.experiment import MAX_PATHS
from ui.state import reading
from ui.widgets.groups import folded
from ui.widgets.settings import choose
from words.language import _

FAN = Hyper(default=1, slider=(1, 16), within=(1, MAX_PATHS + 1), doc="starts")
SPREAD = Hyper(default=reading.SPREAD, slider=(0.01, 0.5), within=(1e-6, 1.0), doc="spread of the starts")
SEEDS = Hyper(default=1, slider=(1, 16), within=(1, MAX_PATHS + 1), doc="seeds")


def controls(noisy: bool) -> None:
    """A fan of starts, and seeds one after another where there is noise."""
    with folded(_("Several starts or seeds"), "several") as is_open:
        if not is_open:
            return
        if choose("fan", FAN, FAN.default) > 1:
            choose("spread", SPREAD, SPREAD.default)
        if noisy:
            choose("seeds", SEEDS, SEEDS.default)
        else:
            st.caption(_("Without noise, one seed is like another."))
