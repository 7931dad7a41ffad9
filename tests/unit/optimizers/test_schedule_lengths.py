"""Lengths that are left to the run, what a warm-up rises to, and the schedules that torch does not have."""

import math

import numpy as np
import pytest
from torch.optim import lr_scheduler

from optimizers import OPTIMIZERS, SCHEDULES
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.parity import double_precision
from tests.unit.optimizers.test_schedules import BASE, close, sgd, torchs

#: Schedule → the length that it leaves to the run, and what that is in a run of 200 steps.
LEFT = {
    "polynomial": {"total_iters": 200},
    "cosine": {"T_max": 200},
    "one_cycle": {"total_steps": 200},
    "cyclic": {"step_size_up": 100},
    "warmup_cosine": {"t_initial": 200},
    "wsd": {"total_steps": 200},
}


@pytest.fixture(autouse=True)
def _double_precision():
    with double_precision():
        yield


@pytest.mark.parametrize("key", SCHEDULES)
def test_a_length_that_is_not_named_is_the_runs(key):
    schedule = SCHEDULES[key]()
    whole = schedule.over(200)
    changed = {name: value for name, value in whole.values().items() if value != schedule.values()[name]}
    assert changed == LEFT.get(key, {})
    assert whole.over(30).values() == whole.values(), "a length that is known stays"


@pytest.mark.parametrize(("key", "named"), LEFT.items())
def test_a_run_follows_the_schedule_of_its_own_length(key, named):
    rule, bowl = OPTIMIZERS["sgd"](lr=0.01), SURFACES["elongated_bowl"]
    left, said = (
        simulate(rule, bowl, (-7.0, 2.0), 200, schedule=SCHEDULES[key](**settings)).lr for settings in ({}, named)
    )
    assert np.array_equal(left, said, equal_nan=True)
    assert len(np.unique(left[1:])) > 40


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 5000])
@pytest.mark.parametrize("key", SCHEDULES)
def test_a_run_of_any_length_has_finite_values(key, steps):
    values = SCHEDULES[key]().sequence(BASE, steps, np.ones(steps))
    assert values.shape == (steps,)
    assert np.isfinite(values).all()


def test_one_cycle_of_cyclic_is_as_long_as_the_run():
    up = SCHEDULES["cyclic"](base_lr=0.1, max_lr=1.1).sequence(BASE, 21)
    assert up[0] == up[20] == pytest.approx(0.1)
    assert up[10] == pytest.approx(1.1)
    beside = SCHEDULES["cyclic"](step_size_down=30).over(100)
    assert (beside.step_size_up, beside.step_size_down) == (70, 30)


def test_lengths_of_lanes_are_left_to_the_run_one_by_one():
    lengths = np.array([[0], [20], [0]])
    values = SCHEDULES["cosine"](T_max=lengths).sequence(BASE, 50)
    for i, length in enumerate((50, 20, 50)):
        assert np.array_equal(values[:, i, 0], SCHEDULES["cosine"](T_max=length).sequence(BASE, 50))


def test_after_a_warmup_the_length_is_what_is_left_of_the_run():
    warmup = SCHEDULES["warmup"](total_iters=20, after="cosine").over(80)
    assert warmup.after.T_max == 60
    assert SCHEDULES["warmup"](total_iters=20, after="one_cycle").sequence(1.0, 80)[-1] == pytest.approx(4e-7)


CYCLES = [
    ("one_cycle", {"max_lr": 1.0, "total_steps": 60}, {}),
    ("one_cycle", {"max_lr": 0.02, "total_steps": 70, "div_factor": 4.0, "three_phase": True}, {}),
    ("one_cycle", {"max_lr": 1.0, "total_steps": 160, "anneal_strategy": "linear"}, {}),
    ("cyclic", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 13}, {"cycle_momentum": False}),
    ("cyclic", {"base_lr": 0.3, "max_lr": 0.9, "step_size_up": 9, "mode": "triangular2"}, {"cycle_momentum": False}),
]


@pytest.mark.parametrize(("key", "settings", "only_torch"), CYCLES)
@pytest.mark.parametrize(("total_iters", "start_factor"), [(20, 0.1), (1, 0.5)])
def test_a_warmup_rises_to_the_first_value_of_a_cycle(key, settings, only_torch, total_iters, start_factor):
    optimizer, then = sgd(), SCHEDULES[key](**settings)
    steps = total_iters + settings.get("total_steps", 100)
    cycle = getattr(lr_scheduler, then.torch)(optimizer, **settings, **only_torch)
    line = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=total_iters)
    both = lr_scheduler.SequentialLR(optimizer, [line, cycle], milestones=[total_iters])
    used = []
    for _ in range(steps):
        used.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(used) < steps:
            both.step()
    values = SCHEDULES["warmup"](total_iters=total_iters, start_factor=start_factor, after=then).sequence(BASE, steps)
    close(values, used)
    assert (np.diff(values[: total_iters + 1]) > 0).all(), "no saw tooth"


