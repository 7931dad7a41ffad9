"""What the player can say about a run of one of our rules, beside its path: read off the rule, for every rule alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from optimizers import Optimizer
from optimizers.reading.directions import directions, scale
from optimizers.reading.inspector import Formula, Program, as_program, inside, program
from optimizers.reading.notation import symbol_of
from optimizers.wrappers.inner import inner_rule
from player.rests import names, rests
from player.views import Series
from simulation import Trajectory

Hessian = Callable[[np.ndarray], np.ndarray]


def explain(
    rule: Optimizer, path: Trajectory, mathml: Callable[[str], str], hessian: Hessian
) -> tuple[dict[str, Any], list[Series]]:
    """What goes into `PathView.why`, and the series that it needs beside "x", "value", "seen", "step", "lr" and all
    states under their names.

    rule, path  of one run: no batch axes, and every hyperparameter a number
    mathml      LaTeX as MathML
    hessian     of the function, `(..., 2) -> (..., 2, 2)`, for the rules that ask for it
    """
    formulas = [_on_minus_f(f) for f in program(rule)] if path.maximize else program(rule)
    needed = {name for f in formulas for name in names(f.program)}
    why = {
        "formulas": [{"target": f.target, "mathml": mathml(f.latex), "program": f.program} for f in formulas],
        "states": [f.target for f in formulas if f.target == "x" or f.target in path.states],
        "values": _values(rule, path, needed),
        "whole": not formulas,
        "points": [name for name in rule.points if name in path.states],
    }
    why |= _drawn(rule, mathml)
    asked = _series(path, needed, hessian, -1.0 if path.maximize else 1.0)
    held = {"x": path.x, "value": path.value, "seen": path.seen, **path.states} | {s.name: s.values for s in asked}
    return {name: value for name, value in why.items() if value}, [*asked, *rests(formulas, held)]


def _on_minus_f(formula: Formula) -> Formula:
    """The line as a rule works it out that is given −f, from the values of f."""

    def turned(tree: Program) -> Program:
        if isinstance(tree, list):
            return [tree[0], *map(turned, tree[1:])]
        return ["neg", tree] if tree == "old.value" else tree

    return replace(formula, program=turned(formula.program))


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
    followed = {name for name, values in {**path.scheduled, "lr": path.lr}.items() if _varies(values)}
    values = rule.values()
    return {name: name if name in followed else float(values[name]) for name in sorted(names & set(values))}


def _varies(values: np.ndarray) -> bool:
    return bool(len(values) > 2 and np.any(values[1:] != values[1]))


def _series(path: Trajectory, needed: set[str], hessian: Hessian, sign: float) -> list[Series]:
    """What is read beside the states: other hyperparameters on a schedule, and what f has answered, with the sign with
    which the rule is given it."""
    rows = [Series(name, values) for name, values in path.scheduled.items() if name in needed and _varies(values)]
    before = np.vstack([np.full_like(path.x[:1], np.nan), path.x[:-1]])
    if not np.array_equal(path.asked[1:], before[1:], equal_nan=True):
        rows.append(Series("asked", path.asked))
    if "old.gradient" in needed and not path.changed:
        rows.append(Series("gradient", sign * path.gradient))
    if "old.diagonal" in needed:
        rows.append(Series("diagonal", sign * np.diagonal(hessian(path.x), axis1=-2, axis2=-1)))
    return rows
