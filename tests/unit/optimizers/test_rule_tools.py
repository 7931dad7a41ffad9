"""A function that rules call says itself how it is shown; whoever reads a rule knows none by name."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from formulas.tree import Call, Name, Operation
from optimizers.base import Optimizer, hyper
from optimizers.reading.inspector import program
from optimizers.reading.notation import assignments
from optimizers.toolbox.tool import Tool, shown_as
from optimizers.typed.rule_to_text import opened
from optimizers.typed.text_to_rule import written
from simulation import simulate
from surfaces import SURFACES


def _halvings(target, u, times):
    yield f"{target}0", Operation("/", (u, Call("norm", (u,))))
    for i in range(times):
        yield target if i == times - 1 else f"{target}{i + 1}", Operation("/", (Name(f"{target}{i}"), Name("two")))


@shown_as(Tool(r"\operatorname{H}", (2.0,), _halvings))
def halved(u, times):
    return u / np.sqrt(np.sum(u * u, axis=-1, keepdims=True)) / 2.0**times


class State(NamedTuple):
    o: Any


@dataclass(frozen=True, eq=False)
class Halving(Optimizer):
    title = "Halving"

    lr: float = hyper(0.1, doc="step size")
    two: float = hyper(2.0, doc="two")
    times: int = hyper(2, choices=(1, 2, 3), symbol="k", doc="halvings")

    def init(self, x):
        return State(np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        o = halved(g, self.times)
        x = x - self.lr * o
        return x, State(o)


def test_its_name_in_formulas_and_its_constants():
    rule = Halving()
    assert assignments(rule)["o"].endswith(r"\operatorname{H}\left(g, k\right)")
    assert program(rule)[1].program == ["halved", "g", "times", 2.0]


def test_it_is_opened_as_the_lines_it_stands_for():
    for times in (1, 2, 3):
        rule = Halving(times=times)
        text = opened(rule)
        assert text.text.count("\n") == times + 1
        own = written(text.text)(**text.values)
        ours, theirs = (simulate(r, SURFACES["rosenbrock"], (-1.2, 1.0), 20).x for r in (rule, own))
        np.testing.assert_array_equal(ours, theirs)  # halving is exact
