"""A verdict does not depend on the units of x, y and f: the same run on the same picture ends alike."""

import re

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from simulation.judging.outcome import Outcome, outcome
from surfaces import Surface

RUNS = [
    ("exp(-x^2-y^2)", (3.75, 3.875), "plateau"),
    ("-exp(-6*x^2-6*y^2)", (-3.5, 3.5), "plateau"),
    ("1/(1+exp(-10*(x-1)))+0*y", (3.75, 3.875), "plateau"),
    ("tanh(5*x)+0*y", (-3.5, 3.5), "plateau"),
    ("relu(x)^2+0*y", (-2.0, 0.0), "plateau"),
    ("max(1-x^2-y^2, 0)", (3.0, 2.0), "plateau"),
    ("exp(x^2+y^2)", (1.0, 1.0), "minimum"),
    ("(x^2-1)^2+y^2", (0.5, -0.25), "minimum"),
    ("x^4-4*x^2+x+y^2", (1.0, 1.0), "local minimum"),
    ("abs(x)+abs(y)", (-2.0, 0.0), "kink"),
    ("x^2-y^2", (-2.0, 0.0), "saddle"),
    ("1e-3*log(1+x^2+y^2)", (3.0, 2.0), "descending"),
    ("tan(x)+y^2", (1.0, 1.0), None),
    ("sin(x)*cos(y)", (0.5, -0.25), None),
    ("exp(30*sin(x))+0*y", (0.5, -0.25), None),
]  # fmt: skip


def ended(formula: str, start: tuple[float, float], wide: float, high: float) -> Outcome:
    """How plain descent ends where x and y are `wide` times as large, and f `high` times."""
    scaled = re.sub(r"\b[xy]\b", lambda axis: f"({axis[0]}/{wide!r})", formula)
    surface = Surface.from_formula(f"{high!r}*({scaled})", tuple(wide * edge for edge in (-4.0, 4.0, -4.0, 4.0)))
    rule = OPTIMIZERS["sgd"](lr=2.0**-5 * wide**2 / high)
    return outcome(simulate(rule, surface, wide * np.array(start), 150), surface)


@pytest.mark.parametrize(("formula", "start", "kind"), RUNS)
def test_powers_of_two_change_no_verdict(formula, start, kind):
    one = ended(formula, start, 1.0, 1.0)
    assert kind is None or one.kind == kind
    for wide, high in ((64.0, 1.0), (1.0, 2.0**-30), (2.0**-20, 2.0**30)):
        other = ended(formula, start, wide, high)
        assert (other.kind, other.step, other.period, other.away) == (one.kind, one.step, one.period, one.away)
        assert other.point is None or np.allclose(np.array(other.point) / wide, one.point, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("high", [1.0, 2.0**-30, 2.0**30])
def test_steps_too_small_are_those_that_the_rule_makes(high):
    """Where the step size of the rule is no distance, how large a step is hangs on the slope."""
    surface = Surface.from_formula(f"{high!r}*(x^2+y^2)")
    path = simulate(OPTIMIZERS["sgd"](lr=1e-18 / high), surface, (3.0, 2.0), 20)
    assert outcome(path, surface).why == "lost in rounding"
    assert outcome(simulate(OPTIMIZERS["sgd"](lr=0.1 / high), surface, (3.0, 2.0), 20), surface).why != "no step"
