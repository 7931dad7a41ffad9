"""Rules made of text are rules like any other, and every built-in rule opened as text runs as before."""

import pickle

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.reading.algorithm import algorithm
from optimizers.reading.inspector import program
from optimizers.reading.notation import assignments, formula
from optimizers.transforms import GradientNoise
from optimizers.typed.rule_to_text import as_text, opened, why_not
from optimizers.typed.text_to_rule import written
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.programs import forms, given, work_out
from tests.unit.formulas.test_program import ADAM

STARTS = {"rosenbrock": (-1.2, 1.0), "himmelblau": (0.3, -0.7)}
STEPS = 200


def same(rule, own, **options):
    """Whether two rules walk the same path, bit for bit, and ask as often."""
    for surface, start in STARTS.items():
        ours, theirs = (simulate(r, SURFACES[surface], start, STEPS, **options) for r in (rule, own))
        np.testing.assert_array_equal(ours.x, theirs.x)
        np.testing.assert_array_equal(ours.evaluations, theirs.evaluations)
    return True


@pytest.mark.parametrize(("key", "settings"), [form for form in forms() if not why_not(OPTIMIZERS[form[0]](**form[1]))])
def test_a_built_in_rule_opened_as_text_walks_the_same_path(key, settings):
    rule = OPTIMIZERS[key](**settings)
    text = opened(rule)
    assert same(rule, written(text.text)(**text.values))


@pytest.mark.parametrize("key", [key for key, rule in OPTIMIZERS.items() if not rule.latex_lines])
def test_every_number_in_use_is_opened(key):
    """Nothing is left at its default: every number that is not 0 makes it into the text."""
    numbers = {n: h for n, h in OPTIMIZERS[key].hyperparameters().items() if h.kind == "number"}
    middle = {n: h.slider[0] + (h.slider[1] - h.slider[0]) / 8 for n, h in numbers.items()}
    rule = OPTIMIZERS[key](**middle)
    text = opened(rule)
    assert same(rule, written(text.text)(**text.values))


def test_the_text_that_people_know_is_adam_to_the_bit():
    own = written(ADAM)(lr=0.05, b1=0.9, b2=0.999, eps=1e-8)
    assert same(OPTIMIZERS["adam"](lr=0.05), own)


@pytest.mark.parametrize("key", [key for key, rule in OPTIMIZERS.items() if rule.latex_lines])
def test_what_is_more_than_arithmetic_says_so(key):
    rule = OPTIMIZERS[key]()
    assert rule.title in why_not(rule)
    with pytest.raises(ValueError, match="cannot be written as lines of arithmetic"):
        as_text(rule)


def test_a_rule_that_leaves_questions_out_says_so():
    """Lines of arithmetic would ask for the Hessian in every step, and the count of questions would be another."""
    with pytest.raises(ValueError, match="Sophia asks for the Hessian in some steps only"):
        as_text(OPTIMIZERS["sophia"](lazy=True))


def test_an_own_rule_opens_as_what_was_typed():
    own = written(ADAM)(lr=0.5)
    assert as_text(own) == ADAM
    assert opened(own).values == own.values()


def test_metadata_comes_from_the_rules_that_use_the_name():
    rule = written("m = b1*m + momentum*g + weight_decay*w\nw = w - lr*m*(1 + eps + q7)")
    known = rule.hyperparameters()
    assert list(known) == ["lr", "b1", "momentum", "weight_decay", "eps", "q7"]
    assert rule().values() == {"lr": 0.01, "b1": 0.9, "momentum": 0.9, "weight_decay": 0.0, "eps": 1e-10, "q7": 0.9}
    assert known["eps"].log
    assert not any(h.coupled or h.rare or h.when for h in known.values())
    assert rule(eps=-3, q7=1e9).values()["q7"] == 1e9
    with pytest.raises(ValueError, match="Own rule: q7 must be a number, not NaN"):
        rule(q7=np.nan)
    with pytest.raises(ValueError, match="Own rule has no 'q8'"):
        rule.from_values({"q8": 1.0})


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("w = w - lr*g", "1/curvature"),
        ("w = w - lr*sign(g)", "distance"),
        (ADAM, "distance"),
        ("w = w - g", ""),
        ("w = w - lr*g^2", ""),
        ("w = w - lr*w", ""),
        ("w = lr + g", ""),
        ("w = w - lr*g/(1 - value(w))", ""),
    ],
)
def test_the_unit_of_the_step_size_is_found_out(text, unit):
    assert written(text).lr_unit == unit


