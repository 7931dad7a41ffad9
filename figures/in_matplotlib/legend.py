"""Words around the maps: the title, the names of the runs, and the key of the signs."""

from __future__ import annotations

from itertools import takewhile

from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patheffects import Normal, Stroke

from figures.in_matplotlib.lanes import dashed, shape
from figures.in_matplotlib.marks import place, start
from figures.in_matplotlib.words import measured, plain
from figures.options import Options
from figures.palette import Look
from figures.scene.layout import Measure, Places, fitted
from figures.scene.looks import ARROWS, HEAD, RIM, THEMES, WIDTHS
from figures.scene.scene import Scene, signs

_CHIP = 1.2  # letters that the head beside the name of a map takes
_SMALLEST = 0.6  # of the size of words: names above maps that would not fit otherwise


def draw_words(
    figure: Figure, scene: Scene, options: Options, where: Places, kinds: dict[str, str], family: list[str]
) -> None:
    """Title, legend and key; `kinds` are the words of the arrows in the picture."""
    theme, size = THEMES[options.theme], options.points
    wide, high = (72 * inches for inches in options.inches)
    if options.heading and scene.title:
        words = fitted(scene.title, wide - 2 * size, measured(family, 1.35 * size))
        figure.text(0.5, where.title / high, words, ha="center", va="top", color=theme.text, fontsize=1.35 * size)
    if options.apart:
        _names(figure, scene, options, where, family)
    if not options.legend:
        return
    unit = size / 12
    if not options.apart:
        handles = [_run(run.look, unit) for run in scene.runs]
        _legend(figure, handles, where.labels, options, where.legend / high, where.rows)
    shown = {kind: words for kind, words in signs(scene).items() if kind == "start" or scene.places.get(kind)}
    marks = [start(0.6 * unit, alone=theme.muted) if kind == "start" else place(kind, 0.72 * unit, theme.muted)
             for kind in shown]  # fmt: skip
    lines = [_stroke(kind, theme.muted, unit) for kind in kinds]
    labels = [*shown.values(), *kinds.values()]
    _legend(figure, [*marks, *lines], labels, options, where.key / high, len(labels), quiet=True)


def _legend(
    figure: Figure, handles: list[Line2D], labels: list[str], options: Options, at: float, across: int,
    *, quiet: bool = False,
) -> Legend:  # fmt: skip
    """Entries in rows, the first from left to right, whose foot is at this height."""
    theme, size = THEMES[options.theme], options.points
    down = -(-len(labels) // across)
    by_columns = [row * across + column for column in range(across) for row in range(down)]
    order = [i for i in by_columns if i < len(labels)]
    found = Legend(
        figure, [handles[i] for i in order], [labels[i] for i in order], loc="lower center", bbox_to_anchor=(0.5, at),
        ncols=across, frameon=False, fontsize=0.9 * size if quiet else size, borderpad=0, borderaxespad=0,
        labelcolor=theme.muted if quiet else theme.text, handlelength=1.0 if quiet else 2.0, handletextpad=0.5,
        columnspacing=1.4, labelspacing=0.35,
    )  # fmt: skip
    figure.add_artist(found)
    for text in found.get_texts():
        plain(text)
    return found


def _run(look: Look, unit: float) -> Line2D:
    """The line of a run with its head."""
    return Line2D([], [], color=look.color, linewidth=WIDTHS[1] * unit * 0.8, marker=shape(look.marker),
                  markersize=1.5 * HEAD * unit, markeredgewidth=0, solid_capstyle="round")  # fmt: skip


def _stroke(kind: str, color: str, unit: float) -> Line2D:
    known = ARROWS[kind]
    width = 0.8 * known.width * unit
    line = Line2D([], [], color=color, linewidth=width)
    if known.dash:
        line.set_linestyle(dashed(tuple(0.8 * unit * part for part in known.dash), width))
    return line


def _names(figure: Figure, scene: Scene, options: Options, where: Places, family: list[str]) -> None:
    """The name of every map, above its left end, with its head."""
    theme, size = THEMES[options.theme], options.points
    wide, high = (72 * inches for inches in options.inches)
    measure, room = measured(family, size, bold=True), where.maps[0].width - _CHIP * size
    smaller, names = _fitting([run.label for run in scene.runs], room, measure)
    for run, name, rect in zip(scene.runs, names, where.maps, strict=True):
        at = rect.bottom + rect.height + 0.8 * size
        head = Line2D([(rect.left + 0.45 * size) / wide], [at / high], linestyle="none", marker=shape(run.look.marker),
                      markersize=0.85 * size, markerfacecolor=run.look.color, markeredgewidth=0)  # fmt: skip
        head.set_path_effects([Stroke(linewidth=0.1 * size, foreground=RIM), Normal()])
        figure.add_artist(head)
        figure.text((rect.left + _CHIP * size) / wide, at / high, name, ha="left", va="center_baseline",
                    color=theme.text, fontsize=smaller * size, fontweight="bold")  # fmt: skip


def _fitting(labels: list[str], room: float, measure: Measure) -> tuple[float, list[str]]:
    """How much smaller than other words names are, and the names: without the words with which all of them begin where
    there is no room for these, and cut where they are far too long."""
    if min(room / max(measure(label), 1.0) for label in labels) < _SMALLEST:
        words = [label.split(" ") for label in labels]
        shared = takewhile(
            lambda some: 1 == len(set(some)) < len(some), zip(*(one[:-1] for one in words), strict=False)
        )
        begin = len(list(shared))
        labels = [" ".join(one[begin:]) for one in words]
    parts = [room / max(measure(label), 1.0) for label in labels]
    smaller = min([1.0, *(part for part in parts if part >= _SMALLEST)]) if max(parts) >= _SMALLEST else _SMALLEST
    return smaller, [fitted(label, room / smaller, measure) for label in labels]
