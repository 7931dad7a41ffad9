"""A scene drawn: the figure, its axes, and of every path the artists that move."""

from __future__ import annotations

from dataclasses import dataclass, field

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from figures.framing import Box
from figures.in_matplotlib.bar import draw_bar
from figures.in_matplotlib.curve import DrawnLoss, prepared
from figures.in_matplotlib.ground import Ground
from figures.in_matplotlib.lanes import DrawnLane
from figures.in_matplotlib.legend import draw_words
from figures.in_matplotlib.marks import arrow, marks
from figures.in_matplotlib.ticks import TENS, Inner, number
from figures.in_matplotlib.words import families, measured, plain
from figures.in_matplotlib.writing import Picture, quiet
from figures.options import Options, last_of
from figures.scene.arrows import KINDS, last_step, tangent
from figures.scene.ground import curve, view_of
from figures.scene.layout import Places, Rect, places
from figures.scene.looks import CURVE_WIDTH, HEAD, MANY, SMALL, THEMES
from figures.scene.loss import losses
from figures.scene.scene import Scene

_DESK = 12.0  # pixels of the words of the player's axes: what looks are measured by
_SLIM = 0.82  # of the player's lines: on paper, where there are no screens' pixels, they are finer
_TICKS = (4.6, 3.0)  # letters between ticks along x, and along y


@dataclass
class Drawn:
    """What was drawn, and how it is set to a step.

    figure   a Matplotlib figure, on a canvas of pixels
    maps     the axes of the maps, and `loss` those of the curve, if there is one
    lanes    of every path on every map its halo, line and head; from below
    losses   of every run its line and head on the curve
    last     the last step that is shown
    """

    figure: Picture
    scene: Scene
    options: Options
    places: Places
    maps: list[Axes] = field(default_factory=list)
    loss: Axes | None = None
    lanes: list[DrawnLane] = field(default_factory=list)
    losses: list[DrawnLoss] = field(default_factory=list)
    last: int = 0

    @property
    def moving(self) -> list[tuple[Axes, Artist]]:
        """What differs from step to step, with the axes it is on, in the order in which it is drawn. A film draws all
        else once, with these made invisible, and then only these."""
        lanes = [(one.axes, artist) for one in self.lanes for artist in one.artists]
        lanes.sort(key=lambda pair: pair[1].get_zorder())
        curve = [(self.loss, artist) for one in self.losses for artist in one.artists if self.loss is not None]
        return [*lanes, *curve]

    def show(self, step: int, since: int | None = None) -> None:
        """Sets paths and curves to a step; lines begin at the first step of the picture, or at `since`."""
        for lane in self.lanes:
            lane.show(step, since)
        for loss in self.losses:
            loss.show(step, since)


def draw(scene: Scene, options: Options) -> Drawn:
    """The scene with these options. Safe in any thread, and the same for the same input."""
    with quiet():
        return _draw(scene, options)


def _draw(scene: Scene, options: Options) -> Drawn:
    theme, size = THEMES[options.theme], options.points
    family = families(options.font, scene.texts)
    page = (72 * options.inches[0], 72 * options.inches[1])
    where = places(scene, options, page, size, measured(family, size))
    figure = Picture(figsize=options.inches, dpi=96, facecolor=theme.page)
    FigureCanvasAgg(figure)
    last = last_of(options.first, options.last, scene.last)
    drawn = Drawn(figure, scene, options, where, last=last)
    kinds = _draw_maps(drawn)
    if where.curve is not None:
        _draw_curve(drawn, where.curve)
    if where.bar is not None:
        draw_bar(_axes(drawn, where.bar), scene, options, _ground_of(drawn), size)
    draw_words(figure, scene, options, where, kinds, family)
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        plain(text)
        text.set_fontfamily(family)
    drawn.show(last)
    return drawn


def unit_of(options: Options, maps: int) -> float:
    """Points to a pixel of the player."""
    return options.points / _DESK * _SLIM * options.line_width * (SMALL if maps >= MANY else 1.0)


def _axes(drawn: Drawn, rect: Rect) -> Axes:
    """Axes at a place, as quiet as those of the player."""
    theme, size, options = THEMES[drawn.options.theme], drawn.options.points, drawn.options
    wide, high = (72 * inches for inches in options.inches)
    axes = drawn.figure.add_axes((rect.left / wide, rect.bottom / high, rect.width / wide, rect.height / high))
    axes.set_facecolor("none")
    ink = theme.text if options.theme == "publication" else theme.muted
    edge = theme.text if options.theme == "publication" else theme.line
    for spine in axes.spines.values():
        spine.set_color(edge)
        spine.set_linewidth(0.07 * size)
    axes.tick_params(color=edge, labelcolor=ink, labelsize=0.9 * size, length=0.35 * size, width=0.07 * size,
                     pad=0.25 * size)  # fmt: skip
    return axes


