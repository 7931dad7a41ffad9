"""A file that is being made in a thread, beside which the page lives on: how far it is, and a stop that stops it.

No more than `AT_ONCE` are made at once on a server; the others wait in a line. The threads stay: Matplotlib keeps its
fonts, and the C library its heap, for every new one. A file lies in memory and nowhere else, until another is made or
the tab is closed that asked for it.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exports.formats import FORMATS
from exports.work import CancelledError, Work
from simulation import Experiment
from ui.keeping.tab import Tab
from words.language import _
from words.waiting import left

AT_ONCE = 2
PAUSE = 0.3  # of the time that passed since, after every sign of progress: for the runs of others and the server's loop
LONGEST = 0.05  # seconds of a pause
SWITCH = 0.0005  # seconds that a thread waits for the interpreter; of Python's own 5 ms a page has hundreds
LOOK = 2.0  # seconds between two looks at whether a tab is still open
WAITING, MAKING, MADE, FAILED, STOPPED = "waiting", "making", "made", "failed", "stopped"

_line: list[Making] = []  # those that are made and those that wait, in the order in which they were asked for
_moved = threading.Condition()
_workers: list[threading.Thread] = []
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """What a file is made of."""

    page: str
    experiment: Experiment
    format: str
    values: Mapping[str, Any]


class Making:
    """A file of `asked`; it begins at once, or when it is its turn.

    name     of the file
    state    one of WAITING, MAKING, MADE, FAILED and STOPPED
    share    which part of it is done, from 0 to 1
    content  the file, if it is MADE
    snippet  what shows it in another page, if it may be
    note     what must be said of it, if it is MADE
    why      in one sentence, if it FAILED
    """

    def __init__(self, asked: Asked, work: Work, tab: Tab) -> None:
        self.asked, self.name = asked, FORMATS[asked.format].file_name(work)
        self.state, self.share, self.content, self.why = WAITING, 0.0, b"", ""
        self.snippet, self.note = "", ""
        self._work: Work | None = work
        self._tab, self._began, self._told = tab, 0.0, 0.0
        self._dropped, self._ended = threading.Event(), threading.Event()
        _join(self)

    @property
    def under_way(self) -> bool:
        return self.state in (WAITING, MAKING)

    @property
    def ahead(self) -> int:
        """How many must end before it can begin."""
        with _moved:
            return max(0, _line.index(self) - AT_ONCE + 1) if self.state == WAITING and self in _line else 0

    @property
    def left(self) -> str:
        """How long it will take, in words; "" while nothing can be said of it."""
        return left(self.share, time.monotonic() - self._began)

    def file(self) -> bytes:
        """`content`, for whoever asks for it later. LookupError if it is not kept any more: an empty file is none."""
        if self.state != MADE:
            raise LookupError(f"{self.name} is not kept any more.")
        return self.content

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, after so many seconds at most."""
        return self._ended.wait(seconds)

    def drop(self) -> None:
        """Nobody wants it any more: what is made of it stops at its next sign of progress."""
        with _moved:
            self._dropped.set()
            self.content = b""
            if self.state == WAITING:
                self._end()
            if self.state != FAILED:
                self.state = STOPPED

    def work(self) -> None:
        """Make it, in the thread that calls."""
        try:
            self._make()
        except CancelledError:
            self.state = STOPPED
        except ValueError as error:  # ExportError, and of options: in one sentence
            self._fail(str(error))
        except Exception as error:
            _log.exception("A file could not be made: %s", self.name)
            self._fail(_("Something went wrong that should not have ({kind}).").format(kind=type(error).__name__))
        finally:
            with _moved:
                self._end()
        if self.state == MADE:
            threading.Thread(target=self._watch, name=f"watches {self.name}", daemon=True).start()

    def _end(self) -> None:
        self._work = None
        _line.remove(self)
        self._ended.set()

    def _watch(self) -> None:
        """Drop it when nobody is there any more."""
        while not self._dropped.wait(LOOK):
            if self._tab.closed():
                self.drop()
                self._tab.forget_files()

    def _make(self) -> None:
        assert self._work
        self._go_on()
        self._began = self._told = time.monotonic()
        kind, values = FORMATS[self.asked.format], self.asked.values
        made = kind.make(self._work, values, self._tell)
        snippet, note = kind.snippet(self._work), kind.note(self._work, values)
        self._go_on()
        with _moved:
            if not self._dropped.is_set():
                self.content, self.snippet, self.note, self.share, self.state = made, snippet, note, 1.0, MADE

    def _tell(self, share: float) -> None:
        self._go_on()
        self.share = share
        time.sleep(min(PAUSE * (time.monotonic() - self._told), LONGEST))
        self._told = time.monotonic()

    def _go_on(self) -> None:
        if self._dropped.is_set() or self._tab.closed():
            raise CancelledError

    def _fail(self, why: str) -> None:
        if not self._dropped.is_set():
            self.why, self.state = why, FAILED


def _join(making: Making) -> None:
    """Stand in line."""
    with _moved:
        _line.append(making)
        if len(_workers) < AT_ONCE:
            _workers.append(threading.Thread(target=_work_off, name="makes files", daemon=True))
            _workers[-1].start()
        _moved.notify()


def _work_off() -> None:
    sys.setswitchinterval(SWITCH)
    while True:
        _next().work()


def _next() -> Making:
    """The first that waits, whose turn it is now."""
    with _moved:
        while not (waiting := [one for one in _line if one.state == WAITING]):
            _moved.wait()
        waiting[0].state = MAKING
        return waiting[0]
