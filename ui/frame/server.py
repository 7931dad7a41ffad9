"""What the process does once a page has been imported and drawn."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import platform
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state.session_state import SessionState

from surfaces.remembered import forget

M_TRIM_THRESHOLD, LEAST = -1, 128 * 1024  # of glibc's malloc.h, and its own first value
_LATER = 1.0  # second after the end of its time at which a session is let go
_save = MemorySessionStorage.save


@lru_cache(maxsize=16)
def settle(page: str) -> None:  # noqa: ARG001 - once for every page
    """Once for every page, when all that it imports is there."""
    freeze()


def freeze() -> None:
    """Takes what is imported out of the garbage collector's sight.

    Streamlit collects all garbage after every run of a page, and walks every object of every imported library to do
    so: 50 to 160 ms that a slider would have to wait for.
    """
    gc.collect()
    gc.freeze()


def return_memory() -> None:
    """Have the C library give back what is free at the end of its heap, as it does at first.

    It waits for ever more of it after every large array that is freed (`man mallopt`, M_MMAP_THRESHOLD): 4 MB after
    the first visit, 3 % of the whole process. Other libraries than glibc have no such habit.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(M_TRIM_THRESHOLD, LEAST)


def end_sessions_in_time() -> None:
    """Have a session that has ended let go when its time to come back is over, with all that was worked out for it.

    Streamlit's store looks for such sessions only when another one ends: with the last visitor their pictures and
    tables would stay until the next one leaves.
    """
    MemorySessionStorage.save = _saved  # type: ignore[method-assign, assignment]


def _saved(storage: MemorySessionStorage, session_info: SessionInfo) -> None:
    _save(storage, session_info)
    with suppress(RuntimeError):  # no loop runs where there is no server, and nobody stays there
        wait = storage._cache.ttl + _LATER  # type: ignore[attr-defined]
        asyncio.get_running_loop().call_later(wait, _let_go, weakref.ref(storage))


def _let_go(of: weakref.ref[MemorySessionStorage]) -> None:
    """Of sessions whose time is over; the C library gives back what was theirs."""
    if (storage := of()) is None or not storage._cache.expire():  # type: ignore[attr-defined]
        return
    forget()
    gc.collect()
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).malloc_trim(0)


def look_up_entries() -> None:
    """Have a session's entries looked up where one is asked for.

    Every box of a number makes a dictionary of all of them to find its own: eighty entries for each of eight boxes.
    """
    SessionState.filtered_state = property(_Entries)  # type: ignore[method-assign, assignment]


class _Entries(Mapping[str, Any]):
    """The entries of a session by their keys; who wants them all gets the dictionary."""

    _whole = SessionState.filtered_state.fget  # type: ignore[attr-defined]

    def __init__(self, state: SessionState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> Any:
        return self._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Any]:
        return type(self)._whole(self._state)
