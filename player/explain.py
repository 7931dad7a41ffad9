"""What the player can say about a run of one of our rules, beside its path: read off the rule, for every rule alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers import Optimizer, Transform
from optimizers.reading.directions import directions, scale
from optimizers.reading.given import ASKED, Given, given, name_of
from optimizers.reading.inspector import as_program, inside, program
from optimizers.reading.notation import spells_out, symbol_of
from optimizers.transforms import MiniBatch
from optimizers.wrappers.inner import inner_rule
from player.rests import names, rests
from player.views import Series
from simulation import Trajectory
from simulation.running.plan import lr_name

EXACT = "exact"


@dataclass(frozen=True)
class Derivatives:
    """Of the function itself: `gradient` and `hessian`, `(..., 2) -> (..., 2)` and `(..., 2, 2)`."""

    gradient: Callable[[np.ndarray], np.ndarray]
    hessian: Callable[[np.ndarray], np.ndarray]


def between(rule: Optimizer, path: Trajectory, transforms: Sequence[Transform]) -> Given:
    """What the run of a path puts between f and its rule. ValueError if these are not the transforms of the path."""
    if len(transforms) != len(path.changed):
        raise ValueError(f"the path has {len(path.changed)} transforms, not {len(transforms)}")
    scheduled = [name for name, (_, values) in _courses(rule, path).items() if _varies(values)]
    return given(transforms, scheduled, path.maximize)


def _courses(rule: Optimizer, path: Trajectory) -> dict[str, tuple[str, np.ndarray]]:
    """Hyperparameter that may follow a schedule → the series that holds it, and its values."""
    step_size = lr_name(rule)
    found = {name: (name, values) for name, values in path.scheduled.items()}
    return found | ({step_size: ("lr", path.lr)} if step_size else {})


def explain(
    rule: Optimizer,
    path: Trajectory,
    mathml: Callable[[str], str],
    f: Derivatives,
    transforms: Sequence[Transform] = (),
) -> tuple[dict[str, Any], list[Series]]:
    """What goes into `PathView.why`, and the series that it needs beside "x", "value", "seen", "step", "lr" and all
    states under their names.

    rule, path  of one run: no batch axes, and every hyperparameter a number
    mathml      LaTeX as MathML
    transforms  of the gradient, those of the run
    """
    formulas = program(rule, between(rule, path, transforms))
    needed = {name for line in formulas for name in names(line.program)}
    batched = any(isinstance(one, MiniBatch) for one in transforms)
    asked = _series(path, needed, f, mathml, batched=batched)
    why = {
        "formulas": [
            {"target": line.target, "mathml": mathml(line.latex), "program": line.program} for line in formulas
        ],
        "states": [line.target for line in formulas if line.target == "x" or line.target in path.states],
        "values": _values(rule, path, needed) | _settings(transforms, needed),
        "whole": not formulas,
        "turned": path.maximize and not spells_out(rule),
        "points": [name for name in rule.points if name in path.states],
    }
    if any(one.name == EXACT for one in asked):
        why["downhill"] = 1 if path.maximize else -1
    why |= _drawn(rule, mathml)
    held = {"x": path.x, "value": path.value, "seen": path.seen, **path.states} | {s.name: s.values for s in asked}
    return {name: value for name, value in why.items() if value}, [*asked, *rests(formulas, held)]


def exact_where_asked(path: Trajectory, f: Derivatives) -> np.ndarray:
    """The exact gradient of f where every step took its last gradient, (T+1, 2)."""
    before = _before(path.x)
    found = _before(path.gradient)
    elsewhere = (path.asked != before).any(axis=-1) & np.isfinite(path.asked).all(axis=-1)
    if elsewhere.any():
        with np.errstate(all="ignore"):
            found[elsewhere] = f.gradient(path.asked[elsewhere])
    found[np.isnan(path.asked).any(axis=-1)] = np.nan
    return found


def _before(values: np.ndarray) -> np.ndarray:
    return np.vstack([np.full_like(values[:1], np.nan), values[:-1]])


def _settings(transforms: Sequence[Transform], needed: set[str]) -> dict[str, float | str]:
    """The numbers of the transforms that the lines name."""
    found = {name_of(i, name): value for i, one in enumerate(transforms) for name, value in one.values().items()}
    return {name: float(value) for name, value in found.items() if name in needed}


def _drawn(rule: Optimizer, mathml: Callable[[str], str]) -> dict[str, Any]:
    """The arrows and the ellipse of the rule, or of the one that it is put around."""
    if (inner := inner_rule(rule)) is not None:
        drawn = _drawn(inner, mathml)
        arrows = [{**arrow, "series": f"inner.{arrow['series']}"} for arrow in drawn["arrows"]]
        return {"arrows": arrows, "ellipse": drawn["ellipse"] and {"program": inside(drawn["ellipse"]["program"])}}
    ellipse = scale(rule)
    arrows = [{"series": n, "label": mathml(symbol_of(rule, n)), "sign": s} for n, s in directions(rule).items()]
    return {"arrows": arrows, "ellipse": {"program": as_program(ellipse)} if ellipse else None}


def _values(rule: Optimizer, path: Trajectory, names: set[str]) -> dict[str, float | str]:
    """Hyperparameter → its number, or the name of the series that it follows (of a schedule)."""
    values, courses = rule.values(), _courses(rule, path)
    known: dict[str, float | str] = {name: float(values[name]) for name in sorted(names & set(values))}
    moving = {
        name: series for name, (series, course) in courses.items() if name in known and _differs(course, known[name])
    }
    return known | moving


def _differs(course: np.ndarray, value: Any) -> bool:
    """Whether a schedule gives another value than the rule has by itself."""
    return bool(np.any((course[1:] != value) & ~np.isnan(course[1:])))


def _varies(values: np.ndarray) -> bool:
    return bool(len(values) > 2 and np.any(values[1:] != values[1]))


def _series(
    path: Trajectory, needed: set[str], f: Derivatives, mathml: Callable[[str], str], *, batched: bool
) -> list[Series]:
    """What is read beside the states: other hyperparameters on a schedule, and what f has answered, of f itself."""
    rows = [Series(name, values) for name, values in path.scheduled.items() if name in needed]
    if ASKED in needed or not np.array_equal(path.asked[1:], _before(path.x)[1:], equal_nan=True):
        rows.append(Series(ASKED, path.asked))
    exact, sign = exact_where_asked(path, f), -1.0 if path.maximize else 1.0
    if EXACT in needed or not np.array_equal(sign * exact[1:], path.seen[1:], equal_nan=True):
        rows.append(Series(EXACT, exact, mathml(r"\nabla f")))
    for place, numbers in path.drawn.items():
        if (
            name := name_of(place, "noise")
        ) in needed:  # the gradient of a batch is drawn with the sign of what is seen
            rows.append(Series(name, sign * numbers if batched and place == 0 else numbers))
    if "old.gradient" in needed:
        rows.append(Series("gradient", path.gradient))
    if "old.diagonal" in needed:
        rows.append(Series("diagonal", np.diagonal(f.hessian(path.x), axis1=-2, axis2=-1)))
    return rows
