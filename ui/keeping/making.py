"""A file that is being made. It lies in memory and nowhere else, until another is made or the tab is closed that asked
for it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exports.formats import Format
from ui.keeping.job import LOOK, MADE, Job, Line
from ui.keeping.tab import Tab

FILES = Line("files", at_once=2)


@dataclass(frozen=True)
class Asked:
    """What a file is made of."""

    page: str
    experiment: Any
    format: Format
    values: Mapping[str, Any]


class Making(Job):
    """A file of `asked`; `work` is what its format takes.

    content  the file, if it is MADE
    snippet  what shows it in another page, if it may be
    note     what must be said of it, if it is MADE
    """

    def __init__(self, asked: Asked, work: Any, tab: Tab) -> None:
        self.asked, self._work = asked, work
        self.content, self.snippet, self.note = b"", "", ""
        super().__init__(asked.format.file_name(work), tab, FILES)

    def file(self) -> bytes:
        """`content`, for whoever asks for it later. LookupError if it is not kept any more: an empty file is none."""
        if self.state != MADE:
            raise LookupError(f"{self.name} is not kept any more.")
        return self.content

    def work(self) -> None:
        super().work()
        if self.state == MADE:
            threading.Thread(target=self._watch, name=f"watches {self.name}", daemon=True).start()

    def _make(self) -> None:
        kind, values = self.asked.format, self.asked.values
        made = kind.make(self._work, values, self._tell)
        snippet, note = kind.snippet(self._work), kind.note(self._work, values)

        def keep() -> None:
            self.content, self.snippet, self.note = made, snippet, note

        self._made(keep)

    def _forget(self) -> None:
        self.content = b""

    def _end(self) -> None:
        self._work = None
        super()._end()

    def _watch(self) -> None:
        """Drop it when nobody is there any more."""
        while not self._dropped.wait(LOOK):
            if self._tab.closed():
                self.drop()
                self._tab.forget_files()
