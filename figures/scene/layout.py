"""Where everything in a figure is: maps, curve, colour bar, words. All in points (or pixels) from the lower left
corner."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from figures.framing import box, framed, stretch
from figures.options import Options
from figures.scene.scene import Scene
from words.language import _

_LEAST = 2.5  # letters that a map is wide and high
_LARGER = 1.04  # times as large a picture is worth another column
_WIDE = 1.15  # times as wide as high is a figure whose curve stands beside its maps
_BESIDE, _BELOW = 0.36, 0.30  # what the curve takes of the figure
Measure = Callable[[str], float]  # the width of a text

_HANDLE = 3.6  # of an entry of a legend, and the air behind it, in letters


@dataclass(frozen=True)
class Rect:
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True)
class Places:
    """Where the parts of a figure are; what is not in it is None.

    maps    of every map, in order; `edges` says whether it is at the left, and at the bottom, of all
    rows    how many entries of the legend stand in a row
    labels  what the legend says, cut to its place
    """

    maps: list[Rect]
    edges: list[tuple[bool, bool]]
    curve: Rect | None
    bar: Rect | None
    title: float
    legend: float
    key: float
    rows: int
    labels: list[str]


def places(scene: Scene, options: Options, page: tuple[float, float], size: float, measure: Measure) -> Places:
    """Of this scene with these options, on a page of this size with words of this size."""
    wide, high = page
    pad = 0.9 * size
    area = Rect(pad, pad, wide - 2 * pad, high - 2 * pad)
    title = area.bottom + area.height
    if options.heading and scene.title:
        area = Rect(area.left, area.bottom, area.width, area.height - 2.3 * size)
    key = area.bottom
    if options.legend:
        area = _lifted(area, 1.5 * size)
    legend, rows, labels = area.bottom, 1, [run.label for run in scene.runs]
    if options.legend and not options.apart:
        rows, labels = _wrapped(labels, area.width, size, measure)
        area = _lifted(area, 1.55 * size * -(-len(labels) // rows) + 0.3 * size)
    area, curve = _beside(area, options, size)
    area, bar = _barred(area, options, scene, size)
    maps, edges = _maps(scene, options, area, size)
    if curve is not None and curve.left > max(one.left + one.width for one in maps):  # beside the maps: at their height
        bottom = min(one.bottom for one in maps)
        curve = Rect(curve.left, bottom, curve.width, curve.bottom + curve.height - bottom)
    if bar is not None:
        bottom = min(one.bottom for one in maps)
        bar = Rect(bar.left, bottom, bar.width, maps[0].bottom + maps[0].height - bottom)
    for rect in (*maps, *([curve] if curve else [])):
        if min(rect.width, rect.height) < _LEAST * size:
            words = _("The picture is too small for all that is to be in it; make it larger, or its words smaller.")
            raise ValueError(words)
    return Places(maps, edges, curve, bar, title, legend, key, rows, labels)


def fitted(text: str, room: float, measure: Measure) -> str:
    """The text, if it is at most so wide; else as much of it as is, with an ellipsis."""
    if measure(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(f"{text[:middle].rstrip()}…") <= room:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def _lifted(area: Rect, by: float) -> Rect:
    return Rect(area.left, area.bottom + by, area.width, area.height - by)


def _wrapped(labels: list[str], room: float, size: float, measure: Measure) -> tuple[int, list[str]]:
    """How many entries are in a row, and the labels, none wider than a row."""
    handle = _HANDLE * size
    most = max(map(measure, labels)) + handle
    rows = max(1, min(len(labels), int(room // most)))
    rows = -(-len(labels) // -(-len(labels) // rows))  # as even as it gets
    return rows, [fitted(label, room / rows - handle, measure) for label in labels]


def _beside(area: Rect, options: Options, size: float) -> tuple[Rect, Rect | None]:
    """The area of the maps, and that of the axes of a curve."""
    if options.curve == "none":
        return area, None
    left, bottom = (4.6 * size, 3.1 * size)
    if area.width > _WIDE * area.height:
        taken = _BESIDE * area.width
        rest = Rect(area.left, area.bottom, area.width - taken - 1.2 * size, area.height)
        at = area.left + area.width - taken + left
        return rest, Rect(at, area.bottom + bottom, taken - left - 0.6 * size, area.height - bottom - 0.4 * size)
    taken = _BELOW * area.height
    rest = Rect(area.left, area.bottom + taken + 0.8 * size, area.width, area.height - taken - 0.8 * size)
    return rest, Rect(area.left + left, area.bottom + bottom, area.width - left - 0.6 * size, taken - bottom)


def _barred(area: Rect, options: Options, scene: Scene, size: float) -> tuple[Rect, Rect | None]:
    if not options.colorbar or scene.line:
        return area, None
    taken = 6.2 * size
    rest = Rect(area.left, area.bottom, area.width - taken, area.height)
    return rest, Rect(rest.left + rest.width + 0.9 * size, area.bottom, 1.1 * size, area.height)


def _maps(scene: Scene, options: Options, area: Rect, size: float) -> tuple[list[Rect], list[tuple[bool, bool]]]:
    count = len(scene.runs) if options.apart else 1
    left, bottom = (4.4 * size, 3.1 * size) if options.axes else (0.0, 0.0)
    right = 0.6 * size if options.axes else 0.0
    name = 1.75 * size if options.apart else 0.4 * size
    gap = (0.9 * size, name + 0.3 * size)
    room = (area.width - left - right, area.height - bottom - name)
    across = _columns(scene, count, room, gap)
    down = -(-count // across)
    width = (room[0] - gap[0] * (across - 1)) / across
    height = (room[1] - gap[1] * (down - 1)) / down
    found, edges = [], []
    for i in range(count):
        column, row = i % across, i // across
        above = area.bottom + area.height - name - row * (height + gap[1])
        found.append(Rect(area.left + left + column * (width + gap[0]), above - height, width, height))
        edges.append((column == 0, i + across >= count))
    return found, edges


def _columns(scene: Scene, count: int, room: tuple[float, float], gap: tuple[float, float]) -> int:
    """As many maps in a row as show the domain largest."""
    best, size = 1, 0.0
    for across in range(1, count + 1):
        down = -(-count // across)
        width = (room[0] - gap[0] * (across - 1)) / across
        height = (room[1] - gap[1] * (down - 1)) / down
        drawn = _drawn(scene, width, height) if min(width, height) > 0 else 0.0
        if drawn > size * _LARGER:
            best, size = across, drawn
    return best


def _drawn(scene: Scene, width: float, height: float) -> float:
    """How large the domain is in a map of this size; one that may have any shape is taken for a square."""
    if math.isinf(stretch(scene.surface)):
        return min(width, height) ** 2
    xmin, xmax, ymin, ymax = box(scene.surface)
    left, right, below, above = framed(scene.surface, width / height)
    return width * height * (xmax - xmin) * (ymax - ymin) / ((right - left) * (above - below))
