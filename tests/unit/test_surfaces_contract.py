"""What every built-in surface promises."""

import ast
import importlib
import math
import pkgutil
from pathlib import Path

import numpy as np
import pytest
import torch
from latex2mathml.converter import convert

import surfaces
from surfaces import SURFACES, Surface

# Written from the literature, independently of the formulas' texts.
LITERATURE = {
    "rosenbrock": lambda x, y: 100 * (y - x.square()).square() + (1 - x).square(),
    "saddle": lambda x, y: (x - y) * (x + y),
    "monkey_saddle": lambda x, y: torch.real(torch.complex(x, y) ** 3),
    "elongated_bowl": lambda x, y: 0.05 * x.square() + y.square(),
    "round_bowl": lambda x, y: torch.stack((x, y)).square().sum(0),
    "beale": lambda x, y: sum((c - x * (1 - y**k)).square() for k, c in enumerate((1.5, 2.25, 2.625), start=1)),
    "himmelblau": lambda x, y: (x.square() + y - 11).square() + (x + y.square() - 7).square(),
    "rastrigin": lambda x, y: sum(10 + z.square() - 10 * torch.cos(2 * math.pi * z) for z in (x, y)),
    "ackley": lambda x, y: (
        20 * (1 - torch.exp(-0.2 * torch.hypot(x, y) / math.sqrt(2)))
        + math.e
        - torch.exp((torch.cos(2 * math.pi * x) + torch.cos(2 * math.pi * y)) / 2)
    ),
    "three_hump_camel": lambda x, y: x.square() * (2 - 1.05 * x.square() + x**4 / 6) + y * (x + y),
}

every = pytest.mark.parametrize("key", SURFACES)


def random_points(surface: Surface, shape: tuple[int, ...], seed: int = 0) -> np.ndarray:
    xmin, xmax, ymin, ymax = surface.domain
    return np.random.default_rng(seed).uniform((xmin, ymin), (xmax, ymax), (*shape, 2))


@every
def test_derivatives_equal_automatic_differentiation(key):
    surface = SURFACES[key]
    p = random_points(surface, (200,))
    x, y = (torch.tensor(column, requires_grad=True) for column in p.T.copy())
    f = LITERATURE[key](x, y)
    slopes = torch.autograd.grad(f.sum(), (x, y), create_graph=True)
    rows = [
        torch.autograd.grad(slope.sum(), (x, y), retain_graph=True, materialize_grads=True)
        if slope.requires_grad
        else (torch.zeros(200), torch.zeros(200))
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
    values = surface.value(np.array(surface.minima).reshape(-1, 2))
    assert (values <= lowest).all()
    np.testing.assert_allclose(values, 0, atol=1e-15 if key != "himmelblau" else 1e-29)
    for point in surface.local_minima:
        assert surface.value(point) > values.min() + 1e-6
    for point in surface.minima + surface.local_minima:
        assert np.abs(surface.gradient(point)).max() < 1e-12
        assert key == "ackley" or (np.linalg.eigvalsh(surface.hessian(point)) > 0).all()


@every
def test_saddles(key):
    surface = SURFACES[key]
    for point in surface.saddles:
        assert np.abs(surface.gradient(point)).max() < 1e-11
        low, high = np.linalg.eigvalsh(surface.hessian(point))
        assert low < 0 < high or key == "monkey_saddle"
        angles = np.linspace(0, 2 * np.pi, 720)
        around = surface.value(np.array(point) + 1e-2 * np.stack([np.cos(angles), np.sin(angles)], -1))
        assert around.min() < surface.value(point) < around.max()


@pytest.mark.parametrize("key", [key for key in SURFACES if key not in ("rastrigin", "ackley")])
def test_every_critical_point_is_listed(key):
    """Newton's method from everywhere finds no minimum and no saddle that is not listed."""
    surface = SURFACES[key]
    p = random_points(surface, (500,))
    for _ in range(60):
        hessian = surface.hessian(p)
        p = p - np.linalg.solve(hessian + 1e-30 * np.eye(2), surface.gradient(p)[..., None])[..., 0]
    xmin, xmax, ymin, ymax = surface.domain
    inside = (p > (xmin, ymin)).all(-1) & (p < (xmax, ymax)).all(-1)
    found = p[inside & (np.abs(surface.gradient(p)).max(-1) < 1e-9)]
    found = found[np.linalg.eigvalsh(surface.hessian(found))[:, 1] > 0]  # no maxima
    listed = np.array(surface.minima + surface.local_minima + surface.saddles)
    distance = np.linalg.norm(found[:, None] - listed, axis=-1)
    assert (distance.min(1) < 1e-6).all()
    assert (distance.min(0) < 1e-6).all()


@every
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (1000,)])
def test_batches_equal_single_points_bit_for_bit(key, shape):
    surface = SURFACES[key]
    p = random_points(surface, shape, seed=1)
    before = p.copy()
    value, gradient = surface.value_and_gradient(p)
    hessian = surface.hessian(p)
    assert (np.shape(value), gradient.shape, hessian.shape) == (shape, (*shape, 2), (*shape, 2, 2))
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
    p = np.array([[1e200, -1e200], [np.inf, 0.0], [np.nan, 1.0]])
    surface = SURFACES[key]
    assert surface.value(p).shape == (3,)
    assert surface.hessian(p).shape == (3, 2, 2)


@every
def test_description(key):
    surface = SURFACES[key]
    xmin, xmax, ymin, ymax = surface.domain
    for x, y in surface.starts + surface.minima + surface.local_minima + surface.saddles:
        assert xmin < x < xmax
        assert ymin < y < ymax
    assert surface.starts
    assert surface.name
    assert "https://" in surface.source
    assert surface.teaches.endswith(".")
    assert surface.scale in ("log", "linear")
    assert "\\" not in convert(surface.latex)


def test_ackley_at_its_cusp():
    ackley = SURFACES["ackley"]
    assert ackley.value((0.0, 0.0)) == 0
    np.testing.assert_array_equal(ackley.gradient((0.0, 0.0)), 0)
    assert np.isfinite(ackley.hessian((0.0, 0.0))).all()


def declared_surfaces() -> dict[str, Surface]:
    modules = [importlib.import_module(f"surfaces.{module.name}") for module in pkgutil.iter_modules(surfaces.__path__)]
    return {
        name.lower(): value for module in modules for name, value in vars(module).items() if isinstance(value, Surface)
    }


def test_no_surface_is_forgotten():
    assert declared_surfaces() == SURFACES


def test_a_surface_is_at_most_twelve_lines_of_data():
    for module in pkgutil.iter_modules(surfaces.__path__):
        source = Path(surfaces.__path__[0], f"{module.name}.py").read_text()
        for statement in ast.parse(source).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
                assert statement.end_lineno - statement.lineno - 1 <= 12
