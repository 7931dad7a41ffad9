"""Trajectories as files, tables and plain data."""

from exports.data import (
    bundle_to_csv,
    lane_rows,
    read,
    results,
    results_csv,
    sample_rows,
    summaries,
    table,
    to_csv,
)

__all__ = [
    "bundle_to_csv",
    "lane_rows",
    "read",
    "results",
    "results_csv",
    "sample_rows",
    "summaries",
    "table",
    "to_csv",
]
