"""Trajectories as the player shows them: the same bytes for a page, a file and a notebook."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from latex2mathml.converter import convert

from figures.framing import box, lean, stretch
from figures.palette import Look
from figures.scene.ground import cells
from optimizers import Optimizer, Transform
from optimizers.reading.given import ASKED
from optimizers.reading.notation import assignments
from player.curves import curves
from player.explain import EXACT, Derivatives, between, explain
from player.handles import ground_handles, handles
from player.live import live
from player.on_a_line import CURVE, in_the_plane, named_places, of_the_curve
from player.pack import pack_curve, pack_grid, pack_patch, pack_paths
from player.texts import labels
from player.views import Box, Fit, Framing, PathView, Series, SplineView
from simulation import Experiment, Trajectory
from simulation.judging.results import least_value
from simulation.running.asked import Asked
from simulation.running.batches import mini_batch
from surfaces import Surface
from surfaces.heightmaps.heightmap import Spline
from surfaces.losses.loss import loss_of
from surfaces.notation import surface_latex
from surfaces.remembered import remembered
from words.columns import axes, columns
from words.language import _
from words.results import Results
from words.sentence import stated

PATCH = 60_000  # values of a patch
SLIM = 3.0  # width by height, and the other way round, up to which a patch has square cells


class Grounded(Protocol):
    """A surface under a key that surfaces with other values do not have; hashable, so that its grid is kept."""

    @property
    def key(self) -> str: ...
    @property
    def surface(self) -> Surface: ...
    def __hash__(self) -> int: ...


@dataclass(frozen=True)
class Shown:
    """One run as the player shows it. A path of another library has no rule of ours, and states with plain names.

    id      names the run through its changes; empty where there is only one. Several paths of one run share it
    lane    of several paths of one run: its seed or start, in words
    middle  whether it is the median run of them
    transforms  of the gradient, those with which the path was walked
    epochs  steps in an epoch and the part of the data that a step sees, with mini-batches
    asked   what the run was asked to do, if a page may walk it by itself
    moved   whether its settings can be moved in the player
    axes    what x, y and f are called where it was recorded; () where nobody says
    curves  what is known of it besides its places and values, with labels, in the place of all that a rule tells
    """

    rule: Optimizer | None
    path: Trajectory
    label: str
    look: Look
    id: str = ""
    lane: str = ""
    middle: bool = False
    transforms: Sequence[Transform] = ()
    epochs: tuple[int, float] | None = None
    asked: Asked | None = None
    moved: bool = False
    axes: tuple[str, ...] = ()
    curves: tuple[Series, ...] = ()


def paths(
    ground: Grounded,
    runs: Sequence[Shown],
    *,
    title: str,
    sentence: tuple[str, str],
    options: Mapping[str, Any],
    layout: str,
    compared: bool = False,
    columns: int | None = None,
    curve: str = "",
    sample: str = "",
    results: Results | None = None,
    texts: Mapping[str, str] | None = None,
) -> bytes:
    """The runs and all that is said about them, for `player.js`; the surface travels apart (`grid`).

    sentence  tone ("good", "warn" or "bad") and words
    options   how it is shown: see `player.pack`
    layout    "overlay", "panels" or "space"
    compared  whether the runs are compared, with their curves and side by side if that is chosen; else one picture
    columns   maps in a row of a full grid of runs, side by side; the player counts them itself without
    sample    of which every run has several paths, such as "16 seeds"; empty where each has one
    results   what became of the runs that are compared, for a card of its own
    texts     what the player says otherwise than usual, by what it says
    curve     the curve that is shown at first beside runs that are compared, as `player.pack` names it; empty for f
    """
    surface, maximize = ground.surface, runs[0].path.maximize
    header = {
        "grid": ground.key,
        "title": title,
        "sentence": {"tone": sentence[0], "text": sentence[1], "note": stated(surface, maximize=maximize)},
        "start": in_the_plane(surface, runs[0].path.x[0]),
        "labels": {**labels(_, maximize=maximize), **(texts or {})},
        "options": {"autoplay": True, **_invitation(surface), **options},
        **_described(surface, maximize),
        **_laid_out(compared, layout, surface),
        **(_grounded(surface) if any(one.moved for one in runs) else {}),
    }
    said = {
        "quantities": [(one.name, one.label) for one in runs[0].curves],
        "axes": _axes(surface, runs),
        "columns": columns,
        "curve": curve,
        "sample": sample,
        "results": results,
    }
    header |= {name: value for name, value in said.items() if value}
    views = [_view(shown, surface, curves(shown.path, surface) if compared else []) for shown in runs]
    own = live(surface, [shown.asked for shown in runs], [{one.name for one in view.series} for view in views])
    views = [replace(view, live=said) for view, said in zip(views, own.runs, strict=True)]
    return pack_paths(views, header | ({"live": own.header} if own.header else {}), own.arrays)


@remembered(64)
def grid(ground: Grounded) -> bytes:
    """The surface as the player's contour, packed once per process and values of its parameters."""
    surface = ground.surface
    if surface.dimensions == 1:
        return pack_curve(surface.value, box(surface), ground.key, *CURVE, fit=_fit(surface))
    count, beyond = cells(surface)
    framing = Framing(beyond, stretch(surface), lean(surface))
    scale, fit, lowest = surface.scale, _fit(surface), least_value(surface)
    more: dict[str, Any] = {"lowest": lowest, "fit": fit, "framing": framing, "spline": _spline(surface)}
    return pack_grid(surface.value, box(surface), ground.key, scale, (count, count), **more)


