"""Forms of the authors' code that a class of pytorch-optimizer has too, though it is not our rule's counterpart."""

import numpy as np
import pytest
import pytorch_optimizer as po
import torch

from networks import COUNTERPARTS, library_run, settings_for, why_none
from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.comparison import Reference, compare
from tests.helpers.parity import STARTS, difference, double_precision

DECOUPLED = {"weight_decay": 0.3, "decoupled_weight_decay": True}
FAIRSEQ = {"form": "fairseq", "eps1": 1e-30}


@pytest.fixture(autouse=True)
def _double_precision():
    with double_precision():
        yield


def radam(**arguments):
    return lambda parameters: po.RAdam(parameters, weight_decouple=True, **arguments)


def adafactor(**arguments):
    return lambda parameters: po.AdaFactor(parameters, momentum_dtype=torch.float64, **arguments)


def ademamix(**arguments):
    return lambda parameters: po.AdEMAMix(parameters, weight_decouple=True, **arguments)


CASES = [
    ("radam", {"lr": 0.05, "degenerated_to_sgd": False}, radam(lr=0.05, degenerated_to_sgd=False)),
    (
        "radam",
        {"lr": 0.05, "beta2": 0.9, "degenerated_to_sgd": False, **DECOUPLED},
        radam(lr=0.05, betas=(0.9, 0.9), weight_decay=0.3, degenerated_to_sgd=False),
    ),
    ("radam", {"lr": 0.05, "beta2": 0.6, "degenerated_to_sgd": False}, radam(lr=0.05, betas=(0.9, 0.6))),
    ("adafactor", FAIRSEQ, adafactor(betas=(None, 1 - 1e-9))),
    (
        "adafactor",
        {**FAIRSEQ, "relative_step": False, "lr": 0.02, "weight_decay": 0.3},
        adafactor(lr=0.02, betas=(None, 1 - 1e-9), relative_step=False, weight_decay=0.3),
    ),
    (
        "adafactor",
        {**FAIRSEQ, "scale_parameter": False, "use_first_moment": True, "beta1": 0.8, "beta2_decay": -0.5},
        adafactor(betas=(0.8, 1 - 1e-9), scale_parameter=False, decay_rate=-0.5),
    ),
    (
        "ademamix",
        {"lr": 0.01, "beta3": 0.99, "warmup": True, "alpha_warmup": 50, "beta3_warmup": 50},
        ademamix(lr=0.01, betas=(0.9, 0.999, 0.99), t_alpha_beta3=50),
    ),
    (
        "ademamix",
        {"lr": 0.01, "alpha": 2.0, "warmup": True, "alpha_warmup": 1000, "beta3_warmup": 1000, "weight_decay": 0.3},
        ademamix(lr=0.01, alpha=2.0, t_alpha_beta3=1000, weight_decay=0.3),
    ),
]


@pytest.mark.parametrize("surface", STARTS)
@pytest.mark.parametrize(("key", "settings", "make"), CASES)
def test_path_equals_that_of_the_class(key, settings, make, surface):
    comparison = compare(key, Reference("", lambda *_: make, (settings,)), settings, surface)
    assert comparison.rows > 1, "nothing to compare"
    assert comparison.equal, comparison


def test_radam_rests_until_the_fifth_step_at_its_defaults():
    run = simulate(OPTIMIZERS["radam"](lr=0.05, degenerated_to_sgd=False), SURFACES["himmelblau"], (0.3, -0.7), 8)
    assert [not np.array_equal(run.x[t], run.x[t - 1]) for t in range(1, 9)] == [False] * 5 + [True] * 3


@pytest.mark.parametrize("surface", ["rosenbrock", "himmelblau"])
def test_pytorch_optimizers_adopt_clips_elsewhere_where_the_clip_binds_and_a_note_says_so(surface):
    rule = OPTIMIZERS["adopt"](lr=1.0, beta1=0.5, beta2=0.9)
    theirs = library_run(*settings_for(rule), SURFACES[surface], STARTS[surface], 20)
    ours = simulate(rule, SURFACES[surface], STARTS[surface], 20)
    assert difference(ours.x, theirs.x).max() > 1e-2
    assert "clips at t^¼" in COUNTERPARTS["adopt"].note


@pytest.mark.parametrize(
    ("key", "settings", "sentence"),
    [
        ("radam", {"degenerated_to_sgd": False}, "torch.optim.RAdam has no degenerated_to_sgd=false"),
        ("yogi", {"form": "paper"}, "pytorch_optimizer.Yogi has no form=paper"),
        ("muon", {"eps_place": "added"}, "torch.optim.Muon has no eps_place=added"),
        ("adafactor", {"form": "fairseq"}, "torch.optim.Adafactor has no form=fairseq"),
        ("adafactor", {"relative_step": False}, "torch.optim.Adafactor has no relative_step=false"),
        ("ademamix", {"warmup": True}, "pytorch_optimizer.AdEMAMix has no warmup=true"),
        ("schedule_free_adamw", {"form": "paper"}, "pytorch_optimizer.ScheduleFreeAdamW has no form=paper"),
        ("adopt", DECOUPLED, "pytorch_optimizer.ADOPT has no decoupled_weight_decay=true"),
        ("novograd", {"grad_averaging": True, "first_averaged": True}, "pytorch_optimizer.NovoGrad has no first_aver"),
        ("lookahead", {"pullback_momentum": "reset"}, "pytorch_optimizer.Lookahead does not take Adam inside"),
    ],
)
def test_a_form_that_the_library_lacks_is_not_drawn_as_if_it_were_there(key, settings, sentence):
    rule = OPTIMIZERS[key](**settings)
    assert settings_for(rule) is None
    assert why_none(rule).startswith(sentence)
