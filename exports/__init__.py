"""Trajectories as files."""

from exports.table import table, to_csv

__all__ = ["table", "to_csv"]
