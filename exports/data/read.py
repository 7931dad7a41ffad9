"""What this room has written, read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.data.npz import read_npz
from exports.work import ExportError, Work
from simulation import Experiment, Trajectory
from simulation.experiments.run import origins
from simulation.tables.columns import Columns, fields, read_csv


def read(source: str | Path | bytes) -> Work | list[Trajectory]:
    """What a file of Slalom's holds, or its content as bytes: of NPZ and Parquet the experiment with its paths, bit for
    bit as they were; of JSON, with results or without, the experiment, run again; of a CSV, which does not say what it
    is of, its paths in order.

    ExportError, a ValueError, in one sentence if it is none of them; OSError if there is no such file.
    """
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    with _one_sentence():
        if content[:4] == b"PAR1":
            from exports.data.parquet import read_parquet  # pyarrow is loaded for whoever has such a file

            text, found = read_parquet(content)
            return _work(Experiment.from_json(text), list(map(_path, found)))
        if content[:2] == b"PK":
            text, bundles = read_npz(content)
            return _work(Experiment.from_json(text), [path for paths in bundles for path in paths])
        if content.lstrip()[:1] == b"{":
            return Work.of(_experiment(content))
        return list(map(_path, read_csv(content)))


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except UnicodeError:
        raise ExportError("This is no file that Slalom has written: CSV, Parquet, NPZ or JSON.") from None
    except ValueError as error:
        raise ExportError(str(error)) from None


def _path(found: Columns) -> Trajectory:
    return Trajectory(**fields(found))


def _experiment(content: bytes) -> Experiment:
    """The experiment of a JSON file, which may stand beside results."""
    try:
        whole = json.loads(content)
    except ValueError:
        return Experiment.from_json(content)  # which says what is wrong
    if isinstance(whole, dict) and isinstance(whole.get("experiment"), dict):
        return Experiment.from_json(json.dumps(whole["experiment"]))
    return Experiment.from_json(content)


def _work(experiment: Experiment, paths: list[Trajectory]) -> Work:
    """The paths, sorted to their runs."""
    bundles: list[list[Trajectory]] = []
    counts = [len(origins(experiment, spec)) for spec in experiment.runs]
    if sum(counts) != len(paths):
        raise ExportError(f"The file has {len(paths)} paths, and its experiment has {sum(counts)}: it is not whole.")
    rest = iter(paths)
    for count in counts:
        bundles.append([next(rest) for _ in range(count)])
    return Work(experiment, bundles)
