"""Every claim about how a run ended holds for the rows of its path."""

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
}
GROUNDS = {**{key: s for key, s in SURFACES.items() if not s.examples}, **FORMULAS}
RING = np.stack([np.cos(np.linspace(0, 2 * np.pi, 64)), np.sin(np.linspace(0, 2 * np.pi, 64))], axis=-1)


def inside(x: np.ndarray, surface: Surface) -> np.ndarray:
    xmin, xmax, ymin, ymax = surface.domain
    return (xmin <= x[:, 0]) & (x[:, 0] <= xmax) & (ymin <= x[:, 1]) & (x[:, 1] <= ymax)


def check_place(found: Outcome, path: Trajectory, surface: Surface) -> None:
    away = np.hypot(*(path.x - np.array(found.point)).T)
    assert (away[found.arrived :] <= found.tolerance).all()
    by_rule = path.status == "converged" and found.arrived == path.last
    assert found.arrived == 0 or by_rule or away[found.arrived - 1] > found.tolerance
    at = surface.value(np.array(found.point))
    around = surface.value(np.array(found.point) + 10 * reach(surface) * RING)
    slack = 1e-9 * max(1.0, abs(at))
    if found.where in ("minimum", "local minimum"):
        assert (around >= at - slack).all()
    if found.where == "maximum":
        assert (around <= at + slack).all()
    if found.where == "saddle":
        assert around.min() < at < around.max()
    if found.where == "minimum":
        assert all(at <= surface.value(np.array(other)) + slack for other in surface.minima)
    if found.where == "kink":
        assert around.max() > at + slack


def check_course(found: Outcome, path: Trajectory, surface: Surface) -> None:
    x, last, step = path.x, int(path.last), found.step
    if found.why in ("step size 0", "no step"):
        assert np.ptp(x[step:], axis=0).max() <= 1e-15 * (last - step) * max(1.0, np.abs(x).max())
        assert (not path.lr[step + 1 :].any()) == (found.why == "step size 0")
    elif found.why == "orbit":
        assert found.period >= 2
        assert np.allclose(x[last], x[last - found.period], rtol=1e-4, atol=1e-4 * np.ptp(x, axis=0).max())
    elif found.why == "left":
        assert not inside(x[step:], surface).any()
        assert step == 0 or inside(x[step - 1 : step], surface).all()
    elif found.why == "descending":
        assert path.value[last] < path.value[: max(1, last - last // 10)].min()
    elif found.why in ("diverged", "no value"):
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
    xmin, xmax, ymin, ymax = surface.domain
    start = (xmin + at[0] * (xmax - xmin), ymin + at[1] * (ymax - ymin))
    path = simulate(cls(lr=lr) if "lr" in cls.hyperparameters() else cls(), surface, start, steps, stop=stop)
    found = outcome(path, surface)
    (check_place if found.arrived is not None else check_course)(found, path, surface)
    rows = found.arrived if found.arrived is not None else int(path.last)
    assert found.evaluations == path.evaluations[rows]
    words = sentence(path, surface)[1]
    assert "{" not in words
    if "f = " in words:
        assert f"f = {short(float(path.value[path.last]), 4)}" in words
    if "gradients" in words:
        assert f"{found.evaluations} gradients" in words


@pytest.mark.parametrize("key", sorted(SURFACES))
def test_a_run_that_begins_at_a_listed_point_is_there(key):
    surface = SURFACES[key]
    for name, where in (("minima", "minimum"), ("saddles", "saddle")):
        for point in surface.points[name][:2]:
            found = outcome(simulate(OPTIMIZERS["sgd"](lr=0.0), surface, point, 3), surface)
            assert (found.where, found.arrived) == (where, 0)
