"""The colour bar: the bands of the map, one above the other."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from figures.in_matplotlib.ground import Ground, colors
from figures.in_matplotlib.ticks import TENS, number
from figures.options import Options
from figures.scene.looks import THEMES
from figures.scene.scene import Scene
from figures.scene.words import scale_words


def draw_bar(axes: Axes, scene: Scene, options: Options, ground: Ground, size: float) -> None:
    """Into axes of its own; bands that have the colour of the highest ground are one."""
    bands, theme = ground.bands, THEMES[options.theme]
    tones = colors(options.theme, options.colorscale, bands)
    low, high = bands.before, min(bands.lines, bands.before + bands.shades)
    edges = bands.start + bands.size * (np.arange(low, high + 2) - 1)
    for band, (below, above) in enumerate(pairwise(edges), start=low):
        axes.add_patch(Rectangle((0, below), 1, above - below, facecolor=tones[band], edgecolor=tones[band],
                                 linewidth=0.02 * size))  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(edges[0], edges[-1])
    axes.xaxis.set_major_locator(NullLocator())
    ticks = MaxNLocator(nbins=6, steps=TENS).tick_values(edges[0], edges[-1])
    axes.yaxis.set_major_locator(FixedLocator([tick for tick in ticks if edges[0] <= tick <= edges[-1]]))
    axes.yaxis.set_major_formatter(FuncFormatter(number))
    axes.yaxis.tick_right()
    axes.yaxis.set_label_position("right")
    axes.set_ylabel(scale_words(scene.surface), color=theme.text, fontsize=size, labelpad=0.3 * size)
