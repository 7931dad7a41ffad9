"""What holds for every rule: batches equal single runs, nothing is changed in place, questions are counted."""

import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from latex2mathml.converter import convert

from optimizers import OPTIMIZERS
from optimizers.reading.notation import assignments, formula
from simulation import simulate
from simulation.running.objective import CountedObjective
from surfaces import SURFACES

FEW = settings(max_examples=8, deadline=None)
STEPS = 8
LANES = 3
EVERY = pytest.mark.parametrize("key", OPTIMIZERS)

surfaces = st.sampled_from(["rosenbrock", "elongated_bowl", "himmelblau", "saddle"])
points = st.tuples(st.floats(-5, 5), st.floats(-5, 5))


def numbers(key):
    """The hyperparameters that may be arrays."""
    return {name: known for name, known in OPTIMIZERS[key].hyperparameters().items() if known.kind == "number"}


def options(key):
    """Name → all values, of the hyperparameters that are not numbers."""
    known = OPTIMIZERS[key].hyperparameters().items()
    return {name: h.choices or (False, True) for name, h in known if h.kind in ("choice", "switch")}


def all_options(key):
    """Every combination."""
    known = options(key)
    return [dict(zip(known, values, strict=True)) for values in itertools.product(*known.values())]


@st.composite
def chosen(draw, key):
    return {name: draw(st.sampled_from(values)) for name, values in options(key).items()}


def values(known):
    low, high = known.slider
    return st.one_of(st.just(known.default), st.floats(low, high))


def assert_same(lane, single):
    """The same run, bit for bit."""
    assert lane.status == single.status
    assert lane.last == single.last
    for name in ("x", "value", "evaluations"):
        assert np.array_equal(getattr(lane, name), getattr(single, name), equal_nan=True), name
    for name, array in single.states.items():
        assert np.array_equal(lane.states[name].reshape(array.shape), array, equal_nan=True), name


@EVERY
@FEW
@given(data=st.data())
def test_a_batch_of_starts_equals_its_single_runs(key, data):
    rule = OPTIMIZERS[key](**data.draw(chosen(key)))
    surface = SURFACES[data.draw(surfaces)]
    starts = np.array([data.draw(points) for _ in range(LANES)])
    batch = simulate(rule, surface, starts, STEPS)
    for i in range(LANES):
        assert_same(batch.lane(i), simulate(rule, surface, starts[i], STEPS))


@EVERY
@FEW
@given(data=st.data())
def test_a_batch_of_settings_equals_its_single_runs(key, data):
    """Every number is an array `(lanes, 1)` at once; a lane that leaves the finite numbers says so."""
    option = data.draw(chosen(key))
    surface, start = SURFACES[data.draw(surfaces)], data.draw(points)
    drawn = [{name: data.draw(values(known)) for name, known in numbers(key).items()} for _ in range(LANES)]
    together = {name: np.array([[lane[name]] for lane in drawn]) for name in numbers(key)}
    batch = simulate(OPTIMIZERS[key](**option, **together), surface, np.tile(start, (LANES, 1)), STEPS)
    for i, alone in enumerate(drawn):
        single = simulate(OPTIMIZERS[key](**option, **alone), surface, start, STEPS)
        assert_same(batch.lane(i), single)
        diverged = single.status == "diverged"
        finite = np.isfinite(single.x).all(axis=-1) & np.isfinite(single.value)
        assert finite[: single.last].all()
        assert finite[single.last] or diverged


class Asked:
    """An objective that counts the calls of a rule itself."""

    def __init__(self, f):
        self.f = f
        self.calls = 0

    def lane(self, index):
        return self

    def __getattr__(self, name):
        def ask(x, lanes=None):
            self.calls += 1
            return getattr(self.f, name)(x, lanes)

        return ask


class Counted:
    """A surface that counts how often it is computed."""

    def __init__(self, surface):
        self.surface = surface
        self.calls = 0

    def evaluate(self, p):
        self.calls += 1
        return self.surface.evaluate(p)

    def hessian(self, p):
        self.calls += 1
        return self.surface.hessian(p)


def frozen(state):
    for part in state:
        if isinstance(part, np.ndarray):
            part.flags.writeable = False
        elif isinstance(part, tuple):
            frozen(part)
    return state


@EVERY
@FEW
@given(data=st.data())
def test_a_step_changes_nothing_it_was_given_and_counts_its_questions(key, data):
    """Steps on arrays that cannot be written to, with nobody else asking."""
    rule = OPTIMIZERS[key](**data.draw(chosen(key)))
    surface = Counted(SURFACES[data.draw(surfaces)])
    x = np.array(data.draw(points))
    inner = CountedObjective(surface, (), rule.coupled_weight_decay, 0, x.shape)
    f = Asked(inner)
    with np.errstate(all="ignore"):
        state = rule.init(x)
        for t in range(1, 4):
            inner.begin(t)
            x.flags.writeable = False
            before, kept = x.copy(), repr(state)
            x_new, state_new = rule.step(x, frozen(state), t, f)
            assert np.array_equal(x, before, equal_nan=True)
            assert repr(state) == kept
            x, state = x_new, state_new
    assert inner.evaluations == f.calls > 0
    assert surface.calls <= f.calls


@EVERY
def test_every_combination_of_options_has_a_formula(key):
    """With all numbers at their defaults, and with nothing switched off by being 0."""
    on = {name: 0.5 for name, known in numbers(key).items() if known.default == 0}
    for option in all_options(key):
        for rule in (OPTIMIZERS[key](**option), OPTIMIZERS[key](**option, **on)):
            assert convert(formula(rule)).startswith("<math")
            for line in assignments(rule).values():
                assert convert(line).startswith("<math")


@EVERY
def test_what_a_page_says_of_it(key):
    rule = OPTIMIZERS[key]
    assert 20 <= len(rule.good_for) <= 200
    assert rule.good_for.endswith(".")
    assert len(rule.plainly) == 2
    assert all(40 <= len(said) <= 250 and re.fullmatch(r"[^.]+\.", said) for said in rule.plainly)
    assert len(rule.remark) <= 300
    state = rule().init(np.array([1.0, 2.0]))
    for name in rule.points:
        assert getattr(state, name).shape == (2,)
