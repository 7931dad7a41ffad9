"""Where a page offers all that its experiment can be kept as: a kind of file, its options, and the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from exports.formats import FORMATS, GROUPS, Format
from ui.keeping.job import FAILED, MADE, STOPPED, WAITING, Job
from ui.keeping.making import Asked, Making
from ui.keeping.tab import Tab
from ui.state import choices, keys
from ui.state.reading import all_values
from ui.widgets.settings import segments, settings
from words.foreign import markdown
from words.language import _
from words.numbers import bytes_of, counted

MOMENT = 0.4  # seconds in which most files are made: nothing is said of them but that they are there
TICK = 0.5  # seconds between two looks at how far a file is
_MAKING = "file that is made"


def box(work: Any, formats: Mapping[str, Format] = FORMATS) -> None:
    """The box, and in it the file that was made last on this page. `work` is what the formats take."""
    with st.container(key="export", gap="small"):
        st.subheader(_("Export"), anchor=False)
        with st.container(horizontal=True):
            chosen = _format(formats)
        with st.container(key="options of the export"):
            owner, options = keys.keeping(chosen.group), chosen.options
            settings(owner, options, title=_("More options"))
        values = all_values(owner, options)
        _file(Asked(choices.page(), work.experiment, chosen, values), work)


def _file(asked: Asked, work: Any) -> None:
    """The button that makes it, how far it is, and the file."""
    making: Making | None = st.session_state.get(_MAKING)
    if making is None or making.asked.page != asked.page:
        _offer(asked, work)
    elif making.under_way:
        _under_way(making)
    else:
        if making.state != MADE or making.asked != asked:
            _offer(asked, work)
        _ended(making, asked)


def _format(formats: Mapping[str, Format]) -> Format:
    """Which format, of which group."""
    groups = {g: _(words) for g, words in GROUPS.items() if any(f.group == g for f in formats.values())}
    group = segments(f"{keys.KEEPING}group", _("kind of file"), groups, next(iter(groups)))
    kinds = {key: f for key, f in formats.items() if f.group == group}
    if len(kinds) == 1:
        return next(iter(kinds.values()))
    alike = len({f.title.split(" (")[0] for f in kinds.values()}) == 1
    titles = {key: f.short if alike else _(f.title) for key, f in kinds.items()}
    return kinds[segments(keys.keeping(group), _("format"), titles, next(iter(kinds)))]


def _offer(asked: Asked, work: Any) -> None:
    st.button(
        _("Make {format}").format(format=asked.format.short),
        key="make a file",
        icon=":material/save_as:",
        on_click=_begin,
        args=(asked, work),
    )


def _begin(asked: Asked, work: Any) -> None:
    """Make this file. The one before is not kept."""
    before: Making | None = st.session_state.get(_MAKING)
    if before:
        before.drop()
    st.session_state[_MAKING] = Making(asked, work, Tab())
    st.session_state[_MAKING].wait(MOMENT)


@st.fragment(run_every=TICK)
def _under_way(making: Making) -> None:
    """How far it is, and a stop; the page is drawn again when it has ended."""
    if not making.under_way:
        st.rerun()
    st.progress(making.share, how_far(making))
    st.button(_("Stop"), key="stop the file", icon=":material/stop:", on_click=making.drop)


def progress_and_stop(job: Job, key: str) -> None:
    """How far work is that a whole page waits for, and a stop beside it."""
    said, act = st.columns([0.8, 0.2], vertical_alignment="center")
    said.progress(job.share, how_far(job))
    act.button(_("Stop"), key=key, icon=":material/stop:", on_click=job.drop, width="stretch")


def how_far(job: Job) -> str:
    """In words."""
    if job.state == WAITING and job.ahead:
        return counted(job.ahead, _("Waits for {count} other"), _("Waits for {count} others"))
    said = _("{what}: {part} %").format(what=markdown(job.name), part=int(100 * job.share))
    return f"{said}, {left}" if (left := job.left) else said


def _ended(making: Making, asked: Asked) -> None:
    """The file, or why there is none."""
    name = markdown(making.name)
    if making.state == FAILED:
        st.error(_("{file} was not made. {why}").format(file=name, why=markdown(making.why)))
    elif making.state == STOPPED:
        st.caption(_("{file} was stopped; nothing of it is kept.").format(file=name))
    elif making.state == MADE:
        st.download_button(
            f"{name} ({bytes_of(len(making.content))})",
            making.file,
            making.name,
            making.asked.format.mime,
            key="file that was made",
            type="primary",
            on_click="ignore",
            icon=":material/download:",
        )
        if making.note:
            st.caption(markdown(making.note))
        if making.asked.experiment != asked.experiment:
            st.caption(_("It shows what was here when it was made."))
        if making.snippet:
            st.caption(_("For a page of yours beside which the file lies:"))
            st.code(making.snippet, language="html")
