"""Trajectories as the player shows them: the same bytes for a page, a file and a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from latex2mathml.converter import convert

from figures.palette import Look
from optimizers import Optimizer
from optimizers.reading.notation import assignments
from player.explain import explain
from player.pack import pack_grid, pack_paths
from player.texts import labels
from player.views import Fit, PathView, Series
from simulation import Experiment, Trajectory
from simulation.experiments.ground import Ground
from simulation.judging.results import least_value
from simulation.running.batches import mini_batch
from surfaces import Surface
from surfaces.losses.loss import loss_of
from surfaces.notation import surface_latex
from words.language import _
from words.sentence import stated


@dataclass(frozen=True)
class Shown:
    """One run as the player shows it. A path of another library has no rule of ours, and states with plain names.

    id      names the run through its changes; empty where there is only one
    epochs  steps in an epoch and the part of the data that a step sees, with mini-batches
    """

    rule: Optimizer | None
    path: Trajectory
    label: str
    look: Look
    id: str = ""
    epochs: tuple[int, float] | None = None


def paths(
    ground: Ground,
    runs: Sequence[Shown],
    *,
    title: str,
    sentence: tuple[str, str],
    options: Mapping[str, Any],
    layout: str,
    compared: bool = False,
    columns: int | None = None,
    curve: str = "",
) -> bytes:
    """The runs and all that is said about them, for `player.js`; the surface travels apart (`grid`).

    sentence  tone ("good", "warn" or "bad") and words
    options   how it is shown: see `player.pack`
    layout    "overlay", "panels" or "space"
    compared  whether the runs are compared, with their curves and side by side if that is chosen; else one picture
    columns   maps in a row of a full grid of runs, side by side; the player counts them itself without
    curve     the curve that is shown at first beside runs that are compared, as `player.pack` names it; empty for f
    """
    surface, maximize = ground.surface, runs[0].path.maximize
    header = {
        "grid": ground.key,
        "title": title,
        "sentence": {"tone": sentence[0], "text": sentence[1], "note": stated(surface, maximize=maximize)},
        "start": [float(c) for c in runs[0].path.x[0]],
        "labels": labels(_, maximize=maximize),
        "options": {
            "autoplay": True,
            "hint": _("Click the map to drop the ball somewhere else."),
            **options,
        },
        **_described(surface, maximize),
        **_laid_out(compared, layout, surface),
        **({} if columns is None else {"columns": columns}),
        **({"curve": curve} if curve else {}),
    }
    views = [_view(shown, surface, _curves(shown.path, surface) if compared else []) for shown in runs]
    return pack_paths(views, header)


@lru_cache(maxsize=64)
def grid(ground: Ground) -> bytes:
    """The surface as the player's contour, packed once per process and values of its parameters."""
    surface = ground.surface
    lowest = least_value(surface)
    return pack_grid(surface.value, surface.domain, ground.key, surface.scale, lowest=lowest, fit=_fit(surface))


def epochs(experiment: Experiment, run: int = 0) -> tuple[int, float] | None:
    """(steps in an epoch, part of the data that a step sees) of a run with mini-batches; 0 steps where none ends."""
    examples = experiment.landscape().examples
    drawn = mini_batch([spec.build() for spec in experiment.runs[run].transforms], examples)
    return None if drawn is None else (drawn.steps_in_epoch(examples), min(int(drawn.size), examples) / examples)


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


def _named(points: Sequence[tuple[float, float]], name: str) -> list[list]:
    return [[x, y, name] for x, y in points]


def _described(surface: Surface, maximize: bool) -> dict[str, Any]:
    """Formula and points of the surface, as the header has them; where runs climb, maxima that are searched for."""
    maxima = (*surface.negated.minima, *surface.negated.local_minima) if maximize else surface.maxima
    return {
        **({"maximize": True} if maximize else {}),
        "formula": mathml(surface_latex(surface)),
        "minima": _named(surface.minima, _("minimum")),
        "local_minima": _named(surface.local_minima, _("local minimum")),
        "saddles": _named(surface.saddles, _("saddle")),
        "maxima": _named(maxima, _("maximum")),
        "coordinates": ["x", "y"],
    }


def _laid_out(compared: bool, layout: str, surface: Surface) -> dict[str, Any]:
    """The layout that is asked for, and what the header says beside where runs are compared."""
    if not compared:
        return {"deep": True} if layout == "space" else {}
    lowest = least_value(surface)
    return {"layout": layout, **({} if lowest is None else {"lowest": lowest})}


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
        shown.label, shown.look.color, shown.look.marker, rows, last, status, id=shown.id, epochs=shown.epochs, why=why
    )


def _curves(path: Trajectory, surface: Surface) -> list[Series]:
    """What the player can draw against the steps beside f, at full precision."""
    if path.maximize:
        path, surface = path.turned(), surface.negated
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
