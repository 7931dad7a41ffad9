"""A rule's code is read once for its class and options, however often it is drawn and whatever its numbers."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.base import Optimizer, coupled_weight_decay, hyper
from optimizers.reading import algorithm as reading
from optimizers.reading.algorithm import algorithm
from optimizers.reading.notation import assignments, formula
from player.explain import Derivatives, explain
from simulation import simulate
from surfaces import SURFACES

SURFACE = SURFACES["rosenbrock"]


class State(NamedTuple):
    m: Any


def fresh_rule():
    """A class that nothing has read before."""

    @dataclass(frozen=True, eq=False)
    class Fresh(Optimizer):
        title = "Fresh"

        lr: float = hyper(0.1, doc="step size")
        keep: float = hyper(0.9, doc="kept")
        nesterov: bool = hyper(False, doc="Nesterov")
        weight_decay: float = coupled_weight_decay()

        def init(self, x):
            return State(np.zeros_like(x))

        def step(self, x, state, t, f):
            g = f.gradient(x)
            m = self.keep * state.m + g
            d = g + self.keep * m if self.nesterov else m
            x = x - self.lr * d
            return x, State(m)

    return Fresh


@pytest.fixture
def walks(monkeypatch):
    """The rules whose lines were read, one entry a reading."""
    made = []

    class Counted(reading.Reader):
        def __init__(self, rule, exact):
            made.append(rule)
            super().__init__(rule, exact)

    monkeypatch.setattr(reading, "Reader", Counted)
    return made


def draw(rule):
    path = simulate(rule, SURFACE, (-1.2, 1.0), 5)
    return assignments(rule), explain(rule, path, str, Derivatives(SURFACE.gradient, SURFACE.hessian)), formula(rule)


def test_two_redraws_with_other_numbers_are_one_reading(walks):
    rule = fresh_rule()
    for lr in (0.001, 0.002):
        draw(rule(lr=lr, keep=lr))
    assert len(walks) == 1


def test_other_options_are_other_readings(walks):
    rule = fresh_rule()
    for settings in ({}, {"nesterov": True}, {"weight_decay": 0.1}, {"weight_decay": 0.2}, {"nesterov": False}):
        draw(rule(**settings))
    assert len(walks) == 3


def test_what_is_shared_cannot_be_changed():
    lines = assignments(OPTIMIZERS["adam"]())
    with pytest.raises(TypeError):
        lines["m"] = ""


@dataclass(frozen=True, eq=False)
class OnNumbers(Optimizer):
    title = "On numbers"

    lr: float = hyper(0.1, doc="step size")

    def init(self, x):
        return ()

    def step(self, x, state, t, f):
        x = x - f.gradient(x) if self.lr == 0.3 else x - 2 * f.gradient(x)
        return x, state


def test_a_test_on_a_number_is_no_option():
    with pytest.raises(TypeError, match=r"On numbers: 'self\.lr' is no test on options"):
        algorithm(OnNumbers())
