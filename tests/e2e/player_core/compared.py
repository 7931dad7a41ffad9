"""Payloads of several runs: one rule with several settings on the elongated bowl."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from latex2mathml.converter import convert

from figures.palette import MARKERS
from optimizers import OPTIMIZERS, Optimizer
from player import Derivatives, PathView, Series, explain, labels, pack_grid, pack_paths
from simulation import Trajectory, simulate
from surfaces import SURFACES

BOWL = SURFACES["elongated_bowl"]
START = (-7.0, 2.0)
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
BETAS = (0.0, 0.5, 0.9, 0.99)


def trajectory(beta: float, steps: int = 150) -> Trajectory:
    return simulate(OPTIMIZERS["momentum"](lr=0.25, momentum=beta), BOWL, START, steps)


def view(path: Trajectory, index: int = 0, label: str = "", **changes: object) -> PathView:
    with np.errstate(over="ignore"):  # who climbs a bowl leaves it
        slope = np.linalg.norm(path.gradient, axis=-1)
    series = [
        Series("value", path.value),
        Series("seen", path.seen, "g"),
        *(Series(name, values, name) for name, values in path.states.items()),
        Series("x", path.x, "w"),
        Series("step", path.step_taken, "step taken"),
        Series("gradient_norm", slope),
        Series("lr", path.lr),
        Series("evaluations", path.evaluations),
    ]
    fields = {
        "label": label,
        "color": COLORS[index % len(COLORS)],
        "marker": MARKERS[index],
        "series": series,
        "last": int(path.last),
        "status": str(path.status),
        "id": f"run {index}",
    }
    return PathView(**{**fields, **changes})


def views(betas: Sequence[float] = BETAS, steps: int = 150) -> list[PathView]:
    return [view(trajectory(beta, steps), i, f"β = {beta:g}") for i, beta in enumerate(betas)]


def explained(rule: Optimizer, index: int = 0, label: str = "", steps: int = 150, **how: Any) -> PathView:
    """A run of any rule, with all that can be asked of it."""
    path = simulate(rule, BOWL, START, steps, **how)
    transforms = how.get("transforms", ())
    why, extra = explain(rule, path, convert, Derivatives(BOWL.gradient, BOWL.hessian), transforms)
    seen = view(path, index, label or rule.title)
    return replace(seen, series=[*seen.series, *extra], why=why)


def paths(
    runs: Sequence[PathView] | None = None,
    layout: str | None = "overlay",
    start=START,
    asked: Mapping[str, object] | None = None,
    **options: object,
) -> bytes:
    header = {
        "grid": "bowl",
        "title": "What does β do?",
        "formula": "f(x, y) = x²/20 + y² · same start, same steps, one clock",
        "start": list(start),
        "minima": [[0.0, 0.0, "minimum"]],
        "labels": labels(str),
        "coordinates": ["x", "y"],
        "lowest": 0.0,
        "options": {"colorscale": "calm", "autoplay": False, **options},
    }
    header |= {"layout": layout} if layout else {}
    return pack_paths(views() if runs is None else runs, {**header, **(asked or {})})


def grid() -> bytes:
    return pack_grid(BOWL.value, BOWL.domain, "bowl", BOWL.scale, lowest=0.0)
