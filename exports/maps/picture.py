"""A map as a picture: a panel for every run, the colours said beside it."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from exports.maps.colours import NOTHING, fates
from exports.maps.colours import numbers as numbers_of
from exports.maps.said import AnyResult, more_is_better, names, nothing, quantity

_INCHES, _DPI = 4.2, 150


def png(result: AnyResult) -> bytes:
    """The picture as PNG, 630 pixels a panel."""
    called = names(result.experiment)
    figure = Figure(figsize=(_INCHES * len(called) + 1.2, _INCHES), dpi=_DPI, layout="constrained")
    panels = figure.subplots(1, len(called), squeeze=False)[0]
    for run, (panel, name) in enumerate(zip(panels, called, strict=True)):
        _axes(panel, result, name)
        draw = _fates if result.experiment.quantity == "fate" else _numbers
        draw(figure, panels, panel, result, run)
    into = io.BytesIO()
    figure.savefig(into, format="png")
    return into.getvalue()


def _axes(panel: Axes, result: AnyResult, name: str) -> None:
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


def _cells(panel: Axes, result: AnyResult, numbers: np.ndarray, **known: Any) -> Any:
    edges = [_edges(values, a.log) for (_, values), a in zip(result.axes, result.experiment.both, strict=True)]
    return panel.pcolormesh(*edges, numbers, rasterized=True, **known)


def _numbers(figure: Figure, panels: np.ndarray, panel: Axes, result: AnyResult, run: int) -> None:
    numbers = numbers_of(result)
    low, high = (np.nanmin(numbers), np.nanmax(numbers)) if np.isfinite(numbers).any() else (0.0, 1.0)
    panel.set_facecolor(NOTHING)
    colours = "viridis" if more_is_better(result) else "viridis_r"
    mesh = _cells(panel, result, numbers[run], cmap=colours, vmin=low, vmax=high)
    if run == len(panels) - 1:
        figure.colorbar(mesh, ax=panels.tolist(), label=quantity(result))
        if np.isnan(numbers).any():
            mark = panel.scatter([], [], marker="s", color=NOTHING)
            figure.legend([mark], [nothing(result)], loc="outside lower center", frameon=False)


def _fates(figure: Figure, panels: np.ndarray, panel: Axes, result: AnyResult, run: int) -> None:
    """The minima one by one in the order of their list, the other fates by kind."""
    found = fates(result)
    codes, ended, colours = found.codes, found.names, found.colours
    norm = BoundaryNorm(np.arange(len(ended) + 1) - 0.5, len(ended))
    _cells(panel, result, np.ma.masked_less(codes[run], 0), cmap=ListedColormap(colours), norm=norm)
    if run == len(panels) - 1:
        shown = np.unique(codes[codes >= 0]).tolist()
        said = [ended[code] for code in shown]
        marks = [panel.scatter([], [], marker="s", color=colours[code]) for code in shown]
        figure.legend(marks, said, loc="outside right upper", fontsize=8, frameon=False)
