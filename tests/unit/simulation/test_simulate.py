"""What a run leaves behind: shapes, endings, batches, counts."""

import math

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.transforms import L2, ClipNorm, ClipValue, GradientNoise
from parameters.numbers import shown
from simulation import Stop, simulate
from simulation.judging.outcome import outcome
from simulation.running import ending
from surfaces import SURFACES
from words.sentence import sentence

START = (-1.2, 1.0)
ARRAYS = ("x", "value", "gradient", "asked", "seen", "lr", "evaluations", "status", "last")


def adam(steps=100, start=START, surface="rosenbrock", **options):
    return simulate(OPTIMIZERS["adam"](lr=options.pop("lr", 0.05)), SURFACES[surface], start, steps, **options)


def assert_same(lane, single):
    for name in ARRAYS:
        a, b = getattr(lane, name), getattr(single, name)
        assert np.array_equal(a, b, equal_nan=np.asarray(a).dtype.kind == "f"), name
    for name, values in single.states.items():
        assert np.array_equal(lane.states[name], values, equal_nan=True), name
    for name, values in single.scheduled.items():
        assert np.array_equal(lane.scheduled[name], values, equal_nan=True), name
    assert all(np.array_equal(a, b) for a, b in zip(lane.changed, single.changed, strict=True))


def test_rows_are_steps_and_arrays_are_read_only():
    path = adam(transforms=[ClipNorm(1.0)], schedule={"beta1": SCHEDULES["linear"]()})
    assert path.x.shape == path.gradient.shape == path.asked.shape == path.seen.shape == (101, 2)
    assert path.value.shape == path.lr.shape == path.evaluations.shape == (101,)
    assert (path.status, path.last) == ("out of steps", 100)
    for array in (*(getattr(path, n) for n in ARRAYS), *path.states.values(), *path.scheduled.values(), *path.changed):
        with pytest.raises((ValueError, TypeError)):
            array[...] = 0
    assert np.array_equal(path.x[0], START)
    for row in (path.asked[0], path.seen[0], path.lr[0], path.scheduled["beta1"][0], path.step_taken[0]):
        assert np.isnan(row).all()
    assert np.array_equal(path.step_taken[1:], np.diff(path.x, axis=0))


def test_value_and_gradient_are_those_of_the_point_and_asked_is_where_the_step_looked():
    path = adam()
    surface = SURFACES["rosenbrock"]
    assert np.array_equal(path.value, [surface.value(p) for p in path.x])
    assert np.array_equal(path.gradient, [surface.gradient(p) for p in path.x])
    assert np.array_equal(path.asked[1:], path.x[:-1])
    assert np.array_equal(path.seen[1:], path.gradient[:-1])


@pytest.mark.parametrize("steps", [0, -3])
def test_no_steps_is_an_error(steps):
    with pytest.raises(ValueError, match=f"steps must be a whole number of at least 1, not {shown(steps)}"):
        adam(steps=steps)


@pytest.mark.parametrize("start", [1.0, (math.nan, 0.0), (0.0, math.inf), ((0.0, 1.0), (math.nan, 0.0))])
def test_a_start_that_is_no_point_is_an_error(start):
    with pytest.raises(ValueError, match="The start must be finite coordinates"):
        adam(start=start)


def test_divergence_ends_the_run_at_the_first_row_that_is_not_finite():
    path = simulate(OPTIMIZERS["sgd"](lr=1.0), SURFACES["rosenbrock"], START, 500)
    assert path.status == "diverged"
    assert path.last == len(path.x) - 1 < 10
    assert np.isfinite(path.x[:-1]).all()
    assert np.isfinite(path.value[:-1]).all()
    assert not (np.isfinite(path.x[-1]).all() and np.isfinite(path.value[-1]))


def test_a_start_where_f_is_not_finite_has_diverged_at_once():
    path = simulate(OPTIMIZERS["sgd"](lr=1.0), SURFACES["rosenbrock"], (1e200, 0.0), 20)
    assert (path.status, path.last) == ("diverged", 0)


