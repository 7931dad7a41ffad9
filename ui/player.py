"""The animated contour on a page: trajectories in, a click or a drag of the start out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st
from latex2mathml.converter import convert

from optimizers import Optimizer
from optimizers.reading.notation import assignments
from player.explain import explain
from player.labels import labels
from player.pack import Fit, PathView, Series, pack_grid, pack_paths
from simulation import Trajectory
from simulation.experiments.ground import Ground
from simulation.judging.results import least_value
from surfaces import Surface
from surfaces.losses.loss import loss_of
from surfaces.notation import surface_latex
from ui.address import layout, present
from words.language import _

_player = st.components.v2.component("slalom.player", js="streamlit.js", css="player.css", isolate_styles=False)
_grid = st.components.v2.component("slalom.grid", js="grid.js", isolate_styles=False)


@dataclass(frozen=True)
class Shown:
    """One run as the player shows it. A path of another library has no rule of ours, and states with plain names."""

    rule: Optimizer | None
    path: Trajectory
    label: str
    color: str
    marker: str
    id: str = ""
    epochs: tuple[int, float] | None = None  # steps in an epoch and part of the data a step sees, with mini-batches


def play(
    ground: Ground,
    runs: Sequence[Shown],
    *,
    title: str,
    sentence: tuple[str, str],
    colorscale: str,
    on_start: Callable[[float, float], None],
    compared: bool = False,
    columns: int | None = None,
    curve: str = "",
    stale: bool = False,
) -> None:
    """Mount the player. `on_start(x, y)` is called before the next run of the page when the start was moved.

    compared  whether the runs are compared, with their curves and side by side if that is chosen; else one picture
    columns   maps in a row of a full grid of runs, side by side; the player counts them itself without
    curve     the curve that is shown at first beside runs that are compared, as `player.pack` names it; empty for f
    stale     whether this is the last good picture and what was asked for since has none: it is dimmed
    """
    surface = ground.surface
    with st.container(key="grid"):
        _grid(key=f"grid {ground.key}", data=grid(ground))
    header = {
        "grid": ground.key,
        "title": title,
        "sentence": dict(zip(("tone", "text"), sentence, strict=True)),
        "start": [float(c) for c in runs[0].path.x[0]],
        "labels": labels(_),
        "options": {
            "colorscale": colorscale,
            "autoplay": True,
            "hint": _("Click the map to drop the ball somewhere else."),
            "stale": stale,
            **present.for_player(),
        },
        **_described(surface),
        **_laid_out(compared, surface),
        **({} if columns is None else {"columns": columns}),
        **({"curve": curve} if curve else {}),
    }
    views = [_view(shown, surface, _curves(shown.path, surface) if compared else []) for shown in runs]
    _player(
        key="player",
        data=pack_paths(views, header),
        on_start_change=lambda: _moved(on_start, surface),
        on_layout_change=lambda: layout.choose(st.session_state["player"].get("layout")),
    )


@lru_cache(maxsize=64)
def grid(ground: Ground) -> bytes:
    """The surface as the player's contour, packed once per process and values of its parameters."""
    surface = ground.surface
    lowest = least_value(surface)
    return pack_grid(surface.value, surface.domain, ground.key, surface.scale, lowest=lowest, fit=_fit(surface))


def _fit(surface: Surface) -> Fit | None:
    """What the player draws the fitted curve with."""
    if not (loss := loss_of(surface)):
        return None
    u, v = (_(name) for name in loss.names)
    return Fit(loss.model.link, loss.u, loss.v, (u, v), surface.values["c"], surface.values["s"])


@lru_cache(maxsize=512)
def mathml(latex: str) -> str:
    """LaTeX as MathML, which browsers draw themselves."""
    return convert(latex)


def _moved(on_start: Callable[[float, float], None], surface: Surface) -> None:
    """A drop, rounded to a ten-thousandth of the picture: less than a pixel, and a short link."""
    if (point := st.session_state["player"].get("start")) is not None:
        xmin, xmax, ymin, ymax = surface.domain
        on_start(_rounded(point["x"], xmax - xmin), _rounded(point["y"], ymax - ymin))


def _rounded(value: float, extent: float) -> float:
    unit = extent / 1e4
    return float(f"{round(value / unit) * unit:.10g}")


def _named(points: Sequence[tuple[float, float]], name: str) -> list[list]:
    return [[x, y, name] for x, y in points]


def _described(surface: Surface) -> dict[str, Any]:
    """Formula and points of the surface, as the header has them."""
    return {
        "formula": mathml(surface_latex(surface)),
        "minima": _named(surface.minima, _("minimum")),
        "local_minima": _named(surface.local_minima, _("local minimum")),
        "saddles": _named(surface.saddles, _("saddle")),
        "maxima": _named(surface.maxima, _("maximum")),
        "coordinates": ["x", "y"],
    }


def _laid_out(compared: bool, surface: Surface) -> dict[str, Any]:
    """The layout that is asked for, and what the header says beside where runs are compared."""
    if not compared:
        return {"deep": True} if layout.asked() == "space" else {}
    lowest = least_value(surface)
    return {"layout": layout.asked(), **({} if lowest is None else {"lowest": lowest})}


def _view(shown: Shown, surface: Surface, curves: Sequence[Series]) -> PathView:
    path, lines = shown.path, assignments(shown.rule) if shown.rule else {}
    why, asked = explain(shown.rule, path, mathml, surface.hessian) if shown.rule else ({}, [])

    def label(state: str) -> str:
        return mathml(lines.get(state, state)) if shown.rule else state

    rows = [
        Series("value", path.value),
        Series("seen", path.seen, mathml(lines.get("g", "g"))),
        *(Series(name, values, label(name)) for name, values in path.states.items()),
        Series("x", path.x, mathml("w")),
        Series("step", path.step_taken, _("step taken")),
        Series("lr", path.lr),
        *asked,
        *curves,
    ]
    last, status = int(path.last), str(path.status)
    return PathView(
        shown.label, shown.color, shown.marker, rows, last, status, id=shown.id, epochs=shown.epochs, why=why
    )


def _curves(path: Trajectory, surface: Surface) -> list[Series]:
    """What the player can draw against the steps beside f, at full precision."""
    lowest = least_value(surface)
    with np.errstate(all="ignore"):  # a diverged path ends in numbers too large for their own length
        far = [np.linalg.norm(path.x - np.array(m), axis=-1) for m in (*surface.minima, *surface.local_minima)]
        curves = [
            Series("gradient_norm", np.linalg.norm(path.gradient, axis=-1)),
            Series("step_length", np.linalg.norm(path.step_taken, axis=-1)),
            Series("evaluations", path.evaluations),
        ]
        if lowest is not None:
            curves.append(Series("gap", path.value - lowest))
        if far:
            curves.append(Series("distance", np.min(far, axis=0)))
    return curves
