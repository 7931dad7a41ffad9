"""Every schedule against torch.optim.lr_scheduler, step by step, and its behaviour on batches."""

import warnings

import numpy as np
import pytest
import torch
from torch.optim import lr_scheduler

from optimizers import OPTIMIZERS, SCHEDULES
from simulation import Stop
from tests.helpers.parity import double_precision

STEPS = 200
BASE = 0.5
TOLERANCE = 1e-12
LOSSES = 1 / (1 + 0.05 * np.arange(STEPS)) + 0.2 * np.cos(np.arange(STEPS)) ** 3

CASES = [
    ("step", {}, {"step_size": 30}),
    ("step", {"step_size": 7, "gamma": 0.9}, {}),
    ("multistep", {}, {"milestones": [30, 80]}),
    ("multistep", {"milestones": [5, 5, 120], "gamma": 0.3}, {}),
    ("exponential", {}, {"gamma": 0.98}),
    ("exponential", {"gamma": 0.9}, {}),
    ("linear", {}, {}),
    ("linear", {"start_factor": 0.9, "end_factor": 0.1, "total_iters": 150}, {}),
    ("polynomial", {"total_iters": 100}, {}),
    ("polynomial", {"total_iters": 150, "power": 2.5}, {}),
    ("cosine", {"T_max": 60}, {}),
    ("cosine", {"T_max": 250, "eta_min": 0.1}, {}),
    ("cosine_restarts", {"T_0": 30}, {}),
    ("cosine_restarts", {"T_0": 7, "T_mult": 3, "eta_min": 0.01}, {}),
    ("one_cycle", {"max_lr": 0.3, "total_steps": STEPS}, {"cycle_momentum": False}),
    (
        "one_cycle",
        {"max_lr": 2.0, "total_steps": 260, "pct_start": 0.45, "anneal_strategy": "linear", "three_phase": True},
        {"cycle_momentum": False},
    ),
    ("cyclic", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 13}, {"cycle_momentum": False}),
    (
        "cyclic",
        {"base_lr": 0.1, "max_lr": 0.9, "step_size_up": 10, "step_size_down": 31, "mode": "triangular2"},
        {"cycle_momentum": False},
    ),
    (
        "cyclic",
        {"base_lr": 0.1, "max_lr": 0.9, "step_size_up": 25, "mode": "exp_range", "gamma": 0.99},
        {"cycle_momentum": False},
    ),
    ("constant_factor", {}, {}),
    ("constant_factor", {"factor": 0.7, "total_iters": 60}, {}),
]


@pytest.fixture(autouse=True)
def _double_precision():
    with double_precision():
        yield


def sgd(lr=BASE):
    return torch.optim.SGD([torch.zeros(2, requires_grad=True)], lr=lr, momentum=0.9)


def torchs(optimizer, scheduler, *, metrics=None):
    """(lr of each step, momentum of each step) as torch's training loop would use them.

    metrics  the loss after so many steps, for the scheduler that wants it
    """
    used = []
    for t in range(1, STEPS + 1):
        group = optimizer.param_groups[0]
        used.append((group["lr"], group["betas"][0] if "betas" in group else group["momentum"]))
        optimizer.step()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SequentialLR passes an epoch to the schedulers it holds
            if t < STEPS:  # OneCycleLR refuses to go further
                scheduler.step(*([] if metrics is None else [metrics[t]]))
    return np.array(used).T


def close(ours, reference):
    np.testing.assert_allclose(ours, reference, rtol=TOLERANCE, atol=TOLERANCE * np.max(np.abs(reference)))


@pytest.mark.parametrize(("key", "settings", "only_torch"), CASES)
def test_equals_torch(key, settings, only_torch):
    schedule = SCHEDULES[key](**settings)
    optimizer = sgd()
    reference, _ = torchs(optimizer, getattr(lr_scheduler, schedule.torch)(optimizer, **(settings | only_torch)))
    close(schedule.sequence(BASE, STEPS), reference)


