"""A map as a file, by its suffix: a picture, a table, arrays, or the experiment."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from exports.work import ExportError
from maps.cells import Arrays

KEY = b"slalom.map"  # of the metadata of Parquet


def as_parquet(result: Arrays) -> bytes:
    """The table that the CSV is, with the JSON of the map in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(result.columns())
    into = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({KEY: result.experiment.to_json()}), into, compression="zstd")
    return into.getvalue()


def as_png(result: Arrays) -> bytes:
    """The picture of `exports.maps.picture`, which brings Matplotlib."""
    content: bytes = import_module("exports.maps.picture").png(result)
    return content


#: Suffix → what makes the file.
WRITERS: Mapping[str, Callable[[Any], bytes]] = {
    ".png": as_png,
    ".csv": lambda result: result.to_csv().encode(),
    ".parquet": as_parquet,
    ".npz": Arrays.to_npz,
    ".json": lambda result: result.experiment.to_json().encode(),
}


def file_of(result: Arrays, suffix: str) -> bytes:
    """The bytes of a file with this suffix. ExportError in one sentence if a map is no such file."""
    if suffix not in WRITERS:
        raise ExportError(why_no_file(suffix))
    return WRITERS[suffix](result)


def why_no_file(suffix: str) -> str:
    """One sentence if a map cannot be kept with this suffix."""
    return (
        "" if suffix in WRITERS else f"A map is kept as {', '.join(WRITERS)}, not as {suffix or 'a name without one'}."
    )
