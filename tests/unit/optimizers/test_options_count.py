"""An option that is chosen makes a difference: no default of a companion switches it off in silence."""

import itertools

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from parameters import NONZERO
from simulation import simulate
from surfaces import SURFACES

WALKS = [("rosenbrock", (-1.2, 1.0)), ("himmelblau", (0.3, -0.7)), ("elongated_bowl", (-7.0, 2.0))]
STEPS = 60

#: Numbers with which an option can be seen within 60 steps on these surfaces; everything else is at its default.
SEEN_WITH = {
    "adam": {"beta2": 0.5},  # AMSGrad: v falls
    "adamw": {"beta2": 0.5},
    "adopt": {"lr": 1.0, "beta1": 0.5, "beta2": 0.9},  # the clip binds
    "sophia": {"gamma": 10.0},  # fewer quotients are clipped
    "adafactor": {"lr": 0.5},  # 1/√t is below it from step 4 on
    "lamb": {"clamp_value": 1.0},
    "polyak": {"max_lr": 0.01},
    "prodigy": {"d0": 1e-3},
    "radam": {"eps": 1e-2},
    "trust_region": {"initial_trust_radius": 0.2},
}


def walked(rule):
    """All that a page shows of its paths."""
    runs = [simulate(rule, SURFACES[surface], start, STEPS) for surface, start in WALKS]
    return [(run.x, run.evaluations, *(run.states[name] for name in rule.points)) for run in runs]


def same(some, others):
    pairs = zip(itertools.chain(*some), itertools.chain(*others), strict=True)
    return all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)


def options():
    for key, rule in OPTIMIZERS.items():
        for name, known in rule.hyperparameters().items():
            if known.kind in ("choice", "switch") and not known.parts:
                for value in known.choices or (False, True):
                    if value != known.default:
                        yield key, name, value


@pytest.mark.parametrize(("key", "name", "value"), list(options()))
def test_an_option_counts_where_its_metadata_says_so(key, name, value):
    known = OPTIMIZERS[key].hyperparameters()
    companions = {n: 0.3 if wanted is NONZERO else wanted for n, wanted in known[name].when.items()}
    given = {**SEEN_WITH.get(key, {}), **companions}
    inner = {"inner": "momentum"} if "inner" in known else {}
    without, chosen = (OPTIMIZERS[key].from_values({**inner, **given, **more}) for more in ({}, {name: value}))
    assert not same(walked(without), walked(chosen))


@pytest.mark.parametrize(("key", "name"), [("rmsprop", "lr_in_buffer"), ("nadam", "decoupled_weight_decay")])
def test_an_option_whose_companion_is_zero_is_not_shown(key, name):
    rule = OPTIMIZERS[key]
    companion = next(iter(rule.hyperparameters()[name].when))
    assert not rule.hyperparameters()[name].counts(rule().values())
    assert rule.hyperparameters()[name].counts(rule(**{companion: 0.1}).values())
    assert same(walked(rule()), walked(rule(**{name: True})))


@pytest.mark.parametrize(("surface", "start"), [*WALKS, ("beale", (1.0, 1.0)), ("himmelblau", (-3.0, 3.0))])
def test_choosing_the_search_of_lbfgs_lets_it_search(surface, start):
    """At its defaults otherwise, it comes down to a minimum, where torch's `tolerance_change` of 1e-9 ends it."""
    run = simulate(OPTIMIZERS["lbfgs"](line_search_fn="strong_wolfe"), SURFACES[surface], start, 60)
    assert run.value[1] < run.value[0]
    assert run.value[-1] < 1e-8


@pytest.mark.parametrize(
    ("settings", "budget"),
    [
        ({}, 1),
        ({"max_iter": 4}, 5),
        ({"line_search_fn": "strong_wolfe"}, 25),
        ({"line_search_fn": "strong_wolfe", "max_iter": 20}, 25),
        ({"line_search_fn": "strong_wolfe", "max_iter": 40}, 50),
        ({"line_search_fn": "strong_wolfe", "max_eval": 1}, 1),
        ({"line_search_fn": "strong_wolfe", "max_eval": 60}, 60),
        ({"max_eval": 3, "max_iter": 9}, 3),
    ],
)
def test_the_budget_of_a_step_of_lbfgs(settings, budget):
    rule = OPTIMIZERS["lbfgs"](**settings)
    assert rule.budget == budget
    run = simulate(rule, SURFACES["rosenbrock"], (-1.2, 1.0), 30)
    assert np.diff(run.evaluations).max() <= budget + 1  # torch's search always looks at its first trial