def test_every_schedule_of_torch_is_compared_with_two_settings():
    compared = [key for key, *_ in CASES]
    for key, schedule in SCHEDULES.items():
        if schedule.torch and key not in ("plateau", "warmup"):  # these two have tests of their own
            assert compared.count(key) >= 2, key


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"factor": 0.5, "patience": 3, "threshold": 0.01, "cooldown": 4, "min_lr": 0.02},
        {"mode": "max", "factor": 0.7, "patience": 2, "threshold": 0.05, "threshold_mode": "abs", "eps": 0.03},
    ],
)
def test_plateau_equals_torch_on_a_given_loss(settings):
    optimizer = sgd()
    reference, _ = torchs(optimizer, lr_scheduler.ReduceLROnPlateau(optimizer, **settings), metrics=LOSSES)
    ours = SCHEDULES["plateau"](**settings).sequence(BASE, STEPS, LOSSES)
    assert len(set(ours)) > 1, "the series cuts at least once"
    close(ours, reference)


def test_plateau_cuts_on_bad_step_patience_plus_one():
    ours = SCHEDULES["plateau"](patience=3, factor=0.5).sequence(1.0, 9, np.ones(9))
    # the loss after step 1 is the best so far; those after steps 2, 3, 4, 5 are bad: step 6, number 5, is the first cut
    assert ours.tolist() == [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]


def test_plateau_has_no_values_before_the_run():
    for schedule in (SCHEDULES["plateau"](), SCHEDULES["warmup"](after="plateau")):
        with pytest.raises(ValueError, match="follows the loss"):
            schedule.sequence(BASE, STEPS)


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("one_cycle", {"max_lr": 0.3, "total_steps": STEPS}),
        ("one_cycle", {"max_lr": 0.3, "total_steps": 210, "three_phase": True, "base_momentum": 0.5, "pct_start": 0.2}),
        ("cyclic", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 13}),
        ("cyclic", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 9, "mode": "triangular2", "max_momentum": 0.99}),
    ],
)
@pytest.mark.parametrize("rule", ["momentum", "adam"])
def test_momentum_cycles_the_other_way_round(key, settings, rule):
    optimizer = sgd() if rule == "momentum" else torch.optim.Adam([torch.zeros(2, requires_grad=True)], lr=BASE)
    schedule = SCHEDULES[key](**settings, cycle_momentum=True)
    reference = torchs(optimizer, getattr(lr_scheduler, schedule.torch)(optimizer, **settings))
    assert schedule.cycles_momentum
    close(schedule.sequence(BASE, STEPS), reference[0])
    close(schedule.momentum_at(np.arange(STEPS)), reference[1])


def test_one_cycle_stays_at_its_last_value_where_torch_gives_up():
    schedule = SCHEDULES["one_cycle"](max_lr=0.3, total_steps=50)
    assert np.all(schedule.sequence(BASE, 80)[49:] == schedule.sequence(BASE, 50)[-1])


@pytest.mark.parametrize(
    ("after", "settings"),
    [
        ("constant", {}),
        ("step", {"step_size": 25, "gamma": 0.5}),
        ("cosine", {"T_max": 160, "eta_min": 0.05}),
        ("exponential", {"gamma": 0.97}),
    ],
)
@pytest.mark.parametrize(("total_iters", "start_factor"), [(20, 0.1), (1, 0.5), (37, 1e-3)])
def test_warmup_equals_torchs_sequence(after, settings, total_iters, start_factor):
    optimizer = sgd()
    then = SCHEDULES[after](**settings)
    second = getattr(lr_scheduler, then.torch or "LambdaLR")
    parts = [
        lr_scheduler.LinearLR(optimizer, start_factor, total_iters=total_iters),
        second(optimizer, **settings) if then.torch else second(optimizer, lambda _: 1.0),
    ]
    reference, _ = torchs(optimizer, lr_scheduler.SequentialLR(optimizer, parts, milestones=[total_iters]))
    ours = SCHEDULES["warmup"](total_iters=total_iters, start_factor=start_factor, after=then)
    close(ours.sequence(BASE, STEPS), reference)


def test_warmup_before_a_plateau_judges_from_its_end_on():
    schedule = SCHEDULES["warmup"](total_iters=10, after=SCHEDULES["plateau"](patience=3, factor=0.5))
    alone = SCHEDULES["plateau"](patience=3, factor=0.5)
    values = schedule.sequence(BASE, STEPS, LOSSES)
    close(values[10:], alone.sequence(BASE, STEPS - 10, LOSSES[10:]))
    close(values[:10], BASE * (0.1 + 0.9 * np.arange(10) / 10))


