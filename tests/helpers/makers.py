"""Makers of files as tests want them: slow, broken, or stopped by hand."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from exports.formats import Format
from exports.work import ExportError, Tell, Work
from parameters import Described


@dataclass
class Hand:
    """What a slow maker waits for, and how many of them are at work."""

    go: threading.Event = field(default_factory=threading.Event)
    at_work: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        with self.lock:
            self.at_work += 1
            self.most = max(self.most, self.at_work)

    def end(self) -> None:
        with self.lock:
            self.at_work -= 1


hand = Hand()


def slow(_work: Work, _options: Described, tell: Tell) -> bytes:
    """Half done until `hand.go` is set."""
    hand.begin()
    try:
        tell(0.5)
        while not hand.go.wait(0.005):
            tell(0.5)
        return b"slow"
    finally:
        hand.end()


def deaf(*_: object) -> bytes:
    """Tells nothing until it has ended."""
    hand.go.wait()
    return b"deaf"


def sorry(*_: object) -> bytes:
    raise ExportError("A film needs *at least* two steps.")


def broken(*_: object) -> bytes:
    raise RuntimeError("not for readers")


def formats() -> dict[str, Format]:
    """A format for each."""
    made = {name: f"tests.helpers.makers:{name}" for name in ("slow", "deaf", "sorry", "broken")}
    return {name: Format(f"Data ({name})", f".{name}", "text/plain", maker) for name, maker in made.items()}
