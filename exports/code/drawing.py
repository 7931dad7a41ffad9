"""An experiment's picture as a script of Matplotlib's, which reads the paths from the CSV that is saved beside it."""

from __future__ import annotations

from typing import Any

import numpy as np

from exports.code.source import NUMPY
from exports.code.surface import surface_source
from exports.names import file_name
from exports.work import ExportError, Tell, Work
from figures.framing import box, stretch
from figures.palette import COLORS, MARKERS
from figures.small_map import SHARES
from parameters import Described
from simulation import Experiment
from words.columns import surface_name
from words.foreign import visible

#: Matplotlib's letters for the shapes of heads.
_LETTERS = dict(zip(MARKERS, "osD^ph*Xv<>P", strict=True))
_GRID = 81  # points along a side of a table of heights

_SCRIPT = '''"""Draws the paths in a CSV of Slalom's over their surface, and saves the picture beside this script."""

import csv
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

HERE = Path(__file__).resolve().parent
CSV = HERE / {csv!r}
PICTURE = Path(__file__).with_suffix(".png")
#: Of every run in the file, in order: its label, its colour and the shape of its head.
RUNS = [
{runs}]


{surface}def paths():
    """(number of the run, points (T+1, n), f (T+1,)) of every path in the file."""
    with open(CSV, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    begins = [i for i, row in enumerate(rows) if row["step"] == "0"] + [len(rows)]
    known = list(dict.fromkeys(row["run"] for row in rows))
    for i, j in zip(begins, begins[1:]):
        points = np.array([[float(row[c]) for c in {coordinates!r}] for row in rows[i:j]])
        yield known.index(rows[i]["run"]), points, np.array([float(row["f"]) for row in rows[i:j]])


figure, axes = plt.subplots(figsize=(7, 5), layout="constrained")
{ground}
labelled = set()
for run, points, values in paths():
    label, color, marker = RUNS[run]
    axes.plot({plotted}, color="white", linewidth=3.2, zorder=3)
    axes.plot({plotted}, color=color, linewidth=1.6, zorder=3)
    last = np.flatnonzero(np.isfinite(points).all(axis=1) & np.isfinite(values))[-1]
    axes.plot(
        {head},
        marker, color=color, markeredgecolor="white", markersize=9, zorder=4,
        label=None if run in labelled else label,
    )
    labelled.add(run)
axes.set(xlim={xlim!r}, ylim={ylim!r}, xlabel={xlabel!r}, ylabel={ylabel!r}, title={title!r}, aspect={aspect!r})
axes.legend()
figure.savefig(PICTURE, dpi=150)
print("wrote", PICTURE)
'''

_MAP = """x, y = np.meshgrid(np.linspace(*{xlim!r}, 241), np.linspace(*{ylim!r}, 241))
with np.errstate(all="ignore"):
    z = f(x, y)
z = np.where(np.isfinite(z), z, np.nan)
# Lines that enclose fixed shares of the picture show the shape of every surface, however steep.
levels = np.unique(np.nanquantile(z, {shares!r}))
air = 1e-9 * (1 + np.nanmax(np.abs(z)))
bands = np.unique([np.nanmin(z) - air, *levels, np.nanmax(z) + air])
axes.contourf(x, y, z, bands, cmap="Blues_r", alpha=0.75, extend="both")
axes.contour(x, y, z, levels, colors="white", linewidths=0.6, linestyles="solid")"""

_CURVE = """x = np.linspace(*{xlim!r}, 1001)
with np.errstate(all="ignore"):
    axes.plot(x, f(x), color="#3d5a78", linewidth=1.2)"""


def as_matplotlib(work: Work, options: Described, tell: Tell) -> bytes:
    """The script; the CSV it reads is `FORMATS["csv"]` of the same work, under the name that it has there."""
    return matplotlib_script(work).encode()


def matplotlib_script(work: Work) -> str:
    """The script that draws contours and paths, or the curve and what moves on it."""
    experiment = work.experiment
    surface = experiment.landscape()
    xmin, xmax, ymin, ymax = map(float, box(surface))
    line = surface.dimensions == 1
    ends: dict[str, Any] = {"xlim": (xmin, xmax), "ylim": (ymin, ymax)}
    return _SCRIPT.format(
        csv=file_name(experiment, ".csv"),
        runs="".join(f"    {_look(work, i)!r},\n" for i in range(len(work.names))),
        surface=_surface(experiment),
        coordinates=surface.coordinates if line else ("x", "y"),
        ground=(_CURVE if line else _MAP).format(**ends, shares=SHARES),
        plotted="points[:, 0], values" if line else "*points.T",
        head="points[last, 0], values[last]" if line else "*points[last]",
        title=_plain(surface_name(surface)),
        aspect="equal" if stretch(surface) == 1 else "auto",
        xlabel="x",
        ylabel="f(x)" if line else "y",
        **ends,
    )


def _look(work: Work, i: int) -> tuple[str, str, str]:
    color = work.experiment.runs[i].color or COLORS[i % len(COLORS)]
    return _plain(work.names[i]), color, _LETTERS[MARKERS[i % len(MARKERS)]]


def _plain(text: str) -> str:
    """A text in which Matplotlib finds no formula, and which it does not leave out of the legend."""
    shown = visible(text).replace("$", r"\$")
    return f" {shown}" if shown.startswith("_") else shown


def _surface(experiment: Experiment) -> str:
    try:
        return "\n".join([*surface_source(experiment, NUMPY).lines, ""])
    except ExportError:
        return _table(experiment)


def _table(experiment: Experiment) -> str:
    """Heights as a table of their own, and what is between them as straight lines."""
    surface = experiment.landscape()
    xmin, xmax, ymin, ymax = surface.domain
    x, y = np.linspace(xmin, xmax, _GRID), np.linspace(ymin, ymax, _GRID)
    heights = surface.value(np.stack(np.meshgrid(x, y), axis=-1))
    rows = "".join(f"    [{', '.join(f'{h:.6g}' for h in row)}],\n" for row in heights.tolist())
    return f"""#: Heights at {_GRID} × {_GRID} points, the first row at the lowest y.
HEIGHTS = np.array([
{rows}])


def f(x, y):
    column = (x - {xmin!r}) / {xmax - xmin!r} * {_GRID - 1}
    row = (y - {ymin!r}) / {ymax - ymin!r} * {_GRID - 1}
    i, j = (np.clip(np.floor(at).astype(int), 0, {_GRID - 2}) for at in (row, column))
    down, right = row - i, column - j
    low = HEIGHTS[i, j] * (1 - right) + HEIGHTS[i, j + 1] * right
    high = HEIGHTS[i + 1, j] * (1 - right) + HEIGHTS[i + 1, j + 1] * right
    return low * (1 - down) + high * down


"""