def test_polynomial_has_an_end_value():
    ends = SCHEDULES["polynomial"](total_iters=40, power=2.0, lr_end=0.1).sequence(BASE, 60)
    close(ends, [0.1 + 0.4 * (1 - min(t, 40) / 40) ** 2 for t in range(60)])
    optimizer = sgd()
    reference, _ = torchs(optimizer, lr_scheduler.PolynomialLR(optimizer, total_iters=200))
    close(SCHEDULES["polynomial"]().sequence(BASE, 200), reference)


def timms(t, base, *, t_initial, lr_min, warmup_t, warmup_lr_init, warmup_prefix):
    """What timm's CosineLRScheduler gives at step t, in its own steps."""
    if t < warmup_t:
        return warmup_lr_init + t * ((base - warmup_lr_init) / warmup_t)
    t -= warmup_t if warmup_prefix else 0
    cycle = t // t_initial
    within = t - t_initial * cycle
    return lr_min + 0.5 * (base - lr_min) * (1 + math.cos(math.pi * within / t_initial)) if cycle < 1 else lr_min


@pytest.mark.parametrize("warmup_prefix", [False, True])
@pytest.mark.parametrize(
    "settings",
    [
        {"t_initial": 100, "lr_min": 0.0, "warmup_t": 20, "warmup_lr_init": 0.0},
        {"t_initial": 100, "lr_min": 0.01, "warmup_t": 5, "warmup_lr_init": 1e-3},
        {"t_initial": 37, "lr_min": 1e-3, "warmup_t": 0, "warmup_lr_init": 0.2},
        {"t_initial": 10, "lr_min": 0.05, "warmup_t": 30, "warmup_lr_init": 0.0},
    ],
)
def test_warmup_over_a_cosine_is_timms(settings, warmup_prefix):
    given = {**settings, "warmup_prefix": warmup_prefix}
    close(SCHEDULES["warmup_cosine"](**given).sequence(BASE, 150), [timms(t, BASE, **given) for t in range(150)])


def test_a_wave_that_waits_for_the_warmup_ends_with_the_run():
    values = SCHEDULES["warmup_cosine"](warmup_t=20, warmup_prefix=True).sequence(BASE, 101)
    assert values[20] == BASE
    assert values[60] == pytest.approx(BASE * (1 + math.cos(math.pi * 40 / 81)) / 2)


@pytest.mark.parametrize(("updates", "first"), [(20, 0.0), (1, 0.1), (50, 0.02)])
def test_inverse_square_root_is_fairseqs(updates, first):
    rise = (BASE - first) / updates
    expected = [first + t * rise if t < updates else BASE * updates**0.5 * t**-0.5 for t in range(120)]
    close(SCHEDULES["inverse_sqrt"](warmup_updates=updates, warmup_init_lr=first).sequence(BASE, 120), expected)


@pytest.mark.parametrize("decay_type", ["linear", "cosine", "1-sqrt"])
def test_warmup_stable_decay_by_hand(decay_type):
    shapes = {
        "linear": lambda p: 1 - p,
        "cosine": lambda p: 0.5 * (1 + math.cos(math.pi * p)),
        "1-sqrt": lambda p: 1 - math.sqrt(p),
    }

    def factor(t):
        if t < 10:
            return 0.1 + 0.9 * t / 10
        return 1.0 if t < 75 else 0.04 + 0.96 * shapes[decay_type](min(t - 75, 25) / 25)

    schedule = SCHEDULES["wsd"](
        total_steps=100, pct_warmup=0.1, pct_decay=0.25, start_factor=0.1, end_factor=0.04, decay_type=decay_type
    )
    close(schedule.sequence(BASE, 130), [BASE * factor(t) for t in range(130)])


def test_warmup_stable_decay_without_one_of_its_parts():
    assert SCHEDULES["wsd"](pct_warmup=0.0).sequence(1.0, 100)[0] == 1.0
    assert (SCHEDULES["wsd"](pct_decay=0.0, pct_warmup=0.0).sequence(1.0, 100) == 1.0).all()
    overlapping = SCHEDULES["wsd"](pct_warmup=0.9, pct_decay=0.9).sequence(1.0, 100)
    assert overlapping.max() == pytest.approx(50 / 90)


@pytest.mark.parametrize("settings", [{}, {"mode": "max"}, {"threshold": 0.5}])
def test_a_loss_at_rest_below_zero_is_never_bad_in_relative_mode_as_in_torch(settings):
    below = np.full(200, -2.0)
    cut = SCHEDULES["plateau"](patience=3, **settings)
    optimizer = sgd()
    reference, _ = torchs(optimizer, lr_scheduler.ReduceLROnPlateau(optimizer, patience=3, **settings), metrics=below)
    values = cut.sequence(BASE, 200, below)
    close(values, reference)
    assert set(values) == {BASE}
    assert cut.sequence(BASE, 200, -below)[-1] < BASE, "above zero it is"
    absolute = SCHEDULES["plateau"](patience=3, threshold_mode="abs", **settings)
    assert absolute.sequence(BASE, 200, below)[-1] < BASE
