"""Known functions, sampled on grids of every size and read from files, are found again."""

import io

import numpy as np
import pytest
from scipy.interpolate import BSpline

from surfaces import SURFACES, critical_points
from surfaces.heightmaps.files import read_heights
from surfaces.heightmaps.heightmap import degree, heightmap
from surfaces.heightmaps.resample import resampled

SMALL, LARGE = (4, 5, 7, 11, 31, 64, 101), (199, 200, 201, 211, 256, 401, 577, 800, 997, 1000)
#: Function → the least side at which so many heights say where its minima are.
KNOWN = {
    "booth": 4,
    "matyas": 4,
    "rosenbrock": 7,
    "himmelblau": 7,
    "styblinski_tang": 7,
    "six_hump_camel": 11,
    "mccormick": 11,
    "easom": 31,
    "branin": 64,
    "goldstein_price": 64,
    "beale": 64,
    "rastrigin": 31,
}


def npy(array):
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def sampled(function, domain, columns, rows):
    """Heights of a function of points, the first row at the top."""
    xmin, xmax, ymin, ymax = domain
    x, y = np.meshgrid(np.linspace(xmin, xmax, columns), np.linspace(ymax, ymin, rows))
    return function(np.stack([x, y], -1))


@pytest.mark.parametrize("name", KNOWN)
def test_minima_of_known_functions_are_found_within_a_hundredth_of_a_cell(name):
    known = SURFACES[name]
    cell = np.array([known.domain[1] - known.domain[0], known.domain[3] - known.domain[2]])
    some = LARGE[list(KNOWN).index(name) % 4 :: 4]  # every large side with three of the functions
    for side in (*(side for side in SMALL if side >= KNOWN[name]), *some):
        heights, _ = read_heights("f.npy", npy(sampled(known.value, known.domain, side, side)))
        surface = heightmap(heights, known.domain)
        found = np.array(surface.minima + surface.local_minima)
        for minimum in known.minima:
            assert (np.abs(found - minimum).max(axis=1) * (side - 1) / cell.min()).min() < 0.01, (side, minimum)


def test_rosenbrock_on_256_cells_has_one_minimum_and_no_saddle():
    known = SURFACES["rosenbrock"]
    heights, _ = read_heights("f.npy", npy(sampled(known.value, known.domain, 256, 256)))
    found = critical_points(heightmap(heights, known.domain))
    assert [(point.kind, round(point.x, 9), round(point.y, 9)) for point in found] == [("minimum", 1, 1)]


@pytest.mark.parametrize("shape", [(201, 201), (256, 300), (600, 800), (997, 211), (1000, 17), (5, 4000)])
def test_a_ramp_keeps_its_slopes_to_the_edges(shape):
    ramp = np.add.outer(-2.0 * np.arange(shape[0]), 1.0 * np.arange(shape[1]))
    found = read_heights("ramp.npy", npy(ramp))
    assert found.heights.shape < shape
    surface = heightmap(found.heights, found.domain)
    p = np.random.default_rng(0).uniform(found.domain[::2], found.domain[1::2], (300, 2))
    unit = 10 / (max(shape) - 1)
    np.testing.assert_allclose(surface.gradient(p), np.broadcast_to((1 / unit, 2 / unit), p.shape), rtol=1e-6)
    np.testing.assert_allclose(
        found.heights[[0, 0, -1, -1], [0, -1, 0, -1]], ramp[[0, 0, -1, -1], [0, -1, 0, -1]], atol=1e-9
    )


def test_noise_is_averaged_and_not_picked_from():
    noise = np.random.default_rng(1).normal(size=(1000, 1000))
    assert resampled(noise, (200, 200)).std() < 0.35
    for constant in (np.full((1000, 333), 7.0), np.full((333, 1000), 255, np.uint8)):
        heights, _ = read_heights("flat.npy", npy(constant))
        np.testing.assert_allclose(heights, constant[0, 0], rtol=1e-12)


def test_a_long_grid_keeps_its_shape_and_is_told():
    found = read_heights("hill.npy", npy(np.ones((600, 800))))
    assert found.heights.shape == (150, 200)
    assert found.note == "600 rows × 800 columns, resampled to 150 × 200 by a spline."
    assert found.domain == (0, 10, 0, pytest.approx(10 * 599 / 799))


def test_the_degree_follows_the_ground():
    x = np.linspace(0, 3, 40)
    smooth = np.sin(x)[:, None] * np.cos(2 * x)
    assert degree(smooth) == degree(np.round(smooth, 6)) == degree(smooth[:, :1]) == 5
    assert degree(np.random.default_rng(0).normal(size=(40, 40))) == 3
    assert degree((smooth > 0.5) * 1.0) == 3
    assert degree(smooth[:6]) == 3


def test_the_spline_has_the_least_squared_distance():
    """Beside a general solver: the normal equations are banded, and taken rows at a time."""
    heights = np.random.default_rng(3).normal(size=(601, 300))
    knots = np.linspace(0, 600, 40)
    knots = np.concatenate([[0] * 6, knots[3:-3], [600] * 6])
    given, wanted = (BSpline.design_matrix(x, knots, 5).toarray() for x in (np.arange(601.0), np.linspace(0, 600, 40)))
    expected = wanted @ np.linalg.lstsq(given, heights, rcond=None)[0]
    np.testing.assert_allclose(resampled(heights, (40, 300)), expected, rtol=0, atol=1e-9)
