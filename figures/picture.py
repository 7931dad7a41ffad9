"""A small still picture of an experiment: its paths over contours of the surface, as SVG for `st.image`."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import numpy as np

from figures.contours import rings
from figures.palette import COLORS
from simulation import Experiment, RunSpec, Trajectory, run
from surfaces import Surface

WIDTH, HEIGHT, GAP = 640, 400, 10
CELLS = (80, 50)  # of the grid under the contours
SHARES = (0.015, 0.05, 0.11, 0.2, 0.33, 0.5, 0.68, 0.86)  # of the picture that lie below each contour line
MOST_POINTS = 400  # of a path: later ones cannot be told apart
FAR = 3  # pictures away: nothing beyond is seen of a path
# The player's calm colours: the lowest and the highest ground, contour lines, and the halo of a path.
LIGHT = ((0x2F, 0x55, 0x80), (0xEF, 0xF4, 0xF9), "#ffffff66", "#ffffff")
DARK = ((0x0F, 0x1A, 0x2A), (0x44, 0x70, 0x8F), "#ffffff1a", "#eef3f8")


def picture(experiment: Experiment, layout: str, *, dark: bool, title: str) -> str:
    """SVG of all paths on one map ("overlay") or of one map per run ("panels"), named `title`.

    Contours enclose fixed shares of the picture, so that every surface shows its shape, however steep.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"<title>{escape(title)}</title><style>{_style(dark)}</style>{_maps(experiment.to_json(), layout)}</svg>"
    )


def _style(dark: bool) -> str:
    low, high, line, halo = DARK if dark else LIGHT
    bands = "".join(
        f".b{i}{{fill:rgb({','.join(f'{a + (b - a) * i / len(SHARES):.0f}' for a, b in zip(low, high, strict=True))})}}"
        for i in range(len(SHARES) + 1)
    )
    return (
        f"{bands}#ground path{{stroke:{line};fill-rule:evenodd;vector-effect:non-scaling-stroke}}"
        f".halo,.line{{fill:none;stroke-linejoin:round;stroke-width:4}}.halo{{stroke:{halo};stroke-width:7}}"
        f".start{{fill:{halo};stroke-width:4}}.end{{stroke:{halo};stroke-width:3}}"
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
    return _ground(surface) + "".join(
        f'<svg x="{i % across * (width + GAP):g}" y="{i // across * (height + GAP):g}" {size}>'
        f'<use href="#ground" {size}/>{"".join(_path(*line, surface, (width, height)) for line in shown)}</svg>'
        for i, shown in enumerate(maps)
    )


def _color(runs: tuple[RunSpec, ...], i: int) -> str:
    return runs[i].color or COLORS[i]


@lru_cache(maxsize=64)
def _ground(surface: Surface) -> str:
    """The surface as a symbol to be drawn in any size: low is deep."""
    columns, rows = CELLS
    xmin, xmax, ymin, ymax = surface.domain
    x, y = np.meshgrid(np.linspace(xmin, xmax, columns + 1), np.linspace(ymax, ymin, rows + 1))
    f = surface.value(np.stack([x, y], axis=-1))
    f = np.where(np.isfinite(f), f, np.nanmax(f[np.isfinite(f)]))
    levels = np.quantile(f, SHARES)
    bands = "".join(
        f'<path class="b{i}" d="{"".join(_outline(10 * ring) + "z" for ring in rings(f, levels[i]))}"/>'
        for i in reversed(range(len(levels)))
    )
    return (
        f'<symbol id="ground" viewBox="0 0 {10 * columns} {10 * rows}" preserveAspectRatio="none">'
        f'<rect class="b{len(levels)}" width="100%" height="100%"/>{bands}</symbol>'
    )


def _path(path: Trajectory, color: str, surface: Surface, size: tuple[float, float]) -> str:
    """A line with a halo, a ring where it starts and a dot where it ends, as far as it is finite."""
    pixels = _pixels(path, surface, size)
    (x0, y0), (x1, y1) = pixels[0], pixels[-1]
    line = _outline(pixels)
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


def _outline(pixels: np.ndarray) -> str:
    """SVG path data: the first point, then differences, all in whole pixels."""
    whole = np.round(pixels).astype(int)
    moves = np.diff(whole, axis=0)
    (x, y), moves = whole[0], moves[moves.any(axis=1)]
    return f"M{x} {y}l" + "".join(f"{dx} {dy} " for dx, dy in moves.tolist()).replace(" -", "-").rstrip()
