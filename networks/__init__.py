"""Rooms with torch: another library's optimizers beside ours, and functions that are written in it. torch is imported
when something is asked of it."""

from networks.by_torch import by_torch
from networks.library.arguments import read_arguments, write_arguments
from networks.library.classes import (
    has_torch,
    library_arguments,
    library_names,
    library_remark,
    library_run,
    library_walk,
)
from networks.library.counterparts import COUNTERPARTS, Counterpart, counterpart, settings_along, settings_for, why_none
from networks.library.difference import Difference, Shaken, difference, measure

__all__ = [
    "COUNTERPARTS",
    "Counterpart",
    "Difference",
    "Shaken",
    "by_torch",
    "counterpart",
    "difference",
    "has_torch",
    "library_arguments",
    "library_names",
    "library_remark",
    "library_run",
    "library_walk",
    "measure",
    "read_arguments",
    "settings_along",
    "settings_for",
    "why_none",
    "write_arguments",
]
