"""Work in a thread, beside which a page lives on: how far it is, and a stop that stops it.

Of the jobs in a line no more than so many are worked on at once on a server; the others wait. The threads stay:
Matplotlib keeps its fonts, and the C library its heap, for every new one.
"""

from __future__ import annotations

import atexit
import logging
import sys
import threading
import time
from collections.abc import Callable

from exports.work import CancelledError
from ui.keeping.tab import Tab
from words.language import _
from words.waiting import left

PAUSE = 0.3  # of the time that passed since, after every sign of progress: for the runs of others and the server's loop
LONGEST = 0.05  # seconds of a pause
SWITCH = 0.0005  # seconds that a thread waits for the interpreter; of Python's own 5 ms a page has hundreds
LAST = 5.0  # seconds that a server that is stopped waits for a job to stop
LOOK = 2.0  # seconds between two looks at whether a tab is still open
WAITING, MAKING, MADE, FAILED, STOPPED = "waiting", "making", "made", "failed", "stopped"

_log = logging.getLogger(__name__)


class Line:
    """Jobs in the order in which they were asked for, those that are made and those that wait.

    at_once  how many are made at once
    """

    def __init__(self, what: str, at_once: int) -> None:
        self.at_once = at_once
        self.jobs: list[Job] = []
        self.workers: list[threading.Thread] = []
        self.moved = threading.Condition()
        self._what = what
        atexit.register(self.leave)

    def join(self, job: Job) -> None:
        """Stand in line."""
        with self.moved:
            self.jobs.append(job)
            if len(self.workers) < self.at_once:
                self.workers.append(threading.Thread(target=self._work_off, name=f"makes {self._what}", daemon=True))
                self.workers[-1].start()
            self.moved.notify()

    def leave(self) -> None:
        """Nothing is under way when Python ends: a thread that is then inside torch takes the process down with it."""
        with self.moved:
            left = [*self.jobs]
        for job in left:
            job.drop()
        for job in left:
            job.wait(LAST)

    def _work_off(self) -> None:
        sys.setswitchinterval(SWITCH)
        while True:
            self._next().work()

    def _next(self) -> Job:
        """The first that waits, whose turn it is now."""
        with self.moved:
            while not (waiting := [one for one in self.jobs if one.state == WAITING]):
                self.moved.wait()
            waiting[0].state = MAKING
            return waiting[0]


class Job:
    """Something that is made for a tab; it begins at once, or when it is its turn. `_make` says how.

    name   what it is, for people
    state  one of WAITING, MAKING, MADE, FAILED and STOPPED
    share  which part of it is done, from 0 to 1
    why    in one sentence, if it FAILED
    """

    def __init__(self, name: str, tab: Tab, line: Line) -> None:
        self.name, self._tab, self._line = name, tab, line
        self.state, self.share, self.why = WAITING, 0.0, ""
        self._began, self._told = 0.0, 0.0
        self._dropped, self._ended = threading.Event(), threading.Event()
        line.join(self)

    @property
    def under_way(self) -> bool:
        return self.state in (WAITING, MAKING)

    @property
    def ahead(self) -> int:
        """How many must end before it can begin."""
        with self._line.moved:
            there = self.state == WAITING and self in self._line.jobs
            return max(0, self._line.jobs.index(self) - self._line.at_once + 1) if there else 0

    @property
    def left(self) -> str:
        """How long it will take, in words; "" while nothing can be said of it."""
        return left(self.share, time.monotonic() - self._began)

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, after so many seconds at most."""
        return self._ended.wait(seconds)

    def drop(self) -> None:
        """Nobody wants it any more: what is made of it stops at its next sign of progress."""
        with self._line.moved:
            self._dropped.set()
            self._forget()
            if self.state == WAITING:
                self._end()
            if self.state != FAILED:
                self.state = STOPPED

    def work(self) -> None:
        """Make it, in the thread that calls."""
        try:
            self._go_on()
            self._began = self._told = time.monotonic()
            self._make()
        except CancelledError:
            self.state = STOPPED
        except ValueError as error:  # of what was asked for: in one sentence
            self._fail(str(error))
        except Exception as error:
            _log.exception("This could not be made: %s", self.name)
            self._fail(_("Something went wrong that should not have ({kind}).").format(kind=type(error).__name__))
        finally:
            with self._line.moved:
                self._end()

    def _make(self) -> None:
        """Make it, calling `_tell` again and again; in the end call `_made`."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Let go of what was made."""

    def _made(self, keep: Callable[[], None]) -> None:
        """It is made; `keep` takes it in, unless nobody wants it any more."""
        self._go_on()
        with self._line.moved:
            if not self._dropped.is_set():
                keep()
                self.share, self.state = 1.0, MADE

    def _tell(self, share: float) -> None:
        """So much is done. CancelledError if it is not wanted any more."""
        self._go_on()
        self.share = share
        time.sleep(min(PAUSE * (time.monotonic() - self._told), LONGEST))
        self._told = time.monotonic()

    def _end(self) -> None:
        self._line.jobs.remove(self)
        self._ended.set()

    def _go_on(self) -> None:
        if self._dropped.is_set() or self._tab.closed():
            raise CancelledError

    def _fail(self, why: str) -> None:
        if not self._dropped.is_set():
            self.why, self.state = why, FAILED
