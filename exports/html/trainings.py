"""The page of trainings: their paths on the loss over a plane, curves, and what the networks know, on one clock."""

from __future__ import annotations

from typing import cast

from exports.html.options import PageOptions
from exports.html.page import document
from exports.trained import TrainedWork
from exports.work import Tell
from parameters import Described


def page(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """The page."""
    chosen = cast(PageOptions, options)
    tell(0.0)
    view = {"view": {}, "asked": 1, **chosen.for_player()}
    blob = work.played(view, chosen.layout)
    tell(0.5)
    whole = document(blob, work.grid(), work.title, work.still(chosen.layout), chosen)
    tell(1.0)
    return whole
