"""The experiment in the address bar: opened when a page is come to by a link, and kept there while it changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from formulas import Formula, FormulaError
from formulas.reading.formula_text import read_formula
from simulation import Experiment, ExperimentError
from simulation.experiments.pasted import pairs_in, query_in
from ui import components
from ui.address import along, seen, visit
from ui.address.kinds import ON_A_SURFACE, OWN, Kept, Kind
from ui.state import choices, history, loading
from ui.state.sent import is_number, part
from ui.widgets.packed import packed
from words.foreign import markdown
from words.language import _

_ADDRESS, _ASKED = "address of the page", "link of the page is shown"
_BESIDE, _RECORDED = "beside", "recorded"  # the same of what is drawn beside runs
# Of a walk along the browser's history: what is asked for, its number until it is shown, and which was shown last.
_WALK, _ANSWERING, _ANSWER = "walk to a step", "walk that is being answered", "walk that was answered"
_GONE = {
    "heights": "The heights of this address were a file of somebody's own, which the server does not have any more, so "
    "here is the example. Give the file again, or open the experiment that was saved as JSON.",
    "data": "The data of this address were a file of somebody's own, which the server does not have any more, so here "
    "are those that come along. Give the file again, or open the experiment that was saved as JSON.",
    _RECORDED: "A recorded path was drawn here, which the server does not have any more. Give its file again.",
}


def open_once(
    page: str,
    rule: str,
    load: Callable[[Any], None] = loading.load,
    take: Callable[[Experiment], None] | None = loading.load,
    kind: Kind = ON_A_SURFACE,
    bare: tuple[str, str] | None = None,
) -> None:
    """Open what the address says, unless this session says it. A bad link leaves a sentence, no more.

    A link without a run has one of `rule`. `take` takes the run of another page along, on a page that has runs of that
    kind. An address without an experiment stands for `bare`, a query and a view.
    """
    choices.begin(page)
    here, come = visit.opening(page, rule, load, kind), visit.has_come()
    if come:
        here.begin()

    asked, walks = _asked(_address(), kind), visit.walks_history()
    if bare and not asked.known:
        asked = asked._replace(known=parse_qs(bare[0], keep_blank_values=True), view=asked.view or bare[1])
    own = asked.own
    still_there = own in _GONE and bool(choices.get(own, ()))
    walked = walks and history.go_like(visit.mark(asked.known))
    unknown = here.open(visit.mark(asked.known)) or walks
    new = bool(asked.known) and unknown and not still_there and not walked
    if walked:
        here.clear()
    if take and come and not asked.known and not walks:
        along.take(take)
    if new:
        _open_here(here, asked)
    if come or new or walked:
        _see(here, asked.view, new=new or walked, again=not asked.known and not walks)


def follow() -> None:
    """Call first in what reruns with a change. If Back or Forward was pressed, show what the entry says that it led to.

    What was changed at the same time was changed before: it is a change of what has been left.
    """
    walk = st.session_state.pop(_WALK, None)
    if not isinstance(walk, Mapping) or not all(isinstance(walk.get(name), str) for name in ("session", "query")):
        return
    number: Any = walk.get("number")
    if not is_number(number) or number <= answer()[0]:
        return
    here, parts = visit.of(choices.page()), parse_qs(walk["query"], keep_blank_values=True)
    asked = _asked(lambda name: parts.get(name, []), here.kind)
    here.clear()
    kept = walk["session"] == _session() and history.go_to(walk.get("step"))
    if not kept and asked.known:
        _open_here(here, asked)
    elif not kept:
        choices.replace_all({})
    _see(here, asked.view, new=True)
    st.session_state[_ANSWERING] = number


def is_of(experiment: Kept, other: Kept) -> bool:
    """Whether both have the same link on this page."""
    write = visit.of(choices.page()).kind.write
    return write(experiment) == write(other)


def reopen(query: str, view: str) -> None:
    """Show what a query and a view say, as their link would: a change as others, which can be undone."""
    here, parts = visit.of(choices.page()), parse_qs(query, keep_blank_values=True)
    here.clear()
    _open_here(here, _asked(lambda name: parts.get(name, []), here.kind)._replace(view=view))
    _see(here, view, new=True)


def answer() -> tuple[float, int]:
    """The last walk along the browser's history that was answered, and the step that was shown for it."""
    return st.session_state.get(_ANSWER, (0, 0))


class _Asked(NamedTuple):
    """What an address asks for: the parts of the experiment, how it is seen, and what of it no link holds."""

    known: Mapping[str, Sequence[str]]
    view: str
    own: str
    beside: str


def _address() -> Callable[[str], Sequence[str]]:
    """The values of a part of the address, read as a link is that was pasted: Streamlit's own have been decoded, and a
    plus in a formula that was typed there is a blank."""
    context = get_script_run_ctx()
    query = context.query_string if context else ""
    if parse_qs(query, keep_blank_values=True) != {key: st.query_params.get_all(key) for key in st.query_params}:
        return st.query_params.get_all  # a script has changed it since
    found: dict[str, list[str]] = {}
    for key, value in pairs_in(query_in(query)):
        found.setdefault(key, []).append(value)
    return lambda name: found.get(name, [])


def _asked(parts: Callable[[str], Sequence[str]], kind: Kind) -> _Asked:
    first = {name: next(iter(parts(name)), "") for name in ("view", OWN, _BESIDE)}
    known = {key: parts(key) for key in kind.names if parts(key)}
    return _Asked(known, first["view"], first[OWN], first[_BESIDE])


