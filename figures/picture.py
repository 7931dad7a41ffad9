"""A small still picture of an experiment: its paths over contours of the surface, as SVG for `st.image`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import numpy as np

from figures.framing import Box, framed
from figures.framing import box as whole
from figures.palette import COLORS
from figures.small_map import DARK, LIGHT, UNIT, curve, ground, outline
from simulation import Experiment, Trajectory, bundle
from simulation.judging.sample import Bundles
from surfaces import Surface

WIDTH, HEIGHT, GAP = 640, 400, 10
CELLS = (80, 50)  # of the grid under the contours
MOST_POINTS = 400  # of a path: later ones cannot be told apart
FAR = 3  # pictures away: nothing beyond is seen of a path


def picture(experiment: Experiment, layout: str, *, dark: bool | None, title: str) -> str:
    """SVG of all paths on one map ("overlay") or of one map per run ("panels"), named `title`. Where `dark` is None it
    is as the reader's system is.

    Contours enclose fixed shares of the picture, so that every surface shows its shape, however steep.
    """
    return _named(_maps(experiment.to_json(), layout), dark, title)


def on_surface(
    surface: Surface, bundles: Bundles, shades: Sequence[str], layout: str, *, dark: bool | None, title: str
) -> str:
    """The same of paths that are there already, run by run, with a colour a run."""
    lines = [[(path, color) for path in paths] for paths, color in zip(bundles, shades, strict=True)]
    return _named(_laid_out(surface, lines, layout), dark, title)


def _named(maps: str, dark: bool | None, title: str) -> str:
    style = _style(bool(dark)) + (f"@media (prefers-color-scheme:dark){{{_style(True)}}}" if dark is None else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"<title>{escape(title)}</title><style>{style}</style>{maps}</svg>"
    )


def _style(dark: bool) -> str:
    calm = DARK if dark else LIGHT
    bands = "".join(f".b{i}{{fill:{color}}}" for i, color in enumerate(calm.bands))
    return (
        f"{bands}#ground path{{stroke:{calm.line};fill-rule:evenodd;vector-effect:non-scaling-stroke}}"
        f".sky{{fill:{calm.sky}}}#ground .curve{{fill:none;stroke:{calm.curve};stroke-width:3;stroke-linejoin:round}}"
        f".halo,.line{{fill:none;stroke-linejoin:round;stroke-width:4}}.halo{{stroke:{calm.halo};stroke-width:7}}"
        f".start{{fill:{calm.halo};stroke-width:4}}.end{{stroke:{calm.halo};stroke-width:3}}"
    )


@lru_cache(maxsize=128)
def _maps(text: str, layout: str) -> str:
    """The ground and the maps of an experiment given as JSON, without colours that depend on the theme."""
    experiment = Experiment.from_json(text)
    lines = [
        [(path, color) for path in paths] for color, paths in zip(_colors(experiment), bundle(experiment), strict=True)
    ]
    return _laid_out(experiment.landscape(), lines, layout)


def _laid_out(surface: Surface, lines: Sequence[Sequence[tuple[Trajectory, str]]], layout: str) -> str:
    """The maps of these paths and their colours, run by run."""
    maps: Sequence[Sequence[tuple[Trajectory, str]]]
    maps = lines if layout == "panels" else [[line for of_run in lines for line in of_run]]
    across = max(range(1, len(maps) + 1), key=lambda across: _drawn(surface, _size(len(maps), across)))
    width, height = _size(len(maps), across)
    box = framed(surface, width / height)
    size = f'width="{width:g}" height="{height:g}"'
    return _symbol(surface, box) + "".join(
        f'<svg x="{i % across * (width + GAP):g}" y="{i // across * (height + GAP):g}" {size}>'
        f'<use href="#ground" {size}/>{"".join(_path(*line, box, (width, height)) for line in shown)}</svg>'
        for i, shown in enumerate(maps)
    )


def _size(count: int, across: int) -> tuple[float, float]:
    """Width and height of each of so many maps, so many in a row."""
    return (WIDTH + GAP) / across - GAP, (HEIGHT + GAP) / -(-count // across) - GAP


def _drawn(surface: Surface, size: tuple[float, float]) -> float:
    """How large the domain is drawn in a map of this size, in pixels squared."""
    xmin, xmax, ymin, ymax = whole(surface)
    left, right, below, above = framed(surface, size[0] / size[1])
    return size[0] * size[1] * (xmax - xmin) * (ymax - ymin) / ((right - left) * (above - below))


def _colors(experiment: Experiment) -> list[str]:
    return [spec.color or COLORS[i] for i, spec in enumerate(experiment.runs)]


@lru_cache(maxsize=64)
def _symbol(surface: Surface, box: Box) -> str:
    """A part of the surface as a symbol to be drawn in any size."""
    columns, rows = CELLS
    if surface.dimensions == 1:
        view = f'viewBox="0 0 {UNIT * columns} {UNIT * rows}" preserveAspectRatio="none"'
        return f'<symbol id="ground" {view}>{curve(surface, CELLS, box)}</symbol>'
    drawn = ground(surface, CELLS, lambda band: f'class="b{band}"', box)
    view = f'viewBox="0 0 {UNIT * columns} {UNIT * rows}" preserveAspectRatio="none"'
    return f'<symbol id="ground" {view}>{drawn}</symbol>'


def _path(path: Trajectory, color: str, box: Box, size: tuple[float, float]) -> str:
    """A line with a halo, a ring where it starts and a dot where it ends, as far as it is finite."""
    pixels = _pixels(path, box, size)
    (x0, y0), (x1, y1) = pixels[0], pixels[-1]
    line = outline(pixels)
    return (
        f'<path class="halo" d="{line}"/><path class="line" stroke="{color}" d="{line}"/>'
        f'<circle class="start" stroke="{color}" cx="{x0:.0f}" cy="{y0:.0f}" r="7"/>'
        f'<circle class="end" fill="{color}" cx="{x1:.0f}" cy="{y1:.0f}" r="10"/>'
    )


def _pixels(path: Trajectory, box: Box, size: tuple[float, float]) -> np.ndarray:
    """(points, 2), the start among them."""
    xmin, xmax, ymin, ymax = box
    rows = slice(0, min(int(path.last), MOST_POINTS) + 1)
    points = path.x[rows] if path.x.shape[-1] == 2 else stairs(path.x[rows, 0], path.value[rows])
    finite = points[np.isfinite(points).all(axis=1)]
    return np.clip((finite - (xmin, ymax)) / (xmax - xmin, ymin - ymax), -FAR, FAR) * size


def stairs(x: np.ndarray, f: np.ndarray) -> np.ndarray:
    """The way of a path on a line: along x at the height that it leaves, then to the curve, `(2n - 1, 2)`."""
    return np.stack([np.repeat(x, 2)[1:], np.repeat(f, 2)[:-1]], axis=-1)
