"""Gradient ascent: equal to torch's `maximize=True`, and every sentence about it true."""

import ast
import inspect

import numpy as np
import pytest
import torch

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Experiment, ExperimentError, Stop, run, simulate
from simulation.judging.outcome import outcome
from simulation.judging.results import result
from surfaces import SURFACES, Surface
from tests.helpers.parity import double_precision
from words import headline
from words import sentence as sentences
from words.climbing import climbing
from words.headline import summary
from words.sentence import sentence

HILL = Surface.from_formula("3 - (x-1)^2 - 2*y^2 + 0.3*x*y", (-4, 4, -3, 3))
START, STEPS = (-2.0, 1.5), 80

#: Class of torch with `maximize` → its arguments, our rule and its settings.
TORCHS = [
    ("SGD", {"lr": 0.05}, "sgd", {"lr": 0.05}),
    ("SGD", {"lr": 0.02, "momentum": 0.9, "weight_decay": 0.1}, "momentum", {"lr": 0.02, "weight_decay": 0.1}),
    ("SGD", {"lr": 0.02, "momentum": 0.8, "nesterov": True}, "nesterov", {"lr": 0.02, "momentum": 0.8}),
    ("Adam", {"lr": 0.1, "weight_decay": 0.05}, "adam", {"lr": 0.1, "weight_decay": 0.05}),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.05}, "adamw", {"lr": 0.1, "weight_decay": 0.05}),
    ("NAdam", {"lr": 0.05}, "nadam", {"lr": 0.05}),
    ("RAdam", {"lr": 0.05}, "radam", {"lr": 0.05}),
    ("Adamax", {"lr": 0.05, "weight_decay": 0.02}, "adamax", {"lr": 0.05, "weight_decay": 0.02}),
    ("Adagrad", {"lr": 0.3}, "adagrad", {"lr": 0.3}),
    ("Adadelta", {"lr": 1.0}, "adadelta", {"lr": 1.0}),
    ("RMSprop", {"lr": 0.02}, "rmsprop", {"lr": 0.02}),
    ("Rprop", {"lr": 0.05}, "rprop", {"lr": 0.05}),
    ("ASGD", {"lr": 0.05}, "asgd", {"lr": 0.05}),
]


def climb(rule, surface=HILL, start=START, steps=STEPS, **options):
    return simulate(rule, surface, start, steps, maximize=True, **options)


def torchs(cls, arguments, schedule=None):
    """The path of a class of torch with `maximize=True` on f itself."""
    with double_precision():
        point = torch.tensor(START, requires_grad=True)
        optimizer = getattr(torch.optim, cls)([point], maximize=True, **arguments)
        follows = schedule(optimizer) if schedule else None
        path = [START]
        for _ in range(STEPS):
            point.grad = torch.tensor(HILL.gradient(point.detach().numpy()))
            optimizer.step()
            path.append(point.detach().numpy().copy())
            if follows:
                follows.step()
        return np.array(path)


@pytest.mark.parametrize(("cls", "arguments", "key", "settings"), TORCHS)
def test_it_is_torchs_maximize(cls, arguments, key, settings):
    path = climb(OPTIMIZERS[key](**settings))
    np.testing.assert_allclose(path.x, torchs(cls, arguments), rtol=1e-11, atol=1e-11)
    assert path.value[-1] > path.value[0]


def test_a_schedule_and_clipping_are_torchs_too():
    path = climb(OPTIMIZERS["sgd"](lr=0.1), schedule=SCHEDULES["cosine"]())
    expected = torchs("SGD", {"lr": 0.1}, lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, STEPS))
    np.testing.assert_allclose(path.x, expected, rtol=1e-12, atol=1e-12)
    clipped = climb(OPTIMIZERS["sgd"](lr=0.1), transforms=[TRANSFORMS["clip_norm"](theta=0.5)])
    assert np.abs(np.linalg.norm(clipped.step_taken[1:10], axis=-1) - 0.05).max() < 1e-6


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_to_climb_is_to_descend_on_minus_f_to_the_last_bit(key):
    below = Surface.from_formula("-(3 - (x-1)^2 - 2*y^2 + 0.3*x*y)", HILL.domain)
    up, down = climb(OPTIMIZERS[key]()), simulate(OPTIMIZERS[key](), below, START, STEPS)
    assert np.array_equal(up.x, down.x, equal_nan=True)
    assert np.array_equal(up.value, -down.value, equal_nan=True)
    assert np.array_equal(up.gradient, -down.gradient, equal_nan=True)
    assert np.array_equal(up.seen, down.seen, equal_nan=True)
    assert np.array_equal(up.evaluations, down.evaluations)
    assert up.maximize
    assert not up.value.flags.writeable


#: Surface, start and run of a climb → where it comes to, and words of its sentence.
ENDS = [
    ("himmelblau", "0.0~0.0", "adam~lr~0.1", "local maximum", "converged at step"),
    ("saddle", "0.0~1.0", "sgd~lr~0.1", "saddle", "rests at a saddle since step"),
    ("saddle", "1.0~0.1", "sgd~lr~0.1", "nowhere", "left the view at step"),
    ("sphere", "0.0~0.0", "sgd~lr~0.1", "minimum", "began at a minimum and stays there, f = 0: no slope, no maximum"),
    ("sphere", "1.0~0.5", "sgd~lr~1e-4", "nowhere", "still climbing at step 500"),
    ("rosenbrock", "-1.2~1.0", "sgd", "nowhere", "diverged at step"),
    ("sphere", "1.0~0.5", "sgd~lr~0", "nowhere", "does not move: its step size is 0"),
]


