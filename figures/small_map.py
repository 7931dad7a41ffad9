"""A surface as a small still map in SVG, in the player's calm colours: low is deep. A function on a line is a curve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from figures.contours import rings
from figures.framing import Box
from surfaces import Surface

UNIT = 10  # of a cell, so that whole numbers are fine enough
SHARES = (0.015, 0.05, 0.11, 0.2, 0.33, 0.5, 0.68, 0.86)  # of the picture that lie below each contour line


@dataclass(frozen=True)
class Calm:
    """The colours of a theme: the lowest and the highest ground as (red, green, blue), contours, halos of paths; of a
    function on a line its curve, and what is above and below."""

    low: tuple[int, int, int]
    high: tuple[int, int, int]
    line: str
    halo: str
    curve: str
    sky: str

    @property
    def bands(self) -> list[str]:
        """A colour for each band between two contour lines, the lowest first."""
        return [
            f"rgb({','.join(f'{a + (b - a) * i / len(SHARES):.0f}' for a, b in zip(self.low, self.high, strict=True))})"
            for i in range(len(SHARES) + 1)
        ]


LIGHT = Calm((0x2F, 0x55, 0x80), (0xEF, 0xF4, 0xF9), "#ffffff66", "#ffffff", "#3d5a78", "#f1f5f9")
DARK = Calm((0x0F, 0x1A, 0x2A), (0x44, 0x70, 0x8F), "#ffffff1a", "#eef3f8", "#9fc0dc", "#16212e")


def ground(surface: Surface, cells: tuple[int, int], look: Callable[[int], str], box: Box | None = None) -> str:
    """The domain, or the part ``box`` of the plane, as bands between contours, `UNIT` × (columns, rows) of `cells`
    large; `look(band)` gives the SVG attributes of a band.

    Contours enclose fixed shares of the picture, so that every surface shows its shape, however steep.
    """
    columns, rows = cells
    xmin, xmax, ymin, ymax = box or surface.domain
    x, y = np.meshgrid(np.linspace(xmin, xmax, columns + 1), np.linspace(ymax, ymin, rows + 1))
    f = surface.value(np.stack([x, y], axis=-1))
    f = np.where(np.isfinite(f), f, np.nanmax(f[np.isfinite(f)]))
    levels = np.quantile(f, SHARES)
    bands = "".join(
        f'<path {look(i)} d="{"".join(outline(UNIT * ring) + "z" for ring in rings(f, levels[i]))}"/>'
        for i in reversed(range(len(levels)))
    )
    return f'<rect {look(len(levels))} width="{UNIT * columns}" height="{UNIT * rows}"/>{bands}'


def curve(
    surface: Surface, cells: tuple[int, int], box: Box, sky: str = 'class="sky"', line: str = 'class="curve"'
) -> str:
    """A function on a line as a curve, as large as `ground`; `sky` and `line` are the SVG attributes of the ground and
    of the curve."""
    width, height = (UNIT * count for count in cells)
    xmin, xmax, low, high = box
    x = np.linspace(xmin, xmax, 4 * cells[0] + 1)
    f = surface.value(x[:, None])
    down = np.clip((high - f) / (high - low), -1, 2) * height
    points = np.stack([(x - xmin) / (xmax - xmin) * width, down], axis=-1)
    pieces = np.split(points, np.flatnonzero(np.diff(np.isfinite(f))) + 1)
    drawn = "".join(outline(piece) for piece in pieces if np.isfinite(piece).all() and len(piece) > 1)
    return f'<rect {sky} width="{width}" height="{height}"/><path {line} d="{drawn}"/>'


def outline(pixels: np.ndarray) -> str:
    """SVG path data of points (n, 2): the first, then differences, all in whole pixels."""
    whole = np.round(pixels).astype(int)
    moves = np.diff(whole, axis=0)
    (x, y), moves = whole[0], moves[moves.any(axis=1)]
    line = "".join(f"{dx} {dy} " for dx, dy in moves.tolist()).replace(" -", "-").rstrip()
    return f"M{x} {y}l{line}" if line else f"M{x} {y}"
