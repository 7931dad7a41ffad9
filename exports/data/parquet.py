"""All paths of an experiment as Parquet: the table that the CSV is, with types, and the experiment in its metadata."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from exports.data.table import Part, parts
from exports.work import ExportError, Tell, Work
from parameters import Described
from simulation.tables.columns import Columns, in_order

KEY = b"slalom.experiment"  # of the metadata


def as_parquet(work: Work, options: Described, tell: Tell) -> bytes:
    """The table; what a run does not have is null there, and a number that is not finite is itself."""
    found = list(parts(work))
    names = in_order([name for before, own in found for name in (*before, *own)])
    arrays = []
    for i, name in enumerate(names):
        tell(i / len(names))
        arrays.append(pa.chunked_array([_array(name, part) for part in found], type=_type(name)))
    table = pa.table(dict(zip(names, arrays, strict=True)))
    into = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({KEY: work.experiment.to_json()}), into, compression="zstd")
    return into.getvalue()


def read_parquet(content: bytes) -> tuple[str, list[Columns]]:
    """The experiment's JSON, and the columns of every path. ExportError if it is not what `as_parquet` wrote."""
    try:
        table = pq.read_table(io.BytesIO(content))
    except pa.ArrowException:
        raise ExportError("This is no Parquet file that can be read; it may have been cut off.") from None
    experiment = (table.schema.metadata or {}).get(KEY)
    if experiment is None or "step" not in table.column_names:
        raise ExportError("This Parquet file holds no experiment of Slalom's.")
    begins = np.flatnonzero(table["step"].to_numpy() == 0).tolist()
    ends = [*begins[1:], len(table)]
    return experiment.decode(), [_columns(table.slice(i, j - i)) for i, j in zip(begins, ends, strict=True)]


def _columns(table: pa.Table) -> Columns:
    found: Columns = {}
    for name in table.column_names:
        if table[name].null_count < len(table):
            text = pa.types.is_string(table[name].type)
            found[name] = np.array(table[name].to_pylist(), dtype=object) if text else table[name].to_numpy()
    return found


def _array(name: str, part: Part) -> Any:
    before, own = part
    if name in own:
        return pa.array(own[name], type=_type(name))
    return pa.array([before.get(name)] * len(own["step"]), type=_type(name))


def _type(name: str) -> Any:
    if name in ("run", "status", "maximize"):
        return pa.string()
    return pa.int64() if name in ("step", "seed", "evaluations") or name.startswith("changed.") else pa.float64()
