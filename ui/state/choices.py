"""What the user has chosen, by key (`ui.state.keys`). Everything else is a default, so that defaults may follow the
surface and the rule.

Widgets show choices and write them; `ui.state.reading` puts them together as an experiment's plain data. Every page has
its own choices, and they live as long as the session: switching to another rule or page and back loses nothing. Only
what is chosen of exports is the same on all pages; no link, step of the history or experiment that is opened holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

from simulation import Experiment, ExperimentError
from ui.state.keys import KEEPING
from ui.state.sent import something_unread
from words.foreign import markdown
from words.language import _

_PAGE, _FAILED, _KEPT = "page", "not good", "choices of exports"
_PROBLEM = "|problem"  # ends the name of the sentence about what was typed last

# The page and its choices. Streamlit runs a page in a thread of one session; to ask its session state, through a lock
# and three stores, is what a hundred look-ups of a run need not do.
_current: ContextVar[tuple[str, dict[str, Any]] | None] = ContextVar("page and choices of this run", default=None)


def get(key: str, default: Any) -> Any:
    return _of(key).get(key, default)


def put(key: str, value: Any) -> None:
    _of(key)[key] = value


def forget(*keys: str) -> None:
    """Back to the defaults."""
    for key in keys:
        _of(key).pop(key, None)


def keep_only(names: Iterable[str]) -> None:
    """Back to the defaults of everything but "steps", "start.x", … for the names "steps", "start", … given."""
    forget(*(key for key in list(_all()) if key.split(".")[0] not in names))


def begin(page: str) -> None:
    """From now on, the choices are those of this page."""
    st.session_state[_PAGE] = page
    _current.set(None)


@contextmanager
def none_yet(page: str) -> Iterator[None]:
    """What is read in here is read as on a page on which nothing has been chosen: no session is asked."""
    before = _current.set((page, {}))
    try:
        yield
    finally:
        _current.reset(before)


def page() -> str:
    """The page whose choices these are."""
    return _found()[0]


def last_good(read: Callable[[], Experiment]) -> Experiment:
    """The experiment that is chosen; where its parts do not fit together, the one before."""
    good = f"last good {_store(page())}"
    st.session_state[_FAILED] = ""
    try:
        st.session_state[good] = read()
    except ExperimentError as error:
        st.session_state[_FAILED] = _("{why} The last good run is still shown.").format(why=error)
    return st.session_state[good]


def failed() -> bool:
    """Whether what is chosen could not be run, so that an older picture is shown."""
    return bool(st.session_state.get(_FAILED))


def why_failed() -> str:
    """One sentence if so."""
    return st.session_state.get(_FAILED, "")


def complain() -> None:
    """One sentence, if it could not, or if a control has sent what it could not have."""
    if something_unread():
        st.error(_("A control sent something that it cannot be set to. What was chosen before is still in use."))
    if failed():
        st.error(markdown(st.session_state[_FAILED]))


def keys_of(owner: str) -> list[str]:
    """Everything chosen under "<owner>.<name>"."""
    return starting(f"{owner}.")


def starting(prefix: str) -> list[str]:
    """Every key that begins so."""
    return [key for key in _of(prefix) if key.startswith(prefix)]


def replace_all(chosen: Mapping[str, Any]) -> None:
    """These choices and no others. What was wrong with a box is not wrong with what it shows then."""
    st.session_state[_store(page())] = dict(chosen)
    _current.set(None)
    forget_problems(*(key.removesuffix(_PROBLEM) for key in map(str, st.session_state) if key.endswith(_PROBLEM)))


def everything() -> dict[str, Any]:
    """A copy of all choices."""
    return dict(_all())


def forget_problems(*keys: str) -> None:
    """What was wrong with the last that was typed for these does not matter any more."""
    for key in keys:
        st.session_state.pop(f"{key}{_PROBLEM}", None)


def update(chosen: Mapping[str, Any]) -> None:
    """These choices beside the others."""
    _all().update(chosen)


def _of(key: str) -> dict[str, Any]:
    return st.session_state.setdefault(_KEPT, {}) if key.startswith(KEEPING) else _all()


def _all() -> dict[str, Any]:
    return _found()[1]


def _found() -> tuple[str, dict[str, Any]]:
    found = _current.get()
    if found is None:
        page = st.session_state[_PAGE]
        found = page, st.session_state.setdefault(_store(page), {})
        _current.set(found)
    return found


def _store(page: str) -> str:
    return f"choices of {page}"
