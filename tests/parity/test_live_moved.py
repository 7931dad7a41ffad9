"""Surfaces whose numbers are moved in a page, beside the server's: paths on them, and what is marked there."""

from __future__ import annotations

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from player.shown import grid
from simulation import Experiment
from simulation.running.asked import Asked
from surfaces import SURFACES
from tests.helpers import live_cases as cases
from tests.helpers.live import Node


@pytest.fixture(scope="module")
def node():
    with Node() as process:
        yield process


def test_other_numbers_of_the_surface(node):
    _, payload = cases.blob(cases.case("rosenbrock", OPTIMIZERS["adam"]()))
    moved = SURFACES["rosenbrock"].with_parameters(a=0.5, b=20.0)
    said, found = node.walk(payload, 0, {"ground": {"a": 0.5, "b": 20.0}})
    other = cases.Case("rosenbrock", Asked(OPTIMIZERS["adam"](), cases.TEN["rosenbrock"], cases.STEPS))
    assert not cases.judged(other, said, found, moved).problem
    again, _ = node.walk(payload, 0)  # and the next walk is on the surface itself
    assert again["rows"] == cases.STEPS + 1


@pytest.mark.parametrize(
    ("surface", "moved"),
    [
        ("rosenbrock", {"a": 0.6, "b": 40.0}),
        ("rotated_ellipse", {"kappa": 13.0}),
        ("log_barrier", {"mu": 0.9}),
        ("logistic", {"c": 18.0}),
        ("parabola", {"a": 3.0}),
        ("one_weight", {"s": 1.2}),
    ],
)
def test_minima_of_a_moved_surface_are_followed(node, surface, moved):
    """f − f* and the distance to the nearest minimum are those of the server."""
    base = {"surface": surface, "steps": 40, "start": SURFACES[surface].starts[0], "runs": [{"rule": "adam"}]}
    payload, _ = cases.listed(Experiment.from_data(base))
    numbers = dict(zip(SURFACES[surface].parameters, map(float, SURFACES[surface].arguments), strict=True)) | moved
    _, views = cases.listed(Experiment.from_data({**base, "parameters": numbers}))
    _, found = node.walk(payload, 0, {"ground": moved}, grid(Experiment.from_data(base).ground))
    known = {series.name: np.asarray(series.values, float) for series in views[0].series}
    for name in ("gap", "distance"):
        assert cases.apart(known[name], found[name]).max() <= 1e-9


FORMULA = {"surface": "formula", "domain": (-3.0, 3.0, -3.0, 3.0), "start": (1.0, 0.5)}
ON_A_LINE = {"surface": "formula", "domain": (-3.0, 3.0), "start": (1.0,)}
MOVED = {
    "Rosenbrock's valley": ({"surface": "rosenbrock"}, {"a": 0.6, "b": 40.0}),
    "a bowl that is a saddle now": ({"surface": "quadratic"}, {"b": 9.0}),
    "two wells of which the other is lower now": ({**FORMULA, "formula": "x^4 - 3*x^2 + a*x + y^2"}, {"a": -1.0}),
    "two wells that have become one": ({**FORMULA, "formula": "x^4 - a*x^2 + y^2"}, {"a": -1.0}),
    "hills and hollows": ({**FORMULA, "formula": "sin(x + a) + cos(y)"}, {"a": 1.2}),
    "a hill that is climbed": ({**FORMULA, "formula": "-(x - a)^2 - y^2", "maximize": True}, {"a": 1.2}),
    "a loss": ({"surface": "logistic"}, {"c": 18.0}),
    "a curve": ({**ON_A_LINE, "formula": "x^4 - 3*x^2 + a*x"}, {"a": 0.4}),
    "a curve with an inflection": ({**ON_A_LINE, "formula": "a*x^3*(x - 2)"}, {"a": 0.4}),
    "a fold": ({**ON_A_LINE, "formula": "a*abs(x - 0.5)"}, {"a": 1.7}),
}


@pytest.mark.parametrize("name", MOVED)
def test_what_is_marked_on_a_moved_surface_is_where_the_server_finds_it(node, name):
    settings, moved = MOVED[name]
    base = {"steps": 20, "runs": [{"rule": "sgd", "hyperparameters": {"lr": 1e-3}}], **settings}
    before = Experiment.from_data(base)
    numbers = {**before.ground.surface.values, **moved}
    header = cases.header(cases.listed(Experiment.from_data({**base, "parameters": numbers}))[0])
    found = node.places(cases.listed(before)[0], moved, grid(before.ground))
    for kind, places in found.items():
        assert len(places) == len(header[kind]), kind
        known, here = (np.array(sorted(place[:2] for place in some)) for some in (header[kind], places))
        assert known == pytest.approx(here, abs=1e-6)


PIT = "x^2 + y^2 - a*exp(-{}*((x - 1.013)^2 + (y - 0.987)^2))"


@pytest.mark.parametrize(
    ("formula", "a", "start", "told"),
    [
        ("x^4 - 3*x^2 + a*x + y^2", (1.0, 0.5), (-1.5, 1.0), True),
        ("x^4 - 3*x^2 + a*x + y^2", (1.0, -1.0), (-1.5, 1.0), True),  # the other hollow, which was known
        (PIT.format(20), (0.0, 4.0), (-1.5, 1.0), False),
        (PIT.format(400), (0.0, 2.1), (-1.5, 1.0), False),  # between the places that are looked at
        (PIT.format(20_000), (0.0, 4.0), (1.013, 0.987), False),  # only the path knows of it
        ("x^2 + y^2 - a*(x^2 + y^2)^2/9", (1.0, 2.0), (0.5, 0.5), False),  # the corners
    ],
)
def test_of_a_moved_surface_no_least_value_is_told_that_another_undercuts(node, formula, a, start, told):
    data = {"surface": "formula", "formula": formula, "domain": (-2.0, 2.0, -2.0, 2.0), "steps": 40, "start": start}
    rules = [{"rule": "adam"}, {"rule": "sgd", "hyperparameters": {"lr": 1e-4}}]
    before, after = (Experiment.from_data({**data, "runs": rules, "parameters": {"a": one}}) for one in a)
    payload, _ = cases.listed(before)
    _, views = cases.listed(after)
    for i, view in enumerate(views):
        _, found = node.walk(payload, i, {"ground": {"a": a[1]}}, grid(before.ground))
        for name in ("gap", "distance"):
            known = [np.asarray(series.values, float) for series in view.series if series.name == name]
            assert np.isnan(found[name]).all() != told
            assert not told or cases.apart(known[0], found[name]).max() <= 1e-9
