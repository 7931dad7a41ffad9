"""Lookahead and averaging around other rules: against pytorch-optimizer, torch's averaged models, and by hand."""

import numpy as np
import pytest
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.reading.notation import assignments, formula
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.parity import STARTS, TOLERANCE, TORCH_SURFACES, difference, double_precision, torchs
from tests.helpers.references import BY_HAND, REFERENCES, WORKED_OUT

Lookahead, Averaged = OPTIMIZERS["lookahead"], OPTIMIZERS["averaged"]
SURFACE = "elongated_bowl"
STEPS = 60
INNER = [
    ("adam", {"lr": 0.1}, torch.optim.Adam),
    ("momentum", {"lr": 0.05, "momentum": 0.8, "weight_decay": 0.1}, torch.optim.SGD),
]


@pytest.fixture(autouse=True)
def _double_precision():
    with double_precision():
        yield


def bowl(rule, steps=STEPS, **options):
    return simulate(rule, SURFACES[SURFACE], STARTS[SURFACE], steps, **options)


def test_every_rule_has_a_reference_or_is_worked_out_by_hand():
    assert set(OPTIMIZERS) == {*REFERENCES, *BY_HAND, *WORKED_OUT}


@pytest.mark.parametrize(("key", "settings", "cls"), INNER)
@pytest.mark.parametrize(("k", "alpha"), [(5, 0.5), (1, 0.3), (7, 0.9)])
def test_lookahead_equals_pytorch_optimizers(key, settings, cls, k, alpha):
    from pytorch_optimizer import Lookahead as Reference

    run = bowl(Lookahead(OPTIMIZERS[key](**settings), k=k, alpha=alpha))
    path = torchs(lambda parameters: Reference(cls(parameters, **settings), k=k, alpha=alpha), SURFACE, STEPS)
    assert difference(run.x, path).max() <= TOLERANCE


@pytest.mark.parametrize(("key", "settings", "cls"), INNER)
@pytest.mark.parametrize("kind", ["polyak", "ema"])
@pytest.mark.parametrize("t0", [0, 20])
def test_averages_equal_torchs_averaged_model(key, settings, cls, kind, t0):
    start = torch.tensor(STARTS[SURFACE])
    model = torch.nn.ParameterList([torch.nn.Parameter(start[0].clone()), torch.nn.Parameter(start[1].clone())])
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9) if kind == "ema" else None)
    optimizer, reference = cls(model.parameters(), **settings), []
    for t in range(1, STEPS + 1):
        optimizer.zero_grad()
        TORCH_SURFACES[SURFACE](*model).backward()
        optimizer.step()
        if t > t0:
            averaged.update_parameters(model)
            reference.append([p.item() for p in averaged.module])
    run = bowl(Averaged(OPTIMIZERS[key](**settings), average=kind, decay=0.9, t0=t0))
    assert difference(run.states["average"][1 + t0 :], np.array(reference)).max() <= TOLERANCE
    assert np.array_equal(run.states["average"][: 1 + t0], run.x[: 1 + t0])


def test_the_path_of_an_averaged_rule_is_that_of_the_rule():
    inner = OPTIMIZERS["adam"](lr=0.1)
    assert np.array_equal(bowl(Averaged(inner)).x, bowl(inner).x)


def test_states_of_the_inner_rule_are_recorded():
    run = bowl(Lookahead(OPTIMIZERS["adam"](lr=0.1), k=STEPS + 1))
    alone = bowl(OPTIMIZERS["adam"](lr=0.1))
    assert list(run.states) == ["slow", "inner.m", "inner.v"]
    assert np.array_equal(run.states["inner.v"], alone.states["v"])
    assert np.array_equal(run.states["slow"], np.broadcast_to(run.x[0], run.x.shape))


def test_the_inner_rules_weight_decay_step_size_and_evaluations_are_those_of_the_run():
    inner = OPTIMIZERS["momentum"](lr=0.05, weight_decay=0.3)
    run = bowl(Averaged(inner))
    assert np.array_equal(run.seen, bowl(inner).seen, equal_nan=True)
    assert run.lr[1] == 0.05
    assert run.evaluations[-1] == STEPS


