"""What is around the maps: axes, words, legends, and where they are."""

from __future__ import annotations

import math
from typing import Any

from figures.framing import Box
from figures.in_plotly.arrows import KEY
from figures.options import Options
from figures.scene.layout import Places, Rect
from figures.scene.looks import THEMES, Theme
from figures.scene.loss import losses
from figures.scene.scene import Scene
from words.language import _

_FEW = 1.5  # powers of ten: between fewer, others are written, too
_PADDING = 8  # pixels, of Plotly's legends
_NUMBERS = 19  # pixels under an axis that its numbers take


def layout(scene: Scene, options: Options, where: Places, view: Box, size: tuple[int, int]) -> dict[str, Any]:
    """Of a figure of so many pixels, as Plotly takes it."""
    (width, height), theme = size, THEMES[options.theme]
    return {
        "width": width,
        "height": height,
        "paper_bgcolor": theme.page,
        "plot_bgcolor": theme.page,
        "font": {"color": theme.text, "size": 13},
        "title": {
            "text": plain(scene.title) if options.heading else "",
            "x": 0.5,
            "xanchor": "center",
            "yref": "container",
            "y": where.title / height,
            "yanchor": "top",
        },
        "showlegend": options.legend,
        "legend": _legend(where.legend, height),
        KEY: _legend(where.key, height),
        "margin": dict.fromkeys("lrtb", 0) | {"autoexpand": False},
        "annotations": _names(scene, options, where, theme, width, height)
        + _below(scene, options, where, width, height),
        **_axes(scene, options, where, view, theme, width, height),
        **(_curve_axes(scene, options, where.curve, len(where.maps), theme, width, height) if where.curve else {}),
    }


def nth(letter: str, i: int) -> str:
    return f"{letter}{i + 1}" if i else letter


def plain(text: str) -> str:
    """Plotly reads tags in its texts, and formulas between dollars; names are what they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("$", "&#36;")


def _legend(at: float, height: float) -> dict[str, Any]:
    """A row of entries whose foot is so many pixels above that of the figure."""
    return {"orientation": "h", "x": 0.5, "xanchor": "center", "y": (at - _PADDING) / height, "yref": "container",
            "yanchor": "bottom", "bgcolor": "rgba(0,0,0,0)"}  # fmt: skip


def _quiet(theme: Theme, cell: Rect, width: int, height: int) -> list[dict[str, Any]]:
    """Axes of x and y without a grid, at a place in pixels from the lower left corner."""
    across = [cell.left / width, (cell.left + cell.width) / width]
    up = [cell.bottom / height, (cell.bottom + cell.height) / height]
    look = {"showgrid": False, "zeroline": False, "ticks": "outside", "ticklen": 4, "tickcolor": theme.line,
            "tickfont": {"size": 12, "color": theme.muted}, "exponentformat": "power"}  # fmt: skip
    return [{**look, "domain": across, "nticks": max(2, round(cell.width / 60))},
            {**look, "domain": up, "nticks": max(2, round(cell.height / 40))}]  # fmt: skip


def _axes(
    scene: Scene, options: Options, where: Places, view: Box, theme: Theme, width: int, height: int
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for i, (cell, (left, bottom)) in enumerate(zip(where.maps, where.edges, strict=True)):
        x, y = _quiet(theme, cell, width, height)
        x |= {"range": view[:2], "anchor": nth("y", i), "visible": options.axes, "showticklabels": bottom}
        y |= {"range": view[2:], "anchor": nth("x", i), "visible": options.axes, "showticklabels": left}
        if i:
            x["matches"], y["matches"] = "x", "y"
        y["title"] = {"text": plain(scene.axes[1]) if left else "", "standoff": 4}
        found |= {nth("xaxis", i): x, nth("yaxis", i): y}
    return found


def _curve_axes(
    scene: Scene, options: Options, cell: Rect, i: int, theme: Theme, width: int, height: int
) -> dict[str, Any]:
    found = losses(scene, options.curve, log=options.log)
    x, y = _quiet(theme, cell, width, height)
    grid = {"showgrid": True, "gridcolor": theme.line, "ticks": ""}
    x |= {**grid, "anchor": nth("y", i)}
    log = {"type": "log", "dtick": _decades(found.extent(0, scene.last))} if found.log else {}
    y |= {**grid, "anchor": nth("x", i), "title": {"text": found.words, "standoff": 4}, **log}
    return {nth("xaxis", i): x, nth("yaxis", i): y}


def _decades(extent: tuple[float, float]) -> int | str:
    """Between two ticks of a log scale; "D2" has 2 and 5 as well."""
    decades = math.log10(extent[1] / extent[0])
    return max(1, round(decades / 8)) if decades > _FEW else "D2"


def _below(scene: Scene, options: Options, where: Places, width: int, height: int) -> list[dict[str, Any]]:
    """What the axes along x are called; Plotly's own titles of axes get into the numbers where there is no margin."""
    maps = [cell for cell, (_left, bottom) in zip(where.maps, where.edges, strict=True) if bottom and options.axes]
    named = [(cell, scene.axes[0]) for cell in maps] + [(cell, _("step")) for cell in [where.curve] if cell]
    place = {"xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "top", "showarrow": False}
    return [
        {**place, "x": (cell.left + cell.width / 2) / width, "y": (cell.bottom - _NUMBERS) / height,
         "borderpad": 0, "text": plain(said)}
        for cell, said in named
    ]  # fmt: skip


def _names(
    scene: Scene, options: Options, where: Places, theme: Theme, width: int, height: int
) -> list[dict[str, Any]]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "showarrow": False}
    return [
        {**place, "x": cell.left / width, "y": (cell.bottom + cell.height) / height,
         "text": f'<span style="color:{run.look.color}">●</span> <b>{plain(run.label)}</b>',
         "font": {"size": 13, "color": theme.text}}
        for run, cell in zip(scene.runs, where.maps if options.apart else [], strict=options.apart)
    ]  # fmt: skip
