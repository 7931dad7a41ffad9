"""A folder in which the pieces of a map outlive whoever computes it: a Parquet file for each, whole or not there.

map.json        the map
0000012.parquet what was found of piece 12: a row for every start and seed of every cell
"""

from __future__ import annotations

import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from maps.any_map import AnyMap
from maps.cells import Cells
from maps.computing import Found, Numbered
from maps.spread.flight import SpreadError
from maps.spread.task import differing, versions_here

_MAP, _END = "map.json", "end_"


class Folder:
    """The pieces of one map that are kept in a folder, which is made if it is not there. SpreadError in one sentence if
    it belongs to another map, or cannot be written."""

    def __init__(self, place: str | Path, experiment: AnyMap) -> None:
        self._place, self._versions = Path(place), versions_here(trains=experiment.trains)
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            self._open(experiment.runs_alone.to_json())
        except OSError as error:
            raise SpreadError(f"{place} cannot hold a map: {error.strerror or error}.") from None

    def _open(self, text: str) -> None:
        if (file := self._place / _MAP).exists():
            if file.read_text(encoding="utf-8") != text:
                raise SpreadError(f"{self._place} holds the pieces of another map; name another folder.")
        elif any(self._place.iterdir()):
            raise SpreadError(f"{self._place} holds something else; name an empty folder, or a new one.")
        else:
            _replace(file, text.encode())

    def find(self, one: Numbered) -> Found | None:
        """What was found of a piece; None if it is not there, or no piece as it is cut today. SpreadError if it was
        computed with other versions, which give other numbers."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            table = pq.read_table(self._file(one))
        except (OSError, pa.ArrowException):
            return None
        versions = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        if differing(self._versions, versions):
            raise SpreadError(
                f"{self._place} was begun with another version of Slalom or its libraries, whose numbers may differ; "
                "name another folder."
            )
        run, rows, columns = one[1].cells
        lanes = max(1, len(table) // len(rows))
        if len(table) != lanes * len(rows):
            return None
        found = {name: table.column(name).to_numpy().reshape(-1, lanes) for name in table.column_names}
        same = all((at == found.pop(name).T).all() for name, at in (("row", rows), ("column", columns), ("run", run)))
        ends = [found.pop(name) for name in list(found) if name.startswith(_END)]
        return {**found, **({"end": np.stack(ends, axis=-1)} if ends else {})} if same else None

    def keep(self, one: Numbered, found: Found) -> None:
        """Write a piece down. SpreadError if that cannot be done."""
        import pyarrow.parquet as pq

        into = BytesIO()
        pq.write_table(_table(one[1].cells, found).replace_schema_metadata(self._versions), into)
        try:
            _replace(self._file(one), into.getvalue())
        except OSError as error:
            raise SpreadError(f"{self._place} cannot be written: {error.strerror or error}.") from None

    def _file(self, one: Numbered) -> Path:
        return self._place / f"{one[0]:07}.parquet"


def _table(cells: Cells, found: Found) -> Any:
    import pyarrow as pa

    run, rows, columns = cells
    lanes = found["loss"].shape[1]
    arrays = {
        name: np.repeat(at, lanes)
        for name, at in (("run", np.full(len(rows), run)), ("row", rows), ("column", columns))
    }
    arrays |= {name: array.ravel() for name, array in found.items() if name != "end"}
    if "end" in found:
        arrays |= {f"{_END}{i}": found["end"][..., i].ravel() for i in range(found["end"].shape[-1])}
    return pa.table({name: pa.array(np.ascontiguousarray(array)) for name, array in arrays.items()})


def _replace(file: Path, content: bytes) -> None:
    """A file is there whole or not at all, whenever this ends."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with beside.open("wb") as into:
            into.write(content)
            into.flush()
            os.fsync(into.fileno())
        beside.replace(file)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
