"""A race: who came first, the table, profiles, and how far a step size may be off."""

from __future__ import annotations

import time

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from exports.data import results_csv
from figures.curves import curves
from maps.race.experiment import RaceExperiment
from maps.race.results import Race
from maps.race.told import assumptions, headline, remarks
from ui.address import link
from ui.keeping.box import how_far, progress_and_stop
from ui.keeping.job import FAILED, STOPPED
from ui.keeping.tab import Tab
from ui.race import reading
from ui.race.racing import Racing, found
from ui.widgets import opened
from ui.widgets.file_box import experiment_box
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.language import _
from words.numbers import short

SHORT = 3.0  # seconds of a race that is run without being asked for
TICK = 0.5  # seconds between two looks at one that takes longer
MOST_CURVES = 6
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
    rows = race.rows()
    numbers = [name for name in rows[0] if any(isinstance(row[name], float) for row in rows)]
    shown = {name: st.column_config.NumberColumn(format="%.4g") for name in numbers}
    st.dataframe(rows, hide_index=True, column_config=shown, placeholder="–")
    left, right = st.columns(2, gap="medium")
    with left:
        _profile(race)
    with right:
        _sensitivity(race)
    contents = {_("Assumptions"): _assumptions, _("Share and export"): _share}
    for tab, draw in zip(opened.tabs(list(contents), "race details"), contents.values(), strict=True):
        if tab.open:
            with tab:
                draw(race)


def _first(race: Race) -> list[int]:
    """The rules that came first, as many as can be told apart."""
    order: list[int] = list(race.order)
    return order[:MOST_CURVES]


def _profile(race: Race) -> None:
    """Steps, as shares of surfaces are; ratios as powers of two."""
    ratio, share = race.profile
    x = np.repeat(np.log2(ratio), 2)[1:]
    xs = [np.append(x, x[-1] + 1) for _i in _first(race)]
    ys = [np.append(np.repeat(share[i], 2)[:-1], share[i][-1]) for i in _first(race)]
    st.image(curves(xs, ys, [race.names[i] for i in _first(race)], dark=is_dark(), title=_("Performance profiles")))
    st.caption(
        _(
            "Performance profiles (Dolan and Moré): the share of surfaces on which a rule needs at most τ times the "
            "fewest gradients, against log₂ τ."
        )
    )


def _sensitivity(race: Race) -> None:
    """Gradients to the target against log₁₀ of the step size, on the first surface."""
    xs, ys, names = [], [], []
    for i in _first(race):
        tried, costs = race.tried[i], race.found[i][0].costs
        if tuple(tried.names[:1]) != ("lr",) or len(tried.names) > 1:
            continue
        order = np.argsort(tried.values[:, 0])
        xs.append(np.log10(tried.values[order, 0]))
        ys.append(np.where(np.isfinite(costs[order]), costs[order], np.nan))
        names.append(race.names[i])
    if not xs:
        return
    low = min(x.min() for x in xs)
    drawn = [x - low for x in xs]
    st.image(curves(drawn, ys, names, dark=is_dark(), title=_("Gradients to the target against the step size")))
    words = _(
        "Gradients to the target on {surface} against log₁₀ of the step size, from {low} on; gaps did not arrive."
    )
    st.caption(markdown(words.format(surface=race.surfaces[0], low=short(10**low, 2))))


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
