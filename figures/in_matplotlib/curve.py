"""The curve beside the maps: f, or f − f*, against steps, with a dot on every line that can be set to a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

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
        self.band = None
        if loss.low is not None:
            self.band = axes.fill_between([], [], color=color, alpha=_TINT, linewidth=0, zorder=2)
            self._low = np.where((loss.low > 0) | (not log), loss.low, axes.get_ylim()[0])
        for artist in (self.line, self.head):
            axes.add_artist(artist)
        self.head.set_clip_on(False)
        self.show(len(self._y) - 1)

    @property
    def artists(self) -> list[Artist]:
        """From below."""
        return [*([] if self.band is None else [self.band]), self.line, self.head]

    def show(self, step: int, since: int | None = None) -> None:
        """As `DrawnLane.show` has it."""
        for line, points in self.at(step, since):
            line.set_data(*points.T)
        self.show_band(step, since)

    def show_band(self, step: int, since: int | None = None) -> None:
        """Sets what is no line to a step: the band."""
        if self.band is not None and self.loss.high is not None:
            rows = self._rows(step, since)
            self.band.set_data(rows, self._low[rows], self.loss.high[rows])

    def at(self, step: int, since: int | None = None) -> Iterator[tuple[Line2D, np.ndarray]]:
        """As `DrawnLane.at` has it."""
        rows = self._rows(step, since)
        points = np.stack([rows, self._y[rows]], axis=-1)
        yield self.line, points
        yield self.head, points[-1:][np.isfinite(points[-1:, 1])]

    def _rows(self, step: int, since: int | None) -> np.ndarray:
        row = min(step, len(self._y) - 1)
        return np.arange(min(self.first if since is None else max(self.first, since), row), row + 1)


def prepared(
    axes: Axes,
    found: Losses,
    steps: tuple[int, int],
    theme: Theme,
    size: float,
    room: tuple[float, float],
    moments: Sequence[float] = (),
) -> None:
    """The axes of these losses, from one step to another. `room` is how large they are in points; `moments` are the
    epochs of steps that are moments of a training."""
    extent = found.extent(*steps)
    axes.set_xlim(steps[0], max(steps[0] + 1, steps[1]))
    axes.set_yscale("log" if found.log else "linear")
    axes.set_ylim(*extent)
    axes.grid(color=theme.line, linewidth=0.06 * size, zorder=0)
    axes.set_axisbelow(True)
    ticks = MaxNLocator(nbins=max(2, int(room[0] / (_TICK * size))), integer=not moments, steps=TENS)
    axes.xaxis.set_major_locator(_rows_of(ticks, moments, steps) if moments else ticks)
    axes.xaxis.set_major_formatter(FuncFormatter(partial(_epoch, moments) if moments else number))
    count = max(2, int(room[1] / (3 * size)))
    if found.log:
        axes.yaxis.set_major_locator(FixedLocator(powers(extent, count)))
        axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_formatter(FuncFormatter(number if _is_plain(extent) else power))
    else:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=count))
        axes.yaxis.set_major_formatter(FuncFormatter(number))
    plain(axes.set_xlabel(_("epoch") if moments else _("step"), color=theme.text, fontsize=size, labelpad=0.3 * size))
    plain(axes.set_ylabel(found.words, color=theme.text, fontsize=size, labelpad=0.3 * size))


def _rows_of(ticks: MaxNLocator, moments: Sequence[float], steps: tuple[int, int]) -> FixedLocator:
    """The rows at which these moments are that a reader counts by."""
    first, last = (moments[min(step, len(moments) - 1)] for step in steps)
    round_ones = [one for one in ticks.tick_values(first, last) if first <= one <= last]
    return FixedLocator(np.interp(round_ones, moments, np.arange(len(moments))).tolist())


def _epoch(moments: Sequence[float], row: float, at: int) -> str:
    return number(float(np.interp(row, np.arange(len(moments)), moments)), at)


def _is_plain(extent: tuple[float, float]) -> bool:
    most, low, high = _PLAIN
    return bool(np.log10(extent[1] / extent[0]) < most and extent[0] > low and extent[1] < high)
