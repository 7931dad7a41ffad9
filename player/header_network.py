"""What the headers say of networks that were trained, beside their paths (`player.trainings`)."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from player.header_live import strict


@strict
class KnownHeader(TypedDict):
    """What networks know over a rectangle of inputs, rows are y, or along one input. Behind the paths follow x and y of
    the examples as `f4`, but of a fit their classes as `u1`, and of every run a frame a row, `f4` of a fit, else `u1`.

    Of a `score`, 0 to 254 stand for 0 to 1; 255 is what is no number.
    """

    kind: Literal["class", "score", "fit"]
    rows: int
    columns: int
    x: tuple[float, float]
    y: tuple[float, float]
    names: tuple[str, str]
    count: int


@strict
class NetworkHeader(TypedDict):
    """What trainings have in common."""

    moments: list[float]  # the epoch that is shown at every step of the clock
    beside: dict[str, tuple[str, str]]  # quantity → the series that is dashed beside it, and its words
    classes: list[str]
    known: NotRequired[KnownHeader]


@strict
class TrainingHeader(TypedDict):
    """What is known of one of them."""

    moments: list[int]  # the step of the clock from which every row is shown
    layers: list[str]  # columns of the series "layer_gradients" and "layer_spreads"
    confusion: NotRequired[list[list[int]]]  # how many of a class (rows) are taken for which (columns)
