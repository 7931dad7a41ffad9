"""Trajectories as files."""

from exports.results import results, results_csv
from exports.table import table, to_csv

__all__ = ["results", "results_csv", "table", "to_csv"]