def test_textbook_forms():
    assert SCHEDULES["constant"]().sequence(0.3, 4).tolist() == [0.3] * 4
    close(SCHEDULES["inverse_time"](k=0.5).sequence(1.0, 4), [1, 1 / 1.5, 1 / 2, 1 / 2.5])


SETTINGS = {
    "multistep": {"milestones": (3, 5)},
    "polynomial": {"total_iters": 17, "power": np.array([[0.7], [1.0], [2.5]])},
    "step": {"step_size": np.array([[1], [3], [50]])},
    "cosine_restarts": {"T_0": np.array([[3], [5], [9]]), "T_mult": np.array([[1], [2], [3]])},
    "one_cycle": {"total_steps": np.array([[10], [30], [80]]), "pct_start": np.array([[0.1], [0.3], [0.6]])},
    "cyclic": {"step_size_up": np.array([[3], [4], [9]]), "step_size_down": np.array([[0], [9], [1]])},
    "plateau": {"patience": np.array([[0], [2], [5]]), "cooldown": np.array([[0], [3], [1]])},
    "warmup": {"total_iters": np.array([[1], [9], [30]]), "after": "plateau"},
    "warmup_cosine": {"warmup_t": np.array([[0], [9], [60]]), "t_initial": np.array([[0], [17], [60]])},
    "wsd": {"pct_decay": np.array([[0.0], [0.3], [0.9]]), "decay_type": "cosine"},
}


@pytest.mark.parametrize("key", SCHEDULES)
def test_a_batch_equals_its_single_sequences_bit_for_bit(key):
    schedule = SCHEDULES[key](**SETTINGS.get(key, {}))
    base = np.array([[0.1], [0.37], [2.0]])
    losses = np.random.default_rng(0).random((40, 3))
    batch = np.broadcast_to(schedule.sequence(base, 40, losses), (40, 3, 1))
    for i in range(3):
        single = schedule.lane((i,), (3,)).sequence(float(base[i, 0]), 40, losses[:, i])
        assert single.shape == (40,)
        assert np.array_equal(batch[:, i, 0], single)


@pytest.mark.parametrize("key", SCHEDULES)
def test_the_sequence_is_what_the_steps_give(key):
    schedule = SCHEDULES[key]().over(50)
    state, values = schedule.init(BASE), []
    for t in range(50):
        value, state = schedule.next(state, t, LOSSES[t])
        values.append(float(value))
    assert np.array_equal(values, schedule.sequence(BASE, 50, LOSSES[:50]))


def test_milestones_are_spelled_as_a_list_a_tuple_or_a_text():
    cls = SCHEDULES["multistep"]
    for spelled in ((30, 80), [30, 80], "30,80"):
        assert cls(milestones=spelled).milestones == (30, 80)
        assert cls(milestones=spelled).values() == {"milestones": "30,80", "gamma": 0.1}
    for wrong in ("30;80", (30.5,), (-1,), 7, "a"):
        with pytest.raises(ValueError, match=r"milestones must be whole numbers of at least 0 such as 30,80, not"):
            cls(milestones=wrong)


def test_a_nested_schedule_has_dotted_names():
    warmup = SCHEDULES["warmup"]
    made = warmup.from_values({"total_iters": 5, "after": "step", "after.step_size": 3})
    assert made.after.step_size == 3
    assert warmup.from_values(made.values()).values() == made.values()
    assert list(warmup.settings({"after": "exponential"})) == ["total_iters", "start_factor", "after", "after.gamma"]
    with pytest.raises(ValueError, match=r"has no 'after.gamma'; it has total_iters, start_factor, after"):
        warmup.from_values({"after": "constant", "after.gamma": 3})
    with pytest.raises(ValueError, match=r"after must be one of constant, step"):
        warmup.from_values({"after": "warmup"})
    with pytest.raises(ValueError, match=r"Step: gamma must be a number"):
        warmup.from_values({"after": "step", "after.gamma": "much"})


@pytest.mark.parametrize("described", [*SCHEDULES.values(), *OPTIMIZERS.values(), Stop])
def test_both_ends_of_every_slider_are_valid(described):
    described()
    for name, known in described.hyperparameters().items():
        assert known.doc, name
        if known.kind in ("number", "integer"):
            assert known.symbol, name
            for end in known.slider:
                assert known.problem(int(end) if known.kind == "integer" else end) is None, name
