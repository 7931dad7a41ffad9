"""A Python function as a surface: its derivatives are those of the same formula, and what does not fit is said."""

import cmath
import math

import numpy as np
import pytest
import torch

import slalom
from simulation.experiments.suggest import suggested_lr
from slalom import OPTIMIZERS, Surface, by_torch, simulate
from surfaces import SURFACES

BOX = (-2.0, 3.0, -1.0, 2.5)


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def branching(x, y):
    if x > 0.5:
        return x**2 + y**2
    return x**2 + y**2 + (x - 0.5) ** 4


#: Function in NumPy, the same in torch, the same as a formula.
SAME = [
    (rosenbrock, rosenbrock, "(1-x)^2 + 100*(y-x^2)^2"),
    (
        lambda x, y: np.sin(3 * x) * np.exp(-(y**2)),
        lambda x, y: torch.sin(3 * x) * torch.exp(-(y**2)),
        "sin(3*x)*exp(-y^2)",
    ),
    (lambda w: w[0] ** 2 / 2 + w[1] ** 4, lambda w: w[0] ** 2 / 2 + w[1] ** 4, "x^2/2 + y^4"),
    (
        lambda x, y: np.where(x < 0, -x, x) + y**2,
        lambda x, y: torch.abs(x) + y**2,
        "abs(x) + y^2",
    ),
    (lambda x, y: np.tanh(x) + 0 * y, lambda x, y: torch.tanh(x) + 0 * y, "tanh(x) + 0*y"),
    (lambda x, y: np.log(1 + np.exp(x - y)), lambda x, y: torch.log(1 + torch.exp(x - y)), "log(1+exp(x-y))"),
    (lambda x, y: np.sqrt(x + 3) * y, lambda x, y: torch.sqrt(x + 3) * y, "sqrt(x+3)*y"),
    (lambda x, y: x**2 - 3 + 0 * y, lambda x, y: x**2 - 3, "x^2 - 3"),  # noqa: ARG005
    (lambda x, y: 3.0, lambda x, y: 3.0, "3 + 0*x"),  # noqa: ARG005
    (lambda x, y, a=2.0: a * x * y, lambda x, y, a=2.0: a * x * y, "2*x*y"),
]


@pytest.mark.parametrize(("by_numpy", "in_torch", "text"), SAME, ids=[text for *_, text in SAME])
def test_derivatives_are_those_of_the_formula(by_numpy, in_torch, text):
    formula = Surface.from_formula(text, BOX)
    points = np.random.default_rng(0).uniform((-2, -1), (3, 2.5), (40, 2))
    size = np.abs(formula.hessian(points)).max()
    stepped, automatic = Surface.from_function(by_numpy, BOX), Surface.from_function(in_torch, BOX, by_torch)
    assert stepped.starts == automatic.starts == formula.starts
    for surface, digits in ((stepped, 1e-8), (automatic, 1e-13)):
        np.testing.assert_allclose(surface.value(points), formula.value(points), rtol=1e-13, atol=1e-14)
        np.testing.assert_allclose(surface.gradient(points), formula.gradient(points), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(surface.hessian(points), formula.hessian(points), atol=digits * size)
        assert surface.gradient(points[3]).shape == (2,)
        assert surface.hessian(points[3]).shape == (2, 2)
        assert isinstance(float(surface.value(points[3])), float)


def test_a_run_on_it_is_the_run_on_the_built_in_surface():
    surface, start = Surface.from_function(rosenbrock, SURFACES["rosenbrock"].domain), (-1.2, 1.0)
    for key in ("adam", "bfgs"):
        ours, theirs = (simulate(OPTIMIZERS[key](), s, start, 20) for s in (surface, SURFACES["rosenbrock"]))
        np.testing.assert_allclose(ours.x, theirs.x, rtol=1e-9, atol=1e-9)
    assert surface.minima[0] == pytest.approx((1.0, 1.0), abs=1e-6)
    assert suggested_lr(OPTIMIZERS["sgd"], surface) > 0
    assert surface.latex == r"\operatorname{rosenbrock}(x, y)"


def test_a_function_with_a_branch_is_asked_point_by_point():
    surface = Surface.from_function(branching, BOX)
    points = np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 0.5]])
    np.testing.assert_allclose(surface.gradient(points), [[2, 4], [2 * 0 - 0.5, 2], [-2 - 4 * 1.5**3, 1]], rtol=1e-12)
    assert simulate(OPTIMIZERS["sgd"](lr=0.1), surface, points, 30).x.shape == (31, 3, 2)
    Surface.from_function(lambda x, y: cmath.sin(x) * y, BOX)


