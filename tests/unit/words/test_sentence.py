"""One sentence about several runs says what there is to say: who arrived, else who is lowest, and who is lost."""

import pytest

from optimizers import OPTIMIZERS
from simulation import Experiment, Trajectory, simulate
from simulation.running.stop import Stop
from surfaces import SURFACES
from words.headline import summary
from words.labels import columns

BOWL = SURFACES["elongated_bowl"]
LEAST = f"{(7 * 0.95**20) ** 2 / 20:.4g}"  # 20 steps of η = 0.5 leave 1 − η/10 of x each, and nothing of y


def path(lr: float, steps: int = 20, stop: Stop | None = None) -> Trajectory:
    return simulate(OPTIMIZERS["sgd"](lr=lr), BOWL, (-7.0, 2.0), steps, stop=stop)


def test_without_a_stop_rule_the_lowest_is_named():
    tone, words = summary([path(0.05), path(0.5)], ["small", "large"], BOWL)
    assert (tone, words) == ("warn", f"large lowest, f = {LEAST}")


def test_equal_runs_are_named_together():
    assert summary([path(0.5), path(0.5)], ["a", "b"], BOWL)[1] == f"all end at f = {LEAST}"
    assert summary([path(0.5), path(0.1), path(0.5)], ["a", "b", "c"], BOWL)[1] == f"a and 1 more lowest, f = {LEAST}"


def test_the_first_to_arrive_is_named():
    stop = Stop(gradient_norm=1e-2)
    tone, words = summary([path(0.05, 400, stop), path(0.5, 400, stop)], ["small", "large"], BOWL)
    assert words.startswith("1 of 2 converged: large, at step ")
    assert tone == "warn"


@pytest.mark.parametrize(
    ("rates", "words"),
    [((0.5, 100.0), f"b diverged; a is still descending, f = {LEAST}"), ((100.0, 90.0), "both diverged")],
)
def test_the_lost_are_counted(rates, words):
    paths = [path(lr, 20 if lr < 1 else 400) for lr in rates]
    assert summary(paths, ["a", "b"], BOWL) == ("bad", words)


def test_a_run_that_has_left_the_view_is_not_the_lowest():
    saddle = SURFACES["saddle"]
    gone = simulate(OPTIMIZERS["sgd"](lr=0.1), saddle, (1.0, 0.5), 100)
    short = simulate(OPTIMIZERS["sgd"](lr=0.1), saddle, (1.0, 0.5), 3)
    assert gone.value[-1] < short.value[-1]
    tone, words = summary([gone, short], ["far", "near"], saddle)
    assert tone == "warn"
    assert words == f"far has left the view; near is still descending, f = −{-short.value[-1]:.4g}"
    assert summary([gone, gone], ["a", "b"], saddle)[1] == "both have left the view"


def test_a_run_that_begins_and_stays_outside_is_said_to():
    far = simulate(OPTIMIZERS["sgd"](lr=1e-4), BOWL, (500.0, 2.0), 20)
    assert summary([far], ["far"], BOWL) == ("warn", "never came into the view, still finite")


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([(0.1, 0.5), (0.1, 0.9), (0.2, 0.5), (0.2, 0.9), (0.3, 0.5), (0.3, 0.9)], 2),
        ([(0.1, 0.5), (0.2, 0.5), (0.3, 0.5), (0.1, 0.9), (0.2, 0.9), (0.3, 0.9)], 3),
        ([(0.1, 0.5), (0.2, 0.5), (0.3, 0.5)], None),
        ([(0.1, 0.5), (0.2, 0.9), (0.2, 0.5)], None),
    ],
)
def test_a_grid_of_two_hyperparameters_has_its_columns(runs, expected):
    specs = [{"rule": "momentum", "hyperparameters": {"lr": lr, "momentum": beta}} for lr, beta in runs]
    assert columns(Experiment.from_data({"runs": specs})) == expected
