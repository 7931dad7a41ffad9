"""The picture of the Networks page: the last that is trained, and what is said and can be done while another is."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from exports.trained import TrainedWork, looks
from figures.sketch import curve
from networks.shown.names import names
from ui.address import layout
from ui.keeping.box import how_far, progress_and_stop
from ui.keeping.job import FAILED, MADE, STOPPED
from ui.keeping.tab import Tab
from ui.networks.learning import Learning, Wanted
from ui.player import asked, mount
from ui.sidebar import run_list, run_settings
from ui.state import choices
from words import counts
from words.foreign import markdown
from words.language import _
from words.numbers import short

SHORT = 2.0  # seconds of a training for which nobody is asked, and for which the page waits
TICK = 0.5  # seconds between two looks at a longer one
LOOK = 0.05  # seconds between two looks at one that the page waits for
_LEARNING, _LAST = "learning", "last that was trained"


def draw(wanted: Wanted, place: DeltaGenerator) -> TrainedWork | None:
    """Draw the picture, and return what it shows. What is asked for is trained where it is not; `place` says how far it
    is."""
    found = wanted.found() or _trained(wanted, place)
    if found:
        st.session_state[_LAST] = found
        place.empty()
    shown: TrainedWork | None = st.session_state.get(_LAST)
    if shown:
        _show(shown, stale=choices.failed() or found is None)
    return shown


def _show(work: TrainedWork, *, stale: bool) -> None:
    options = {"colorscale": run_settings.colorscale(), "stale": stale, **asked(str(run_list.chosen()))}
    ids = [str(run) for run in run_list.runs()][: len(work.names)]
    mount(
        work.ground.key,
        work.grid(),
        work.played(options, layout.asked(), ids if len(ids) == len(work.names) else (), trusted=True),
    )
    st.caption(markdown(" ".join(filter(None, [work.seeds, work.trust]))))


def _trained(wanted: Wanted, place: DeltaGenerator) -> TrainedWork | None:
    """Trained at once where that is short or nothing else can be shown; else whoever asks for it says so."""
    learning: Learning | None = st.session_state.get(_LEARNING)
    if learning and learning.wanted != wanted:
        learning.drop()
        learning = None
    seconds = wanted.experiment.seconds
    if learning is None and (seconds <= SHORT or _LAST not in st.session_state):
        _begin(wanted)
        learning = st.session_state[_LEARNING]
    if learning and learning.under_way:
        _wait(learning, place)
    if learning is None or learning.state == STOPPED:
        with place.container():
            _offer(wanted, seconds)
    elif learning.under_way:
        with place.container():
            _under_way(learning)
    elif learning.state == FAILED:
        place.error(markdown(_("This was not trained. {why}").format(why=learning.why)))
    return learning.work_done if learning and learning.state == MADE else None


def _begin(wanted: Wanted) -> None:
    st.session_state[_LEARNING] = Learning(wanted, Tab())


def _wait(learning: Learning, place: DeltaGenerator) -> None:
    """What is short is waited for. Where the page says how far it is, Streamlit ends its run if something was changed
    meanwhile."""
    until = time.monotonic() + SHORT
    while not learning.wait(LOOK) and time.monotonic() < until:
        place.progress(learning.share, how_far(learning))


def _offer(wanted: Wanted, seconds: float) -> None:
    """What is chosen takes longer, or was stopped: a button trains it."""
    words = _("Train: about {seconds} s").format(seconds=short(max(seconds, 1.0), 2))
    said, act = st.columns([0.7, 0.3], vertical_alignment="center")
    said.caption(_("What is chosen is not trained yet; the picture shows the last that was."))
    act.button(words, key="train", type="primary", on_click=_begin, args=(wanted,), width="stretch")


@st.fragment(run_every=TICK)
def _under_way(learning: Learning) -> None:
    """How far it is, its losses so far, and a stop; the page is drawn again when it has ended."""
    if not learning.under_way:
        st.rerun()
    progress_and_stop(learning, "stop training")
    begun = [run for run, rows in enumerate(learning.rows) if len(rows) > 1]
    if begun:
        _so_far(learning, begun[-1])


def _so_far(learning: Learning, run: int) -> None:
    """The curve of the run that is trained now."""
    words, name = _("{run}: training loss after {updates}"), names(learning.wanted.experiment)[run]
    updates = counts.updates(int(learning.rows[run][-1]["updates"]))
    drawn = curve(learning.losses(run), name, looks(learning.wanted.experiment)[run].color)
    said = words.format(run=name, updates=updates)
    st.image(drawn, caption=markdown(said), width=480, alt=said)