@pytest.mark.parametrize("steps", [63, 64, 65, 200, 400])
def test_a_run_converges_at_the_exact_step(steps):
    """Lanes are looked at every 64 steps; where they end does not depend on it."""
    stop = Stop(gradient_norm=1e-3)
    path = simulate(OPTIMIZERS["momentum"](lr=0.1, momentum=0.9), SURFACES["sphere"], (2.0, -1.0), steps, stop=stop)
    free = simulate(OPTIMIZERS["momentum"](lr=0.1, momentum=0.9), SURFACES["sphere"], (2.0, -1.0), 400)
    first = int(np.argmax(np.linalg.norm(free.gradient, axis=-1) < 1e-3))
    assert 64 < first < 200
    assert path.last == min(first, steps)
    assert path.status == ("converged" if first <= steps else "out of steps")
    assert len(path.x) == path.last + 1
    assert np.array_equal(path.x, free.x[: path.last + 1])
    assert path.evaluations[-1] == path.last


def test_converging_on_the_value():
    path = simulate(OPTIMIZERS["sgd"](lr=0.1), SURFACES["sphere"], (2.0, -1.0), 300, stop=Stop(value_below=1e-4))
    assert path.status == "converged"
    assert path.value[-1] < 1e-4 <= path.value[-2]


@pytest.mark.parametrize(("patience", "min_delta"), [(5, 0.0), (8, 0.0), (40, 0.02), (3, 0.5)])
def test_patience_stops_at_the_exact_step(patience, min_delta):
    path = adam(400, lr=0.5, stop=Stop(patience=patience, min_delta=min_delta))
    values = adam(400, lr=0.5).value
    best, waited, expected = math.inf, 0, None
    for k, value in enumerate(values):
        best, waited = (value, 0) if value < best - min_delta else (best, waited + 1)
        if waited >= patience:
            expected = k
            break
    assert expected is not None
    assert (path.status, path.last) == ("stopped", expected)
    found = outcome(path, SURFACES["rosenbrock"])
    assert (found.kind, found.step) == ("stalled", expected)
    assert "has not improved" in sentence(path, SURFACES["rosenbrock"])[1]


def test_converging_comes_before_running_out_of_patience():
    path = simulate(
        OPTIMIZERS["sgd"](lr=0.5), SURFACES["sphere"], (2.0, -1.0), 50, stop=Stop(gradient_norm=1e-3, patience=2)
    )
    assert path.status == "converged"


def test_the_time_is_looked_at_with_the_lanes(monkeypatch):
    now = iter([100.0, 100.5, 103.0])
    monkeypatch.setattr(ending.time, "monotonic", lambda: next(now))
    path = adam(500, stop=Stop(seconds=2.0))
    assert (path.status, path.last) == ("out of time", 128)
    assert outcome(path, SURFACES["rosenbrock"]).kind == "out of time"
    assert sentence(path, SURFACES["rosenbrock"])[1].startswith("out of time at step 128")


def test_lanes_end_for_themselves_and_are_nan_after_it():
    rule = OPTIMIZERS["sgd"](lr=np.array([[1.0], [1e-3], [0.0]]))
    path = simulate(rule, SURFACES["rosenbrock"], START, 300, stop=Stop(value_below=4.0, patience=100))
    assert path.status.tolist() == ["diverged", "converged", "stopped"]
    assert path.last[2] == 100
    for i in range(3):
        assert np.isnan(path.x[path.last[i] + 1 :, i]).all()
        assert np.isnan(path.value[path.last[i] + 1 :, i]).all()
        assert path.evaluations[-1, i] == path.last[i]


def test_a_batch_of_starts_and_settings_equals_its_single_runs():
    lrs, starts = np.array([[[0.01]], [[0.3]]]), np.array([[-1.2, 1.0], [0.3, 0.3], [2.0, 2.0]])
    options = {"transforms": [GradientNoise(0.5), ClipValue(2.0)], "seed": 7, "stop": Stop(value_below=0.1)}
    batch = simulate(OPTIMIZERS["adam"](lr=lrs), SURFACES["rosenbrock"], starts, 150, **options)
    assert batch.x.shape[1:] == (2, 3, 2)
    for i in range(2):
        for j in range(3):
            single = adam(150, starts[j], lr=float(lrs[i, 0, 0]), **options)
            assert_same(batch.lane(i, j), single)


