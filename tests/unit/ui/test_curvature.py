"""What the page says of the curvature along a run."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from simulation import simulate
from simulation.judging.curvature import curvature
from surfaces import SURFACES, Surface
from ui.playground.curvature import said

NUMBERS = st.floats(0.1, 10.0).map(lambda value: round(value, 3))


@given(NUMBERS, NUMBERS, st.floats(0.01, 1.0))
def test_on_a_quadratic_it_is_what_gradient_descent_does(a, b, lr):
    surface = Surface.from_formula(f"{a}*x^2 + {b}*y^2")
    path = simulate(OPTIMIZERS["sgd"](lr=lr), surface, (1.0, 1.0), 20)
    words = said(curvature(path, surface), int(path.last))
    grows = np.abs(path.x[-1]).max() > 1 + 1e-9
    assert ("never above 2/η" in words) == (lr * 2 * max(a, b) <= 2)
    assert not grows or "above 2/η where 20 of 20 steps began" in words


@pytest.mark.parametrize("surface", ["parabola", "saddle", "rosenbrock", "absolute"])
@pytest.mark.parametrize("rule", ["adam", "nelder_mead", "newton"])
def test_every_run_has_a_sentence(surface, rule):
    ground = SURFACES[surface]
    path = simulate(OPTIMIZERS[rule](), ground, ground.starts[0], 7)
    words = said(curvature(path, ground), int(path.last))
    assert words.endswith(".")
    if rule == "nelder_mead":
        assert words == "There is no step here with a step size η and a finite curvature to compare 2/η with."


def test_steps_are_counted_where_they_began():
    surface = Surface.from_formula("x^4")
    path = simulate(OPTIMIZERS["sgd"](lr=0.5), surface, (0.9,) if surface.dimensions == 1 else (0.9, 0.0), 30)
    found = curvature(path, surface)
    above = sum(found.largest[k] > 4.0 for k in range(30))
    assert 0 < above < 30
    assert f"above 2/η where {above} of 30 steps began" in said(found, 30)
