"""The surface under the paths: bands between contour lines, each above the one below it, so that no seam is seen."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from contourpy import FillType, contour_generator
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, BboxTransform, IdentityTransform, Transform

from figures.framing import Box
from figures.scene.ground import seen
from figures.scene.levels import Bands
from figures.scene.looks import CALM, CONTOUR_LINES, CONTOUR_WIDTH, NAMED
from surfaces import Surface

Color = tuple[float, float, float, float]

_FINE = 0.04  # points: a corner that is nearer than this to the line between its neighbours is left out
_DIGITS = 2


def colors(theme: str, colorscale: str, bands: Bands) -> list[tuple[float, float, float]]:
    """Of the bands, the lowest first, each part from 0 to 1."""
    scale = NAMED.get(colorscale) or CALM[theme]
    return [(red / 255, green / 255, blue / 255) for red, green, blue in bands.colors(scale)]


def line_color(theme: str, colorscale: str) -> tuple[float, float, float, float]:
    """Of contour lines."""
    red, green, blue, alpha = CONTOUR_LINES["named" if colorscale in NAMED else theme]
    return red / 255, green / 255, blue / 255, alpha


@lru_cache(maxsize=16)
def _outlines(surface: Surface, view: Box) -> tuple[Bands, list[tuple[Path, Path]]]:
    """Contour lines of a map, and of every band (all that is above its lower edge, the line along that edge)."""
    values, bands = seen(surface, view)
    heights = np.ma.masked_invalid(bands.places(values.heights))
    rows, columns = heights.shape
    x, y = np.linspace(*values.x, columns), np.linspace(*values.y, rows)
    traced = contour_generator(x, y, heights, name="serial", fill_type=FillType.OuterCode)
    known = heights.compressed()
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    air = 1 + abs(high) + high - low
    found = [(_joined(*traced.filled(low - air, high + air)), Path(np.empty((0, 2))))]
    for level in bands.levels:
        lines = [Path(np.asarray(points)) for points in traced.lines(level)]
        filled = _joined(*traced.filled(level, high + air)) if level < high else Path(np.empty((0, 2)))
        found.append((filled, Path.make_compound_path(*lines) if lines else Path(np.empty((0, 2)))))
    return bands, found


def _joined(points: list[np.ndarray], codes: list[np.ndarray]) -> Path:
    return Path(np.concatenate(points), np.concatenate(codes)) if points else Path(np.empty((0, 2)))


class Ground(Artist):
    """The surface in a map. Maps of one figure that are equally large hold one drawing of it in a file of vectors."""

    def __init__(self, axes: Axes, surface: Surface, view: Box, theme: str, colorscale: str, unit: float) -> None:
        super().__init__()
        self.bands, self._outlines = _outlines(surface, view)
        self._colors = colors(theme, colorscale, self.bands)
        self._line = line_color(theme, colorscale)
        self._width = CONTOUR_WIDTH * unit
        self.set_zorder(0)
        axes.add_artist(self)
        self.set_clip_path(axes.patch)

    @allow_rasterization
    def draw(self, renderer: RendererBase) -> None:
        """Every band over those below it, and the line along its lower edge."""
        axes = self.axes
        if not self.get_visible() or axes is None:
            return
        shared = isinstance(renderer, MixedModeRenderer) and not self.get_rasterized()
        corner = axes.transAxes.transform((0.0, 0.0))
        size = np.round(axes.bbox.size, _DIGITS + 2)  # equal maps are equal to the last bit
        place = BboxTransform(axes.viewLim, Bbox.from_bounds(0, 0, *size))
        gc = renderer.new_gc()
        self._set_gc_clip(gc)  # type: ignore[attr-defined]
        for (filled, edge), color in zip(self._outlines, self._colors, strict=True):
            gc.set_linewidth(0.0)
            _draw(renderer, gc, _drawn(filled, place), corner, (*color, 1.0), shared)
            gc.set_linewidth(float(np.asarray(renderer.points_to_pixels(self._width))))
            gc.set_foreground(self._line, isRGBA=True)
            gc.set_alpha(self._line[3])
            _draw(renderer, gc, _drawn(edge, place), corner, None, shared)
            gc.set_alpha(1.0)
        gc.restore()


def _drawn(path: Path, place: Transform) -> Path:
    """In pixels from the corner of the map, with no more corners and digits than can be seen."""
    if not np.size(path.vertices):
        return path
    points = np.asarray(place.transform(path.vertices))
    codes = np.full(len(points), Path.LINETO) if path.codes is None else np.asarray(path.codes)
    for _ in range(3):
        keep = _needed(points, codes)
        points, codes = points[keep], codes[keep]
    return Path(np.round(points, _DIGITS), codes)


def _needed(points: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Which corners are not on the way from one neighbour to the other; of two neighbours at most one is left out."""
    keep = np.ones(len(points), dtype=bool)
    if len(points) < 3:
        return keep
    a, b, c = points[:-2], points[1:-1], points[2:]
    along, off = c - a, b - a
    length = np.hypot(*along.T)
    distance = np.abs(along[:, 0] * off[:, 1] - along[:, 1] * off[:, 0])
    straight = (distance < _FINE * length) & (np.hypot(*off.T) < length)
    inner = (codes[:-2] != Path.CLOSEPOLY) & (codes[1:-1] == Path.LINETO) & (codes[2:] == Path.LINETO)
    odd = np.arange(1, len(points) - 1) % 2 == 1
    keep[1:-1] = ~(straight & inner & odd)
    return keep


def _draw(
    renderer: RendererBase, gc: GraphicsContextBase, path: Path, corner: np.ndarray, color: Color | None, shared: bool
) -> None:
    """As a marker, files of vectors hold a drawing once and say where it is; of one that is drawn only once PDF makes
    none, hence a second place, which is none."""
    if not np.size(path.vertices):
        return
    if shared:
        places = Path(np.array([corner, (np.nan, np.nan)]))
        renderer.draw_markers(gc, path, IdentityTransform(), places, IdentityTransform(), color)
    else:
        renderer.draw_path(gc, path, Affine2D().translate(*corner), color)
