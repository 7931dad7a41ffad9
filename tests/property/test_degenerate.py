"""Every rule on ground that is level along some line, straight or bent: what is divided by there is zero, or nearly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import Surface

#: bounded below: a run stays finite, whatever is singular
GROUND = {
    text: Surface.from_formula(text)
    for text in (
        *("cosh(0.5*x)", "cosh(0.5*(x + y))", "cosh(y)", "x^2", "(2*x - y)^2", "x^4", "x^2*y^2", "log(1 + x^2)"),
        *("3 + 0*x", "abs(x)", "abs(x) + abs(y)", "abs(x + y)", "max(x, 0)", "hypot(x, y)", "floor(x)"),
    )
}
#: without end: it may go as far as numbers go
ENDLESS = {text: Surface.from_formula(text) for text in ("x", "2*x - y", "x + y^2")}
#: Newton says that its step is infinite where the Hessian is singular and f slopes.
SINGULAR = {"abs(x)", "abs(x) + abs(y)", "abs(x + y)", "max(x, 0)", "x", "2*x - y", "x + y^2"}
STARTS = st.tuples(st.floats(-5, 5), st.floats(-5, 5))


@pytest.mark.parametrize("key", OPTIMIZERS)
@settings(max_examples=4, deadline=None)
@given(start=STARTS, text=st.sampled_from([*GROUND, *ENDLESS]))
def test_no_rule_makes_nan_where_curvature_vanishes(key, start, text):
    if key == "newton" and text in SINGULAR:
        return
    path = simulate(OPTIMIZERS[key](), {**GROUND, **ENDLESS}[text], start, 40)
    lost = np.isnan(path.x).any(axis=-1)
    if text in ENDLESS:
        assert not lost.any() or np.max(np.abs(path.x[lost.argmax() - 1])) > 1e100
    else:
        assert not lost.any()


@pytest.mark.parametrize("start", [(1.0, 1.0), (2.0, 1.0), (-3.0, -3.0), (1e-3, 2e-3), (5.0, -2.5)])
@pytest.mark.parametrize("key", ["trust_region", "bfgs", "lbfgs", "conjugate_gradient"])
def test_straight_down_to_a_tip_nothing_is_divided_by_a_curvature_of_rounding(key, start):
    """The Hessian of a cone is 0 along the slope, up to rounding: Cholesky may find a root of it."""
    path = simulate(OPTIMIZERS[key](), GROUND["hypot(x, y)"], start, 60)
    assert np.isfinite(path.x).all()


@pytest.mark.parametrize("text", ["cosh(0.5*(x + y))", "cosh(0.5*(x - 3*y))", "exp(x^2)", "cosh(3*x - y)", "cosh(y)"])
@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("conjugate_gradient", {}),
        ("conjugate_gradient", {"form": "fletcher_reeves"}),
        ("lbfgs", {"line_search_fn": "strong_wolfe"}),
        ("bfgs", {}),
    ],
)
def test_a_search_that_tries_where_f_overflows_comes_back(key, options, text):
    """The first trial of a search grows without bound where the slope before and the slope now are far apart."""
    for start in ((3.0, 0.5), (1.0, 1.0), (0.7, -0.2)):
        path = simulate(OPTIMIZERS[key](**options), Surface.from_formula(text), start, 60)
        assert np.isfinite(path.x).all()
        assert path.value[-1] <= path.value[0]
        assert abs(path.value[-1] - 1) < 1e-6
