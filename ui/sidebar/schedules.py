"""The part of the sidebar where hyperparameters are told to follow a schedule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from figures.sketch import curve
from optimizers import SCHEDULES, Optimizer
from ui.state import choices
from ui.widgets.settings import pick, pick_some, settings
from words.language import _

FIRST = "step"


def choose_schedules(run: str, rule: type[Optimizer], hyperparameters: Mapping[str, Any], steps: int) -> dict[str, Any]:
    """Hyperparameter → {"name", "settings"} of the schedule it follows; each is drawn before the run.

    `run` is the prefix of the run's keys in `ui.state.choices`.
    """
    known = rule.settings(hyperparameters)
    titles = {name: _(hyper.doc) for name, hyper in known.items() if hyper.kind == "number"}
    picked = [name for name in choices.get(f"{run}schedules", ()) if name in titles]
    with st.expander(_("Schedule: {what}").format(what=_what(run, picked))):
        picked = pick_some(f"{run}schedules", _("hyperparameters that change during the run"), titles)
        return {name: _schedule(run, name, titles[name], hyperparameters[name], steps) for name in picked}


def _what(run: str, picked: list[str]) -> str:
    """What the folded group says: "StepLR", or "none"."""
    names = [_(SCHEDULES[choices.get(f"{run}schedule {name}", FIRST)].title) for name in picked]
    return ", ".join(names) or _("none")


def _schedule(run: str, name: str, title: str, base: float, steps: int) -> dict[str, Any]:
    st.markdown(f"**{title}**")
    key = pick(f"{run}schedule {name}", title, {key: schedule.title for key, schedule in SCHEDULES.items()}, FIRST)
    values = settings(f"{run}schedule {name} {key}", SCHEDULES[key])
    _preview(key, values, base, steps, title)
    return {"name": key, "settings": values}


def _preview(key: str, values: Mapping[str, Any], base: float, steps: int, title: str) -> None:
    """The values to come, where they are known before the run."""
    try:
        schedule = SCHEDULES[key].from_values(values)
        if schedule.follows_loss:
            st.caption(_("Follows the loss, so its values show only in the run."))
            return
        sequence = np.atleast_1d(schedule.sequence(base, steps))
    except ValueError:  # the experiment says what does not fit
        return
    words = _("{what} over {steps} steps").format(what=title, steps=steps)
    st.image(curve(sequence, words), caption=words)
