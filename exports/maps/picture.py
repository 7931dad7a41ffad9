"""A map as a picture: a panel for every run, the colours said beside it."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from maps import MapResult
from simulation.judging.many import FATES
from simulation.judging.results import least_value
from words.labels import labels
from words.results import fate_of, no_quantity, quantity_of

_INCHES, _DPI = 4.2, 150
_NOTHING = "#808080"  # of a run that ended at no number, or never met the tolerance
#: One for every fate, and for the minima, which are many, shades of blue and green.
_FATES = {
    **{"saddle": "#E69F00", "maximum": "#D55E00", "local maximum": "#F0E442", "kink": "#CC79A7", "plateau": "#999933"},
    **{"going": "#BBBBBB", "cycling": "#882255", "left": "#DDCC77", "stopped": "#AA4499", "stuck": "#661100"},
    **{"diverged": "#332222", "minimum": "#0072B2", "local minimum": "#56B4E9"},
}
_MINIMA = ("#0072B2", "#009E73", "#56B4E9", "#117733", "#88CCEE", "#44AA99", "#004488", "#66CCEE", "#228833")


def png(result: MapResult) -> bytes:
    """The picture as PNG, 630 pixels a panel."""
    names = labels(result.experiment.experiment.runs)
    figure = Figure(figsize=(_INCHES * len(names) + 1.2, _INCHES), dpi=_DPI, layout="constrained")
    panels = figure.subplots(1, len(names), squeeze=False)[0]
    for run, (panel, name) in enumerate(zip(panels, names, strict=True)):
        _axes(panel, result, name)
        draw = _fates if result.experiment.quantity == "fate" else _numbers
        draw(figure, panels, panel, result, run)
    into = io.BytesIO()
    figure.savefig(into, format="png")
    return into.getvalue()


def _axes(panel: Axes, result: MapResult, name: str) -> None:
    panel.set_title(name, fontsize=10)
    (across, _), (up, _) = result.axes
    panel.set_xlabel(across)
    panel.set_ylabel(up)
    for axis, scale in zip(result.experiment.both, (panel.set_xscale, panel.set_yscale), strict=True):
        scale("log" if axis.log else "linear")


def _edges(values: np.ndarray, log: bool) -> np.ndarray:
    """The borders between cells, of which values are the middles."""
    at = np.log(values) if log else values
    middles = (at[1:] + at[:-1]) / 2
    edges = np.concatenate([[2 * at[0] - middles[0]], middles, [2 * at[-1] - middles[-1]]])
    return np.exp(edges) if log else edges


def _cells(panel: Axes, result: MapResult, numbers: np.ndarray, **known: Any) -> Any:
    edges = [_edges(values, a.log) for (_, values), a in zip(result.axes, result.experiment.both, strict=True)]
    return panel.pcolormesh(*edges, numbers, rasterized=True, **known)


def _numbers(figure: Figure, panels: np.ndarray, panel: Axes, result: MapResult, run: int) -> None:
    numbers = np.where(np.isfinite(result.number), result.number, np.nan)
    low, high = (np.nanmin(numbers), np.nanmax(numbers)) if np.isfinite(numbers).any() else (0.0, 1.0)
    panel.set_facecolor(_NOTHING)
    mesh = _cells(panel, result, numbers[run], cmap="viridis_r", vmin=low, vmax=high)
    if run == len(panels) - 1:
        surface = result.experiment.experiment.landscape()
        surface = surface.negated if result.experiment.experiment.maximize else surface
        said = quantity_of(result.experiment.quantity, known=least_value(surface) is not None)
        figure.colorbar(mesh, ax=panels.tolist(), label=said)
        if np.isnan(numbers).any():
            mark = panel.scatter([], [], marker="s", color=_NOTHING)
            figure.legend([mark], [no_quantity(result.experiment.quantity)], loc="outside lower center", frameon=False)


def _fates(figure: Figure, panels: np.ndarray, panel: Axes, result: MapResult, run: int) -> None:
    """The minima one by one in the order of their list, the other fates by kind."""
    minima = [f"{kind} {i + 1}" for i, (kind, _) in enumerate(result.places) if kind.endswith("minimum")]
    names = [*minima, *FATES]
    colours = [_MINIMA[i % len(_MINIMA)] for i in range(len(minima))] + [_FATES[name] for name in FATES]
    codes = len(minima) + result.fate
    at_one = (result.place >= 0) & (result.place < len(minima))
    codes = np.where(at_one & np.isin(result.fate, (0, 1)), result.place, codes)
    norm = BoundaryNorm(np.arange(len(names) + 1) - 0.5, len(names))
    _cells(panel, result, codes[run], cmap=ListedColormap(colours), norm=norm)
    if run == len(panels) - 1:
        shown = np.unique(codes).tolist()
        said = [_said(names[code], result) for code in shown]
        marks = [panel.scatter([], [], marker="s", color=colours[code]) for code in shown]
        figure.legend(marks, said, loc="outside right upper", fontsize=8, frameon=False)


def _said(name: str, result: MapResult) -> str:
    kind, _, number = name.rpartition(" ")
    if not number.isdigit():
        return fate_of(name)
    point = result.places[int(number) - 1][1]
    return f"{fate_of(kind)}, {', '.join(f'{c:.3g}'.replace('-', '−') for c in point)}"
