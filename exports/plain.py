"""Formats that are plain text of the experiment itself."""

from __future__ import annotations

from exports.work import Tell, Work
from parameters import Described


def as_json(work: Work, options: Described, tell: Tell) -> bytes:
    """The experiment, which `Experiment.from_json` reads back to an equal one."""
    return work.experiment.to_json().encode()
