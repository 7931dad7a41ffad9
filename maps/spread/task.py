"""What a worker does: one piece of a map. The same piece gives the same numbers, however often it is asked for."""

from __future__ import annotations

import platform
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import local

from maps.computing import Found, work_of
from maps.experiment import MapExperiment
from maps.kinds import map_of_json
from maps.limits import large
from maps.pieces import Piece
from maps.spread.flight import SpreadError
from maps.sweep.rows import Buffers
from maps.trained.experiment import TrainingMap

_ROOMS = ("formulas", "maps", "optimizers", "parameters", "simulation", "surfaces")
_PACKAGES = ("numpy", "scipy", "numba")
_OF_TRAININGS = "networks", "torch"  # one more of each
_here = local()


def work(text: str, piece: Piece, versions: dict[str, str]) -> Found:
    """What a map keeps of a piece.

    text      the map as JSON
    versions  those of whoever asks: other ones give other numbers, and SpreadError says which differ
    """
    experiment = _read(text)
    if other := differing(versions, versions_here(trains=experiment.trains)):
        raise SpreadError(other)
    if not hasattr(_here, "buffers"):
        _here.buffers = Buffers()
    return work_of(experiment).of_piece(experiment, piece, _here.buffers)


@lru_cache(4)
def _read(text: str) -> MapExperiment | TrainingMap:
    with large():
        return map_of_json(text)


@lru_cache(2)
def versions_here(*, trains: bool = False) -> dict[str, str]:
    """What the numbers of a map hang on, by name; Slalom's own is a digest of its code.

    trains  whether its cells are trainings"""
    room, package = _OF_TRAININGS
    rooms, packages = (*_ROOMS, *[room] * trains), (*_PACKAGES, *[package] * trains)
    root = Path(__file__).parents[2]
    code = sha256()
    for file in sorted(file for room in rooms for file in (root / room).rglob("*.py")):
        code.update(file.read_bytes())
    found = {"Slalom": code.hexdigest()[:12], "Python": ".".join(platform.python_version_tuple()[:2])}
    return found | {name: _version(name) for name in packages}


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
