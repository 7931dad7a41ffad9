"""What moves in a film, drawn above what stands still."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.lines import Line2D

from figures.in_matplotlib.draw import Drawn
from figures.in_matplotlib.pens import pen, still_pen
from figures.in_matplotlib.writing import quiet


class Moving:
    """Paths and curves at a step, and the marks that stand still above their lines."""

    def __init__(self, drawn: Drawn, renderer: RendererAgg) -> None:
        self._drawn, self._renderer = drawn, renderer
        self._artists = [artist for _, artist in drawn.moving]
        self._points: dict[Artist, np.ndarray] = {}
        lowest, known = min(artist.get_zorder() for artist in self._artists), set(self._artists)
        self._marks = [
            line for axes in drawn.maps for line in axes.lines if line.get_zorder() > lowest and line not in known
        ]
        with quiet():
            parts = [*((one, self._moved(one)) for one in self._artists),
                     *((one, still_pen(one, renderer)) for one in self._marks)]  # fmt: skip
        self._draws = [draw for _, draw in sorted(parts, key=lambda part: part[0].get_zorder())]

    def without(self) -> object:
        """The picture without them, as a region that can be put back."""
        above = [*self._artists, *self._marks]
        for artist in above:
            artist.set_visible(False)
        with quiet():
            self._drawn.figure.canvas.draw()
        for artist in above:
            artist.set_visible(True)
        return self._renderer.copy_from_bbox(self._drawn.figure.bbox)

    def draw(self, step: int, since: int | None) -> None:
        """All of them at a step; lines begin at `since`, if it is said."""
        for lane in self._drawn.lanes:
            lane.show_newest(step)
            self._points.update(lane.at(step, since))
        for loss in self._drawn.losses:
            loss.show_band(step, since)
            self._points.update(loss.at(step, since))
        for draw in self._draws:
            draw()

    def _moved(self, artist: Artist) -> Callable[[], None]:
        if not isinstance(artist, Line2D):
            return lambda: artist.draw(self._renderer)
        drawn = pen(artist, self._renderer)
        return lambda: drawn(self._points[artist])
