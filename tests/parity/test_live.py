"""What a page walks by itself, beside `simulate`: the player's own scripts under node, which may evaluate no text.

All steps and all that a path holds agree to 1e-10 of its size, wherever rounding alone cannot tell two paths apart.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from optimizers.toolbox.point_by_point import walks_by_points
from simulation import Experiment
from simulation.running.asked import Asked
from simulation.running.stop import Stop
from surfaces import SURFACES
from tests.helpers import live_cases as cases
from tests.helpers.live import Node

LIVE = [key for key, rule in OPTIMIZERS.items() if not walks_by_points(rule)]


@pytest.fixture(scope="module")
def node():
    with Node() as process:
        yield process


def problems(node, walks):
    """What is wrong with each of these, by what it is; most of their rows are to be compared, too."""
    compared = [(case, cases.compare(node, case)) for case in walks]
    results = [result for _, result in compared]
    assert sum(result.rows for result in results) > 0.8 * sum(result.walked for result in results)
    return {
        f"{case.asked.rule.title} {case.asked.rule.values()} on {case.surface}": result.problem
        for case, result in compared
        if result.problem
    }


@pytest.mark.parametrize("key", LIVE)
def test_rules_with_every_option_on_ten_surfaces(node, key):
    assert not problems(node, cases.rules([key]))


@pytest.mark.parametrize("surface", ["two_wells", "absolute"])
def test_rules_on_a_line(node, surface):
    start = SURFACES[surface].starts[0]
    assert not problems(node, [cases.Case(surface, Asked(OPTIMIZERS[key](), start, cases.STEPS)) for key in LIVE])


@pytest.mark.parametrize("key", SCHEDULES)
def test_schedules_of_the_step_size(node, key):
    assert not problems(node, cases.schedules([key]))


@pytest.mark.parametrize("key", TRANSFORMS)
def test_transforms_down_and_up(node, key):
    assert not problems(node, cases.transforms([key]))


def test_transforms_in_a_row(node):
    assert not problems(node, cases.transforms_in_a_row())


def test_early_ends(node):
    walks = list(cases.endings())
    assert not problems(node, walks)
    assert {str(case.path.status) for case in walks} == {"converged", "stopped", "diverged", "out of steps"}


NOISE = {"name": "noise"}
SCHEDULED = {"lr": SCHEDULES["cosine"]()}
BATCHES = (TRANSFORMS["mini_batch"](), TRANSFORMS["noise"]())
CHANGES = {
    "another start": ("rosenbrock", "adam", {}, {"start": (0.5, -0.3)}),
    "another step size": ("rosenbrock", "adam", {}, {"values": {"lr": 0.03}}),
    "two settings and a start": (
        "himmelblau",
        "momentum",
        {},
        {"start": (1, 1), "values": {"lr": 0.002, "momentum": 0.6}},
    ),
    "a setting of the rule inside": ("ackley", "lookahead", {}, {"values": {"inner.lr": 0.05, "alpha": 0.2}}),
    "a switch that was off": ("kinks", "adamw", {}, {"values": {"weight_decay": 0.2}}),
    "a decay that is added to the gradient": ("kinks", "sgd", {}, {"values": {"weight_decay": 0.2, "lr": 0.01}}),
    "the base of a schedule": ("rosenbrock", "adam", {"schedules": SCHEDULED}, {"values": {"lr": 0.02}}),
    "the noise": (
        "rosenbrock",
        "sgd",
        {"transforms": (TRANSFORMS["noise"](),)},
        {"values": {"transform.0.sigma": 0.1}},
    ),
    "with batches": ("logistic", "adam", {"transforms": BATCHES, "seed": 5}, {"start": (2, 1), "values": {"lr": 0.05}}),
    "upwards": ("himmelblau", "adam", {"maximize": True}, {"start": (0, 0), "values": {"lr": 0.1}}),
    "steps between two looks": ("rosenbrock", "lookahead", {}, {"values": {"k": 3}}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_another_number_is_another_run(node, name):
    """A walk with other numbers is what `simulate` makes of them, and costs no new payload."""
    surface, key, more, change = CHANGES[name]
    sent = cases.case(surface, OPTIMIZERS[key](), **more)
    assert not changed(node, sent, change)


def changed(node, sent, change):
    """What is wrong with the change of a case, "" if nothing is."""
    _, payload = cases.blob(sent)
    said, found = node.walk(payload, 0, change)
    values, asked = change.get("values", {}), sent.asked
    assert set(values) <= set(said["movable"])
    own = {name: value for name, value in values.items() if not name.startswith("transform.")}
    transforms = tuple(_moved(one, f"transform.{i}.", values) for i, one in enumerate(asked.transforms))
    rule, start = asked.rule.with_values(**own), change.get("start", asked.start)
    return cases.judged(
        replace(sent, asked=replace(asked, rule=rule, transforms=transforms, start=start)), said, found
    ).problem


def _moved(transform, prefix, values):
    return transform.with_values(**{n.removeprefix(prefix): v for n, v in values.items() if n.startswith(prefix)})


@pytest.mark.parametrize("surface", [key for key in cases.TEN if not SURFACES[key].examples])
def test_heights(node, surface):
    _, payload = cases.blob(cases.case(surface, OPTIMIZERS["sgd"]()))
    box = SURFACES[surface].domain
    _, (heights, _) = node.ask({"do": "heights", "box": box, "rows": 9, "columns": 7, "ground": {}}, payload)
    x, y = np.linspace(*box[:2], 7), np.linspace(*box[2:], 9)
    own = SURFACES[surface].value(np.stack(np.meshgrid(x, y), axis=-1))
    np.testing.assert_allclose(heights.reshape(9, 7), own, rtol=1e-12, atol=1e-12 * np.abs(own).max())


@pytest.mark.parametrize("start", [(-7.0, 2.0), (0.0, 0.26), (0.0, 0.1)])
def test_long_runs_keep_the_rows_that_are_sent(node, start):
    """To the end, to an end in the middle, and to one at once."""
    rule = OPTIMIZERS["sgd"].from_values({"lr": 1e-5})
    case = cases.case("elongated_bowl", rule, stop=Stop(gradient_norm=0.5))
    case = replace(case, asked=replace(case.asked, steps=20_000))
    thinning, payload = cases.thinned(case, copies=9)
    said, found = node.walk(payload, 0, {"start": start})
    path = replace(case, asked=replace(case.asked, start=start)).path
    rows = thinning.rows(int(path.last))
    assert said["end"] == path.last
    assert said["rows"] == len(rows)
    for name in ("x", "value", "evaluations"):
        own = getattr(path, name)[rows].reshape(len(rows), -1)
        np.testing.assert_allclose(found[name], own, rtol=1e-10)


LISTED = {
    "on a line: a slope, a parabola, heights of other points": {
        "surface": "two_wells",
        "runs": [{"rule": key} for key in ("momentum", "newton", "averaged", "nesterov", "sophia", "lookahead")],
    },
    "on a line with noise, upwards": {
        "surface": "wavy_slope",
        "maximize": True,
        "fan": 3,
        "runs": [{"rule": "adam", "transforms": [NOISE], "schedules": {"lr": {"name": "cosine"}}}],
    },
    "mini-batches of one weight": {
        "surface": "one_weight",
        "runs": [{"rule": "sgd", "transforms": [{"name": "mini_batch"}]}],
    },
    "noise, clipping and a schedule": {
        "surface": "rosenbrock",
        "runs": [
            {"rule": "adam", "schedules": {"lr": {"name": "cosine"}}, "transforms": [NOISE, {"name": "clip_norm"}]}
        ],
    },
    "mini-batches of two seeds": {
        "surface": "logistic",
        "seeds": 2,
        "runs": [{"rule": "momentum", "transforms": [{"name": "mini_batch"}, {"name": "l2"}]}],
    },
    "so far away that squares are too large": {
        "surface": "himmelblau",
        "runs": [
            {"rule": "sgd", "hyperparameters": {"lr": 1.0}},
            {"rule": "normalized", "hyperparameters": {"lr": 1e160}},
        ],
    },
    "upwards": {
        "surface": "himmelblau",
        "maximize": True,
        "runs": [{"rule": "adam", "transforms": [NOISE]}, {"rule": "nesterov"}],
    },
    "mini-batches upwards": {
        "surface": "logistic",
        "maximize": True,
        "runs": [{"rule": "adam", "transforms": [{"name": "mini_batch"}]}],
    },
    "a Hessian, and questions elsewhere": {
        "surface": "rosenbrock",
        "runs": [{"rule": key} for key in ("sophia", "sam", "sharpness_aware", "averaged", "polyak", "newton")],
    },
    "a fan and a plateau": {
        "surface": "ackley",
        "fan": 3,
        "runs": [{"rule": "adam", "schedules": {"lr": {"name": "plateau", "settings": {"patience": 2}}}}],
    },
    "a cycle of step size and momentum": {
        "surface": "ackley",
        "runs": [
            {"rule": "momentum", "schedules": {"lr": {"name": "one_cycle", "settings": {"cycle_momentum": True}}}}
        ],
    },
    "schedules of other settings": {
        "surface": "kinks",
        "runs": [
            {"rule": "adam", "schedules": {"beta1": {"name": "cosine"}}},
            {"rule": "lookahead", "schedules": {"inner.lr": {"name": "exponential"}}},
        ],
    },
}


@pytest.mark.parametrize("name", LISTED)
def test_everything_that_a_page_lists(node, name):
    """All series of a payload, those that follow from others too, of all paths of all runs."""
    experiment = Experiment.from_data({**LISTED[name], "steps": 60, "seed": 3})
    payload, views = cases.listed(experiment)
    for i, view in enumerate(views):
        said, found = node.walk(payload, i)
        assert (said["status"], said["last"]) == (view.status, view.last)
        assert set(found) == {series.name for series in view.series}
        for series in view.series:
            if not series.name.endswith(".rest"):  # what float32 leaves out: nothing, here
                error = cases.apart(np.asarray(series.values, float), found[series.name]).max()
                assert error <= cases.TOLERANCE, f"{series.name} of {view.label}: {error:.0e}"
