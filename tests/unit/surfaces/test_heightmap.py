"""A grid of heights as a surface."""

import pickle

import numpy as np
import pytest

from surfaces import critical_points
from surfaces.heightmaps.heightmap import domain_of, example, heightmap

BOX = (-2.0, 3.0, 1.0, 4.0)


def wave(rows=31, columns=41, box=BOX):
    """Heights of sin(2x)·cos(y) and the function itself; the first row is the top."""
    x, y = np.meshgrid(np.linspace(*box[:2], columns), np.linspace(*box[:1:-1], rows))
    return np.sin(2 * x) * np.cos(y)


def test_passes_through_every_height_with_the_first_row_on_top():
    heights = np.random.default_rng(0).normal(size=(6, 9))
    surface = heightmap(heights, BOX)
    x, y = np.meshgrid(np.linspace(-2, 3, 9), np.linspace(4, 1, 6))
    np.testing.assert_allclose(surface.value(np.stack([x, y], -1)), heights, atol=1e-12)
    np.testing.assert_allclose(surface.value((-2, 4)), heights[0, 0], atol=1e-12)
    np.testing.assert_allclose(surface.value((3, 1)), heights[-1, -1], atol=1e-12)


def test_approaches_the_function_that_the_heights_are_of():
    surface = heightmap(wave(121, 161), BOX)
    p = np.random.default_rng(1).uniform((-1.8, 1.2), (2.8, 3.8), (200, 2))
    x, y = p.T
    np.testing.assert_allclose(surface.value(p), np.sin(2 * x) * np.cos(y), atol=1e-6)
    slopes = np.stack([2 * np.cos(2 * x) * np.cos(y), -np.sin(2 * x) * np.sin(y)], -1)
    np.testing.assert_allclose(surface.gradient(p), slopes, atol=1e-4)


@pytest.mark.parametrize("heights", [wave(), np.random.default_rng(2).normal(size=(5, 8)), np.arange(16).reshape(4, 4)])
def test_derivatives_are_those_of_the_value(heights):
    surface = heightmap(heights, BOX)
    p = np.random.default_rng(3).uniform((-1.9, 1.1), (2.9, 3.9), (100, 2))
    for axis in (0, 1):
        step = 1e-6 * np.eye(2)[axis]
        slope = (surface.value(p + step) - surface.value(p - step)) / 2e-6
        bend = (surface.gradient(p + step) - surface.gradient(p - step)) / 2e-6
        scale = np.abs(heights).max()
        np.testing.assert_allclose(surface.gradient(p)[:, axis], slope, atol=1e-7 * scale)
        np.testing.assert_allclose(surface.hessian(p)[:, axis], bend, atol=1e-5 * scale)


def test_a_batch_is_its_single_points_bit_for_bit():
    surface = heightmap(example())
    p = np.random.default_rng(4).uniform((-1, -1), (11, 8), (3, 50, 2))
    value, gradient = surface.value_and_gradient(p)
    hessian = surface.hessian(p)
    for index in np.ndindex(3, 50):
        one, slope = surface.value_and_gradient(p[index])
        assert isinstance(one, float)
        np.testing.assert_array_equal(value[index], one)
        np.testing.assert_array_equal(gradient[index], slope)
        np.testing.assert_array_equal(hessian[index], surface.hessian(p[index]))


def test_there_is_nothing_outside():
    surface = heightmap(wave(), BOX)
    for point in ((-2.001, 2), (3.001, 2), (0, 0.999), (0, 4.001), (1e300, 2), (np.inf, 2), (np.nan, 2)):
        value, gradient = surface.value_and_gradient(point)
        assert np.isnan(value)
        assert np.isnan(gradient).all()
        assert np.isnan(surface.hessian(point)).all()
    corners = [(x, y) for x in BOX[:2] for y in BOX[2:]]
    assert np.isfinite(surface.value(corners)).all()
    assert np.isfinite(surface.gradient(corners)).all()


