"""An experiment as Slalom's own Python, which walks the same paths to the last bit."""

from __future__ import annotations

from exports.work import Tell, Work
from parameters import Described


def as_python(work: Work, options: Described, tell: Tell) -> bytes:
    """The script; heights of one's own are in a JSON file beside it, whose name it says."""
    return work.experiment.to_python().encode()
