"""The curve beside the maps: f, or f − f*, against steps, with a dot on every line that can be set to a step."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from figures.in_matplotlib.lanes import marker
from figures.in_matplotlib.ticks import TENS, number, power, powers
from figures.in_matplotlib.words import plain
from figures.scene.looks import LOSS_DOT, LOSS_WIDTH, Theme
from figures.scene.loss import Loss, Losses
from words.language import _

_TINT = 0.16  # of the middle half of several paths
_TICK = 4.2  # letters between ticks
_PLAIN = (2.8, 1e-3, 1e5)  # so few powers of ten, between these numbers, are written as numbers


class DrawnLoss:
    """The line of one run, the head on it, and the band of a half of its paths. `show` sets them to a step."""

    def __init__(self, axes: Axes, loss: Loss, unit: float, log: bool, first: int) -> None:
        self.loss, self.first = loss, first
        self._y = np.where(np.isfinite(loss.y) & ((loss.y > 0) | (not log)), loss.y, np.nan)
        color = loss.run.look.color
        self.line = Line2D([], [], color=color, linewidth=LOSS_WIDTH * unit, zorder=3, solid_joinstyle="round",
                           solid_capstyle="round")  # fmt: skip
        self.head = marker(loss.run.look, LOSS_DOT, unit, 1.5)
        self.band = axes.fill_between([], [], color=color, alpha=_TINT, linewidth=0, zorder=2)
        floor = axes.get_ylim()[0]
        self._low = None if loss.low is None else np.where((loss.low > 0) | (not log), loss.low, floor)
        for artist in (self.line, self.head):
            axes.add_artist(artist)
        self.head.set_clip_on(False)
        self.show(len(self._y) - 1)

    @property
    def artists(self) -> list[Artist]:
        """From below."""
        return [self.band, self.line, self.head]

    def show(self, step: int, since: int | None = None) -> None:
        """As `DrawnLane.show` has it."""
        row = min(step, len(self._y) - 1)
        first = min(self.first if since is None else max(self.first, since), row)
        rows = np.arange(first, row + 1)
        self.line.set_data(rows, self._y[rows])
        if self._low is not None and self.loss.high is not None:
            self.band.set_data(rows, self._low[rows], self.loss.high[rows])
        known = bool(np.isfinite(self._y[row]))
        self.head.set_data(*([[row], [self._y[row]]] if known else [[], []]))


def prepared(
    axes: Axes, found: Losses, steps: tuple[int, int], theme: Theme, size: float, room: tuple[float, float]
) -> None:
    """The axes of these losses, from one step to another. `room` is how large they are in points."""
    extent = found.extent(*steps)
    axes.set_xlim(steps[0], max(steps[0] + 1, steps[1]))
    axes.set_yscale("log" if found.log else "linear")
    axes.set_ylim(*extent)
    axes.grid(color=theme.line, linewidth=0.06 * size, zorder=0)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=max(2, int(room[0] / (_TICK * size))), integer=True, steps=TENS))
    axes.xaxis.set_major_formatter(FuncFormatter(number))
    count = max(2, int(room[1] / (3 * size)))
    if found.log:
        axes.yaxis.set_major_locator(FixedLocator(powers(extent, count)))
        axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_formatter(FuncFormatter(number if _is_plain(extent) else power))
    else:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=count))
        axes.yaxis.set_major_formatter(FuncFormatter(number))
    plain(axes.set_xlabel(_("step"), color=theme.text, fontsize=size, labelpad=0.3 * size))
    plain(axes.set_ylabel(found.words, color=theme.text, fontsize=size, labelpad=0.3 * size))


def _is_plain(extent: tuple[float, float]) -> bool:
    most, low, high = _PLAIN
    return bool(np.log10(extent[1] / extent[0]) < most and extent[0] > low and extent[1] < high)