def test_a_derivative_that_is_not_finite_where_f_is_is_zero():
    cusp = Surface.from_function(lambda x, y: torch.sqrt(x**2 + y**2), BOX, by_torch)
    assert cusp.gradient((0.0, 0.0)).tolist() == [0.0, 0.0]
    assert np.isfinite(cusp.hessian((0.0, 0.0))).all()


def test_where_f_has_no_value_there_is_none():
    surface = Surface.from_function(lambda x, y: np.log(x) + y**2, (-1.0, 3.0, -1.0, 1.0))
    assert math.isnan(surface.value((-0.5, 0.0)))
    assert surface.value((1.0, 0.5)) == 0.25


WRONG = [
    (lambda x, y: abs(x) + y**2, "are not those of the function"),
    (lambda x, y: np.abs(x - y) + x, "are not those of the function"),
    (lambda x, y: np.sqrt(np.real(x) ** 2 + y**2), "are not those of the function"),
    (lambda x, y: np.linalg.norm([x, y], axis=0) ** 3, "are not those of the function"),
    (lambda x, y: math.sin(x) + y, "The function fails with ComplexWarning"),
    (lambda x, y: np.hypot(x, y), "TypeError"),
    (lambda x, y: np.arctan2(y, x), "TypeError"),
    (lambda x, y: np.sum(x) + y**2, "one number for each point"),
    (lambda x, y: np.array([x, y]), "The function fails with"),
    (lambda x, y: f"{x} {y}", "must be a function of x and y in NumPy"),
    (lambda x, y: [x, y].clear(), "must be a function of x and y in NumPy"),
    (lambda x, y, z: x + y + z, "TypeError"),
    (lambda: 3, "TypeError"),
    (lambda x, y: undefined(x, y), "NameError"),  # noqa: F821
    ("x^2 + y^2", "This is no function"),
    (None, "This is no function"),
]


@pytest.mark.parametrize(("f", "words"), WRONG)
def test_what_is_no_function_of_x_and_y_is_one_sentence(f, words):
    with pytest.raises(ValueError, match=words) as error:
        Surface.from_function(f, BOX)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).endswith(".")


def test_numpy_in_torch_is_one_sentence():
    with pytest.raises(ValueError, match="The function fails with "):
        Surface.from_function(lambda x, y: np.sin(x) + y, BOX, by_torch)
    with pytest.raises(ValueError, match="xmin < xmax"):
        Surface.from_function(rosenbrock, (1, 0, 0, 1))


def test_schedules_and_transforms_come_with_an_example_of_each():
    assert isinstance(slalom.SCHEDULES["cosine"](), slalom.Cosine)
    assert isinstance(slalom.TRANSFORMS["clip_norm"](), slalom.ClipNorm)
    assert issubclass(slalom.Cosine, slalom.Schedule)
    assert issubclass(slalom.ClipNorm, slalom.Transform)
    example = slalom.__doc__.split("\n\n")
    code = "\n\n".join(part for part in example if part.startswith("    ")).replace("\n    ", "\n").strip()
    names: dict = {}
    exec(code, names)  # the example in the docstring
    assert len(names["path"].lr) == 301
    assert names["path"].lr[300] < 2e-4
