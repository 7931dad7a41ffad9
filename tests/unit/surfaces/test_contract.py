"""What every built-in surface promises."""

import ast
import importlib
import itertools
import math
import pkgutil
from pathlib import Path

import numpy as np
import pytest
import scipy.optimize
import torch
from latex2mathml.converter import convert

import surfaces
from surfaces import SURFACES, Surface, critical_points
from tests.helpers.literature import LITERATURE, LOWEST

#: Surfaces whose minimum is a cusp or a kink, or whose derivatives there are taken as 0.
CUSPS = {"ackley", "drop_wave", "kinks", "bukin6", "absolute"}
#: Surfaces whose Hessian is singular at the saddle, or at the minimum.
FLAT = {"monkey_saddle", "degenerate_saddle", "flat_quartic"}
#: Surfaces with more stationary points than are worth listing: the deepest minima are.
DOZENS = {
    *("rastrigin", "ackley", "griewank", "levy", "levy13", "schaffer2", "schaffer4", "drop_wave", "eggholder", "easom"),
    *("noisy_valley", "cross_in_tray", "holder_table"),
}

every = pytest.mark.parametrize("key", SURFACES)


def random_points(surface: Surface, shape: tuple[int, ...], seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(*surface.corners, (*shape, surface.dimensions))


@every
def test_derivatives_equal_automatic_differentiation(key):
    surface = SURFACES[key]
    p = random_points(surface, (200,))
    point = tuple(torch.tensor(column, requires_grad=True) for column in p.T.copy())
    f = LITERATURE[key](*point)
    slopes = torch.autograd.grad(f.sum(), point, create_graph=True)
    rows = [
        torch.autograd.grad(slope.sum(), point, retain_graph=True, materialize_grads=True)
        if slope.requires_grad
        else (torch.zeros(200),) * len(point)
        for slope in slopes
    ]
    hessian = np.stack([np.stack([part.detach().numpy() for part in row], -1) for row in rows], -2)
    for ours, expected in (
        (surface.value(p), f.detach().numpy()),
        (surface.gradient(p), np.stack([slope.detach().numpy() for slope in slopes], -1)),
        (surface.hessian(p), hessian),
    ):
        np.testing.assert_allclose(ours, expected, rtol=1e-11, atol=1e-12 * np.abs(expected).max())


@every
def test_minima(key):
    surface = SURFACES[key]
    lowest = surface.value(random_points(surface, (2000,))).min()
    values = surface.value(np.array(surface.minima).reshape(-1, surface.dimensions))
    assert (values <= lowest).all() or key == "eggholder"
    np.testing.assert_allclose(values, LOWEST.get(key, 0.0), rtol=1e-12, atol=1e-15 if key != "himmelblau" else 1e-29)
    for point in surface.local_minima:
        assert key == "eggholder" or surface.value(point) > values.min() + 1e-5
    for point in surface.minima + surface.local_minima:
        assert key in CUSPS | FLAT or (np.linalg.eigvalsh(surface.hessian(point)) > 0).all()


@every
def test_saddles(key):
    surface = SURFACES[key]
    for point in surface.saddles:
        low, high = np.linalg.eigvalsh(surface.hessian(point))
        assert low < 0 < high or key in FLAT
        angles = np.linspace(0, 2 * np.pi, 720)
        around = surface.value(np.array(point) + 1e-2 * np.stack([np.cos(angles), np.sin(angles)], -1))
        assert around.min() < surface.value(point) < around.max()


@every
def test_scipy_finds_the_listed_points_to_twelve_digits(key):
    """Newton's step from a listed point is nothing, and SciPy comes back to the point from beside it."""
    surface = SURFACES[key]
    size = max(map(abs, surface.domain))
    for point in surface.minima + surface.local_minima + surface.saddles:
        gradient, hessian = surface.gradient(point), surface.hessian(point)
        if key in CUSPS or key in FLAT:
            np.testing.assert_array_equal(gradient, 0)
            continue
        assert np.abs(np.linalg.solve(hessian, gradient)).max() < 1e-13 * size
        found = scipy.optimize.root(surface.gradient, np.array(point) + 1e-4 * size / 5, jac=surface.hessian, tol=1e-14)
        np.testing.assert_allclose(found.x, point, rtol=1e-12, atol=1e-12 * size)


@pytest.mark.parametrize("key", ["ackley", "kinks", "drop_wave"])
def test_a_search_without_derivatives_ends_at_the_cusp(key):
    found = scipy.optimize.minimize(SURFACES[key].value, (0.05, -0.03), method="Nelder-Mead", tol=1e-12)
    np.testing.assert_allclose(found.x, SURFACES[key].minima[0], atol=1e-8)


@pytest.mark.parametrize("key", [key for key in SURFACES if key not in DOZENS | CUSPS])
def test_every_minimum_and_saddle_in_view_is_listed(key):
    surface = SURFACES[key]
    found = critical_points(surface)
    for kind, listed in (("minimum", surface.minima + surface.local_minima), ("saddle", surface.saddles)):
        points = sorted(c.point for c in found if c.kind == kind)
        flat = (-1, surface.dimensions)
        np.testing.assert_allclose(np.reshape(points, flat), np.reshape(sorted(listed), flat), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("key", sorted(DOZENS - CUSPS))
def test_of_dozens_the_deepest_are_listed(key):
    surface = SURFACES[key]
    listed = surface.minima + surface.local_minima
    deepest = [c for c in critical_points(surface, grid=60) if c.kind == "minimum"][: len(listed)]
    points = np.array(sorted((c.x, c.y) for c in deepest))
    np.testing.assert_allclose(points, sorted(listed), rtol=1e-9, atol=1e-9)


@every
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (1000,)])
def test_batches_equal_single_points_bit_for_bit(key, shape):
    surface = SURFACES[key]
    p = random_points(surface, shape, seed=1)
    before = p.copy()
    value, gradient = surface.value_and_gradient(p)
    hessian = surface.hessian(p)
    n = surface.dimensions
    assert (np.shape(value), gradient.shape, hessian.shape) == (shape, (*shape, n), (*shape, n, n))
    np.testing.assert_array_equal(surface.value(p), value)
    np.testing.assert_array_equal(surface.gradient(p), gradient)
    for index in np.ndindex(*shape):
        single_value, single_gradient = surface.value_and_gradient(p[index])
        assert single_value == value[index]
        np.testing.assert_array_equal(single_gradient, gradient[index])
        np.testing.assert_array_equal(surface.hessian(p[index]), hessian[index])
    np.testing.assert_array_equal(p, before)


