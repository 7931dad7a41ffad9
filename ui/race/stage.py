"""A race: who came first, the table, profiles, and how far a step size may be off."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from exports.data import results_csv
from maps.race.experiment import RaceExperiment
from maps.race.results import Race
from maps.race.told import assumptions, headline, remarks
from ui.address import link
from ui.keeping.box import how_far, progress_and_stop
from ui.keeping.job import FAILED, STOPPED
from ui.keeping.tab import Tab
from ui.race import pictures, reading
from ui.race.racing import Racing, found
from ui.state import choices, keys
from ui.widgets import opened
from ui.widgets.file_box import experiment_box
from ui.widgets.settings import pick
from ui.widgets.table import table
from words.foreign import markdown
from words.language import _
from words.numbers import short

SHORT = 3.0  # seconds of a race that is run without being asked for
ROW, MOST_ROWS = 35, 10  # the height of a row in Streamlit's tables, and how many are seen at once
TICK = 0.5  # seconds between two looks at one that takes longer
_RACING, _LAST = "racing", "last race"


def draw(experiment: RaceExperiment, place: DeltaGenerator) -> None:
    """The race, or the last one, with how far the one that is asked for is."""
    whole = found(experiment) or _run(experiment, place)
    if whole:
        st.session_state[_LAST] = whole
        place.empty()
    shown: Race | None = st.session_state.get(_LAST)
    if shown:
        if whole is None:
            st.caption(_("Below is the last race that was run."))
        _show(shown)


def _run(experiment: RaceExperiment, place: DeltaGenerator) -> Race | None:
    racing: Racing | None = st.session_state.get(_RACING)
    if racing and racing.experiment != experiment:
        racing.drop()
        racing = None
    if racing is None and (experiment.seconds <= SHORT or _LAST not in st.session_state):
        _begin(experiment)
        racing = st.session_state[_RACING]
    until = time.monotonic() + SHORT
    while racing and racing.under_way and not racing.wait(0.05) and time.monotonic() < until:
        place.progress(racing.share, how_far(racing))
    with place.container():
        if racing is None or racing.state == STOPPED:
            words = _("Run this race: about {seconds} s").format(seconds=short(max(1.0, experiment.seconds), 2))
            st.button(words, key="run race", type="primary", on_click=_begin, args=(experiment,))
        elif racing.under_way:
            _under_way(racing)
        elif racing.state == FAILED:
            st.error(markdown(_("There was no race. {why}").format(why=racing.why)))
    return racing.race if racing else None


def _begin(experiment: RaceExperiment) -> None:
    st.session_state[_RACING] = Racing(experiment, Tab())


@st.fragment(run_every=TICK)
def _under_way(racing: Racing) -> None:
    if not racing.under_way:
        st.rerun()
    progress_and_stop(racing, "stop race")


def _show(race: Race) -> None:
    st.subheader(markdown(headline(race)), anchor=False)
    for said in remarks(race):
        st.caption(markdown(said))
    rows = _filled(race.rows())
    height = ROW * (min(len(rows), MOST_ROWS) + 1) + 2  # said, since pictures below must not move when it has come
    table(rows, height=height)
    place = _place(race)
    left, right = st.columns(2, gap="medium")
    with left:
        pictures.profile(race)
    with right:
        pictures.sensitivity(race, place)
    _compared(race, place)
    contents: dict[str, Callable[[Race], None]] = {
        _("Assumptions"): _assumptions,
        _("All that was tried"): partial(pictures.tried, place=place),
        _("Share and export"): _share,
    }
    for tab, draw in zip(opened.tabs(list(contents), "race details"), contents.values(), strict=True):
        if tab.open:
            with tab:
                draw(race)


def _filled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the columns in which no row says anything."""
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    return [{name: row[name] for name in names} for row in rows]


def _place(race: Race) -> int:
    """Of several surfaces the one whose runs are looked at."""
    key, titles = keys.of("race", "place"), {str(i): name for i, name in enumerate(race.surfaces)}
    if choices.get(key, "0") not in titles:  # of a race that had more
        choices.forget(key)
    return 0 if len(titles) == 1 else int(pick(key, _("surface that is looked at"), titles, "0", show_label=True))


def _compared(race: Race, place: int) -> None:
    """The rules with their tuned settings, to be seen run."""
    experiment = race.compared(place)
    if experiment and not experiment.why_no_link:
        query = parse_qs(experiment.to_query(), keep_blank_values=True)
        words = _("Watch the tuned rules run on {surface}").format(surface=race.surfaces[place])
        st.page_link("pages/compare.py", label=markdown(words), query_params=query, icon=":material/play_arrow:")


def _assumptions(race: Race) -> None:
    st.markdown("\n".join(f"- {markdown(said)}" for said in assumptions(race.experiment)))


def _share(race: Race) -> None:
    link.show(race.experiment)
    left, right = st.columns(2)
    left.download_button(
        _("Results as CSV"), lambda: results_csv(race.rows()), "race.csv", "text/csv", on_click="ignore", key="race csv"
    )
    right.download_button(
        _("Race as JSON"), race.experiment.to_json, "race.json", "application/json", on_click="ignore", key="race json"
    )
    experiment_box(_("Open a race (JSON)"), "race file", _open)


def _open(content: bytes) -> None:
    """Choose what the file says. ExperimentError in one sentence if it is no such experiment."""
    reading.load(RaceExperiment.from_json(content))