def _see(here: visit.Visit, view: str, *, new: bool, again: bool = False) -> None:
    why = seen.open_view(view, new=new, again=again)
    here.note = " ".join(filter(None, (here.note, why))) or None


def _open_here(here: visit.Visit, asked: _Asked) -> None:
    """Open a link; where it cannot be, keep what is wrong, and what opens it with one of its formula's readings."""
    along.opened()
    here.note = _open(here, asked.known)
    here.shown, here.spared = None, here.note is not None
    readings = _readings(asked.known) if here.note else ()
    here.offered = {
        r: partial(_open_here, here, asked._replace(known={**asked.known, "formula": [r]})) for r in readings
    }
    for gone in {asked.own, asked.beside} & {*_GONE}:
        if not choices.get(gone, ()):
            choices.put(f"{gone} gone", _(_GONE[gone]))


def _readings(known: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The readings of a link's formula, if it has several."""
    try:
        read_formula(known.get("formula", ("x",))[0])
    except FormulaError as error:
        return error.readings
    return ()


def begin(experiment: Kept, run: int = 0) -> None:
    """Call when it is known what is shown: it is a step of the page's history; a bad link is told of.

    run  the place of the run that goes along to another page
    """
    if isinstance(experiment, Experiment):
        along.offer(experiment, run)
    query = _query(experiment)
    history.note(_told_apart(experiment), _mark(query), query)
    if number := st.session_state.pop(_ANSWERING, 0):
        st.session_state[_ANSWER] = (number, history.number())
    here = visit.of(choices.page())
    if not here.note:
        return
    st.warning(markdown(here.note), icon=":material/link_off:")
    for i, (reading, take) in enumerate(here.offered.items()):
        words = f"${Formula.parse(reading, parameters=None).latex}$"
        st.button(words, key=f"link reading {i}", help=markdown(reading), on_click=take)


def keep(experiment: Kept) -> None:
    """Have the browser's address be the link of what is shown; without a link it is that of the bare page.

    Call last: what was chosen while the controls were drawn belongs to the step.
    """
    here, query = visit.of(choices.page()), _query(experiment)
    history.note(_told_apart(experiment), _mark(query), query)
    here.show(_mark(query))
    if query and choices.get(_RECORDED, ()):
        query = f"{query}&{urlencode({_BESIDE: _RECORDED})}"
    said = {
        "path": urlsplit(st.context.url or "").path,
        "query": query,
        "seen": seen.by_player(),
        "own": seen.by_page(),
        "names": [*here.kind.names, "view", OWN, _BESIDE],
        "session": _session(),
        "step": history.number(),
        "recent": history.recent(),
        "answer": answer(),
        "wants": st.session_state.pop(_ASKED, False),
    }
    components.address(
        key=_ADDRESS,
        data=packed({} if here.spared else said),
        on_walk_change=_walk,
        on_undo_change=history.undo,
        on_redo_change=history.redo,
        on_view_change=lambda: seen.report(part(_ADDRESS, "view")),
    )


def _walk() -> None:
    st.session_state[_WALK] = part(_ADDRESS, "walk")


def _mark(query: str) -> int:
    """Of the parts that belong to the experiment."""
    names, parts = visit.of(choices.page()).kind.names, parse_qs(query, keep_blank_values=True)
    return visit.mark({name: parts[name] for name in names if name in parts})


def _session() -> str:
    return st.session_state.setdefault("session in the address", secrets.token_hex(4))


def _told_apart(experiment: Kept) -> str:
    """What makes a step another: everything that is chosen and seen in the picture."""
    failed = str(choices.why_failed())
    return " ".join((visit.of(choices.page()).kind.apart(experiment), str(seen.drawn_beside()), failed))


def address(experiment: Kept) -> str:
    """The full link that reopens exactly this picture, as far as the server knows. ExperimentError if there is none."""
    if experiment.why_no_link:
        raise ExperimentError(experiment.why_no_link)
    page = urlsplit(st.context.url or "")
    large = "large=true" if st.query_params.get("large") == "true" else ""
    query = "&".join(filter(None, (_query(experiment), large)))
    return page._replace(path=page.path or "/", query=query, fragment="").geturl()


def show(experiment: Kept) -> None:
    """The link to copy; a sentence where there is none."""
    try:
        text = address(experiment)
    except ExperimentError as error:
        st.caption(markdown(str(error)))
        return
    st.session_state[_ASKED] = True
    st.caption(
        _(
            "This link reopens exactly this picture: runs, zoom, scales, curves, what is hidden or drawn beside, "
            "and the step at which the clock stands."
        )
    )
    st.code(text, language=None, wrap_lines=True)


def _query(experiment: Kept) -> str:
    """Experiment and layout; nothing where the experiment does not fit in a link."""
    rest = visit.of(choices.page()).kind.write(experiment)
    return "&".join(filter(None, (rest, urlencode(seen.parameter(), safe=",")))) if rest else ""


def _open(here: visit.Visit, known: Mapping[str, Sequence[str]]) -> str | None:
    """What is wrong with the link, if anything. One without a run leaves all it does not name to the defaults."""
    read, whole = here.kind.read, {"run": here.rule, **known}
    try:
        experiment = read(urlencode(whole, doseq=True))
        here.load(experiment)
        if "run" not in known and isinstance(experiment, Experiment):
            choices.keep_only({*known, experiment.surface} if "surface" in known else known)
    except ExperimentError as error:
        return _("This link could not be opened, so here is the first picture instead. {why}").format(why=error)
    return None
