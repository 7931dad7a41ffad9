"""How everything in a picture looks: colours, widths, dashes, shapes. Lengths are pixels of the player on a desk.

The player's script gets these numbers from here (`frontend/basics/looks.js`, written by `make format`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Scale = tuple[tuple[float, str], ...]


def _evenly(colors: str) -> Scale:
    named = colors.split()
    return tuple((i / (len(named) - 1), f"#{color}") for i, color in enumerate(named))


#: The ground in our own colours, of each theme; the lowest ground first. The last is for paper.
CALM: dict[str, Scale] = {
    "light": ((0, "#2f5580"), (0.3, "#7f9fc0"), (0.65, "#c2d2e2"), (1, "#eff4f9")),
    "dark": ((0, "#0f1a2a"), (0.35, "#1c3b56"), (0.7, "#315977"), (1, "#44708f")),
    "publication": ((0, "#8fabc8"), (0.3, "#b9cce0"), (0.65, "#dde7f1"), (1, "#fafcfe")),
}
#: Viridis by S. van der Walt and N. Smith (2015), cividis by J. Nuñez and others (2018), in equal steps.
NAMED: dict[str, Scale] = {
    "viridis": _evenly(
        "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 "
        "d8e219 fde725"
    ),
    "cividis": _evenly(
        "00204c 002a66 00346e 273f6c 3c4a6b 4c556b 5b5f6d 686a70 757575 838178 928c78 a19876 b0a572 c0b16d d1bf66 "
        "e1cc5c f3db4f ffe945"
    ),
}
#: Contour lines as (red, green, blue, opacity): quiet on our own colours, seen on those of others.
CONTOUR_LINES = {
    "light": (47, 85, 128, 0.30),
    "dark": (140, 180, 210, 0.26),
    "publication": (47, 85, 128, 0.26),
    "named": (255, 255, 255, 0.28),
}
CONTOUR_WIDTH = 0.7
#: A light halo lifts a path off a light ground and off a dark one.
HALOS = {"light": (255, 255, 255, 0.95), "dark": (238, 243, 248, 0.92), "publication": (255, 255, 255, 0.95)}

#: Widths of halo and line, and of those of second points, whose lines are dashed.
WIDTHS = (5.75, 2.75)
SECOND = (3.6, 1.5)
SECOND_DASH = (6, 4)
DOT = 3  # the radius of a second point
HEAD = 7  # the radius of a head
EDGE = 2  # the rim of a head, beyond it
RIM = "#fff"
SMALL = 0.78  # lines and heads where many maps stand side by side
MANY = 5  # maps that are many
#: A path among others of its run.
FAINT = {"alpha": 0.42, "width": 0.5}
FAINT_HEAD = 0.4
#: On a curve, all steps but the newest ones, and how many these are.
OLD = {"width": 0.55, "alpha": 0.34}
NEW = 8
CURVE_WIDTH = 2  # of a function on a line
LOSS_WIDTH = 2
LOSS_DOT = 4.5

#: Two paths are one if they are nearer than this part of the surface's width for so many steps at least, and for this
#: part of the way; the later one is dashed.
ONE = {"near": 5e-4, "steps": 3, "share": 0.25}
DASH = 9
SHRUNK = 0.66  # a head above another, so often as there are others below it, but
SHRUNK_MOST = 3

#: Bands between the least and the greatest height of the core of a picture; at most so many more below and above; and
#: the number of bands in which the step from one line to the next grows by as much as it is in the core.
LEVELS = {"most": 18, "around": 24, "calm": 4}
CORE = 0.2  # a domain that fills less of a view says nothing about its heights


@dataclass(frozen=True)
class Sign:
    """How a point worth knowing is marked: a shape of a radius; the ground is seen through one that is open."""

    shape: str
    radius: float
    is_open: bool = False


PLACES = {
    "local_minima": Sign("star", 6, is_open=True),
    "minima": Sign("star", 8.4),
    "saddles": Sign("cross", 6.2),
    "maxima": Sign("triangle", 5),
}
INK = "#1b2733"  # around what is white


@dataclass(frozen=True)
class Stroke:
    """How a line of what is drawn of a step looks: its dashes and its width."""

    dash: tuple[float, ...]
    width: float


ARROWS = {
    "gradient": Stroke((), 2.2),
    "given": Stroke((3, 3), 2.8),
    "momentum": Stroke((7, 4), 2.2),
    "step": Stroke((), 4.6),
    "asked": Stroke((0.5, 4.5), 2.4),
    "axes": Stroke((8, 3.5, 1.5, 3.5), 1.7),
    "parabola": Stroke((6, 4), 1.8),
}
ARROW_HEAD = 9
ARROW_HALO = 2.6
#: The longest arrow is at most this part of the smaller side of a view; below a tenth of that it is enlarged, but not
#: without end.
ARROW_PART = 0.25
ARROW_SMALLEST = 0.1
ARROW_MOST = 1000


def _polygon(corners: int, turn: float = 0.0, radius: float = 1.0) -> list[tuple[float, float]]:
    angles = [turn + 2 * math.pi * i / corners - math.pi / 2 for i in range(corners)]
    return [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]


def _star() -> list[tuple[float, float]]:
    angles = [(math.pi * i / 5 - math.pi / 2, 0.5 if i % 2 else 1.2) for i in range(10)]
    return [(radius * math.cos(angle), radius * math.sin(angle)) for angle, radius in angles]


def _turned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [((x - y) * math.sqrt(0.5) * 1.1, (x + y) * math.sqrt(0.5) * 1.1) for x, y in points]


_ARM = 0.36
_PLUS = [
    (-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM), (_ARM, 1), (-_ARM, 1), (-_ARM, _ARM),
    (-1, _ARM), (-1, -_ARM), (-_ARM, -_ARM),
]  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """A marker around the origin, of radius about 1, with y down: its corners, none of a circle; and what Plotly calls
    it."""

    symbol: str
    points: tuple[tuple[float, float], ...] = ()


#: Shapes of `figures.palette.MARKERS`.
SHAPES: dict[str, Shape] = {
    "circle": Shape("circle"),
    "square": Shape("square", tuple(_polygon(4, math.pi / 4, 1.22))),
    "diamond": Shape("diamond", tuple(_polygon(4, 0, 1.28))),
    "triangle": Shape("triangle-up", tuple(_polygon(3, 0, 1.28))),
    "pentagon": Shape("pentagon", tuple(_polygon(5, 0, 1.1))),
    "hexagon": Shape("hexagon", tuple(_polygon(6, 0, 1.08))),
    "star": Shape("star", tuple(_star())),
    "cross": Shape("x", tuple(_turned(_PLUS))),
    "plus": Shape("cross", tuple((1.1 * x, 1.1 * y) for x, y in _PLUS)),
    "down": Shape("triangle-down", tuple(_polygon(3, math.pi, 1.28))),
    "left": Shape("triangle-left", tuple(_polygon(3, -math.pi / 2, 1.28))),
    "right": Shape("triangle-right", tuple(_polygon(3, math.pi / 2, 1.28))),
}


@dataclass(frozen=True)
class Theme:
    """The colours of a picture beside its ground: of the page, and of words."""

    page: str
    text: str
    dark: bool = False

    @property
    def muted(self) -> str:
        """Of quieter words."""
        return mixed(self.text, self.page, 0.32)

    @property
    def line(self) -> str:
        """Of lines behind everything else."""
        return mixed(self.text, self.page, 0.86)


def mixed(a: str, b: str, share: float) -> str:
    """A colour, with this share of another in it."""
    pairs = zip(channels(a), channels(b), strict=True)
    return "#" + "".join(f"{round(c + (d - c) * share):02x}" for c, d in pairs)


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue of "#rrggbb"."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


THEMES = {
    "light": Theme("#ffffff", "#16202c"),
    "dark": Theme("#0f131a", "#e9eef5", dark=True),
    "publication": Theme("#ffffff", "#000000"),
}
