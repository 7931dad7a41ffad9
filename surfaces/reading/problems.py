"""The one place where what libraries raise over files of strangers becomes a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class FileError(ValueError):
    """One sentence of ours on what is wrong with a file and what would be right."""


@contextmanager
def one_sentence(otherwise: str) -> Iterator[None]:
    """Let a ValueError with one sentence leave this block and nothing else: that of a `FileError`, else `otherwise`.

    Readers of files raise whatever they stumble over (RecursionError, TypeError, struct.error, …), and no list of it
    would be complete.
    """
    try:
        yield
    except FileError as problem:
        raise ValueError(str(problem)) from None
    except Exception:
        raise ValueError(otherwise) from None


@contextmanager
def told(otherwise: str) -> Iterator[None]:
    """`FileError(otherwise)` for whatever a library raises in this block."""
    try:
        yield
    except FileError:
        raise
    except Exception:
        raise FileError(otherwise) from None


def check_size(content: bytes, most: int) -> None:
    """ValueError with one sentence for a file of more than `most` bytes."""
    if len(content) > most:
        raise ValueError(f"The file has {len(content) / 1e6:.1f} MB; at most {most / 1e6:.0f} MB is read.")
