"""Rooms with torch: another library's optimizers beside ours. torch is imported when something is asked of it."""

from networks.arguments import read_arguments
from networks.counterparts import COUNTERPARTS, Counterpart, settings_along, settings_for, why_none
from networks.difference import Difference, difference, measure
from networks.library import library_arguments, library_names, library_remark, library_run

__all__ = [
    "COUNTERPARTS",
    "Counterpart",
    "Difference",
    "difference",
    "library_arguments",
    "library_names",
    "library_remark",
    "library_run",
    "measure",
    "read_arguments",
    "settings_along",
    "settings_for",
    "why_none",
]
