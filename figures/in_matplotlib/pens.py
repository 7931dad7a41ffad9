"""Lines and markers that are drawn again and again with other points, as a film does, at the price of their pixels.

What Matplotlib works out anew for every drawing of an artist (styles, effects, clipping) is the same each time. It is
written down once, while the artist is drawn by a renderer that only listens; then it is drawn with points alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform, Transform

#: Draws points `(n, 2)`, in the units of the artist's axes.
Pen = Callable[[np.ndarray], None]

_LONG = 128  # points from which on Matplotlib leaves out those that cannot be told apart


def still_pen(artist: Artist, renderer: RendererAgg) -> Callable[[], None]:
    """Draws an artist as it is now."""
    strokes = _heard(artist, renderer)

    def draw() -> None:
        for stroke in strokes:
            stroke.draw(renderer)

    return draw


def pen(artist: Line2D, renderer: RendererAgg) -> Pen:
    """Draws an artist, which is either a line or markers, with other points."""
    axes = artist.axes
    assert axes is not None
    own: Transform = axes.transData
    before = artist.get_data(orig=False)
    left, low, right, high = axes.bbox.extents
    middle = np.array([left + right, low + high]) / 2
    artist.set_data(*own.inverted().transform(middle[np.newaxis]).T)
    strokes = _heard(artist, renderer)
    artist.set_data(*before)
    if artist.get_linestyle() == "None":
        return _markers(strokes, own, middle, renderer)
    (stroke,) = strokes
    return lambda points: stroke.draw(renderer, _path(np.asarray(own.transform_non_affine(points))))


@dataclass(frozen=True)
class _Stroke:
    """One call to a renderer: a path, or a path that is a marker `at` the points of another."""

    gc: GraphicsContextBase
    path: Path
    transform: Transform
    face: Any
    at: tuple[Path, Transform] | None = None

    def draw(self, renderer: RendererAgg, path: Path | None = None, transform: Transform | None = None) -> None:
        """It, or of another path, or elsewhere, or at the points of another path."""
        if self.at is None:
            renderer.draw_path(self.gc, path or self.path, transform or self.transform, self.face)
        else:
            where = (path, IdentityTransform()) if path else self.at
            renderer.draw_markers(self.gc, self.path, self.transform, *where, self.face)


def _markers(strokes: list[_Stroke], own: Transform, middle: np.ndarray, renderer: RendererAgg) -> Pen:
    """At every point what was heard in the middle of the axes."""
    matrices = [stroke.transform.get_matrix() for stroke in strokes]

    def draw(points: np.ndarray) -> None:
        pixels = own.transform(points)
        for stroke, matrix in zip(strokes, matrices, strict=True):
            if stroke.at is not None:
                stroke.draw(renderer, Path(pixels))
                continue
            for pixel in pixels:
                moved = matrix.copy()
                moved[:2, 2] += pixel - middle
                stroke.draw(renderer, transform=Affine2D(moved))

    return draw


def _path(points: np.ndarray) -> Path:
    path = Path(points)
    path.should_simplify = len(points) >= _LONG  # whatever the settings of the process say
    return path


def _heard(artist: Artist, renderer: RendererAgg) -> list[_Stroke]:
    listening = _Listening(renderer)
    artist.draw(listening)
    return listening.strokes


class _Listening(RendererBase):
    """A renderer that writes down what it is told, with the measures of another."""

    def __init__(self, renderer: RendererAgg) -> None:
        super().__init__()
        self._size, self._dpi = (renderer.width, renderer.height), renderer.dpi
        self.strokes: list[_Stroke] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def points_to_pixels(self, points: Any) -> Any:
        return points * self._dpi / 72

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        self.strokes.append(_Stroke(self._kept(gc), path, transform.frozen(), rgbFace))

    def draw_markers(self, gc: Any, marker_path: Any, marker_trans: Any, path: Any, trans: Any, rgbFace: Any = None) -> None:  # noqa: N803, E501  # fmt: skip
        kept = self._kept(gc)
        self.strokes.append(_Stroke(kept, marker_path, marker_trans.frozen(), rgbFace, (path, trans.frozen())))

    def _kept(self, gc: GraphicsContextBase) -> GraphicsContextBase:
        kept = self.new_gc()
        kept.copy_properties(gc)
        return kept
