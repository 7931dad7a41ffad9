"""What float32 leaves out of a path travels where a small difference is worked out from it, and nowhere else."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from player.explain import Derivatives, explain
from simulation import simulate
from surfaces import SURFACES

BOWL = SURFACES["elongated_bowl"]


def rests(key: str, **settings) -> dict[str, np.ndarray]:
    rule = OPTIMIZERS[key](**settings)
    _, series = explain(rule, simulate(rule, BOWL, (-7.0, 2.0), 20), str, Derivatives(BOWL.gradient, BOWL.hessian))
    return {one.name: one.values for one in series if one.name.endswith(".rest")}


@pytest.mark.parametrize("key", ["sgd", "momentum", "adam", "adamw", "adagrad", "polyak", "newton"])
def test_most_rules_need_no_rest(key):
    assert rests(key) == {}


@pytest.mark.parametrize(
    ("key", "settings", "expected"),
    [
        ("adan", {}, {"g", "m", "u"}),  # g − g₋₁ and, from it, d and u
        ("polyak", {"f_star": 0.5}, {"value"}),  # f − f*
        ("sgd", {"weight_decay": 0.1}, {"seen", "x"}),  # ∇f of what the rule is given
        ("averaged", {}, {"seen", "x"}),  # the point of the inner rule
    ],
)
def test_what_a_small_difference_is_worked_out_from(key, settings, expected):
    assert set(rests(key, **settings)) == {f"{name}.rest" for name in expected}


def test_a_number_and_its_rest_have_fourteen_digits():
    rule = OPTIMIZERS["adan"]()
    g = simulate(rule, BOWL, (-7.0, 2.0), 20).states["g"]
    both = g.astype(np.float32).astype(float) + rests("adan")["g.rest"].astype(np.float32)
    np.testing.assert_allclose(both, g, rtol=1e-14)


def test_nothing_is_left_out_of_an_infinity():
    rule = OPTIMIZERS["sgd"](lr=1e3, weight_decay=0.1)
    _, series = explain(rule, simulate(rule, BOWL, (-7.0, 2.0), 200), str, Derivatives(BOWL.gradient, BOWL.hessian))
    assert all(np.isfinite(one.values).all() for one in series if one.name.endswith(".rest"))
