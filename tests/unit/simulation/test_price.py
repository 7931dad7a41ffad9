"""What an experiment costs is known before it runs, and what runs can be left between two slices."""

import numpy as np
import pytest

from gallery import DEMOS
from optimizers import OPTIMIZERS
from optimizers.transforms import GradientNoise
from optimizers.typed.text_to_rule import written
from simulation import Experiment, ExperimentError, bundle, simulate
from simulation.experiments.price import MOST, asked_by, price
from simulation.experiments.run import bundle_in_slices
from simulation.running.simulate import finished
from surfaces import SURFACES

SEARCHES = {
    "line_search": [{"search": "exact"}, {"search": "armijo", "shrink": 0.9}],
    "lbfgs": [{"line_search_fn": "strong_wolfe", "max_eval": 25}, {"max_iter": 20}],
    "conjugate_gradient": [{"c2": 0.01}],
    "bfgs": [{"c2": 0.1}],
}
RULES = [(key, values) for key in OPTIMIZERS for values in ({}, *SEARCHES.get(key, ()))]


@pytest.mark.parametrize(("key", "values"), RULES)
@pytest.mark.parametrize("sigma", [0.0, 30.0])
def test_no_step_of_a_rule_asks_more_often_than_its_price_says(key, values, sigma):
    rule = OPTIMIZERS[key].from_values(values)
    noise = [GradientNoise(sigma)] if sigma else []
    path = simulate(rule, SURFACES["rosenbrock"], (-1.2, 1.0), 60, transforms=noise)
    assert np.diff(path.evaluations[: path.last + 1]).max(initial=0) <= asked_by(rule).most


def test_a_rule_around_another_asks_as_often_as_that():
    inner = OPTIMIZERS["line_search"](search="exact")
    assert asked_by(OPTIMIZERS["lookahead"](inner=inner)).most == asked_by(inner).most


def test_lines_that_ask_are_counted():
    assert asked_by(written("w = w - lr*g")()).most == 1
    assert asked_by(written("w = w - lr*gradient(w - lr*g) + 0*value(w)")()).most == 3


TOO_MUCH = {
    "line searches in noise": "surface=logistic&fan=5&steps=5000&"
    + "&".join(["run=line_search~search~exact~~noise~sigma~1"] * 12),
    "a long memory": "fan=16&steps=5000&" + "&".join(["run=lbfgs~history_size~1000"] * 3),
    "iterations in a step": "steps=5000&" + "&".join(["run=lbfgs~max_iter~100"] * 12),
    "seeds on a large loss": "surface=logistic&seeds=16&steps=5000&" + "&".join(["run=sgd~~mini_batch~size~8"] * 3),
    "conjugate gradients that are clipped": "fan=5&steps=5000&"
    + "&".join(["run=conjugate_gradient~~clip_norm~theta~0.1"] * 12),
    "a rule around a search": "fan=16&steps=5000&" + "&".join(["run=lookahead~inner~line_search~~noise~sigma~1"] * 3),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_costs_too_much_is_one_sentence_before_it_runs(name):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_query(TOO_MUCH[name])
    assert str(caught.value).startswith("This would take about ")
    assert str(caught.value).endswith(
        "an experiment may take 60 seconds: fewer steps, starts, seeds or runs would fit."
    )


MANY_ROWS = {
    "starts": "steps=50000&fan=13&run=adam",
    "runs and starts": "steps=30000&fan=3&" + "&".join(["run=sgd"] * 7),
    "seeds": "steps=50000&seeds=16&run=sgd~~noise~sigma~1",
    "starts and seeds": "steps=10001&fan=6&seeds=10&run=adam~~noise~sigma~1",
    "sixty lines": "steps=10001&fan=5&" + "&".join(["run=adam"] * 12),
    "seeds of some runs": "steps=50000&seeds=12&run=sgd&run=sgd~~noise~sigma~1",
}


@pytest.mark.parametrize("name", MANY_ROWS)
def test_what_would_fill_the_memory_is_one_sentence_before_it_runs(name):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_query(MANY_ROWS[name])
    assert "steps of all paths together" in str(caught.value)
    assert str(caught.value).endswith("may have 600,000: fewer steps, starts, seeds or runs would fit.")


def test_what_may_be_long_is():
    for query in (
        "steps=50000&" + "&".join(["run=adam"] * 12),
        "steps=10000&fan=5&" + "&".join(["run=adam"] * 12),
        "steps=50000&seeds=16&run=sgd",  # nothing is random: one seed
        "steps=50000&run=own&text=w = w - lr*g",
    ):
        assert price(Experiment.from_query(query)) < MOST


def test_what_people_do_is_far_below_the_limit():
    assert max(price(demo.experiment) for demo in DEMOS.values()) < MOST / 50
    for query in (
        "fan=5&steps=5000&" + "&".join(["run=adam"] * 12),
        "surface=logistic&steps=5000&" + "&".join(["run=adam~~mini_batch~size~8"] * 12),
        "fan=16&steps=1000&" + "&".join(["run=line_search~search~exact"] * 3),
        "steps=5000&" + "&".join(["run=bfgs"] * 12),
        "surface=heightmap&steps=5000&" + "&".join(["run=nelder_mead"] * 12),
    ):
        assert price(Experiment.from_query(query)) < MOST


SLICED = Experiment.from_query(
    "surface=logistic&fan=2&seeds=2&steps=150&run=adam~~lr.plateau~~mini_batch~size~8&run=line_search&run=sgd~lr~1e9"
)


def test_a_walk_in_slices_is_the_same_walk():
    whole, parts = bundle(SLICED), list(bundle_in_slices(SLICED, 0.0))
    assert len(parts) > 100
    assert parts == sorted(parts)
    assert 0 < parts[0] < parts[-1] < 1
    for ours, theirs in zip(whole, finished(bundle_in_slices(SLICED, 0.0)), strict=True):
        for a, b in zip(ours, theirs, strict=True):
            assert a.x.tobytes() == b.x.tobytes()
            assert a.evaluations.tobytes() == b.evaluations.tobytes()
            assert (a.status, a.last) == (b.status, b.last)


def test_between_two_slices_the_world_is_as_it_was():
    before = np.geterr()
    slices = bundle_in_slices(SLICED, 0.0)
    next(slices)
    assert np.geterr() == before
    slices.close()
    assert np.geterr() == before