@pytest.mark.parametrize("key", SCHEDULES)
def test_a_scheduled_batch_equals_its_single_runs(key):
    settings = {"after": "plateau"} if key == "warmup" else {}
    schedule = SCHEDULES[key](**settings)
    lrs = np.array([[0.1], [0.02]])
    batch = simulate(OPTIMIZERS["momentum"](lr=lrs), SURFACES["himmelblau"], (0.0, 0.1), 60, schedule=schedule)
    for i in range(2):
        rule = OPTIMIZERS["momentum"](lr=float(lrs[i, 0]))
        assert_same(batch.lane(i), simulate(rule, SURFACES["himmelblau"], (0.0, 0.1), 60, schedule=schedule))


def test_a_schedule_sets_the_step_size_of_every_step():
    schedule = SCHEDULES["step"](step_size=10, gamma=0.5)
    path = simulate(OPTIMIZERS["sgd"](lr=0.4), SURFACES["sphere"], (2.0, -1.0), 40, schedule=schedule)
    assert np.array_equal(path.lr[1:], schedule.sequence(0.4, 40))
    steps = np.diff(path.x, axis=0)
    assert steps == pytest.approx(-path.lr[1:, None] * path.gradient[:-1], rel=1e-12, abs=1e-15)
    assert path.scheduled == {}


def test_several_hyperparameters_follow_schedules_at_once():
    schedules = {"lr": SCHEDULES["cosine"](T_max=30), "momentum": SCHEDULES["linear"](total_iters=20)}
    path = simulate(OPTIMIZERS["momentum"](lr=0.1), SURFACES["sphere"], (2.0, -1.0), 30, schedule=schedules)
    v, x = np.zeros(2), np.array([2.0, -1.0])
    for k in range(1, 31):
        v = path.scheduled["momentum"][k] * v + path.gradient[k - 1]
        x = x - path.lr[k] * v
        assert path.x[k] == pytest.approx(x, rel=1e-12)
    assert np.array_equal(path.scheduled["momentum"][1:], schedules["momentum"].sequence(0.9, 30))


def test_one_cycle_moves_the_momentum_the_other_way():
    schedule = SCHEDULES["one_cycle"](max_lr=0.1, total_steps=50, cycle_momentum=True)
    path = simulate(OPTIMIZERS["momentum"](), SURFACES["sphere"], (2.0, -1.0), 50, schedule=schedule)
    assert np.argmax(path.lr[1:]) == np.argmin(path.scheduled["momentum"][1:])
    assert list(adam(50, schedule=schedule).scheduled) == ["beta1"]


def test_the_coupled_weight_decay_follows_a_schedule():
    rule = OPTIMIZERS["sgd"](lr=0.1, weight_decay=1.0)
    path = simulate(
        rule, SURFACES["sphere"], (2.0, -1.0), 10, schedule={"weight_decay": SCHEDULES["exponential"](gamma=0.5)}
    )
    decay = 0.5 ** np.arange(10)
    assert np.array_equal(path.scheduled["weight_decay"][1:], decay)
    assert path.seen[1:] == pytest.approx(path.gradient[:-1] + decay[:, None] * path.x[:-1], rel=1e-14)


def test_plateau_hears_f_at_the_points_of_the_run():
    schedule = SCHEDULES["plateau"](patience=2, factor=0.5)
    path = adam(200, lr=0.5, schedule=schedule)
    assert np.array_equal(path.lr[1:], schedule.sequence(0.5, 200, path.value[:-1]))
    assert len(set(path.lr[1:])) > 3