def test_the_same_text_is_the_same_class():
    assert written(ADAM) is written(ADAM)


def test_whole_numbers_do_not_grow_without_bounds():
    rule = written("w = w + ((k^40)^40)^40")(k=10)
    assert simulate(rule, SURFACES["sphere"], (1.0, 1.0), 3).status == "diverged"


def test_a_rule_can_be_pickled():
    rule = pickle.loads(pickle.dumps(written(ADAM)(lr=0.3)))
    assert rule.text == ADAM
    assert rule.values() == written(ADAM)(lr=0.3).values()


@pytest.mark.parametrize("name", ["lr", "b1", "eps"])
def test_a_grid_of_settings_equals_its_single_runs(name):
    values = np.array([0.01, 0.1, 0.5, 0.7])
    surface = SURFACES["rosenbrock"]
    batch = simulate(written(ADAM)(**{name: values[:, None]}), surface, (-1.2, 1.0), 100)
    for lane, value in enumerate(values.tolist()):
        single = simulate(written(ADAM)(**{name: value}), surface, (-1.2, 1.0), 100)
        np.testing.assert_array_equal(batch.x[:, lane], single.x)


def test_a_batch_of_odd_powers_equals_its_single_runs():
    text = "v = b*v + norm(g)^a\nw = w - lr*sign(g)*abs(g)^a/(1 + v^b) - lr*b^t*exp(-a*t)"
    values = np.array([0.3, 0.9, 1.7])
    starts = np.array([(-1.2, 1.0), (0.5, 0.5), (2.0, -1.0)])
    batch = simulate(written(text)(a=values[:, None]), SURFACES["himmelblau"], starts, 50)
    for lane, (value, start) in enumerate(zip(values.tolist(), starts, strict=True)):
        single = simulate(written(text)(a=value), SURFACES["himmelblau"], start, 50)
        np.testing.assert_array_equal(batch.x[:, lane], single.x)


@pytest.mark.parametrize(("ours", "own"), [("lr", "lr"), ("beta1", "b1")])
def test_schedules_drive_any_named_number(ours, own):
    names = {"beta1": "b1", "beta2": "b2"}
    adam = OPTIMIZERS["adam"](lr=0.1)
    values = {names.get(n, n): v for n, v in adam.values().items() if n in ("lr", "beta1", "beta2", "eps")}
    surface, schedule = SURFACES["himmelblau"], SCHEDULES["exponential"](gamma=0.97)
    first = simulate(adam, surface, (0.3, -0.7), 60, schedule={ours: schedule})
    second = simulate(written(ADAM)(**values), surface, (0.3, -0.7), 60, schedule={own: schedule})
    np.testing.assert_array_equal(first.x, second.x)


def test_noise_is_the_same_as_for_the_built_in_rule():
    text = opened(OPTIMIZERS["sam"](lr=0.01))
    assert same(OPTIMIZERS["sam"](lr=0.01), written(text.text)(**text.values), transforms=[GradientNoise(sigma=0.5)])


TRICKY = """m1 = b1*m1 + (1-b1)*g  # a name with a digit
k = where(t <= 2, pi, norm1(m1)) + tanh(e)
w = w*(1 - lr*wd)
w = w - lr*clip(m1, -k, k)
"""


def test_formulas_keep_time_and_tell_two_values_of_a_name_apart():
    rule = written(TRICKY)()
    text = formula(rule)
    assert r"m_{1,t} &= b_{1} m_{1,t-1}" in text
    assert r"w'_{t} &= w_{t-1}" in text
    assert r"w_{t} &= w'_{t} -" in text
    assert set(assignments(rule)) == {"g", "m1", "k", "x'", "x"}
    targets = [line.target for line in algorithm(rule)]
    assert len(targets) == len(set(targets))


@pytest.mark.parametrize("text", [TRICKY, ADAM, "w = w - lr*gradient(w - lr*g)", "w = w - lr*value(w)*curvature(w)*g"])
def test_every_line_shown_gives_what_the_path_says(text):
    rule = written(text)(lr=0.01)
    surface = SURFACES["elongated_bowl"]
    path = simulate(rule, surface, (-1.2, 1.0), 20)
    for step in (1, 2, 3, 20):
        known = given(rule, path, step, surface)
        for line in program(rule):
            known[line.target] = work_out(line.program, known)
        np.testing.assert_allclose(known["x"], path.x[step], rtol=1e-11)
