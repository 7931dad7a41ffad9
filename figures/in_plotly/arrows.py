"""The arrows of the last step as traces, and the key of all signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from figures.framing import Box
from figures.options import Options
from figures.scene.arrows import Arrow, LastStep, tangent
from figures.scene.looks import ARROW_HALO, ARROW_HEAD, ARROWS, HALOS, PLACES, SHAPES, THEMES
from figures.scene.scene import Scene, signs
from words.numbers import short

KEY = "legend2"  # of Plotly's legends: the first has the runs
_SIGN = 9  # pixels
_TANGENT = {"width": 1.6, "dash": "4px,3px"}


def rgba(color: tuple[float, ...]) -> str:
    """Red, green, blue and opacity as Plotly reads them."""
    return f"rgba({','.join(f'{part:g}' for part in color)})"


def arrow_traces(
    scene: Scene, options: Options, found: LastStep, runs: Sequence[int], view: Box, size: float
) -> list[dict[str, Any]]:
    """Of these runs, on one map, with the tangent where f has one coordinate; `size` is that of lines and heads."""
    traces = []
    for run in runs:
        color = scene.runs[run].look.color
        for one in found.of_runs[run]:
            traces += _arrow(one, found.end(one), found.words[one.kind], color, options.theme, size)
        asked = any(one.kind == "gradient" for one in found.of_runs[run])
        if asked and (ends := tangent(scene, scene.runs[run].leader, found.step, view)) is not None:
            traces.append(_line(ends, {**_TANGENT, "color": color}))
    return traces


def key(scene: Scene, words: dict[str, str], options: Options) -> list[dict[str, Any]]:
    """An entry for every sign on the maps, and for every kind of arrow; nothing is drawn of it there."""
    ink, nowhere = THEMES[options.theme].muted, np.array([[np.nan, np.nan]])
    entries = [(said, _sign(kind, ink)) for kind, said in signs(scene).items()]
    entries += [(said, {"line": _stroke(kind, 0.8) | {"color": ink}}) for kind, said in words.items()]
    return [_line(nowhere, {}) | look | {"name": said, "legend": KEY, "showlegend": True} for said, look in entries]


def _sign(kind: str, ink: str) -> dict[str, Any]:
    known = PLACES.get(kind)
    symbol = SHAPES[known.shape].symbol + "-open" * known.is_open if known else "circle-open"
    return {"mode": "markers", "marker": {"symbol": symbol, "size": _SIGN, "color": ink, "line": {"width": 1.3}}}


def _stroke(kind: str, size: float) -> dict[str, Any]:
    known = ARROWS[kind]
    dash = ",".join(f"{part * size:g}px" for part in known.dash) or "solid"
    return {"width": known.width * size, "dash": dash}


def _arrow(one: Arrow, end: np.ndarray, words: str, color: str, theme: str, size: float) -> list[dict[str, Any]]:
    """A line with a head whose point is at its end, on a light halo."""
    ends = np.stack([one.at, end])
    stroke, halo = _stroke(one.kind, size), rgba(HALOS[theme])
    told = f"{words}<br>({short(one.vector[0])}, {short(one.vector[1])})"
    length, rim = ARROW_HEAD * size + 2 * stroke["width"], ARROW_HALO * size
    drawn = []
    for more, ink in ((rim, halo), (0.0, color)):
        head = {"symbol": "arrow", "angleref": "previous", "size": [0, length], "color": ink, "opacity": 1,
                "line": {"width": more, "color": ink}}  # fmt: skip
        look = {"color": ink, "width": stroke["width"] + more, "dash": "solid" if more else stroke["dash"]}
        drawn.append(_line(ends, look) | {"mode": "lines+markers", "marker": head})
    drawn[1] |= {"hoverinfo": None, "hovertemplate": told + "<extra></extra>"}
    return drawn


def _line(points: np.ndarray, look: dict[str, Any]) -> dict[str, Any]:
    x, y = points.T
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": look, "showlegend": False,
            "hoverinfo": "skip"}  # fmt: skip
