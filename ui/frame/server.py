"""What the process does once, after everything that a page needs is imported."""

from __future__ import annotations

import gc

_settled: set[str] = set()


def settle(page: str) -> None:
    """Once per page: its script, which brings imports of its own, has just been read."""
    if page not in _settled:
        _settled.add(page)
        freeze()


def freeze() -> None:
    """Takes what is imported out of the garbage collector's sight.

    Streamlit collects all garbage after every run of a page, and walks every object of every imported library to do
    so: 50 to 160 ms that a slider would have to wait for.
    """
    gc.collect()
    gc.freeze()
