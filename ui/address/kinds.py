"""Kinds of experiments that a page and its address may hold. A page says which its own is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from simulation import Experiment
from simulation.experiments.link import KEYS, MAX_QUERY


class Kept(Protocol):
    """What an address needs of an experiment: whether it fits in a link, and what of it does not."""

    @property
    def why_no_link(self) -> str: ...


@dataclass(frozen=True)
class Kind:
    """Experiments of one kind, as links have them.

    names   the parts of their links
    read    the query string of a link → an experiment; ExperimentError if it is none
    write   an experiment → its query string, without numbers of the user's own; "" where it does not fit in a link
    apart   an experiment → what tells its picture from others
    """

    names: tuple[str, ...]
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    apart: Callable[[Any], str]


#: The part of an address that says what it leaves out.
OWN = "own"


def _write(experiment: Experiment) -> str:
    """Heights and data of one's own are only named: who comes to the address later is told that they are not there."""
    rest = experiment.rest_of_query()
    if len(rest) > MAX_QUERY:
        return ""
    own = "" if experiment.ground.fits_a_link else urlencode({OWN: "heights" if experiment.heights else "data"})
    return "&".join(filter(None, (rest, own)))


#: Runs on a surface.
ON_A_SURFACE = Kind(
    KEYS, Experiment.from_query, _write, lambda experiment: f"{experiment.ground.key} {experiment.rest_of_query()}"
)
