"""What the user has chosen, by key (`ui.state.keys`). Everything else is a default, so that defaults may follow the
surface and the rule.

Widgets show choices and write them; `ui.state.reading` puts them together as an experiment's plain data. Every page has
its own choices, and they live as long as the session: switching to another rule or page and back loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from simulation import Experiment, ExperimentError
from ui.state.sent import something_unread
from words.foreign import markdown
from words.language import _

_PAGE, _FAILED = "page", "not good"


def get(key: str, default: Any) -> Any:
    return _all().get(key, default)


def put(key: str, value: Any) -> None:
    _all()[key] = value


def forget(*keys: str) -> None:
    """Back to the defaults."""
    for key in keys:
        _all().pop(key, None)


def keep_only(names: Iterable[str]) -> None:
    """Back to the defaults of everything but "steps", "start.x", … for the names "steps", "start", … given."""
    forget(*(key for key in list(_all()) if key.split(".")[0] not in names))


def begin(page: str) -> None:
    """From now on, the choices are those of this page."""
    st.session_state[_PAGE] = page


def page() -> str:
    """The page whose choices these are."""
    return st.session_state[_PAGE]


def last_good(read: Callable[[], Experiment]) -> Experiment:
    """The experiment that is chosen; where its parts do not fit together, the one before."""
    good = f"last good {_store()}"
    st.session_state[_FAILED] = ""
    try:
        st.session_state[good] = read()
    except ExperimentError as error:
        st.session_state[_FAILED] = _("{why} The last good run is still shown.").format(why=error)
    return st.session_state[good]


def failed() -> bool:
    """Whether what is chosen could not be run, so that an older picture is shown."""
    return bool(st.session_state.get(_FAILED))


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
    return [key for key in _all() if key.startswith(prefix)]


def replace_all(chosen: Mapping[str, Any]) -> None:
    """These choices and no others."""
    st.session_state[_store()] = dict(chosen)


def update(chosen: Mapping[str, Any]) -> None:
    """These choices beside the others."""
    _all().update(chosen)


def _all() -> dict[str, Any]:
    return st.session_state.setdefault(_store(), {})


def _store() -> str:
    return f"choices of {page()}"
