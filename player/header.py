"""What the headers of the player's blobs hold: the one specification, for Python and for the browser.

The types of the script, `frontend/payload/header.d.ts`, are written from it, from `header_network.py` and from
`header_live.py` by `make format`; tests hold both to what the pages send. A key that is left out means nothing of the
kind.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from player.header_live import LiveHeader, LiveRunHeader, strict
from player.header_network import NetworkHeader, TrainingHeader

Place = tuple[float, float]
NamedPlace = tuple[float, float, str]
Program = Any  # number, name, or a list of a function's name and its arguments: `optimizers.reading.inspector`


@strict
class SentenceHeader(TypedDict):
    """How the run ended, in words; `note` says by what measure."""

    tone: str
    text: str
    note: NotRequired[str]


@strict
class ViewHeader(TypedDict):
    """How it is seen at first, as a link asks for it: `simulation.experiments.view` says what each part means."""

    zoom: NotRequired[tuple[float, float, float, float]]
    level: NotRequired[bool]
    hidden: NotRequired[list[int]]
    curve: NotRequired[str]
    against: NotRequired[str]
    log: NotRequired[bool]
    arrows: NotRequired[list[str]]
    camera: NotRequired[tuple[float, float, float]]
    step: NotRequired[int]
    inside: NotRequired[int]
    formulas: NotRequired[bool]
    handles: NotRequired[list[str]]


@strict
class OptionsHeader(TypedDict):
    """How the player is dressed."""

    colorscale: NotRequired[Literal["calm", "viridis", "cividis"]]
    autoplay: NotRequired[bool]
    hint: NotRequired[str]  # one line that invites
    tap: NotRequired[str]  # the same where fingers do what a mouse does elsewhere
    stale: NotRequired[bool]  # the picture is the last good one and not what was asked for: it is dimmed
    view: NotRequired[ViewHeader]  # it counts until the viewer changes something, and again when it is asked for again
    asked: NotRequired[int]  # how often a view was asked for
    page: NotRequired[str]  # the page keeps how it was seen last
    again: NotRequired[bool]  # and is to be seen so, where the surface is the same
    flat: NotRequired[bool]  # there is no 3-D
    speed: NotRequired[float]  # at first
    large: NotRequired[bool]  # for a projector: larger words, lines and heads
    inspect: NotRequired[str]  # id of the run whose step is looked into, until the viewer picks another
    embed: NotRequired[bool]  # in a place in another page
    hide: NotRequired[list[Literal["title", "fit", "loss", "inside", "bar"]]]  # what is left out there


@strict
class SeriesHeader(TypedDict):
    """One quantity along a path; its numbers follow the header unless they are even."""

    name: str
    width: int
    label: str
    even: NotRequired[tuple[float, float, int]]  # row 1, row 2 − row 1, first row that is a number


@strict
class ArrowHeader(TypedDict):
    """A state that points somewhere, and the sign with which it points downhill."""

    series: str
    label: str
    sign: float


@strict
class EllipseHeader(TypedDict):
    """How far one unit goes along each coordinate: a series, or a program that says it."""

    series: NotRequired[str]
    program: NotRequired[Program]


@strict
class FormulaHeader(TypedDict):
    """One line of an update."""

    target: str
    mathml: str
    program: Program


@strict
class HandleHeader(TypedDict):
    """A number that can be moved in the player. Its places are `stops` and those of `even`, in rising order."""

    name: str
    words: str  # "step size η"
    symbol: str  # "η", or the words again
    stops: list[float]
    even: NotRequired[tuple[float, float, int]]  # first, difference, count
    log: NotRequired[bool]  # the places are nearer to a value by their ratio to it
    usual: NotRequired[bool]  # a handle until the reader chooses others


@strict
class RunHeader(TypedDict):
    """One path; from `points` on what can be asked of it, as `player.views.PathView.why` describes it."""

    label: str
    color: str
    marker: str
    status: str
    last: int  # the last row that is shown
    rows: int
    end: NotRequired[int]  # the last step, where rows are no steps: of runs that are thinned
    series: list[SeriesHeader]
    id: NotRequired[str]  # the label serves without; several paths of one run share it
    lane: NotRequired[str]  # of several paths of one run: "seed 3"
    middle: NotRequired[Literal[True]]  # the median run among them, as `simulation.judging.sample` has it
    epochs: NotRequired[tuple[int, float]]  # steps in an epoch (0 where it has no end), part of the data a step sees
    handles: NotRequired[int]  # index in the header's list of lists of handles
    settings: NotRequired[dict[str, float]]  # handle → where it stands
    points: NotRequired[list[str]]
    arrows: NotRequired[list[ArrowHeader]]
    ellipse: NotRequired[EllipseHeader]
    formulas: NotRequired[int]  # index in the header's list of lists of formulas
    states: NotRequired[list[str]]
    whole: NotRequired[bool]
    turned: NotRequired[bool]  # f stands for −f in its formulas
    downhill: NotRequired[
        float
    ]  # there is a series "exact": the gradient of f where the last one was asked for, and the
    # sign with which it points where the rule is to go. It is what the rule is given else
    values: NotRequired[dict[str, float | str]]
    live: NotRequired[LiveRunHeader]  # without it the page cannot walk the run
    resting: NotRequired[str]  # why it cannot
    training: NotRequired[TrainingHeader]  # of a network


@strict
class ResultsHeader(TypedDict):
    """What became of the runs: names of the columns; of every run that is compared its last value and how it ended."""

    heads: tuple[str, str, str]
    rows: list[tuple[str, str]]


@strict
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
    coordinates: tuple[str, str]  # names of x and y, of a function on a line of x and f
    line: NotRequired[Literal[True]]  # points have one coordinate: "x" has one number a row, and places are (x, f)
    axes: NotRequired[tuple[str, str, str]]  # what x, y and f are called by those who brought the numbers
    labels: dict[str, str]  # every text of the player, translated (`player.texts`)
    quantities: NotRequired[list[tuple[str, str]]]  # series that curves show, and their words; without it, the usual
    network: NotRequired[NetworkHeader]  # the runs are trainings
    lowest: NotRequired[float]  # the least value of f that is known, for f − f*
    maximize: NotRequired[Literal[True]]  # the runs climb: what is measured from a maximum is sent, or not known

    # How several runs are shown at first. With it come maps side by side, the legend and the choice of curves; without
    # it there is one map, or 3-D. What the viewer has chosen stays, until the page sends another layout than before.
    layout: NotRequired[Literal["overlay", "panels", "space"]]
    deep: NotRequired[Literal[True]]  # without a layout: the one map is shown in 3-D at first
    sample: NotRequired[str]  # of which each run has several paths: "16 seeds"
    columns: NotRequired[int]  # maps in a row of a full grid of runs, while all are shown and the stage has room
    curve: NotRequired[str]  # name of the curve shown at first where the viewer can choose; f without
    options: NotRequired[OptionsHeader]
    results: NotRequired[ResultsHeader]
    formulas: NotRequired[list[list[FormulaHeader]]]  # each list once: runs of one rule share theirs
    handles: NotRequired[list[list[HandleHeader]]]  # the same of what can be moved in the player
    ground: NotRequired[list[HandleHeader]]  # of the surface
    grounded: NotRequired[dict[str, float]]  # handle of the surface → where it stands
    thinned: NotRequired[tuple[int, int]]  # all steps up to the first are sent, then every so many-th
    live: NotRequired[LiveHeader]
    runs: list[RunHeader]


@strict
class FitHeader(TypedDict):
    """Data and the curve fitted to them, link(x (u − c)/s + y); u and v follow the grid's numbers."""

    link: Literal["identity", "logistic", "tanh"]
    names: tuple[str, str]
    c: float
    s: float
    count: int


@strict
class SplineHeader(TypedDict):
    """f as a spline; knots of x, knots of y, so many each, and coefficients follow the grid's numbers as `f8`."""

    degrees: tuple[int, int]
    knots: tuple[int, int]


@strict
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
    spline: NotRequired[SplineHeader]
    line: NotRequired[Literal[True]]  # f over an interval, one row; y is what a picture of it shows of f

    # What maps show beside the domain, to which x, y, rows and columns belong (`player.views.Framing`).
    beyond: NotRequired[tuple[int, int, int, int]]  # more values: left, right, below, above
    stretch: NotRequired[float]  # 1 are equal scales of x and y; without it, any
    lean: NotRequired[Place]  # a half each without it


@strict
class PatchHeader(TypedDict):
    """f for a part of the plane that is looked at, `least + factor * number`; rows are y."""

    key: str  # of the grid it belongs to
    rows: int
    columns: int
    x: Place
    y: Place
    window: tuple[float, float, float, float]  # what was asked for: xmin, xmax, ymin, ymax
    least: float
    factor: float
