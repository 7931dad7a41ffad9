"""What of a surface a picture shows: in true proportions, and around the domain where f has values."""

import math

import pytest

from figures.framing import STRETCH, framed, lean, stretch
from figures.picture import picture
from simulation import Experiment
from surfaces import SURFACES, Surface
from surfaces.heightmaps.heightmap import example, heightmap

LONG = Surface.from_formula("x^2 + y^2", (0.0, 1000.0, 0.0, 1.0))


def stretched(surface: Surface, aspect: float) -> float:
    """How many times as long as a unit of y one of x is in a picture of this shape."""
    xmin, xmax, ymin, ymax = framed(surface, aspect)
    return aspect * (ymax - ymin) / (xmax - xmin)


@pytest.mark.parametrize("aspect", [0.4, 0.9, 1.0, 1.3, 2.0, 3.7])
@pytest.mark.parametrize("key", [key for key, surface in SURFACES.items() if surface.dimensions == 2])
def test_no_built_in_surface_is_stretched_more_than_it_may_be(key, aspect):
    surface = SURFACES[key]
    most = 1.0 if surface.alike else STRETCH
    assert 1 / most - 1e-9 <= stretched(surface, aspect) <= most + 1e-9
    xmin, xmax, ymin, ymax = framed(surface, aspect)
    assert (min(xmin, surface.domain[0]), max(xmax, surface.domain[1])) == (xmin, xmax)
    assert (min(ymin, surface.domain[2]), max(ymax, surface.domain[3])) == (ymin, ymax)


@pytest.mark.parametrize("key", [key for key, surface in SURFACES.items() if surface.family in ("bowl", "saddle")])
def test_bowls_and_saddles_have_equal_scales(key):
    assert stretch(SURFACES[key]) == 1


@pytest.mark.parametrize("key", ["least_squares", "logistic", "tanh_neuron"])
def test_slope_and_intercept_are_not_of_one_kind(key):
    assert stretch(SURFACES[key]) == STRETCH


def test_a_domain_many_times_as_long_as_wide_fills_its_picture():
    assert stretch(LONG) == math.inf
    assert framed(LONG, 1.3) == LONG.domain
    assert stretch(Surface.from_formula("x^2", (-6.0, 6.0, -2.0, 2.0))) == 1


def test_a_heightmap_has_nothing_beyond_its_edges():
    assert stretch(heightmap(example())) == STRETCH


@pytest.mark.parametrize(
    ("formula", "domain", "leans"),
    [
        ("x - log(x) + y^2", (0.0, 3.0, -1.0, 1.0), (0.0, 0.5)),
        ("log(4 - x) + log(y)", (0.0, 4.0, 0.0, 2.0), (1.0, 0.0)),
        ("sqrt(1 - y) + x", (-1.0, 1.0, -1.0, 1.0), (0.5, 1.0)),
        ("x*y", (-1.0, 1.0, -1.0, 1.0), (0.5, 0.5)),
        ("sqrt(1 - x^2) + y", (-1.0, 1.0, -1.0, 1.0), (0.5, 0.5)),
    ],
)
def test_more_is_shown_where_f_has_values(formula, domain, leans):
    assert lean(Surface.from_formula(formula, domain)) == leans


def test_the_log_barrier_shows_nothing_behind_its_walls():
    surface = SURFACES["log_barrier"]
    for aspect in (0.9, 1.2, 1.5, 2.5):
        xmin, _, ymin, _ = framed(surface, aspect)
        assert (xmin, ymin) == (0, 0)


def test_a_thumbnail_stacks_the_maps_of_a_wide_domain():
    runs = [{"rule": "sgd"}, {"rule": "momentum"}]
    wide = Experiment.from_data({"surface": "elongated_bowl", "steps": 5, "runs": runs})
    drawn = picture(wide, "panels", dark=False, title="two")
    assert drawn.count('<svg x="0"') == 2
    square = Experiment.from_data({"surface": "sphere", "steps": 5, "runs": runs})
    assert picture(square, "panels", dark=False, title="two").count('<svg x="0"') == 1
