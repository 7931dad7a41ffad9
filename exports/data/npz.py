"""All paths of an experiment as NumPy's NPZ: every array whole, under the numbers of its run and path."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from exports.work import ExportError, Tell, Work
from parameters import Described
from simulation import Trajectory
from simulation.judging.sample import Bundles

_ARRAYS = ("x", "value", "gradient", "asked", "seen", "lr", "evaluations", "status", "last", "maximize")
_NAME = re.compile(r"(\d{1,3})/(\d{1,3})/(?:(states|scheduled|drawn|changed)/)?(.+)")


def as_npz(work: Work, options: Described, tell: Tell) -> bytes:
    """The arrays as `Trajectory` has them, "0/1/x" for the second path of the first run, "0/1/states/m" for a state;
    "experiment" is its JSON and "labels" are those of the runs. Nothing in it is pickled."""
    found: dict[str, Any] = {"experiment": work.experiment.to_json(), "labels": np.array(work.names)}
    for i, paths in enumerate(work.bundles):
        tell(i / len(work.bundles))
        for j, path in enumerate(paths):
            found |= {f"{i}/{j}/{name}": array for name, array in _arrays(path)}
    into = io.BytesIO()
    np.savez_compressed(into, allow_pickle=False, **found)
    return into.getvalue()


def read_npz(content: bytes) -> tuple[str, Bundles]:
    """The experiment's JSON and the paths of every run. ExportError if it is not what `as_npz` wrote."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (ValueError, OSError, KeyError, zipfile.BadZipFile):
        raise ExportError("This is no NPZ file that can be read; it may have been cut off.") from None
    parts: dict[tuple[int, int], dict[str, Any]] = {}
    for name, array in arrays.items():
        if known := _NAME.fullmatch(name):
            run, path, part, rest = known.groups()
            fields = parts.setdefault(
                (int(run), int(path)), {"states": {}, "scheduled": {}, "drawn": {}, "changed": {}}
            )
            array.flags.writeable = False
            (fields[part] if part else fields)[rest] = array
    if "experiment" not in arrays or not parts:
        raise ExportError("This NPZ file holds no experiment of Slalom's.")
    bundles: list[list[Trajectory]] = [[] for _ in range(1 + max(run for run, _ in parts))]
    for (run, _), fields in sorted(parts.items()):
        bundles[run].append(_path(fields))
    return str(arrays["experiment"]), bundles


def _arrays(path: Trajectory) -> Iterator[tuple[str, Any]]:
    yield from ((name, getattr(path, name)) for name in _ARRAYS)
    yield from ((f"states/{name}", array) for name, array in path.states.items())
    yield from ((f"scheduled/{name}", array) for name, array in path.scheduled.items())
    yield from ((f"drawn/{place}", array) for place, array in path.drawn.items())
    yield from ((f"changed/{i}", array) for i, array in enumerate(path.changed))


def _path(fields: Mapping[str, Any]) -> Trajectory:
    if missing := [name for name in _ARRAYS if name not in fields]:
        raise ExportError(f"This NPZ file holds no experiment of Slalom's: a path has no {missing[0]}.")
    whole = {
        **fields,
        "changed": tuple(fields["changed"][key] for key in sorted(fields["changed"], key=int)),
        "drawn": {int(place): array for place, array in fields["drawn"].items()},
        "maximize": bool(fields["maximize"]),
        **{name: fields[name][()] for name in ("status", "last")},
    }
    return Trajectory(**whole)
