import numpy as np
import pytest

from optimizers import OPTIMIZERS
from parameters import Hyper
from simulation import Experiment, Stop, run, simulate
from simulation.experiments.vary import BATCH_SIZE, proposed, read_values, vary
from simulation.judging.results import least_value, result
from surfaces import SURFACES, Surface

MOMENTUM = OPTIMIZERS["momentum"].hyperparameters()
ADAM = OPTIMIZERS["adam"].hyperparameters()


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("0, 0.5, 0.9, 0.99", "momentum", [0.0, 0.5, 0.9, 0.99]),
        (" 1e-3 ,", "lr", [1e-3]),
        ("0:0.9:4", "momentum", [0.0, 0.3, 0.6, 0.9]),
        ("0.001:1:4 log", "lr", [0.001, 0.01, 0.1, 1.0]),
        ("torch, ema", "form", ["torch", "ema"]),
    ],
)
def test_values_are_read(text, name, values):
    assert read_values(text, MOMENTUM[name]) == values


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("", "beta1", "There is no value"),
        ("0.5, fast", "beta1", "'fast' is no value of decay of m"),
        ("0.5, 1.5", "beta1", "must be a number of at least 0 and below 1, not 1.5"),
        ("0:1:99", "lr", "is no range of 2 to 12 values"),
        ("0:1:4 log", "lr", "is no range"),
        (",".join(["0.1"] * 13), "lr", "at most 12 runs fit"),
        ("nan", "lr", "must be a number"),
        ("maybe", "bias_correction", "is no value of bias correction"),
    ],
)
def test_what_is_not_a_value_gets_one_sentence(text, name, why):
    with pytest.raises(ValueError, match=r"value|range|must|runs") as caught:
        read_values(text, ADAM[name])
    assert why in str(caught.value)


def test_two_hyperparameters_make_a_grid():
    runs = vary({"rule": "momentum"}, {"lr": [0.1, 0.2], "momentum": [0.0, 0.5, 0.9]})
    pairs = [(r["hyperparameters"]["lr"], r["hyperparameters"]["momentum"]) for r in runs]
    assert pairs == [(lr, beta) for lr in (0.1, 0.2) for beta in (0.0, 0.5, 0.9)]
    assert len(run(Experiment.from_data({"surface": "elongated_bowl", "steps": 5, "runs": runs}))) == 6


def test_a_grid_that_is_too_large_and_an_unknown_name_are_sentences():
    with pytest.raises(ValueError, match="These are 16 runs; at most 12 fit"):
        vary({"rule": "adam"}, {"lr": [1, 2, 3, 4], "beta1": [0, 0.1, 0.2, 0.3]})
    with pytest.raises(ValueError, match="SGD has no 'momentum'"):
        vary({"rule": "sgd"}, {"momentum": [0.5]})


def test_a_result_counts_steps_and_gradients_to_the_tolerance():
    bowl = SURFACES["sphere"]
    path = simulate(OPTIMIZERS["sgd"](lr=0.1), bowl, (-4.0, 3.0), 100, stop=Stop(gradient_norm=1e-6))
    found = result(path, bowl, 1e-3)
    by_hand = int(np.argmax(path.value <= 1e-3))
    assert (found.steps, found.gradients) == (by_hand, by_hand)
    assert found.gap == found.final == path.value[-1]
    assert found.length == pytest.approx(np.hypot(4, 3), rel=1e-5)
    assert result(path, bowl, 1e-300).steps is None


def test_a_diverged_run_has_a_result():
    path = simulate(OPTIMIZERS["sgd"](lr=1.0), SURFACES["rosenbrock"], (-1.2, 1.0), 50)
    found = result(path, SURFACES["rosenbrock"], 1e-3)
    assert found.outcome.kind == "diverged"
    assert found.steps is None
    assert not np.isfinite(found.final)


def test_a_surface_without_known_minimum_has_no_gap():
    own = Surface.from_formula("x^2 - y^2")
    assert least_value(own) is None
    assert result(simulate(OPTIMIZERS["sgd"](), own, (1.0, 0.1), 3), own, 1.0).gap is None


def test_the_size_of_mini_batches_can_be_varied_too():
    start = {"rule": "sgd", "transforms": [{"name": "clip_norm", "settings": {}}]}
    runs = vary(start, {"mini_batch.size": [1, 32], "lr": [0.1]})
    assert [run["transforms"][0] for run in runs] == [{"name": "mini_batch", "settings": {"size": n}} for n in (1, 32)]
    assert all(run["transforms"][1]["name"] == "clip_norm" for run in runs)
    again = vary(
        runs[0] | {"transforms": [{"name": "mini_batch", "settings": {"order": "in_order"}}]}, {BATCH_SIZE: [8]}
    )
    assert again[0]["transforms"] == [{"name": "mini_batch", "settings": {"order": "in_order", "size": 8}}]
    assert len(run(Experiment.from_data({"surface": "least_squares", "steps": 5, "runs": runs}))) == 2


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_values_that_are_proposed_are_few_round_and_valid(rule):
    for name, known in OPTIMIZERS[rule].hyperparameters().items():
        if known.parts:
            continue
        text = proposed(known)
        values = read_values(text, known)
        assert 2 <= len(values) <= (12 if known.choices else 6), name
        assert ":" not in text, name
        assert "e-0" not in text, name
        assert all(value == float(f"{value:.3g}") for value in values if not isinstance(value, str)), name


@pytest.mark.parametrize(
    ("known", "suits", "text"),
    [
        (MOMENTUM["lr"], 0.1, "0.001, 0.01, 0.1, 1"),
        (MOMENTUM["lr"], 2e-5, "0.00001, 0.0001, 0.001, 0.01"),
        (MOMENTUM["momentum"], None, "0, 0.5, 0.9, 0.99"),
        (ADAM["eps"], 1e-8, "1e-10, 1e-9, 1e-8, 1e-7"),
        (ADAM["amsgrad"], None, "false, true"),
        (Hyper(default=1.0, slider=(-5.0, 5.0), within=(-9, 9)), None, "-4, -2, 0, 2, 4"),
        (Hyper(default=8, slider=(1, 120), log=True, within=(1, 121)), 32, "3, 10, 30, 100"),
        (Hyper(default=3, slider=(1, 16), within=(1, 17)), None, "5, 10, 15"),
    ],
)
def test_values_are_proposed_as_people_write_them(known, suits, text):
    assert proposed(known, suits) == text
