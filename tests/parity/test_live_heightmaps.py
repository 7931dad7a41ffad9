"""Heightmaps in the page: their spline and the paths on it, beside the server's, by the player's scripts under node."""

import json

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from player import shown
from simulation import Experiment
from simulation.live.course import Asked
from surfaces import SURFACES
from surfaces.heightmaps.heightmap import MAX_SIDE, example
from tests.helpers import live_cases as cases
from tests.helpers.live import Node
from tests.helpers.payload import header

RNG = np.random.default_rng(3)
MAPS = {
    "the example": {},
    "smooth, of degree five": {"heights": np.round(example(40, 25), 4).tolist(), "domain": (-3, 1, 2, 9)},
    "rough, of degree three": {"heights": RNG.normal(size=(30, 50)).round(3).tolist()},
    "rough one way alone": {"heights": (RNG.normal(size=(20, 1)) + np.linspace(0, 3, 30) ** 2).round(3).tolist()},
    "the smallest": {"heights": RNG.normal(size=(4, 4)).round(3).tolist()},
    "high and wide": {
        "heights": (1e6 + 3e5 * RNG.normal(size=(6, 7))).round(1).tolist(),
        "domain": (0, 1e5, -1e4, 1e4),
    },
}


@pytest.fixture(scope="module")
def node():
    with Node() as process:
        yield process


def on(key, runs, **more):
    return Experiment.from_data({"surface": "heightmap", **MAPS[key], "steps": 60, "runs": runs, **more})


@pytest.mark.parametrize("key", MAPS)
def test_value_slopes_and_bends_are_those_of_the_server(node, key):
    ground = on(key, [{"rule": "sgd"}]).ground
    own = ground.surface.function
    xmin, xmax, ymin, ymax = own.domain
    x = np.concatenate([np.linspace(xmin, xmax, 23), RNG.uniform(xmin, xmax, 40), [xmin, xmax]])
    y = np.concatenate([np.linspace(ymin, ymax, 23)[::-1], RNG.uniform(ymin, ymax, 40), [ymax, ymin]])
    _, found = node.ask({"do": "spline", "points": np.stack([x, y], axis=-1).tolist()}, shown.grid(ground))
    for known, column in zip((*own.first(x, y), *own.second(x, y)), np.transpose(found), strict=True):
        np.testing.assert_allclose(column, known, rtol=1e-10, atol=1e-11 * np.abs(known).max())


def test_beyond_the_map_nothing_is_known(node):
    ground = on("the example", [{"rule": "sgd"}]).ground
    xmin, xmax, ymin, ymax = ground.surface.function.domain
    outside = [[xmin - 1e-9, ymin], [xmax + 1e-9, ymax], [xmin, ymax + 1e-9], [xmax, ymin - 1e-9], [1e9, -1e9]]
    _, found = node.ask({"do": "spline", "points": outside}, shown.grid(ground))
    assert np.isnan(found).all()


@pytest.mark.parametrize("maximize", [False, True])
@pytest.mark.parametrize("key", MAPS)
def test_paths_are_those_of_simulate(node, monkeypatch, key, maximize):
    """Of rules that ask for slopes, for bends and elsewhere, down and up, to the end and off the map."""
    ground = on(key, [{"rule": "sgd"}]).ground
    monkeypatch.setitem(SURFACES, "heightmap", ground.surface)
    compared = []
    for rule in ("sgd", "momentum", "adam", "sophia", "newton", "sam"):
        asked = Asked(OPTIMIZERS[rule](), ground.surface.starts[0], cases.STEPS, maximize=maximize)
        case = cases.Case("heightmap", asked)
        walked = node.walk(cases.blob(case)[1], 0, grid=shown.grid(ground))
        compared.append(cases.judged(case, *walked))
    assert [one.problem for one in compared] == [""] * len(compared)
    assert sum(one.rows for one in compared) > 0.5 * sum(one.walked for one in compared)


def test_the_spline_travels_with_the_picture_and_once():
    """8 bytes a height with the grid, and none with the paths."""
    experiment = on("the example", [{"rule": "sgd"}])
    heights = np.size(experiment.ground.surface.function.heights)
    blob, paths = shown.grid(experiment.ground), cases.listed(experiment)[0]
    numbers = sum(header(blob)["spline"]["knots"]) + heights
    size = header(blob)
    assert len(blob) - int.from_bytes(blob[:4], "little") - 4 == 8 * numbers + 4 * size["rows"] * size["columns"]
    assert json.dumps(header(paths)["live"]["ground"]["blocks"]) == "{}"
    assert heights <= MAX_SIDE**2


def test_without_its_spline_a_heightmap_is_not_walked(node):
    payload, _ = cases.listed(on("the example", [{"rule": "sgd"}]))
    with pytest.raises(RuntimeError, match="spline"):
        node.walk(payload, 0)
