"""The forms of the authors' own code equal their recursions (`tests/helpers/authors_recursions.py`).

Forms that a class of pytorch-optimizer shares walk beside it in `tests/parity/test_authors_forms_beside_classes.py`.
"""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES
from tests.helpers import authors_recursions as authors
from tests.helpers.parity import TOLERANCE

STEPS = 7
BOWL = SURFACES["elongated_bowl"]

B = {"beta1": 0.5, "beta2": 0.75}
ADAM = OPTIMIZERS["adam"](lr=0.1, **B)
CASES = [
    ("adopt", {"lr": 1.5, "beta1": 0.5, "beta2": 0.5}, authors.adopt),
    (
        "adopt",
        {"lr": 1.5, "beta1": 0.5, "beta2": 0.5, "weight_decay": 0.1, "decoupled_weight_decay": True},
        authors.adopt_decoupled,
    ),
    (
        "novograd",
        {
            "lr": 0.1,
            "beta1": 0.75,
            "beta2": 0.5,
            "eps": 0.0,
            "weight_decay": 0.1,
            "grad_averaging": True,
            "first_averaged": True,
        },
        authors.novograd,
    ),
    ("yogi", {"lr": 0.1, "eps": 0.01, "form": "tensorflow", **B}, authors.yogi_tensorflow),
    ("yogi", {"lr": 0.1, "eps": 0.01, "form": "paper", "initial_accumulator": 0.0, **B}, authors.yogi_paper),
    (
        "muon",
        {"lr": 0.1, "momentum": 0.5, "eps": 0.5, "eps_place": "added", "ns_steps": 3, "weight_decay": 0.0},
        authors.muon,
    ),
    (
        "lamb",
        {
            "lr": 0.1,
            "eps": 0.01,
            "weight_decay": 0.1,
            "bias_correction": False,
            "clamp": True,
            "clamp_value": 3.0,
            **B,
        },
        authors.lamb,
    ),
    ("sam", {"lr": 0.1, "rho": 0.5, "momentum": 0.5, "adaptive": True, "tau": 0.01, "weight_decay": 0.2}, authors.asam),
    (
        "sharpness_aware",
        {
            "inner": OPTIMIZERS["momentum"](lr=0.1, momentum=0.5, weight_decay=0.2),
            "rho": 0.5,
            "adaptive": True,
            "tau": 0.01,
        },
        authors.asam,
    ),
    ("polyak", {"lr": 2.0, "capped": True, "max_lr": 2.0}, authors.sps_max),
    (
        "sophia",
        {
            "lr": 0.1,
            "gamma": 2.0,
            "weight_decay": 0.1,
            "lazy": True,
            "update_interval": 3,
            "form": "paper",
            **B,
        },
        authors.sophia,
    ),
    (
        "sophia",
        {"lr": 0.1, "gamma": 2.0, "weight_decay": 0.1, "lazy": True, "update_interval": 3, **B},
        authors.sophia_optax,
    ),
    (
        "schedule_free_adamw",
        {"lr": 0.5, "beta1": 0.75, "beta2": 0.75, "eps": 0.01, "weight_decay": 0.1, "form": "paper"},
        authors.schedule_free,
    ),
    (
        "prodigy",
        {
            "lr": 0.5,
            "d0": 0.1,
            "eps": 0.01,
            "own_beta3": True,
            "beta3": 0.5,
            "safeguard_warmup": True,
            "limit_growth": True,
            "growth_rate": 1.2,
            **B,
        },
        authors.prodigy,
    ),
    (
        "ademamix",
        {"lr": 0.1, "beta3": 0.9, "alpha": 2.0, "warmup": True, "alpha_warmup": 4, "beta3_warmup": 5, **B},
        authors.ademamix,
    ),
    (
        "adafactor",
        {
            "lr": 0.1,
            "eps1": 0.01,
            "eps2": 0.5,
            "weight_decay": 0.1,
            "form": "fairseq",
            "relative_step": False,
            "use_first_moment": True,
            "beta1": 0.5,
        },
        authors.adafactor,
    ),
    (
        "madgrad",
        {"lr": 0.5, "momentum": 0.5, "eps": 0.01, "weight_decay": 0.1, "decoupled_weight_decay": True},
        authors.madgrad,
    ),
    ("lookahead", {"inner": ADAM, "k": 2, "alpha": 0.8, "pullback_momentum": "reset"}, authors.lookahead_reset),
    ("lookahead", {"inner": ADAM, "k": 2, "alpha": 0.8, "pullback_momentum": "pullback"}, authors.lookahead_pullback),
]


@pytest.mark.parametrize("start", [(-7.0, 2.0), (3.0, -0.5)])
@pytest.mark.parametrize(("key", "settings", "steps"), CASES, ids=[case[2].__name__ for case in CASES])
def test_a_path_is_that_of_the_authors_recursion(key, settings, steps, start):
    path = simulate(OPTIMIZERS[key](**settings), BOWL, start, STEPS).x
    expected = [w for w, _ in zip(steps(np.array(start)), range(STEPS), strict=False)]
    assert np.ptp(path, axis=0).min() > 0.01
    assert np.allclose(path[1:], expected, rtol=TOLERANCE, atol=TOLERANCE)


def test_adopts_first_real_step_is_clipped_at_one():
    """From where the gradient grows a hundredfold in the step that does not move: on another batch, say."""
    rule = OPTIMIZERS["adopt"](lr=1.0, beta1=0.0)
    state = rule.init(np.zeros(2))
    for t, g, moved in [(1, 1.0, 0.0), (2, 100.0, 1.0), (3, -1e4, -(2**0.25)), (4, 1e6, 3**0.25)]:
        f = type("F", (), {"gradient": staticmethod(lambda _, g=g: np.full(2, g))})
        x, state = rule.step(np.zeros(2), state, t, f)
        assert x == pytest.approx([-moved, -moved], rel=1e-15)


def test_a_lazy_sophia_pays_for_the_hessians_it_asks_for():
    run = simulate(OPTIMIZERS["sophia"](lazy=True, update_interval=4), BOWL, (-7.0, 2.0), 9)
    assert run.evaluations[-1] == 9 + 3
    assert np.diff(run.evaluations).tolist() == [2, 1, 1, 1, 2, 1, 1, 1, 2]


def test_a_lazy_batch_asks_each_lane_in_its_own_step():
    rule = OPTIMIZERS["sophia"](lazy=True, update_interval=np.array([[2], [3]]))
    batch = simulate(rule, BOWL, (-7.0, 2.0), 7)
    for lane, k in enumerate((2, 3)):
        single = simulate(OPTIMIZERS["sophia"](lazy=True, update_interval=k), BOWL, (-7.0, 2.0), 7)
        assert np.array_equal(batch.lane(lane).x, single.x)
        assert np.array_equal(batch.lane(lane).evaluations, single.evaluations)
