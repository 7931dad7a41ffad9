"""The colour bar: the bands of the map, one above the other."""

from __future__ import annotations

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from figures.in_matplotlib.ground import Ground, colors
from figures.in_matplotlib.ticks import number
from figures.options import Options
from figures.scene.looks import THEMES
from figures.scene.scene import Scene
from figures.scene.words import scale_words


def draw_bar(axes: Axes, scene: Scene, options: Options, ground: Ground, size: float) -> None:
    """Into axes of its own; bands that have the colour of the highest ground are one. As on the map, the steps from one
    band to the next grow beyond the core of the picture."""
    bands, theme = ground.bands, THEMES[options.theme]
    tones = colors(options.theme, options.colorscale, bands)
    edges = bands.edges
    for band, (below, above) in enumerate(pairwise(edges), start=bands.before):
        axes.add_patch(Rectangle((0, below), 1, above - below, facecolor=tones[band], edgecolor=tones[band],
                                 linewidth=0.02 * size))  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(edges[0], edges[-1])
    axes.xaxis.set_major_locator(NullLocator())
    ticks = bands.ticks()
    axes.yaxis.set_major_locator(FixedLocator(bands.places(ticks).tolist()))
    axes.yaxis.set_major_formatter(FixedFormatter([number(tick) for tick in ticks]))
    axes.yaxis.tick_right()
    axes.yaxis.set_label_position("right")
    axes.set_ylabel(scale_words(scene.surface), color=theme.text, fontsize=size, labelpad=0.3 * size)
