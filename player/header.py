"""What the headers of the player's blobs hold: the one specification, for Python and for the browser.

The types of the script, `frontend/payload/header.d.ts`, are written from this file by `make format`; tests hold both
to what the pages send. A key that is left out means nothing of the kind.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

Place = tuple[float, float]
NamedPlace = tuple[float, float, str]
Program = Any  # number, name, or a list of a function's name and its arguments: `optimizers.reading.inspector`

_strict = with_config(ConfigDict(extra="forbid"))


@_strict
class SentenceHeader(TypedDict):
    """How the run ended, in words; `note` says by what measure."""

    tone: str
    text: str
    note: NotRequired[str]


@_strict
class OptionsHeader(TypedDict):
    """How the player is dressed."""

    colorscale: NotRequired[Literal["calm", "viridis", "cividis"]]
    autoplay: NotRequired[bool]
    hint: NotRequired[str]
    stale: NotRequired[bool]  # the picture is the last good one and not what was asked for: it is dimmed
    large: NotRequired[bool]  # for a projector: larger words, lines and heads
    embed: NotRequired[bool]  # in a place in another page
    hide: NotRequired[list[Literal["title", "fit", "loss", "inside", "bar"]]]  # what is left out there


@_strict
class SeriesHeader(TypedDict):
    """One quantity along a path; its numbers follow the header unless they are even."""

    name: str
    width: int
    label: str
    even: NotRequired[tuple[float, float, int]]  # row 1, row 2 − row 1, first row that is a number


@_strict
class ArrowHeader(TypedDict):
    """A state that points somewhere, and the sign with which it points downhill."""

    series: str
    label: str
    sign: float


@_strict
class EllipseHeader(TypedDict):
    """How far one unit goes along each coordinate: a series, or a program that says it."""

    series: NotRequired[str]
    program: NotRequired[Program]


@_strict
class FormulaHeader(TypedDict):
    """One line of an update."""

    target: str
    mathml: str
    program: Program


@_strict
class RunHeader(TypedDict):
    """One path; from `points` on what can be asked of it, as `player.views.PathView.why` describes it."""

    label: str
    color: str
    marker: str
    status: str
    last: int
    rows: int
    series: list[SeriesHeader]
    id: NotRequired[str]  # the label serves without
    epochs: NotRequired[tuple[int, float]]  # steps in an epoch (0 where it has no end), part of the data a step sees
    points: NotRequired[list[str]]
    arrows: NotRequired[list[ArrowHeader]]
    ellipse: NotRequired[EllipseHeader]
    formulas: NotRequired[int]  # index in the header's list of lists of formulas
    states: NotRequired[list[str]]
    whole: NotRequired[bool]
    values: NotRequired[dict[str, float | str]]


@_strict
class PathsHeader(TypedDict):
    """All paths, and what is said about them."""

    grid: str  # key of the grid the paths are drawn on
    title: str
    formula: str  # MathML
    sentence: NotRequired[SentenceHeader]
    start: Place  # a ring that can be moved
    minima: list[NamedPlace]
    local_minima: NotRequired[list[NamedPlace]]
    saddles: NotRequired[list[NamedPlace]]
    maxima: NotRequired[list[NamedPlace]]
    coordinates: tuple[str, str]  # names of x and y
    labels: dict[str, str]  # every text of the player, translated (`player.texts`)
    lowest: NotRequired[float]  # the least value of f that is known, for f − f*
    maximize: NotRequired[Literal[True]]  # the runs climb: what is measured from a maximum is sent, or not known

    # How several runs are shown at first. With it come maps side by side, the legend and the choice of curves; without
    # it there is one map, or 3-D. What the viewer has chosen stays, until the page sends another layout than before.
    layout: NotRequired[Literal["overlay", "panels", "space"]]
    deep: NotRequired[Literal[True]]  # without a layout: the one map is shown in 3-D at first
    columns: NotRequired[int]  # maps in a row of a full grid of runs, while all are shown and the stage has room
    curve: NotRequired[str]  # name of the curve shown at first where the viewer can choose; f without
    options: NotRequired[OptionsHeader]
    formulas: NotRequired[list[list[FormulaHeader]]]  # each list once: runs of one rule share theirs
    runs: list[RunHeader]


@_strict
class FitHeader(TypedDict):
    """Data and the curve fitted to them, link(x (u − c)/s + y); u and v follow the grid's numbers."""

    link: Literal["identity", "logistic", "tanh"]
    names: tuple[str, str]
    c: float
    s: float
    count: int


@_strict
class GridHeader(TypedDict):
    """f over a rectangle; rows are y."""

    key: str
    rows: int
    columns: int
    x: Place
    y: Place
    scale: Literal["linear", "log"]
    lowest: float
    softening: float
    fit: NotRequired[FitHeader]
