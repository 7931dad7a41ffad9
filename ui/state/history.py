"""The steps of a page: what was chosen before, which undo, redo and the browser's Back and Forward lead to again.

An entry of the browser's history carries the number of its step (`ui/frontend/steps.js`).

A step is all choices under which one picture was shown. What changes the picture makes another; what does not, such as
another run in the list of runs, belongs to the step it was chosen in.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ui.state import choices

MANY = 50  # steps that are kept of a page, the newest
MOMENT = 1.0  # seconds; what a slider does within them is one change
RECENT = 20.0  # seconds in which a browser is thought to have drawn a step; it is sent this many at most
AT_ONCE = 20
_COUNT, _TICK = "steps so far", "control that ticks"


@dataclass
class Step:
    """What was chosen, by what the picture that came of it is told from others, and its link with the mark of that."""

    number: int
    shown: str
    mark: int
    chosen: dict[str, Any]
    query: str = ""
    since: float = field(default_factory=time.monotonic)


@dataclass
class History:
    """The steps of a page, of which the one `at` is shown."""

    steps: list[Step] = field(default_factory=list)
    at: int = -1
    tick: str = ""
    since: float = 0.0

    def note(self, shown: str, mark: int, chosen: dict[str, Any], tick: str, query: str = "") -> None:
        """A picture is shown. After a change there is nothing to redo; ticks of one control are one change."""
        now = time.monotonic()
        if self.steps and self.steps[self.at].shown == shown:
            self.steps[self.at].chosen = chosen
            return
        newest = 0 < self.at == len(self.steps) - 1
        if newest and tick and tick == self.tick and now - self.since < MOMENT:
            self.steps[self.at] = Step(self.steps[self.at].number, shown, mark, chosen, query)
        else:
            del self.steps[self.at + 1 :]
            self.steps.append(Step(_number(), shown, mark, chosen, query))
            del self.steps[:-MANY]
        self.at, self.tick, self.since = len(self.steps) - 1, tick, now

    def like(self, mark: int) -> int:
        """The nearest step with a link of this mark, before others the one that is shown; -1 if there is none."""
        found = [at for at, step in enumerate(self.steps) if step.mark == mark]
        return min(found, key=lambda at: (abs(at - self.at), at), default=-1)

    def recent(self) -> list[tuple[int, str]]:
        """Number and link of the steps before the one that is shown that are so new that no browser may have drawn
        them; and of one before, from which they came."""
        old = (at for at in range(self.at - 1, -1, -1) if time.monotonic() - self.steps[at].since > RECENT)
        return [(step.number, step.query) for step in self.steps[max(next(old, 0), self.at - AT_ONCE) : self.at]]


def tick(control: str) -> None:
    """What comes next is of a control that sends many values while it is used."""
    st.session_state[_TICK] = control


def note(shown: str, mark: int, query: str) -> None:
    """Call with every picture, and again when its controls are drawn."""
    _here().note(shown, mark, choices.everything(), st.session_state.pop(_TICK, ""), query)


def number() -> int:
    """The step that is shown."""
    here = _here()
    return here.steps[here.at].number


def recent() -> list[tuple[int, str]]:
    """As `History.recent`."""
    return _here().recent()


def may_undo() -> bool:
    return _here().at > 0


def may_redo() -> bool:
    return _here().at < len(_here().steps) - 1


def undo() -> None:
    """As it was before the last change."""
    if may_undo():
        _show(_here().at - 1)


def redo() -> None:
    """As it was before it was undone."""
    if may_redo():
        _show(_here().at + 1)


def go_like(mark: int) -> bool:
    """As it was at a step with a link of this mark; False if none is kept."""
    return _go(_here().like(mark))


def go_to(number: object) -> bool:
    """As it was at this step; False if it is not kept."""
    return _go(next((at for at, step in enumerate(_here().steps) if step.number == number), -1))


def _go(at: int) -> bool:
    if at >= 0:
        _show(at)
    return at >= 0


def _show(at: int) -> None:
    here = _here()
    here.at, here.tick = at, ""
    choices.replace_all(here.steps[at].chosen)


def _here() -> History:
    return st.session_state.setdefault(f"history of {choices.page()}", History())


def _number() -> int:
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    return st.session_state[_COUNT]
