"""The first picture of a visit: drawn before Streamlit has begun, and then taken over by the page as it is.

A browser needs most of a second until Streamlit has drawn a page, and a picture needs none of that. So the page itself
asks for what the player will be sent, has the player draw it where the page will put it (`ui/frame/first.js`), and
Streamlit's part of the player moves it there when it has come (`player/frontend/streamlit.js`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

from player import shown
from simulation import Experiment, ExperimentError
from simulation.experiments.link import KEYS, MAX_QUERY
from simulation.experiments.price import price
from simulation.experiments.view import COLOURS, LAYOUTS, read_view
from ui.playground import picture
from ui.state import choices
from ui.state.runs import MOMENT, bundles

_PAGE, _VIEW = "playground", "view"
# What the page draws beside these, or reads in its own way, it draws itself.
_NOT_HERE = {"text"}
_OF_THE_PAGE = {"library", "arguments", "batch", "beside"}


def first(query: str) -> bytes | None:
    """The picture that this query of an address asks for: u32 little-endian length of the paths | paths | grid.

    None where it takes a moment to make, where the page shows more than what the query says, and where it is wrong,
    which is told by the page.
    """
    known = parse_qs(query, keep_blank_values=True)
    try:
        with choices.none_yet(_PAGE):
            experiment = _experiment(known)
            view = read_view(known.get(_VIEW, [""])[0])
            if experiment is None or _OF_THE_PAGE & view.keys() or price(experiment) > MOMENT:
                return None
            paths, grid = _drawn(experiment, view, linked=bool(known)), shown.grid(experiment.ground)
    except (ExperimentError, ValueError):
        return None
    return len(paths).to_bytes(4, "little") + paths + grid


def _experiment(known: Mapping[str, Sequence[str]]) -> Experiment | None:
    """What is asked for, if all of it is known here."""
    if not known:
        return picture.chosen()
    if "run" not in known or known.keys() - {*KEYS, _VIEW} or _NOT_HERE & known.keys():
        return None
    query = urlencode({name: values for name, values in known.items() if name != _VIEW}, doseq=True)
    if len(query) > MAX_QUERY:
        return None
    experiment = Experiment.from_query(query)
    return None if len(experiment.runs) > 1 or experiment.runs[0].transforms else experiment


def _drawn(experiment: Experiment, view: dict[str, Any], *, linked: bool) -> bytes:
    """As `ui.player.play` has it drawn on a page on which nothing has been chosen."""
    found = bundles(experiment)
    layout, colours = view.pop("layout", LAYOUTS[0]), view.pop("colours", COLOURS[0])
    seen = {"view": view, "asked": 1, "page": _PAGE, **({} if linked else {"again": True})}
    options = {"colorscale": colours, "stale": False, **seen, "large": False, "embed": False, "hide": []}
    runs = picture.runs(experiment, found[0])
    return shown.paths(experiment.ground, runs, **picture.words(experiment, found), options=options, layout=layout)
