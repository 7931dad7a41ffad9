"""The colours and heads of paths, the same in the player, in small pictures and in files."""

from __future__ import annotations

from dataclasses import dataclass

#: Colours of runs that are compared: Okabe and Ito's first, as far as they can be told from white and from black, then
#: darker and lighter ones.
COLORS = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B8860B", "#56B4E9",
    "#7A4FBF", "#8C6D46", "#E0457B", "#5F7F2E", "#2A9D9D", "#808890",
)  # fmt: skip

#: Shapes of heads, in the order in which runs get them.
MARKERS = (
    "circle", "square", "diamond", "triangle", "pentagon", "hexagon",
    "star", "cross", "down", "left", "right", "plus",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """The colour of a path and the shape of its head, one of `MARKERS`."""

    color: str
    marker: str


#: The run of a page with a single one, and what may be drawn beside it.
ONE_RUN = Look("#D55E00", "circle")
FULL_BATCH = Look("#0072B2", "square")
FROM_LIBRARY = Look("#009E73", "cross")
OPENED_RULE = Look("#CC79A7", "diamond")
RECORDED = Look("#7A4FBF", "triangle")
