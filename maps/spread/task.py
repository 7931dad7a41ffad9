"""What a worker does: one piece of a map. The same piece gives the same numbers, however often it is asked for."""

from __future__ import annotations

import platform
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import local

from maps.computing import Found, of_piece
from maps.experiment import MapExperiment
from maps.limits import large
from maps.pieces import Piece
from maps.spread.flight import SpreadError
from maps.sweep.rows import Buffers

_ROOMS = ("formulas", "maps", "optimizers", "parameters", "simulation", "surfaces")
_PACKAGES = ("numpy", "scipy", "numba")
_here = local()


def work(text: str, piece: Piece, versions: dict[str, str]) -> Found:
    """What a map keeps of a piece.

    text      the map as JSON
    versions  those of whoever asks: other ones give other numbers, and SpreadError says which differ
    """
    if other := differing(versions, versions_here()):
        raise SpreadError(other)
    if not hasattr(_here, "buffers"):
        _here.buffers = Buffers()
    return of_piece(_read(text), piece, _here.buffers)


@lru_cache(4)
def _read(text: str) -> MapExperiment:
    with large():
        return MapExperiment.from_json(text)


@cache
def versions_here() -> dict[str, str]:
    """What the numbers of a map hang on, by name; Slalom's own is a digest of its code."""
    root = Path(__file__).parents[2]
    code = sha256()
    for file in sorted(file for room in _ROOMS for file in (root / room).rglob("*.py")):
        code.update(file.read_bytes())
    found = {"Slalom": code.hexdigest()[:12], "Python": ".".join(platform.python_version_tuple()[:2])}
    return found | {name: _version(name) for name in _PACKAGES}


def differing(wanted: dict[str, str], there: dict[str, str]) -> str:
    """One sentence if some versions differ."""
    parts = [f"{name} {there.get(name, '?')}, not {one}" for name, one in wanted.items() if there.get(name) != one]
    if not parts:
        return ""
    return f"A worker has {'; '.join(parts)}: install the same there as here, and start it again."


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
