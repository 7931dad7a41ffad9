"""What the process does once a page has been imported and drawn."""

from __future__ import annotations

import gc
from functools import lru_cache


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