@remembered(32)
def patch(ground: Grounded, window: Box) -> bytes:
    """The surface for a part of the plane that somebody looks at: beside the domain, or a small part of it."""
    xmin, xmax, ymin, ymax = window
    if ground.surface.dimensions == 1:
        return pack_patch(ground.surface.value, window, ground.key, (1, CURVE[0]))
    aspect = min(SLIM, max(1 / SLIM, (xmax - xmin) / (ymax - ymin))) if math.isfinite(stretch(ground.surface)) else 1.0
    columns = math.isqrt(int(PATCH * aspect))
    return pack_patch(ground.surface.value, window, ground.key, (PATCH // columns, columns))


def epochs(experiment: Experiment, run: int = 0) -> tuple[int, float] | None:
    """(steps in an epoch, part of the data that a step sees) of a run with mini-batches; 0 steps where none ends."""
    return epochs_of([spec.build() for spec in experiment.runs[run].transforms], experiment.landscape().examples)


def epochs_of(transforms: Sequence[Transform], examples: int) -> tuple[int, float] | None:
    """The same of a run with these transforms, on a loss with so many examples."""
    drawn = mini_batch(transforms, examples)
    return None if drawn is None else (drawn.steps_in_epoch(examples), min(int(drawn.size), examples) / examples)


def _fit(surface: Surface) -> Fit | None:
    """What the player draws the fitted curve with."""
    if not (loss := loss_of(surface)):
        return None
    return Fit(loss.model.link, loss.u, loss.v, columns(loss), surface.values["c"], surface.values["s"])


def _spline(surface: Surface) -> SplineView | None:
    """What a page works out the heights of a map with."""
    return SplineView(*surface.function.written) if isinstance(surface.function, Spline) else None


def _axes(surface: Surface, runs: Sequence[Shown]) -> tuple[str, ...]:
    """What the axes are called by the file of the surface, else by that of a path."""
    return axes(surface.axes) or next((found for shown in runs if (found := axes(shown.axes))), ())


@lru_cache(maxsize=512)
def mathml(latex: str) -> str:
    """LaTeX as MathML, which browsers draw themselves."""
    return convert(latex)


def _described(surface: Surface, maximize: bool) -> dict[str, Any]:
    """Formula and points of the surface, as the header has them; where runs climb, maxima that are searched for."""
    maxima = (*surface.negated.minima, *surface.negated.local_minima) if maximize else surface.maxima
    return {
        **({"maximize": True} if maximize else {}),
        "formula": mathml(surface_latex(surface)),
        **named_places(surface, maxima),
    }


def _invitation(surface: Surface) -> dict[str, str]:
    """The line over the first picture, and the same for fingers."""
    if surface.dimensions == 1:
        return {"hint": _("Click anywhere to start at that x."), "tap": _("Tap anywhere to start at that x.")}
    return {
        "hint": _("Click the map to drop the ball somewhere else."),
        "tap": _("Tap the map to drop the ball somewhere else."),
    }


def _grounded(surface: Surface) -> dict[str, Any]:
    """The numbers of the surface that can be moved in the player, and where they stand."""
    if not (known := ground_handles(surface.parameters)):
        return {}
    return {"ground": known, "grounded": {one["name"]: float(surface.values[one["name"]]) for one in known}}


def _settings(shown: Shown) -> dict[str, Any]:
    """The same of the rule of a run."""
    if not shown.rule or not shown.moved:
        return {}
    known, values = handles(shown.rule), shown.rule.values()
    return {"handles": known, "settings": {one["name"]: float(values[one["name"]]) for one in known}}


def _laid_out(compared: bool, layout: str, surface: Surface) -> dict[str, Any]:
    """The layout that is asked for, and what the header says beside where runs are compared."""
    if not compared:
        return {"deep": True} if layout == "space" else {}
    lowest = least_value(surface)
    return {"layout": layout, **({} if lowest is None else {"lowest": lowest})}


def _view(shown: Shown, surface: Surface, curves: Sequence[Series]) -> PathView:
    path = shown.path
    if shown.curves:
        return _told_by_itself(shown)
    lines = assignments(shown.rule, between(shown.rule, path, shown.transforms)) if shown.rule else {}
    why, asked = _explained(shown, surface) if shown.rule else ({}, [])

    def label(state: str) -> str:
        return mathml(lines.get(state, state)) if shown.rule else state

    exact = [one for one in asked if one.name == EXACT]
    rows = [
        Series("value", path.value),
        *exact,
        Series("seen", path.seen, mathml(lines.get("g", "g"))),
        *(Series(name, values, label(name)) for name, values in path.states.items()),
        Series("x", path.x, mathml("w")),
        Series("step", path.step_taken, _("step taken")),
        Series("lr", path.lr),
        *(one for one in asked if one.name != EXACT),
        *curves,
    ]
    if surface.dimensions == 1:
        rows += of_the_curve(path, surface, shown.rule, [*why.get("points", ()), *_asked_elsewhere(asked)])
    last, status = int(path.last), str(path.status)
    return PathView(
        shown.label,
        shown.look.color,
        shown.look.marker,
        rows,
        last,
        status,
        id=shown.id,
        lane=shown.lane,
        middle=shown.middle,
        epochs=shown.epochs,
        why=why,
        **_settings(shown),
    )


def _told_by_itself(shown: Shown) -> PathView:
    """A path of which no rule tells anything: its curves are what is known."""
    path, look = shown.path, shown.look
    rows = [*shown.curves, Series("x", path.x)]
    return PathView(shown.label, look.color, look.marker, rows, int(path.last), str(path.status), id=shown.id)


def _asked_elsewhere(asked: Sequence[Series]) -> list[str]:
    return [one.name for one in asked if one.name == ASKED]


def _explained(shown: Shown, surface: Surface) -> tuple[dict[str, Any], list[Series]]:
    assert shown.rule is not None
    return explain(shown.rule, shown.path, mathml, Derivatives(surface.gradient, surface.hessian), shown.transforms)
