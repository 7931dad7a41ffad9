"""Programs of rules worked out in NumPy, independently of the script that does it in the browser."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from formulas.language import FUNCTIONS as FORMULAS
from formulas.language import NUMPY
from optimizers import OPTIMIZERS, Optimizer, Transform
from optimizers.toolbox.newton_schulz import newton_schulz
from optimizers.transforms import MiniBatch
from simulation import Trajectory
from simulation.running.plan import lr_name
from surfaces import Surface


def forms() -> list[tuple[str, dict[str, Any]]]:
    """Every elementwise rule with every combination of its options, and once with its coupled weight decay."""
    found = []
    for key, rule in OPTIMIZERS.items():
        if rule.latex_lines:
            continue
        known = rule.hyperparameters()
        options = {n: h.choices or (False, True) for n, h in known.items() if isinstance(h.default, str | bool)}
        found += [(key, dict(zip(options, values, strict=True))) for values in itertools.product(*options.values())]
        found += [(key, {name: 0.1}) for name, h in known.items() if h.coupled]
    return found


def given(
    rule: Optimizer, path: Trajectory, step: int, surface: Surface, transforms: Sequence[Transform] = ()
) -> dict[str, Any]:
    """What is known before the lines of a step are worked out, at full precision."""
    numbers = {n: float(v) for n, v in rule.values().items() if isinstance(v, int | float)}
    before = {f"old.{name}": values[step - 1] for name, values in path.states.items()}
    answers = {
        "seen": path.seen[step],
        "asked": path.asked[step],
        "exact": surface.gradient(path.asked[step]),
        "old.x": path.x[step - 1],
        "old.value": path.value[step - 1],
        "old.gradient": path.gradient[step - 1],
        "old.diagonal": np.diagonal(surface.hessian(path.x[step - 1])),
    }
    courses = {**path.scheduled, **({lr_name(rule): path.lr} if lr_name(rule) else {})}
    now = {name: float(values[step]) for name, values in courses.items() if name in numbers}
    settings = {
        f"transform.{i}.{name}": float(value)
        for i, one in enumerate(transforms)
        for name, value in one.values().items()
        if isinstance(value, int | float)
    }
    sign = -1 if path.maximize else 1
    drawn = {
        f"transform.{i}.noise": numbers[step] * (sign if isinstance(transforms[i], MiniBatch) else 1)
        for i, numbers in path.drawn.items()
    }
    return {"t": float(step), "infinity": np.inf} | numbers | now | before | answers | settings | drawn


FUNCTIONS = {
    "given": lambda value: value,
    "as": lambda value, _shown: value,
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": lambda a, b: a / np.where((np.asarray(a) == 0) & (np.asarray(b) == 0), np.inf, b),
    "^": np.power,
    "neg": np.negative,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "indicator": lambda test: np.asarray(test, dtype=float),
    "where": np.where,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "abs": np.abs,
    "exp": np.exp,
    "log": np.log,
    "tanh": np.tanh,
    "sign": np.sign,
    "max": np.maximum,
    "min": np.minimum,
    "clip": np.clip,
    **{name: NUMPY[name] for name in FORMULAS if name in NUMPY and name not in ("min", "max", "abs", "sign")},
    "norm": lambda v, p=2.0: np.linalg.norm(v, ord=p),
    "dot": np.dot,
    "rms": lambda v: np.sqrt(np.mean(v * v)),
    "dimension": len,
    "newton_schulz": lambda u, steps, eps, *_: newton_schulz(u, int(steps), eps),
}


def spelled(program: Any) -> Any:
    """A program with how a value comes about in the place of what the path says of it."""
    if not isinstance(program, list):
        return program
    return spelled(program[2]) if program[0] == "as" else [program[0], *map(spelled, program[1:])]


def work_out(program: Any, known: dict[str, Any]) -> Any:
    if isinstance(program, str):
        return known[program]
    if not isinstance(program, list):
        return program
    name, *args = program
    with np.errstate(all="ignore"):
        return FUNCTIONS[name](*(work_out(arg, known) for arg in args))
