"""What is said of runs in pictures of two units, by every kind of rule, on heights and on data."""

from collections.abc import Sequence

import mpmath as mp
import numpy as np
import pytest

from simulation import Experiment, run
from simulation.judging.outcome import outcome
from tests.helpers.verdicts import own, told

NARROW = "-1000~1000~-0.001~0.001"


@pytest.mark.parametrize(
    ("formula", "start", "rest", "kind"),
    [
        ("(x/1000)^2+(y/0.001)^2", (0.05, 0.0009), "run=sgd~lr~0&steps=5", "step size 0"),
        ("(x/1000)^2+(y/0.001)^2", (500, 0.0009), "run=newton&steps=5", "minimum"),
        ("(x/1000)^2+(y/0.001)^2", (500, 0.0005), "run=sgd~lr~1e-7&steps=99", "descending"),
        ("(x/1000)^2+cos(4000*y)", (0, 0.0001), "run=sgd~lr~0&steps=5", "step size 0"),
        ("abs(x)/1000+abs(y)*1000", (0, 0.0009), "run=sgd~lr~0&steps=5", "step size 0"),
        ("abs(x)/1000+abs(y)*1000", (0, 0), "run=sgd~lr~0&steps=5", "kink"),
    ],
)
def test_x_and_y_in_units_of_their_own(formula, start, rest, kind):
    assert told(own(formula, start, rest, NARROW)).kind == kind


RULES = ["bfgs", "lbfgs~max_iter~9", "conjugate_gradient", "trust_region", "nelder_mead", "line_search", "polyak",
         "rprop", "prodigy", "schedule_free_sgd~lr~0.3", "adadelta", "madgrad~lr~0.1"]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_every_kind_of_rule_comes_to_the_only_minimum(rule):
    found = told(own("(x-1)^2+2*(y-2)^2", (-1, 3), f"run={rule}&steps=800"))
    assert found.kind == "minimum"
    assert np.hypot(found.point[0] - 1, found.point[1] - 2) < 1e-9


def heights(f, steps: int, lr: float, start: Sequence[float]) -> dict:
    x, y = np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-1, 3, 41))
    rows = tuple(map(tuple, np.broadcast_to(f(x, y), x.shape).tolist()))
    rule = {"rule": "sgd", "hyperparameters": {"lr": lr}}
    picture = {"surface": "heightmap", "heights": rows, "domain": (-2, 2, -1, 3)}
    return {**picture, "start": start, "steps": steps, "runs": [rule]}


@pytest.mark.parametrize(
    ("f", "start", "kind", "point"),
    [
        (lambda x, y: (x - 0.33) ** 2 + (2 - y - 1.1) ** 2, (-1.5, 2.5), "minimum", (0.33, 0.9)),
        (lambda x, y: np.cos(3 * x) + np.cos(3 * (y - 1)), (0.9, 2.2), "minimum", (np.pi / 3, 1 + np.pi / 3)),
        (lambda x, _y: 0 * x + 5, (1.5, 1), "plateau", (1.5, 1)),
        (lambda x, _y: 0 * x + 255, (0.3, 1), "plateau", (0.3, 1)),
        (lambda x, y: x + y, (1.5, 1), "no value", None),
    ],
)
def test_on_a_grid_of_heights(f, start, kind, point):
    experiment = Experiment.from_data(heights(lambda x, y: f(x, 2 - y), 150, 0.05, start))
    (path,) = run(experiment)
    found = outcome(path, experiment.landscape())
    assert found.kind == kind
    assert point is None or np.allclose(found.point, point, atol=1e-3)


def test_a_loss_on_data_has_the_minimum_of_its_normal_equations():
    rows = [(t / 5, 2 * t / 5 - 1 + (-1) ** t / 7) for t in range(-5, 6)]
    runs = [{"rule": "newton"}, {"rule": "sgd", "hyperparameters": {"lr": 0.3}}]
    noisy = {**runs[1], "transforms": [{"name": "mini_batch", "settings": {"size": 4}}]}
    experiment = Experiment.from_data(
        {"surface": "least_squares", "data": rows, "start": (0, 0), "steps": 200, "runs": [*runs, noisy]}
    )
    paths, surface = run(experiment), experiment.landscape()
    found = [outcome(path, surface) for path in paths]
    design = mp.matrix([[mp.mpf(u), 1] for u, _v in rows])
    target = mp.matrix([mp.mpf(v) for _u, v in rows])
    rest = design * mp.lu_solve(design, target) - target
    lowest = sum(a**2 for a in rest) / len(rows)
    assert [one.kind for one in found[:2]] == ["minimum", "minimum"]
    assert all(min(abs(one.value - float(lowest) * share) for share in (1, 0.5)) < 1e-9 for one in found[:2])
    assert found[0].arrived == 1
    assert found[2].kind == "moving"
