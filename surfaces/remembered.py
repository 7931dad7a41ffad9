"""What has been worked out of a surface, kept for whoever asks again, until those whose surface it was are gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")
_empty: list[Callable[[], None]] = []
_weighs: list[bool] = []


def remembered(most: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """`functools.lru_cache` of so many values, which `forget` empties."""

    def keeping(work: Callable[_P, _R]) -> Callable[_P, _R]:
        @lru_cache(maxsize=most)
        @wraps(work)
        def kept(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            return work(*args, **kwargs)

        _empty.append(kept.cache_clear)
        return kept  # type: ignore[return-value]

    return keeping


def emptied_by_forget(empty: Callable[[], None]) -> None:
    """`empty` lets go of something else that is kept, when `forget` is called."""
    _empty.append(empty)


def weighs() -> None:
    """Said where a surface is made of numbers from a file: some 5 MB with all that is worked out of it."""
    _weighs[:] = [True]


def forget() -> None:
    """Let go of what is kept, if there are files' numbers among it; what is still needed is worked out again."""
    if _weighs:
        _weighs.clear()
        for empty in _empty:
            empty()