@pytest.mark.parametrize(
    ("rule", "schedule", "message"),
    [
        (
            "sgd",
            {"beta1": SCHEDULES["linear"]()},
            "SGD has no 'beta1' for a schedule to drive; it has lr, weight_decay",
        ),
        ("adam", {"eps_place": SCHEDULES["linear"]()}, "Adam has no 'eps_place' for a schedule to drive"),
        ("nelder_mead", SCHEDULES["linear"](), "Nelder–Mead has no 'lr' for a schedule to drive"),
        ("sgd", SCHEDULES["one_cycle"](cycle_momentum=True), "SGD has no momentum to cycle; switch cycle_momentum off"),
        (
            "momentum",
            {"lr": SCHEDULES["cyclic"](cycle_momentum=True), "momentum": SCHEDULES["linear"]()},
            "momentum follows a schedule of its own and that of lr",
        ),
        (
            "adam",
            {"beta1": SCHEDULES["linear"](end_factor=2.0)},
            "The schedule of beta1 leads to 1.2; beta1 must be a number of at least 0 and below 1",
        ),
        ("adam", SCHEDULES["exponential"](gamma=1e9), "The schedule of lr leads to ∞; lr must be"),
    ],
)
def test_a_schedule_that_cannot_be_followed_is_one_sentence(rule, schedule, message):
    with pytest.raises(ValueError, match=r"schedule|momentum") as caught:
        simulate(OPTIMIZERS[rule](), SURFACES["rosenbrock"], START, 50, schedule=schedule)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_every_gradient_is_counted_and_recording_is_free():
    assert adam(50).evaluations.tolist() == list(range(51))
    sam = simulate(OPTIMIZERS["sam"](), SURFACES["rosenbrock"], START, 20)
    assert sam.evaluations.tolist() == list(range(0, 41, 2))


def test_how_often_a_transform_was_active():
    path = simulate(
        OPTIMIZERS["sgd"](lr=0.02), SURFACES["sphere"], (2.0, -1.0), 200, transforms=[ClipNorm(1.0), L2(0.0)]
    )
    clipped = np.linalg.norm(path.gradient[:-1], axis=-1) + 1e-6 > 1.0
    assert 0 < clipped.sum() < 200
    assert np.array_equal(path.changed[0], np.concatenate([[0], np.cumsum(clipped)]))
    assert path.changed[1].max() == 0
    always = adam(500, start=(2.0, 2.0), lr=1e-3, transforms=[ClipNorm(1e-3)])
    assert always.changed[0][-1] == 500


def test_a_step_with_two_gradients_counts_once():
    path = simulate(OPTIMIZERS["sam"](), SURFACES["rosenbrock"], START, 30, transforms=[ClipNorm(1e-3)])
    assert path.changed[0].tolist() == list(range(31))


def test_noise_is_the_same_for_every_rule_and_every_lane():
    options = {"transforms": [GradientNoise(1.0)], "seed": 5}
    noise = [p.seen[1:] - p.gradient[:-1] for p in (adam(**options), adam(lr=0.2, start=(0.0, 0.0), **options))]
    assert noise[0] == pytest.approx(noise[1], abs=1e-12)
    assert np.array_equal(adam(**options).x, adam(**options).x)
    assert not np.array_equal(adam(**options).x, adam(transforms=[GradientNoise(1.0)], seed=6).x)


def test_nothing_that_goes_in_is_changed():
    start, lr = np.array([[-1.2, 1.0], [0.0, 0.0]]), np.array([[0.1], [0.2]])
    kept = start.copy(), lr.copy()
    simulate(OPTIMIZERS["adam"](lr=lr), SURFACES["rosenbrock"], start, 20, schedule=SCHEDULES["linear"]())
    assert np.array_equal(start, kept[0])
    assert np.array_equal(lr, kept[1])


def test_the_floor_of_a_trench_is_no_saddle():
    ground = SURFACES["drop_wave"]
    path = simulate(OPTIMIZERS["sgd"](lr=0.01), ground, (-1.1, 0.68), 500, stop=Stop(gradient_norm=1e-5))
    assert outcome(path, ground).kind == "local minimum"


@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("start", [(1.0, -1.0), (-1.0, 1.0), (-1.0, -2.0)])
def test_a_start_where_f_is_not_defined_is_no_error(key, start):
    path = simulate(OPTIMIZERS[key](), SURFACES["log_barrier"], start, 5)
    assert (path.status, path.last) == ("diverged", 0)
