"""A box for a file, which is read once and not kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from words.foreign import markdown
from words.language import _
from words.numbers import short

MOST_OF_JSON = 2_000_000  # bytes of an experiment, of which heights of 200 rows and columns take half

#: Takes the name and the content of a file. Raises ValueError with one sentence if it cannot use them.
Take = Callable[[str, bytes], None]


def file_box(
    label: str, kinds: Sequence[str], key: str, take: Take, *, most: int, otherwise: str, help: str | None = None
) -> None:
    """Draw the box, and what is wrong with the last file, if anything.

    take       is called with the name and the content of a file before the next run of the page
    most       bytes of a file
    otherwise  what is said after why a file was not taken: what is still there
    """
    megabytes = -(-most // 1_000_000)
    st.file_uploader(
        label,
        type=list(kinds),
        key=key,
        on_change=_taken,
        args=(key, take, most, otherwise),
        help=help,
        max_upload_size=megabytes,
    )
    if problem := st.session_state.get(_problem(key)):
        st.caption(f":red[{markdown(problem)}]")


def experiment_box(label: str, key: str, load: Callable[[bytes], None], most: int = MOST_OF_JSON) -> None:
    """The box for an experiment that was saved as JSON; `load` opens it, or raises ValueError with one sentence."""

    def take(name: str, content: bytes) -> None:
        try:
            load(content)
        except ValueError as error:
            raise ValueError(_("{file} was not opened. {why}").format(file=name[-60:], why=error)) from None

    file_box(label, ["json"], key, take, most=most, otherwise=_("What was there is still shown."))


def forget_problem(key: str) -> None:
    """What was wrong with the last file of the box does not matter any more."""
    st.session_state.pop(_problem(key), None)


def _taken(key: str, take: Take, most: int, otherwise: str) -> None:
    """A file was given: it is used if it can be, else what was there stays."""
    file = st.session_state[key]
    if not isinstance(file, UploadedFile):
        return  # it was taken away, by its reader or by us
    forget_problem(key)
    try:
        if file.size > most:
            size = short(file.size / 1e6)
            raise ValueError(
                _("The file has {size} MB; at most {most} MB is read.").format(size=size, most=short(most / 1e6))
            )
        take(file.name, file.getvalue())
    except ValueError as error:
        st.session_state[_problem(key)] = f"{error} {otherwise}"
    finally:
        _let_go(file)


def _let_go(file: Any) -> None:
    """Streamlit would keep the bytes as long as the session, and often longer."""
    file.truncate(0)
    running = get_script_run_ctx()
    if running and isinstance(running.uploaded_file_mgr, MemoryUploadedFileManager):
        running.uploaded_file_mgr.remove_file(running.session_id, file.file_id)


def _problem(key: str) -> str:
    return f"{key}|problem"
