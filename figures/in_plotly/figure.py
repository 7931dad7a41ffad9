"""A scene as a Plotly figure: maps, paths, heads, marks and the curve, with the looks of the player."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from figures.framing import Box
from figures.in_plotly.arrows import arrow_traces, key, rgba
from figures.in_plotly.frame import layout, nth, plain
from figures.options import CM, Options, last_of
from figures.scene.arrows import KINDS, last_step
from figures.scene.ground import curve, seen, view_of
from figures.scene.layout import places
from figures.scene.looks import (
    CALM,
    CONTOUR_LINES,
    CONTOUR_WIDTH,
    CURVE_WIDTH,
    EDGE,
    FAINT,
    HALOS,
    HEAD,
    INK,
    LOSS_WIDTH,
    MANY,
    NAMED,
    PLACES,
    RIM,
    SHAPES,
    SMALL,
    THEMES,
    WIDTHS,
)  # fmt: skip
from figures.scene.loss import losses
from figures.scene.overlaps import dashes, shrunk
from figures.scene.scene import Lane, Scene
from figures.scene.scene_of import Paths, scene
from simulation.judging.sample import Bundles
from surfaces import Surface
from words.numbers import short

_SPAN = 1.8  # Plotly's size of a symbol, for a radius of one
_DPI = 96
_USUAL = {"size": "own", "width": 900 / _DPI * CM, "height": 600 / _DPI * CM}
_SIZE = 12.0  # of words, in pixels
_LETTER = 7.0  # as wide as a letter may be


def figure(
    paths: Paths,
    *,
    surface: Surface | None = None,
    names: Sequence[str] = (),
    bundles: Bundles | None = None,
    title: str | None = None,
    **options: Any,
) -> go.Figure:
    """A Plotly figure of paths over the contours of their surface, as `figures.in_matplotlib.figure` takes them; it is
    900 by 600 pixels large unless `size` says something else."""
    chosen = Options.from_values(({} if "size" in options else _USUAL) | options)
    return plotly_figure(scene(paths, surface, names, bundles, title), chosen)


def plotly_figure(scene: Scene, options: Options | None = None) -> go.Figure:
    """The scene with these options; font sizes and line widths are those of a screen."""
    options = options or Options.from_values(_USUAL)
    last = last_of(options.first, options.last, scene.last)
    width, height = (round(_DPI * inches) for inches in options.inches)
    maps = scene.maps(apart=options.apart)
    where = places(scene, options, (width, height), _SIZE, lambda text: _LETTER * len(text))
    every = [lane.points for lane in scene.lanes] if options.view == "paths" else None
    view = view_of(scene.surface, where.maps[0].width / where.maps[0].height, every)
    size = (SMALL if len(maps) >= MANY else 1.0) * options.line_width
    kinds = KINDS.get(options.arrows, (options.arrows,))
    room = (where.maps[0].width, where.maps[0].height)
    found = last_step(scene, last, kinds, view, room, HEAD * size)
    traces: list[dict[str, Any]] = []
    for i, lanes in enumerate(maps):
        axes = {"xaxis": nth("x", i), "yaxis": nth("y", i)}
        shown = [i] if options.apart else range(len(scene.runs))
        drawn = [*_map(scene, options, lanes, view, size), *arrow_traces(scene, options, found, shown, view, size)]
        traces += [{**trace, **axes} for trace in drawn]
    traces += key(scene, found.words, options)
    if where.curve is not None:
        traces += _curve(scene, options, len(maps))
    return go.Figure(data=traces, layout=layout(scene, options, where, view, (width, height)))


def _map(scene: Scene, options: Options, lanes: list[Lane], view: Box, size: float) -> list[dict[str, Any]]:
    clear = [lane for lane in lanes if not lane.faint]
    labels = {id(lane.look): run.label for run in scene.runs for lane in run.lanes}
    halo = {"color": rgba(HALOS[options.theme]), "width": WIDTHS[0] * size}
    return [
        _ground(scene, options, view),
        *(_line(lane, options, {"color": lane.look.color, "width": FAINT["width"] * WIDTHS[1] * size},
                opacity=FAINT["alpha"]) for lane in lanes if lane.faint),
        *(_line(lane, options, halo) for lane in clear if not scene.line),
        *(_clear(lane, options, size, labels[id(lane.look)]) for lane in clear),
        *_marks(scene, options),
        *(_head(lane, options, size) for lane in lanes),
    ]  # fmt: skip


def _ground(scene: Scene, options: Options, view: Box) -> dict[str, Any]:
    quiet = {"showlegend": False, "hoverinfo": "skip"}
    if scene.line:
        x, f = curve(scene.surface, view).T
        look = {"color": THEMES[options.theme].muted, "width": CURVE_WIDTH}
        return {"type": "scatter", "mode": "lines", "x": x, "y": f, "line": look, **quiet}
    values, bands = seen(scene.surface, view)
    rows, columns = np.shape(values.f)
    scale = NAMED.get(options.colorscale) or CALM[options.theme]
    tones = [[band / bands.lines, f"rgb{color}"] for band, color in enumerate(bands.colors(scale))]
    line = {"width": CONTOUR_WIDTH, "smoothing": 0,
            "color": rgba(CONTOUR_LINES["named" if options.colorscale in NAMED else options.theme])}  # fmt: skip
    x, y, z = np.linspace(*values.x, columns), np.linspace(*values.y, rows), bands.places(values.heights)
    bar = {"tickvals": bands.places(bands.ticks()), "ticktext": [short(tick) for tick in bands.ticks()]}
    return {
        "type": "contour", "x": x, "y": y, "z": z, "autocontour": False, "connectgaps": False,
        "colorscale": tones, "line": line, "showscale": options.colorbar, "colorbar": bar,
        "contours": {"start": bands.first, "end": bands.first + bands.lines - 0.5, "size": 1,
                     "coloring": "fill", "showlines": True}, **quiet,
    }  # fmt: skip


def _rows(lane: Lane, options: Options) -> slice:
    last = min(options.last or lane.last, lane.last)
    return slice(min(options.first, last), last + 1)


def _line(lane: Lane, options: Options, look: dict[str, Any], **more: Any) -> dict[str, Any]:
    x, y = np.where(np.isfinite(points := lane.points[_rows(lane, options)]), points, np.nan).T
    shape = {"shape": "hv"} if lane.path.x.shape[-1] == 1 else {}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": look | shape, "showlegend": False,
            "hoverinfo": "skip", **more}  # fmt: skip


def _clear(lane: Lane, options: Options, size: float, label: str) -> dict[str, Any]:
    rows, pattern = _rows(lane, options), dashes(lane.over)
    look = {"color": lane.look.color, "width": WIDTHS[1] * size,
            "dash": ",".join(f"{one}px" for one in pattern) or "solid"}  # fmt: skip
    told = np.stack([np.arange(len(lane.points))[rows], lane.path.value[: lane.last + 1][rows]], axis=-1)
    words = "step %{customdata[0]}<br>(%{x:.4g}, %{y:.4g})<br>f = %{customdata[1]:.4g}"
    hover = {"customdata": told, "hovertemplate": words, "hoverinfo": None, "showlegend": not options.apart}
    return _line(lane, options, look, name=plain(label), **hover)


def _head(lane: Lane, options: Options, size: float) -> dict[str, Any]:
    point = lane.points[_rows(lane, options)][-1:]
    x, y = point[np.isfinite(point).all(axis=1)].T
    rim = {"color": RIM, "width": EDGE}
    marker = {"symbol": SHAPES[lane.look.marker].symbol, "color": lane.look.color, "line": rim,
              "size": 2 * HEAD * size * shrunk(lane.over, faint=lane.faint)}  # fmt: skip
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, "showlegend": False,
            "hoverinfo": "skip"}  # fmt: skip


def _marks(scene: Scene, options: Options) -> list[dict[str, Any]]:
    ink = THEMES[options.theme].text if scene.line else RIM
    found = []
    for kind, points in scene.places.items():
        known = PLACES[kind]
        symbol, is_open = SHAPES[known.shape].symbol, known.is_open
        edge = {"width": 1.5, "color": ink} if is_open else {"width": 1.3, "color": INK}
        look = {"symbol": symbol + "-open" * is_open, "size": round(_SPAN * known.radius),
                "color": ink if is_open else RIM, "line": edge}  # fmt: skip
        found.append((points, look))
    ring = {"symbol": "circle-open", "size": 19, "color": "rgba(27,39,51,0.6)", "line": {"width": 1.5}}
    found += [([scene.start], ring), ([scene.start], ring | {"size": 16, "color": ink, "line": {"width": 2.5}})]
    return [
        {"type": "scatter", "mode": "markers", "x": [p[0] for p in points], "y": [p[1] for p in points], "marker": look,
         "showlegend": False, "hoverinfo": "skip"}
        for points, look in found if points
    ]  # fmt: skip


def _curve(scene: Scene, options: Options, maps: int) -> list[dict[str, Any]]:
    found = losses(scene, options.curve, log=options.log)
    axes = {"xaxis": nth("x", maps), "yaxis": nth("y", maps)}
    traces = []
    for one in found.curves:
        last = min(options.last or len(one.y) - 1, len(one.y) - 1)
        steps = np.arange(options.first, last + 1)
        y = np.where((one.y > 0) | (not found.log), one.y, np.nan)[steps]
        look = {"color": one.run.look.color, "width": LOSS_WIDTH}
        traces.append({"type": "scatter", "mode": "lines", "x": steps, "y": y, "line": look, "showlegend": False,
                       "name": plain(one.run.label), **axes})  # fmt: skip
    return traces
