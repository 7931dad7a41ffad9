"""What is said of runs, held against paths walked in forty digits and against what is known of the functions."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import mpmath as mp
import numpy as np
import pytest

import cli
from simulation import Experiment, run
from tests.helpers.exact import Function, Rule, adagrad, adam, arrival, gone_since, momentum, newton, sgd, walk
from tests.helpers.verdicts import own, told
from words.sentence import sentence

SIDE = 4.0


def plain(lr: str) -> Rule:
    return sgd(lambda _t: mp.mpf(lr))


class Walked(NamedTuple):
    """A run, and the same in forty digits: the rule, f, and where it ends."""

    formula: str
    start: tuple[float, float]
    run: str
    steps: int
    kind: str
    rule: Rule
    f: Function
    point: Sequence[float]


THIRD = mp.log(2) / 3
WELLS = [mp.findroot(lambda x: 4 * x**3 - 8 * x + 1, near) for near in (1.3, -1.5)]
RIPPLES = [mp.acos(mp.mpf("0.1")) - mp.pi + 2 * mp.pi * k for k in (-1, 0, 1)]
TILTED = "x^4-4*x^2+x+y^2"


def tilted(x, y):
    return x**4 - 4 * x**2 + x + y**2


def waves(x, y):
    return mp.sin(x) + x / 10 + y**2


WALKED = [
    Walked("(x-1)^2+3*(y+2)^2", (3, 3), "sgd~lr~0.1", 99, "minimum", plain("0.1"),
           lambda x, y: (x - 1) ** 2 + 3 * (y + 2) ** 2, (1, -2)),
    Walked("x^2+x*y+y^2", (3, -2), "momentum~lr~0.05", 300, "minimum", momentum("0.05"),
           lambda x, y: x**2 + x * y + y**2, (0, 0)),
    Walked("log(1+x^2)+y^2", (2, 1), "adam~lr~0.1", 300, "minimum", adam("0.1"),
           lambda x, y: mp.log(1 + x**2) + y**2, (0, 0)),
    Walked("x^4+y^4", (1, 1), "newton", 40, "minimum", newton(), lambda x, y: x**4 + y**4, (0, 0)),
    Walked("cosh(x-1)+cosh(y)", (3, 2), "newton", 9, "minimum", newton(),
           lambda x, y: mp.cosh(x - 1) + mp.cosh(y), (1, 0)),
    Walked("x^2/2+5*y^2", (3, 2), "nesterov~lr~0.05", 200, "minimum", momentum("0.05", nesterov=True),
           lambda x, y: x**2 / 2 + 5 * y**2, (0, 0)),
    Walked("exp(x)+exp(-2*x)+y^2", (1, 1), "sgd~lr~0.1", 80, "minimum", plain("0.1"),
           lambda x, y: mp.exp(x) + mp.exp(-2 * x) + y**2, (THIRD, 0)),
    Walked("(x^2-1)^2+y^2", (0.5, 1), "sgd~lr~0.05", 120, "minimum", plain("0.05"),
           lambda x, y: (x**2 - 1) ** 2 + y**2, (1, 0)),
    Walked("(x+y-1)^2", (3, 1), "sgd~lr~0.1", 60, "minimum", plain("0.1"), lambda x, y: (x + y - 1) ** 2, (1.5, -0.5)),
    Walked("sqrt(1+x^2)+sqrt(1+4*y^2)", (2, 1), "adagrad~lr~0.5", 120, "minimum", adagrad("0.5"),
           lambda x, y: mp.sqrt(1 + x**2) + mp.sqrt(1 + 4 * y**2), (0, 0)),
    Walked("1e6+x^2+y^2", (1, 0.5), "sgd~lr~0.1", 80, "minimum", plain("0.1"), lambda x, y: x**2 + y**2, (0, 0)),
    Walked(TILTED, (-2, 1), "sgd~lr~0.02", 200, "minimum", plain("0.02"), tilted, (WELLS[1], 0)),
    Walked(TILTED, (2, 1), "sgd~lr~0.02", 200, "local minimum", plain("0.02"), tilted, (WELLS[0], 0)),
    Walked("x^5-5*x^3+y^2", (1, 1), "sgd~lr~0.01", 400, "local minimum", plain("0.01"),
           lambda x, y: x**5 - 5 * x**3 + y**2, (mp.sqrt(3), 0)),
    Walked("x^2-y^2", (2, 0), "sgd~lr~0.1", 60, "saddle", plain("0.1"), lambda x, y: x**2 - y**2, (0, 0)),
    Walked("x*y", (1, 1), "sgd~lr~0.1", 120, "saddle", plain("0.1"), lambda x, y: x * y, (0, 0)),
    Walked("sin(x)*sin(y)", (0.2, 0.1), "newton", 9, "saddle", newton(), lambda x, y: mp.sin(x) * mp.sin(y), (0, 0)),
    Walked("cos(x)*cos(y)", (0.3, 0.2), "newton", 9, "maximum", newton(), lambda x, y: mp.cos(x) * mp.cos(y), (0, 0)),
    Walked("exp(-x^2-y^2)", (0.2, 0.1), "newton", 9, "maximum", newton(),
           lambda x, y: mp.exp(-(x**2) - y**2), (0, 0)),
    Walked("abs(x-1)+2*abs(y+1)", (3, 2), "sgd~lr~0.5", 30, "kink", plain("0.5"),
           lambda x, y: abs(x - 1) + 2 * abs(y + 1), (1, -1)),
    Walked("abs(x)+abs(y)", (2, 1), "sgd~lr~0.5~~lr.exponential~gamma~0.9", 120, "kink",
           sgd(lambda t: mp.mpf("0.5") * mp.mpf("0.9") ** (t - 1)), lambda x, y: abs(x) + abs(y), (0, 0)),
]  # fmt: skip


@pytest.mark.parametrize("case", WALKED, ids=lambda case: f"{case.formula} {case.run}")
def test_where_and_when_in_forty_digits(case):
    found = told(own(case.formula, case.start, f"run={case.run}&steps={case.steps}"))
    points = walk(case.rule, case.f, case.start, case.steps)
    near = mp.hypot(2 * SIDE, 2 * SIDE) / 10_000
    assert found.kind == case.kind
    assert np.hypot(*(np.array(found.point) - np.array([float(a) for a in case.point]))) <= float(near)
    assert found.arrived == arrival(points, case.point, near)


@pytest.mark.parametrize(("well", "kind"), [(0, "minimum"), (1, "local minimum"), (2, "local minimum")])
def test_of_three_ripples_the_lowest_is_the_minimum(well, kind):
    start = (round(float(RIPPLES[well]), 3) + 0.8, 1)
    found = told(own("sin(x)+0.1*x+y^2", start, "run=sgd~lr~0.2&steps=120", "-10~10~-10~10"))
    points = walk(plain("0.2"), waves, start, 120)
    assert found.kind == kind
    assert found.arrived == arrival(points, (RIPPLES[well], 0), mp.hypot(20, 20) / 10_000)


@pytest.mark.parametrize(
    ("formula", "start", "rest", "kind", "step"),
    [
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.01~~lr.linear~end_factor~0~total_iters~10&steps=50", "step size 0", 10),
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.01~~lr.multistep~milestones~5,10~gamma~0&steps=60", "step size 0", 5),
        ("x^2+y^2", (3, 2), "run=momentum~lr~0.001~~lr.polynomial~total_iters~8&steps=60", "step size 0", 8),
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.1~~clip_norm~theta~0&steps=60", "no step", 0),
        ("x^2+y^2-2*x", (3, 1), "run=sgd~lr~0.1~weight_decay~0.5&steps=500", "no step", None),
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.1~~lr.exponential~gamma~0.5&steps=500", "lost in rounding", None),
        ("x^2+y^2", (3, 2), "run=adam~lr~0.01~~lr.exponential~gamma~0.5&steps=500", "lost in rounding", None),
        ("abs(x)^0.5+y^2", (2, 0), "run=sgd~lr~0.01~~lr.exponential~gamma~0.9&steps=999", "lost in rounding", None),
        ("max(abs(x),abs(y))", (1, 0.3), "run=sgd~lr~0.1~~lr.exponential~gamma~0.9&steps=300", "shrunk", None),
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.02~~lr.step~step_size~10~gamma~0.1&steps=100", "shrunk", None),
        ("x^2+y^2", (3, 2), "run=adam~lr~0.02~~lr.polynomial~total_iters~300~power~4&steps=300", "shrunk", None),
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.01~~lr.linear~end_factor~0.1~total_iters~20&steps=60", "descending", 60),
        ("x^6+y^2", (1, 1), "run=sgd~lr~0.1&steps=900", "descending", 900),
        ("x^2-y^2", (1, 1e-12), "run=sgd~lr~0.1&steps=100", "descending", 100),
        ("x^2-y^2", (1, 1e-12), "run=momentum~lr~0.1~momentum~0.5&steps=60", "descending", 60),
        ("-x^2-y^2", (1e-9, 0), "run=sgd~lr~0.1&steps=60", "descending", 60),
        ("x^2-y^2", (1, 0), "run=sgd~lr~0.1&steps=200", "saddle", None),
        ("x^3-3*x*y^2", (1, 0), "run=sgd~lr~0.05&steps=500", "descending", 500),
        ("exp(-x^2-y^2)", (3.5, 3.5), "run=rmsprop~lr~1e-5~eps~1e-30&steps=300", "descending", 300),
        ("x^2+1e-9*y^2", (1, 1), "run=sgd~lr~0.1&steps=300", "descending", 300),
        ("1e-12*x", (-2, 1), "run=sgd~lr~0.1&steps=50", "descending", 50),
        ("exp(-(x^2+y^2))", (3.9, 3.9), "run=sgd&steps=50", "plateau", 0),
        ("max(1-x^2-y^2,0)", (2, 2), "run=sgd&steps=50", "plateau", 0),
        ("tanh(5*x)", (3.9, 0), "run=sgd~lr~0.1&steps=50", "plateau", 0),
        ("sigmoid(10*(x-1))", (3.9, 0), "run=adam~lr~0.1&steps=500", "plateau", 0),
        ("relu(x)+relu(y)", (2, 1), "run=sgd~lr~0.3&steps=60", "plateau", 7),
        ("abs(x)*abs(y)", (1, 0.25), "run=sgd~lr~0.25&steps=50", "kink", 1),
        ("-abs(x)+y^2", (0, 1), "run=sgd~lr~0.25&steps=90", "saddle", 10),
        ("-abs(x*y)", (0, 0), "run=sgd~lr~0.1&steps=9", "maximum", 0),
        ("abs(x*y)", (0, 0), "run=sgd~lr~0.1&steps=9", "minimum", 0),
        ("x*abs(y)", (0, 0), "run=sgd~lr~0.1&steps=9", "saddle", 0),
        ("floor(x)", (1.9999, 0), "run=sgd~lr~0.1&steps=9", "plateau", 0),
        ("-x^2-y^2", (0, 0), "run=sgd~lr~0.1&steps=9", "maximum", 0),
        ("x^2", (1, 3), "run=sgd~lr~0.1~weight_decay~0.003&steps=900", "minimum", None),
        ("(x+y)^2", (1, 3), "run=adamw~lr~0.01~weight_decay~0.05&steps=2000", "minimum", None),
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.1~~noise~sigma~1&steps=400", "moving", 400),
        ("x^2+y^2", (3, 2), "run=sgd~lr~0.001&steps=900&stop=value_below~12", "stop rule", 20),
        ("abs(x)+y^2", (0.75, 1), "run=sgd~lr~0.3&steps=400&stop=patience~20", "stalled", None),
        ("sqrt(x-1)+y^2", (2, 1), "run=sgd~lr~2&steps=50", "no slope", 1),
        ("1/x+y^2", (-1, 1), "run=sgd~lr~1&steps=50", "no value", 1),
        ("log(x)-y^2", (-1, 1), "run=sgd~lr~1&steps=50", "no value", 0),
    ],
)  # fmt: skip
def test_what_is_known_of_a_run(formula, start, rest, kind, step):
    found = told(own(formula, start, rest))
    assert found.kind == kind
    assert step is None or found.step == step


@pytest.mark.parametrize(
    ("r", "period"),
    [(3.2, 2), (3.5, 4), (3.55, 8), (3.83, 3)],
)
def test_periods_of_the_logistic_map(r, period):
    """Descent on a cubic with this step size is the logistic map, x → r x (1 − x)."""
    formula = f"10*(x^2/2-{r}*(x^2/2-x^3/3))+y^2"
    found = told(own(formula, (0.3, 0.5), "run=sgd~lr~0.1&steps=1500", "-0.5~1.5~-1~1"))
    assert (found.why, found.period) == ("orbit", period)


@pytest.mark.parametrize("r", [3.7, 3.9])
def test_a_map_without_a_period_is_moving(r):
    formula = f"10*(x^2/2-{r}*(x^2/2-x^3/3))+y^2"
    found = told(own(formula, (0.3, 0.5), "run=sgd~lr~0.1&steps=1000", "-0.5~1.5~-1~1"))
    assert found.why in ("moving", "descending")
    assert found.period == 0


@pytest.mark.parametrize(
    ("formula", "f", "lr", "start", "steps", "away"),
    [
        ("(x^2+y^2)/2", lambda x, y: (x**2 + y**2) / 2, "2.5", (3, 2), 9, "growing"),
        ("-x^2", lambda x, _y: -(x**2), "0.1", (1, 0), 20, "growing"),
        ("x", lambda x, _y: x, "0.1", (1.05, 0), 200, "growing"),
        ("x^2-y^2", lambda x, y: x**2 - y**2, "0.1", (1, 0.25), 60, "growing"),
        ("x^3", lambda x, _y: x**3, "0.05", (-1, 0), 8, None),
    ],
)
def test_who_leaves_and_when(formula, f, lr, start, steps, away):
    found = told(own(formula, start, f"run=sgd~lr~{lr}&steps={steps}"))
    points = walk(plain(lr), f, start, steps)
    assert (found.why, found.step) == ("left", gone_since(points, mp.mpf(SIDE)))
    assert away is None or found.away == away


@pytest.mark.parametrize(
    ("formula", "f", "lr", "start"),
    [
        ("x^4+y^4", lambda x, y: x**4 + y**4, "1", (3, 2)),
        ("x^6", lambda x, _y: x**6, "0.1", (3, 2)),
        ("x^2+y^2", lambda x, y: x**2 + y**2, "50", (3, 2)),
    ],
)
def test_who_diverges_and_when(formula, f, lr, start):
    """At the first row at which f, or its slope, is larger than any double."""
    found = told(own(formula, start, f"run=sgd~lr~{lr}&steps=200"))
    rule, point, step = plain(lr), (mp.mpf(start[0]), mp.mpf(start[1])), 0
    while f(*point) <= mp.mpf(2) ** 1024:
        step, point = step + 1, rule(f, point, step + 1)
    assert (found.why, found.step) == ("diverged", step)


@pytest.mark.parametrize(
    ("formula", "start", "rest", "kind", "step"),
    [
        ("-(x-1)^2-3*(y+2)^2", (3, 3), "run=sgd~lr~0.1&steps=99", "maximum", 34),
        ("exp(-(x-1)^2-y^2)+exp(-4*(x+2)^2-4*y^2)/2", (-1.9, 0.2), "run=sgd~lr~0.1&steps=300", "local maximum", None),
        ("x^2-y^2", (0, 1), "run=sgd~lr~0.1&steps=99", "saddle", 31),
        ("x^2+y^2", (0, 0), "run=sgd~lr~0.1&steps=20", "minimum", 0),
        ("x^2+y^2", (1, 0), "run=sgd~lr~0.1&steps=40", "left", 8),
        ("-abs(x)-abs(y)", (1, 1), "run=sgd~lr~0.25&steps=40", "kink", 4),
        ("1-x^2-y^2", (3, 1), "run=sgd~lr~1&steps=40", "orbit", 40),
        ("x-y^2", (-3, 1), "run=sgd~lr~0.01&steps=40", "climbing", 40),
        ("-x^4", (3, 1), "run=sgd~lr~1&steps=40", "diverged", None),
    ],
)
def test_what_is_known_of_a_climb(formula, start, rest, kind, step):
    found = told(own(formula, start, f"{rest}&maximize=true"))
    assert found.kind == kind
    assert step is None or found.step == step


def test_the_shell_says_what_the_page_says(capsys):
    for case in WALKED[::4]:
        query = own(case.formula, case.start, f"run={case.run}&steps={case.steps}")
        assert cli.main(["run", "--link", query, "--format", "json"]) == 0
        (said,) = json.loads(capsys.readouterr().out)["runs"]
        found = told(query)
        assert (said["where"], said["arrived"], said["sentence"]) == (
            case.kind,
            found.arrived,
            sentence(run(Experiment.from_query(query))[0], Experiment.from_query(query).landscape())[1],
        )