def _ground_of(drawn: Drawn) -> Ground:
    return next(artist for artist in drawn.maps[0].artists if isinstance(artist, Ground))


def _draw_maps(drawn: Drawn) -> dict[str, str]:
    """All maps. Returns the words of the arrows that were drawn, by kind."""
    scene, options, where = drawn.scene, drawn.options, drawn.places
    first = where.maps[0]
    every = [lane.points for lane in scene.lanes] if options.view == "paths" else None
    view, unit = view_of(scene.surface, first.width / first.height, every), unit_of(options, len(where.maps))
    kinds = KINDS.get(options.arrows, (options.arrows,))
    found = last_step(scene, drawn.last, kinds, view, (first.width, first.height), HEAD * unit)
    lanes = scene.maps(apart=options.apart)
    for i, (rect, shown) in enumerate(zip(where.maps, lanes, strict=True)):
        axes = _axes(drawn, rect)
        drawn.maps.append(axes)
        _frame(axes, drawn, view, rect, i)
        _surface(axes, drawn, view, unit)
        marks(axes, scene, unit, THEMES[options.theme].text)
        drawn.lanes += [DrawnLane(axes, lane, view, options.theme, unit, options.first) for lane in shown]
        for run, some in zip(scene.runs, found.of_runs, strict=True):
            if not options.apart or run is scene.runs[i]:
                for one in some:
                    arrow(axes, one, found.end(one), run.look.color, options.theme, unit)
                if "gradient" in kinds and (ends := tangent(scene, run.leader, drawn.last, view)) is not None:
                    axes.add_artist(
                        Line2D(*ends.T, color=run.look.color, linewidth=1.6 * unit, linestyle=(0, (4, 3)), zorder=3)
                    )
    return found.words


def _frame(axes: Axes, drawn: Drawn, view: Box, rect: Rect, i: int) -> None:
    """What a map shows, and the words of its axes where it is at an edge."""
    options, size, (left, bottom) = drawn.options, drawn.options.points, drawn.places.edges[i]
    theme = THEMES[options.theme]
    axes.set_xlim(view[0], view[1])
    axes.set_ylim(view[2], view[3])
    for axis, length, letters in ((axes.xaxis, rect.width, _TICKS[0]), (axes.yaxis, rect.height, _TICKS[1])):
        count = max(2, min(9, int(length / (letters * size))))
        kind, more = (Inner, 2 * (length > letters * size)) if options.apart else (MaxNLocator, 0)
        axis.set_major_locator(kind(nbins=count + more, steps=TENS) if options.axes else NullLocator())
        axis.set_major_formatter(FuncFormatter(number))
    axes.tick_params(labelleft=left, labelbottom=bottom)
    if options.axes and bottom:
        axes.set_xlabel(drawn.scene.axes[0], color=theme.text, fontsize=size, labelpad=0.2 * size)
    if options.axes and left:
        axes.set_ylabel(drawn.scene.axes[1], color=theme.text, fontsize=size, labelpad=0.2 * size)


def _surface(axes: Axes, drawn: Drawn, view: Box, unit: float) -> None:
    scene, options = drawn.scene, drawn.options
    if scene.line:
        points = curve(scene.surface, view)
        theme = THEMES[options.theme]
        axes.add_artist(Line2D(*points.T, color=theme.muted, linewidth=CURVE_WIDTH * unit, zorder=1))
        return
    ground = Ground(axes, scene.surface, view, options.theme, options.colorscale, unit)
    ground.set_rasterized(options.raster)


def _draw_curve(drawn: Drawn, rect: Rect) -> None:
    options, scene = drawn.options, drawn.scene
    found = losses(scene, options.curve, log=options.log)
    axes = drawn.loss = _axes(drawn, rect)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    steps = (min(options.first, drawn.last), drawn.last)
    room = rect.width, rect.height
    prepared(axes, found, steps, THEMES[options.theme], options.points, room, scene.moments)
    unit = unit_of(options, 1)
    drawn.losses = [DrawnLoss(axes, one, unit, found.log, options.first) for one in found.curves]
