"""Every claim about how a run ended holds for the rows of its path."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from simulation import Stop, Trajectory, simulate
from simulation.judging.outcome import Outcome, outcome
from simulation.judging.place import reach
from surfaces import SURFACES, Surface
from words.numbers import short
from words.sentence import sentence

FORMULAS = {
    text: Surface.from_formula(text)
    for text in (
        "abs(x) + abs(y)",
        "max(abs(x), y^2)",
        "x^2",
        "x*y",
        "sign(x)*y",
        "tanh(x)^2 + y^2",
        "x^4 + y^4",
        "cos(x)",
        "5",
    )
} | {
    f"line {text}": Surface.from_formula(text, (-4, 4))
    for text in (
        "abs(x)",
        "x^2",
        "x^3",
        "x^4",
        "sign(x)",
        "tanh(x)^2",
        "cos(x)",
        "max(abs(x), x^2)",
        "1/x",
        "sqrt(x)",
        "5",
    )
}
GROUNDS = {**{key: s for key, s in SURFACES.items() if not s.examples}, **FORMULAS}
RING = {
    1: np.array([[-1.0], [1.0]]),
    2: np.stack([np.cos(np.linspace(0, 2 * np.pi, 65)), np.sin(np.linspace(0, 2 * np.pi, 65))], axis=-1),
}


def inside(x: np.ndarray, surface: Surface) -> np.ndarray:
    low, high = surface.corners
    return ((low <= x) & (x <= high)).all(axis=-1)


def check_place(found: Outcome, path: Trajectory, surface: Surface) -> None:
    away = np.hypot.reduce(np.abs(path.x - np.array(found.point)), axis=-1)
    if (away[found.arrived :] > found.tolerance).any():  # it goes on slowly, along the floor that the place is on
        assert found.where in ("minimum", "local minimum", "maximum", "plateau", "kink")
        assert np.hypot.reduce(np.abs(np.diff(path.x[found.arrived :], axis=0)), axis=-1).max() <= 2 * found.tolerance
        assert np.ptp(path.value[found.arrived :]) <= 1e-3 * np.ptp(path.value) + 1e-9
    by_rule = path.status == "converged" and found.arrived == path.last
    assert found.arrived == 0 or by_rule or away[found.arrived - 1] > found.tolerance
    at = surface.value(np.array(found.point))
    ring = RING[surface.dimensions]
    rings = [surface.value(np.array(found.point) + r * reach(surface) * ring) for r in (10, 1, 0.1)]
    slack = 1e-9 * max(1.0, abs(at))
    if found.where in ("minimum", "local minimum"):
        assert any((around >= at - slack).all() for around in rings)
    if found.where == "maximum":
        assert any((around <= at + slack).all() for around in rings)
    if found.where == "saddle":
        assert any(around.min() < at < around.max() for around in rings)
    if found.where == "minimum":
        assert all(at <= surface.value(np.array(other)) + slack for other in surface.minima)
    if found.where == "kink":
        assert rings[0].max() > at + slack


def check_course(found: Outcome, path: Trajectory, surface: Surface) -> None:
    x, last, step = path.x, int(path.last), found.step
    if found.why in ("step size 0", "no step"):
        assert np.ptp(x[step:], axis=0).max() <= 1e-15 * (last - step) * max(1.0, np.abs(x).max())
        assert (not path.lr[step + 1 :].any()) == (found.why == "step size 0")
    elif found.why == "lost in rounding":
        assert np.abs(np.diff(x[step:], axis=0)).max() <= 8 * np.finfo(float).eps * np.abs(x[step:]).max()
    elif found.why == "shrunk":
        assert np.hypot.reduce((x[step:] - x[last]) / surface.units, axis=-1).max() <= reach(surface)
        assert abs(path.lr[last]) <= 1e-3 * np.abs(path.lr[1:]).max()
        assert last - step >= max(5, last // 10)
    elif found.why == "orbit":
        assert found.period >= 2
        assert np.allclose(x[last], x[last - found.period], rtol=1e-4, atol=1e-4 * np.ptp(x, axis=0).max())
    elif found.why == "left":
        assert not inside(x[step:], surface).any()
        assert step == 0 or inside(x[step - 1 : step], surface).all()
    elif found.why == "descending":
        assert path.value[last] < path.value[: max(1, last - last // 10)].min()
    elif found.why in ("diverged", "no value", "no slope"):
        assert path.status == "diverged"
        assert not (np.isfinite(path.value[last]) and np.isfinite(path.gradient[last]).all())
    else:
        assert found.why in {"converged": "stop rule", "stopped": "stalled", "out of time": "out of time"}.get(
            str(path.status), "moving"
        )


@settings(max_examples=60, deadline=None)
@given(
    ground=st.sampled_from(sorted(GROUNDS)),
    rule=st.sampled_from(["sgd", "momentum", "nesterov", "adam", "rmsprop", "lion", "newton", "bfgs", "trust_region"]),
    lr=st.sampled_from([0.0, 1e-6, 1e-3, 0.05, 0.5, 1.0, 3.0]),
    steps=st.integers(1, 120),
    stop=st.sampled_from([Stop(), Stop(gradient_norm=1e-4), Stop(value_below=0.5), Stop(patience=9)]),
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_what_is_said_of_a_run_holds(ground, rule, lr, steps, stop, at):
    surface, cls = GROUNDS[ground], OPTIMIZERS[rule]
    low, high = surface.corners
    start = low + np.array(at[: surface.dimensions]) * (high - low)
    path = simulate(cls(lr=lr) if "lr" in cls.hyperparameters() else cls(), surface, start, steps, stop=stop)
    found = outcome(path, surface)
    (check_place if found.arrived is not None else check_course)(found, path, surface)
    rows = found.arrived if found.arrived is not None else int(path.last)
    assert found.evaluations == path.evaluations[rows]
    words = sentence(path, surface)[1]
    assert "{" not in words
    if "f = " in words:
        assert f"f = {short(float(path.value[path.last]), 4)}" in words
    if "gradient" in words:
        assert re.search(rf"\b{found.evaluations} gradient{'s' * (found.evaluations != 1)}\b", words)


@pytest.mark.parametrize("key", sorted(SURFACES))
def test_a_run_that_begins_at_a_listed_point_is_there(key):
    surface = SURFACES[key]
    for name, where in (("minima", "minimum"), ("saddles", "saddle")):
        for point in surface.points[name][:2]:
            found = outcome(simulate(OPTIMIZERS["sgd"](lr=0.0), surface, point, 3), surface)
            assert (found.where, found.arrived) == (where, 0)
