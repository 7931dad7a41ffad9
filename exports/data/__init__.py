"""Paths as numbers for other programs, and read again: CSV, Parquet, NPZ, and results as JSON and tables."""

from exports.data.read import read
from exports.data.results import results, results_csv
from exports.data.samples import lane_rows, sample_rows
from exports.data.summaries import summaries
from exports.data.table import bundle_to_csv, table, to_csv

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