@pytest.mark.parametrize(("surface", "start", "rule", "where", "words"), ENDS)
def test_its_sentence_is_true(surface, start, rule, where, words):
    experiment = Experiment.from_query(f"surface={surface}&start={start}&run={rule}&maximize=true")
    path = run(experiment)[0]
    found = outcome(path, experiment.landscape())
    assert found.where == where
    assert found.maximize
    assert np.isnan(found.value) or found.value == path.value[path.last]
    said = sentence(path, experiment.landscape())[1]
    assert said.startswith(words)
    assert "descending" not in said
    if where == "maximum":
        hessian = experiment.landscape().hessian(found.point)
        assert np.linalg.eigvalsh(hessian)[-1] < 0
        assert sentence(path, experiment.landscape())[0] == "good"


def test_local_maxima_are_told_from_the_highest():
    two = Surface.from_formula("2*exp(-(x-2)^2-y^2) + exp(-(x+2)^2-y^2)", (-4, 4, -3, 3))
    high, low = (climb(OPTIMIZERS["sgd"](lr=0.2), two, (x, 0.5), 200) for x in (1.5, -1.5))
    assert [outcome(path, two).where for path in (high, low)] == ["maximum", "local maximum"]
    assert sentence(low, two)[1].startswith("converged at step ")
    assert "to a local maximum, (−2, " in sentence(low, two)[1]
    assert summary([high, low], ["right", "left"], two)[1].startswith("1 of 2 converged: right, at step ")
    assert summary([high, low], ["right", "left"], two)[1].endswith("left at a local maximum")
    assert result(low, two, 0.01).gap == pytest.approx(1.0, abs=1e-5)
    assert result(high, two, 0.01).steps > 0


def test_who_is_highest_is_said_where_nobody_has_arrived():
    slow, fast = (climb(OPTIMIZERS["sgd"](lr=lr), steps=10) for lr in (1e-3, 1e-2))
    assert summary([slow, fast], ["slow", "fast"], HILL)[1].startswith("fast highest, f = ")
    assert result(slow, SURFACES["rosenbrock"], 0.01).gap is None
    assert result(slow, SURFACES["rosenbrock"], 0.01).steps is None


def test_every_sentence_that_speaks_of_a_descent_has_one_of_a_climb():
    trees = [ast.parse(inspect.getsource(module)) for module in (sentences, headline)]
    calls = [
        n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "_"
    ]
    texts = {ast.literal_eval(call.args[0]) for call in calls}
    speaks = {text for text in texts if any(word in text for word in ("minim", "maxim", "descend", "lowest", "rises"))}
    assert len(speaks) > 15
    assert {text for text in speaks if climbing(text) == text} == set()
    assert all("descend" not in climbing(text) and "lowest" not in climbing(text) for text in texts)


def test_it_travels_in_links_json_and_python():
    experiment = Experiment.from_query("surface=himmelblau&maximize=true&steps=40&run=adam~lr~0.1")
    assert "maximize=true" in experiment.to_query()
    assert Experiment.from_query(experiment.to_query()) == experiment == Experiment.from_json(experiment.to_json())
    assert Experiment.from_query("maximize=false&run=adam") == Experiment.from_query("run=adam")
    assert "maximize" not in Experiment.from_query("run=adam").to_query()
    names: dict = {}
    exec(experiment.to_python(), names)  # what the page offers as code
    assert np.array_equal(names["paths"][0].x, run(experiment)[0].x)
    with pytest.raises(ExperimentError, match="maximize"):
        Experiment.from_query("maximize=up&run=adam")


def test_mini_batches_climb_on_their_rows():
    loss, batch = SURFACES["logistic"], TRANSFORMS["mini_batch"](size=8)
    path = climb(OPTIMIZERS["sgd"](lr=0.1), loss, (0.0, 0.0), 40, transforms=[batch])
    assert path.value[-1] > path.value[0]
    assert not np.array_equal(path.seen[1], -path.gradient[0])


def test_stop_rules_look_the_other_way():
    stopped = climb(OPTIMIZERS["sgd"](lr=0.1), stop=Stop(gradient_norm=1e-4), steps=400)
    assert stopped.status == "converged"
    waiting = climb(OPTIMIZERS["sgd"](lr=0.1), stop=Stop(patience=5), steps=4000)
    assert waiting.status == "stopped"
    assert waiting.value[waiting.last] == pytest.approx(np.nanmax(waiting.value))
    with pytest.raises(ValueError, match="does not stop where f is low"):
        climb(OPTIMIZERS["sgd"](), stop=Stop(value_below=0.1))
    with pytest.raises(ExperimentError, match="does not stop where f is low"):
        Experiment.from_query("maximize=true&stop=value_below~0.1&run=adam")
