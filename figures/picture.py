"""A small still picture of an experiment: its paths over contours of the surface, as SVG for `st.image`."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import numpy as np

from figures.palette import COLORS
from figures.small_map import DARK, LIGHT, UNIT, ground, outline
from simulation import Experiment, RunSpec, Trajectory, run
from surfaces import Surface

WIDTH, HEIGHT, GAP = 640, 400, 10
CELLS = (80, 50)  # of the grid under the contours
MOST_POINTS = 400  # of a path: later ones cannot be told apart
FAR = 3  # pictures away: nothing beyond is seen of a path


def picture(experiment: Experiment, layout: str, *, dark: bool, title: str) -> str:
    """SVG of all paths on one map ("overlay") or of one map per run ("panels"), named `title`.

    Contours enclose fixed shares of the picture, so that every surface shows its shape, however steep.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"<title>{escape(title)}</title><style>{_style(dark)}</style>{_maps(experiment.to_json(), layout)}</svg>"
    )


def _style(dark: bool) -> str:
    calm = DARK if dark else LIGHT
    bands = "".join(f".b{i}{{fill:{color}}}" for i, color in enumerate(calm.bands))
    return (
        f"{bands}#ground path{{stroke:{calm.line};fill-rule:evenodd;vector-effect:non-scaling-stroke}}"
        f".halo,.line{{fill:none;stroke-linejoin:round;stroke-width:4}}.halo{{stroke:{calm.halo};stroke-width:7}}"
        f".start{{fill:{calm.halo};stroke-width:4}}.end{{stroke:{calm.halo};stroke-width:3}}"
    )


@lru_cache(maxsize=128)
def _maps(text: str, layout: str) -> str:
    """The ground and the maps of an experiment given as JSON, without colours that depend on the theme."""
    experiment = Experiment.from_json(text)
    surface, runs = experiment.landscape(), experiment.runs
    lines = [(path, _color(runs, i)) for i, path in enumerate(run(experiment))]
    maps = [[line] for line in lines] if layout == "panels" else [lines]
    across = 1 if len(maps) == 1 else 2 if len(maps) <= 4 else 3
    down = -(-len(maps) // across)
    width, height = (WIDTH + GAP) / across - GAP, (HEIGHT + GAP) / down - GAP
    size = f'width="{width:g}" height="{height:g}"'
    return _symbol(surface) + "".join(
        f'<svg x="{i % across * (width + GAP):g}" y="{i // across * (height + GAP):g}" {size}>'
        f'<use href="#ground" {size}/>{"".join(_path(*line, surface, (width, height)) for line in shown)}</svg>'
        for i, shown in enumerate(maps)
    )


def _color(runs: tuple[RunSpec, ...], i: int) -> str:
    return runs[i].color or COLORS[i]


@lru_cache(maxsize=64)
def _symbol(surface: Surface) -> str:
    """The surface as a symbol to be drawn in any size."""
    columns, rows = CELLS
    drawn = ground(surface, CELLS, lambda band: f'class="b{band}"')
    view = f'viewBox="0 0 {UNIT * columns} {UNIT * rows}" preserveAspectRatio="none"'
    return f'<symbol id="ground" {view}>{drawn}</symbol>'


def _path(path: Trajectory, color: str, surface: Surface, size: tuple[float, float]) -> str:
    """A line with a halo, a ring where it starts and a dot where it ends, as far as it is finite."""
    pixels = _pixels(path, surface, size)
    (x0, y0), (x1, y1) = pixels[0], pixels[-1]
    line = outline(pixels)
    return (
        f'<path class="halo" d="{line}"/><path class="line" stroke="{color}" d="{line}"/>'
        f'<circle class="start" stroke="{color}" cx="{x0:.0f}" cy="{y0:.0f}" r="7"/>'
        f'<circle class="end" fill="{color}" cx="{x1:.0f}" cy="{y1:.0f}" r="10"/>'
    )


def _pixels(path: Trajectory, surface: Surface, size: tuple[float, float]) -> np.ndarray:
    """(points, 2), the start among them."""
    xmin, xmax, ymin, ymax = surface.domain
    points = path.x[: min(int(path.last), MOST_POINTS) + 1]
    finite = points[np.isfinite(points).all(axis=1)]
    return np.clip((finite - (xmin, ymax)) / (xmax - xmin, ymin - ymax), -FAR, FAR) * size