def test_stationary_points_are_found():
    surface = heightmap(wave(121, 161), BOX)
    found = [(point.kind, point.x, point.y) for point in critical_points(surface)]
    minima = [(x, y) for kind, x, y in found if kind == "minimum"]
    np.testing.assert_allclose(minima, [(np.pi / 4, np.pi)], atol=1e-4)
    np.testing.assert_allclose(surface.minima, minima)
    assert {(round(4 * x / np.pi), round(y, 2)) for kind, x, y in found if kind == "maximum"} == {(-1, 3.14), (3, 3.14)}


def test_on_rough_ground_only_what_stands_out_is_listed():
    noise = np.random.default_rng(5).normal(size=(121, 161))
    rough = heightmap(wave(121, 161) + 0.003 * noise, BOX)
    assert len(critical_points(rough)) > 100
    assert all(len(points) <= 13 for points in rough.points.values())
    x, y = np.transpose(rough.minima + rough.local_minima)
    np.testing.assert_allclose(x, np.pi / 4, atol=0.3)
    np.testing.assert_allclose(y, np.pi, atol=0.3)
    flat = heightmap(np.full((50, 50), 0.1))
    assert sum(map(len, flat.points.values())) <= 1


def test_without_a_domain_cells_are_squares():
    assert domain_of(np.zeros((51, 101))) == (0, 10, 0, 5)
    assert heightmap(np.eye(5)).domain == (0, 10, 0, 10)


def test_the_example_shows_something():
    surface = heightmap(example())
    kinds = [point.kind for point in critical_points(surface)]
    assert kinds.count("minimum") >= 1
    assert kinds.count("maximum") >= 2
    assert kinds.count("saddle") >= 2
    assert np.hypot(*surface.gradient(surface.starts[0])) > 0.1


@pytest.mark.parametrize("heights", [example(), wave(), example(20, 30)])
def test_a_walk_downhill_from_the_start_stays_on_the_map(heights):
    surface = heightmap(heights)
    p = np.array(surface.starts[0])
    begin = surface.value(p)
    assert np.hypot(*surface.gradient(p)) > 0.1
    for _ in range(2000):
        slope = surface.gradient(p)
        p = p - 0.02 * slope / max(1.0, np.hypot(*slope))
    assert surface.value(p) < begin - 1
    assert np.hypot(*surface.gradient(p)) < 0.05


@pytest.mark.parametrize("heights", [np.ones((4, 4)), np.arange(16).reshape(4, 4)])
def test_a_start_where_all_ways_lead_off_the_map(heights):
    assert heightmap(heights).starts == ((2.0, 8.0),)


def test_is_a_surface_like_others():
    surface = heightmap(wave(), BOX, name="Hill")
    assert surface.name == "Hill"
    assert surface.latex == r"\text{height}(x, y)"
    copy = pickle.loads(pickle.dumps(surface))
    assert copy.value((0.1, 2.0)) == surface.value((0.1, 2.0))
    assert surface.value(np.empty((0, 2))).shape == (0,)
    assert np.isfinite(surface.value(surface.starts[0]))
    np.testing.assert_allclose(heightmap(np.full((4, 4), 7.0)).gradient((5.0, 5.0)), 0, atol=1e-14)


@pytest.mark.parametrize(
    ("heights", "message"),
    [
        ([[1, 2], [3]], "the same number in each row"),
        ("hill", "rows of numbers"),
        (None, "rows of numbers"),
        ([1, 2, 3, 4], "rows of numbers"),
        (np.zeros((4, 4, 4)), "rows of numbers"),
        ([["a"] * 4] * 4, "rows of numbers"),
        (np.zeros((3, 9)), "4 to 200 rows and columns, not 3 × 9"),
        (np.zeros((9, 201)), "4 to 200 rows and columns, not 9 × 201"),
        (np.where(np.eye(5) > 0, np.nan, 1.0), "row 1, column 1 is not finite"),
        (np.full((4, 4), 1e13), "row 1, column 1 is not finite or beyond"),
    ],
)
def test_what_is_no_grid_of_heights(heights, message):
    with pytest.raises(ValueError, match=message) as caught:
        heightmap(heights)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("domain", [(0, 0, 0, 1), (0, 1, 2, 1), (0, np.inf, 0, 1), (1, 2, 3), "none"])
def test_what_is_no_domain(domain):
    with pytest.raises(ValueError, match="The domain needs"):
        heightmap(np.eye(4), domain)