def test_a_schedule_drives_the_inner_step_size():
    schedule = SCHEDULES["exponential"](gamma=0.9)
    inner = OPTIMIZERS["adam"](lr=0.1)
    alone = bowl(inner, schedule=schedule)
    for given in (schedule, {"inner.lr": schedule}):
        run = bowl(Averaged(inner), schedule=given)
        assert np.array_equal(run.x, alone.x)
        assert np.array_equal(run.lr, alone.lr, equal_nan=True)
    cycled = bowl(Lookahead(inner), schedule=SCHEDULES["one_cycle"](total_steps=STEPS, cycle_momentum=True))
    assert list(cycled.scheduled) == ["inner.beta1"]


def test_plain_data_names_the_inner_rule_and_its_settings():
    made = Lookahead.from_values({"k": 3, "inner": "sgd", "inner.lr": 0.2})
    assert (made.k, made.inner.title, made.inner.lr) == (3, "SGD", 0.2)
    own = {"inner": "sgd", "k": 3, "alpha": 0.5, "pullback_momentum": "none"}
    assert made.values() == {**own, "inner.lr": 0.2, "inner.weight_decay": 0.0}
    assert Lookahead.from_values(made.values()).values() == made.values()
    assert Lookahead().inner.title == "Adam"
    known = Lookahead.settings({"inner": "momentum"})
    assert known["inner.dampening"].when == {"inner.form": "torch"}
    assert "adam" in known["inner"].choices


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"inner": "lookahead"}, "Lookahead: inner must be one of the"),
        ({"inner": "adam", "inner.lr": -1}, "Adam: lr must be a number of at least 0, not −1."),
        ({"inner": "sgd", "inner.beta1": 0.9}, "Lookahead has no 'inner.beta1'; it has inner, k, alpha, pullback_"),
        ({"inner.inner.lr": 0.9}, "Lookahead has no 'inner.inner.lr'"),
        ({"inner": 3}, "Lookahead: inner must be one of the"),
    ],
)
def test_what_is_wrong_is_one_sentence(values, sentence):
    with pytest.raises(ValueError, match=r"must be|has no") as caught:
        Lookahead.from_values(values)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("inner", ["adam", "bfgs", "nelder_mead", "lbfgs", "trust_region", "conjugate_gradient"])
@pytest.mark.parametrize("wrapper", [Lookahead, Averaged, OPTIMIZERS["sharpness_aware"]])
def test_a_batch_equals_its_single_runs(wrapper, inner):
    starts = np.array([[-7.0, 2.0], [1.0, 1.0], [3.0, -2.0]])
    rule = wrapper(OPTIMIZERS[inner]())
    batch = simulate(rule, SURFACES["rosenbrock"], starts, 20)
    for i in range(3):
        single = simulate(rule, SURFACES["rosenbrock"], starts[i], 20)
        assert np.array_equal(batch.lane(i).x, single.x)
        assert np.array_equal(batch.lane(i).evaluations, single.evaluations)


def test_arrays_of_settings_inside_and_outside():
    rule = Lookahead(OPTIMIZERS["sgd"](lr=np.array([[0.1], [0.3]])), k=np.array([[2], [3]]))
    batch = bowl(rule)
    for i, (lr, k) in enumerate([(0.1, 2), (0.3, 3)]):
        single = bowl(Lookahead(OPTIMIZERS["sgd"](lr=lr), k=k))
        assert np.array_equal(batch.lane(i).x, single.x)
        assert np.array_equal(batch.lane(i).lr, single.lr, equal_nan=True)


def test_a_rule_with_a_memory_notices_that_it_was_moved():
    """BFGS keeps the gradient of where it ended; after a jump back it asks again."""
    run = bowl(Lookahead(OPTIMIZERS["bfgs"](), k=1, alpha=0.5), 5)
    for k in range(1, 6):
        expected = -run.states["inner.H"][k - 1] @ run.gradient[k - 1]
        assert run.states["inner.d"][k] == pytest.approx(expected, rel=1e-12)


def test_the_formula_is_that_of_the_inner_rule_and_its_own():
    rule = Lookahead(OPTIMIZERS["sgd"]())
    assert formula(rule) == (
        r"\begin{aligned}g_{t} &= \nabla f\left(w_{t-1}\right) \\ w_{t} &= w_{t-1} - \eta g_{t} \\ "
        r"\phi_t &= \phi_{t-1} + \alpha\,(w_t - \phi_{t-1}), \quad w_t \leftarrow \phi_t "
        r"\quad \text{every } k \text{ steps}\end{aligned}"
    )
    assert assignments(rule)["slow"] == r"\phi"
    assert assignments(Lookahead(OPTIMIZERS["adam"]()))["inner.m"] == assignments(OPTIMIZERS["adam"]())["m"]