@every
def test_memory_layout_does_not_matter(key):
    surface = SURFACES[key]
    p = random_points(surface, (501,))
    for same in (np.asfortranarray(p), p[::-1].copy()[::-1], np.repeat(p, 2, axis=0)[::2], p.tolist()):
        np.testing.assert_array_equal(surface.gradient(same), surface.gradient(p))


@every
def test_far_away_is_no_error(key):
    surface = SURFACES[key]
    n = surface.dimensions
    p = np.array([[1e200, -1e200], [np.inf, 0.0], [np.nan, 1.0]])[:, :n]
    assert surface.value(p).shape == (3,)
    assert surface.hessian(p).shape == (3, n, n)


@every
def test_description(key):
    surface = SURFACES[key]
    low, high = surface.corners
    for point in surface.starts + surface.minima + surface.local_minima + surface.saddles:
        assert len(point) == surface.dimensions
        assert (low < point).all()
        assert (point < high).all()
    assert surface.starts
    assert surface.name
    assert "https://" in surface.source
    assert surface.teaches.endswith(".")
    assert surface.scale in ("log", "linear")
    known = ("bowl", "valley", "saddle", "many minima", "plateau and cliff", "non-smooth", "losses", "one dimension")
    assert surface.family in known
    assert (surface.family == "one dimension") == (surface.dimensions == 1)
    for known in surface.parameters.values():
        assert known.doc
        assert known.symbol
        assert known.slider[0] <= known.default <= known.slider[1]
        assert known.problem(known.default) is None
    assert "\\" not in convert(surface.latex)


@pytest.mark.parametrize(
    ("key", "points"),
    [
        ("ackley", [(0.0, 0.0)]),
        ("drop_wave", [(0.0, 0.0)]),
        ("cross_in_tray", [(0.0, 0.0), (0.0, 2.0), (-1.0, 0.0), (math.pi, 1.0)]),
        ("holder_table", [(0.0, 0.0), (0.0, 2.0), (1.0, math.pi / 2)]),
        ("bukin6", [(-10.0, 1.0), (-5.0, 0.25), (-10.0, 0.0)]),
        ("kinks", [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)]),
        ("eggholder", [(0.0, -47.0), (47.0, 0.0), (-94.0, 0.0)]),
    ],
)
def test_derivatives_that_do_not_exist_are_finite(key, points):
    surface = SURFACES[key]
    assert np.isfinite(surface.gradient(points)).all()
    assert np.isfinite(surface.hessian(points)).all()
    np.testing.assert_array_equal(surface.gradient(points), [surface.gradient(point) for point in points])


def test_the_eggholder_falls_further_where_its_box_ends():
    value, gradient = SURFACES["eggholder"].value_and_gradient((512.0, 404.2319))
    assert value == pytest.approx(-959.6407, abs=1e-4)
    assert gradient[0] < -3


def declared_surfaces() -> dict[str, Surface]:
    found = pkgutil.walk_packages(surfaces.__path__, "surfaces.")
    modules = [importlib.import_module(module.name) for module in found if not module.ispkg]
    return {
        name.lower(): value for module in modules for name, value in vars(module).items() if isinstance(value, Surface)
    }


def test_families_stand_together():
    families = [surface.family for surface in SURFACES.values()]
    assert len(list(itertools.groupby(families))) == len(set(families)) == 8


def test_no_surface_is_forgotten():
    assert declared_surfaces() == SURFACES


def test_a_surface_is_at_most_twelve_lines_of_data():
    for file in Path(surfaces.__path__[0]).glob("**/*.py"):
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
                assert statement.end_lineno - statement.lineno - 1 <= 12
