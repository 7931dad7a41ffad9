"""The part of the sidebar where hyperparameters are told to follow a schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from figures.sketch import curve
from optimizers import SCHEDULES
from surfaces import Surface
from ui.state import choices, keys, reading
from ui.widgets.groups import folded
from ui.widgets.settings import pick, pick_some, settings
from words import counts
from words.foreign import markdown
from words.language import _


def controls(run: str, rule: str, surface: Surface | None, steps: int) -> None:
    """The menu of hyperparameters, and for each that is picked its schedule, drawn before the run."""
    values = reading.rule_data(run, rule, surface)["hyperparameters"]
    known = reading.described(run, rule).settings(values)
    titles = {name: _(hyper.doc) for name, hyper in known.items() if hyper.kind == "number"}
    what = _what(run, reading.scheduled(run, rule, values))
    with folded(_("Schedule"), f"{run}schedule group", what) as is_open:
        if is_open:
            for name in pick_some(keys.schedules(run), _("hyperparameters that change during the run"), titles):
                _schedule(run, name, titles[name], values.get(name, known[name].default), steps)


def _what(run: str, picked: Sequence[str]) -> str:
    """What is said under the folded group: "StepLR"."""
    return ", ".join(_(SCHEDULES[reading.schedule_of(run, name)].title) for name in picked)


def _schedule(run: str, name: str, title: str, base: float, steps: int) -> None:
    st.markdown(f"**{markdown(title)}**")
    titles = {key: schedule.title for key, schedule in SCHEDULES.items()}
    kind = pick(keys.schedule(run, name), title, titles, reading.FIRST_SCHEDULE)
    owner = keys.schedule_settings(run, name, kind)
    settings(owner, SCHEDULES[kind], _run_lengths(owner, kind, steps))
    _preview(kind, reading.all_values(owner, SCHEDULES[kind]), base, steps, title)


def _run_lengths(owner: str, key: str, steps: int) -> dict[str, Any]:
    """What the lengths are that are left to the run. A choice of 0 is none: the box shows the run's number of steps."""
    values = reading.all_values(owner, SCHEDULES[key])
    try:
        whole = SCHEDULES[key].from_values(values).over(steps).values()
    except ValueError:  # the experiment says what does not fit
        return {}
    lengths = {name: value for name, value in whole.items() if value != values[name]}
    choices.forget(*(keys.of(owner, name) for name in lengths))
    return lengths


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
    words = _("{what} over {steps}").format(what=title, steps=counts.steps(steps))
    st.image(curve(sequence, words), caption=markdown(words), alt=words)
