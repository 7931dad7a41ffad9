"""Trajectories as files, tables and plain data."""

from exports.results import results, results_csv
from exports.summaries import summaries
from exports.table import table, to_csv

__all__ = ["results", "results_csv", "summaries", "table", "to_csv"]
