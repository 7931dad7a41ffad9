"""The sidebar of the Race page."""

from __future__ import annotations

import streamlit as st

from optimizers import OPTIMIZERS
from surfaces import SURFACES
from ui.race.reading import PLACES, RACERS, SETTINGS, pick, picked
from ui.sidebar import undo
from ui.state import choices, keys
from ui.state.sent import sent
from ui.widgets.groups import folded, heading
from ui.widgets.row import row
from ui.widgets.settings import choose, complaint, number_box
from words.foreign import markdown
from words.language import _

_RARE = ("tuning", "second", "judge")


def draw() -> None:
    """The controls."""
    undo.controls()
    heading("Rules", _("Rules"))
    _some(RACERS, "rule", _("rules that race"), {key: cls.title for key, cls in OPTIMIZERS.items()})
    heading("Surfaces", _("Surfaces"))
    flat = {key: one.name for key, one in SURFACES.items()}
    _some(PLACES, "surface", _("surfaces that they race on"), flat)
    heading("Tuning", _("Tuning"), *(keys.of("race", name) for name in SETTINGS))
    for name in ("budget",):
        _one(name)
    with row("bottom"):
        for name in ("low", "high"):
            key = keys.of("race", name)
            known = SETTINGS[name]
            number_box(key, known, choices.get(key, known.default), _(known.doc), show_label=True)
    for name in ("low", "high"):
        complaint(keys.of("race", name))
    heading("Target", _("Target"))
    for name in ("target", "tolerance", "steps", "fan"):
        _one(name)
    with folded(_("More of the race"), "race more") as is_open:
        for name in _RARE if is_open else ():
            _one(name)


def _one(name: str) -> None:
    choose(keys.of("race", name), SETTINGS[name], SETTINGS[name].default)


def _some(key: str, name: str, label: str, titles: dict[str, str]) -> None:
    """Some of many; all of them by one press."""
    box = f"{key}|box"

    def taken() -> None:
        wanted = sent(box)
        if isinstance(wanted, list) and all(one in titles for one in wanted):
            pick(key, name, wanted)

    if sent(box) != picked(key, name):
        st.session_state[box] = picked(key, name)
    st.multiselect(
        markdown(label),
        list(titles),
        key=box,
        format_func=lambda one: _(titles[one]),
        placeholder=_("none"),
        on_change=taken,
    )
