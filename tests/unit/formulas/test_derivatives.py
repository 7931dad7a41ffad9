"""Generated derivatives against torch, cusps, parameters, and the shape of the generated code."""

import pickle

import numpy as np
import pytest
import torch

from formulas import Formula
from formulas.compile import source

SMOOTH = {
    "x^3 - 2*x*y^2 + y": lambda x, y: x**3 - 2 * x * y**2 + y,
    "x^-2*y^5": lambda x, y: x**-2 * y**5,
    "x/(y + 2)/3 + 2/x": lambda x, y: x / (y + 2) / 3 + 2 / x,
    "(x - y)^2*(x + y^2)": lambda x, y: (x - y) ** 2 * (x + y**2),
    "sin(x*y)*cos(x)": lambda x, y: torch.sin(x * y) * torch.cos(x),
    "tan(x/2)": lambda x, y: torch.tan(x / 2) + 0 * y,
    "asin(x/3)*acos(y/3)": lambda x, y: torch.asin(x / 3) * torch.acos(y / 3),
    "atan(y/x)": lambda x, y: torch.atan(y / x),
    "sinh(x)*cosh(y) + tanh(x*y)": lambda x, y: torch.sinh(x) * torch.cosh(y) + torch.tanh(x * y),
    "exp(-x^2)*log(y)": lambda x, y: torch.exp(-(x**2)) * torch.log(y),
    "sqrt(x^2 + y)": lambda x, y: torch.sqrt(x**2 + y),
    "(x + y)^0.5*(x*y)^(1/3)": lambda x, y: (x + y) ** 0.5 * (x * y) ** (1 / 3),
    "x^2.5 - y^-1.5": lambda x, y: x**2.5 - y**-1.5,
    "x^y + y^(x*y)": lambda x, y: x**y + y ** (x * y),
    "2^x*e^y": lambda x, y: 2**x * torch.exp(y),
    "abs(x - 1)*abs(y)^3": lambda x, y: torch.abs(x - 1) * torch.abs(y) ** 3,
    "sign(x - 1)*y^2": lambda x, y: torch.sign(x - 1) * y**2,
    "min(x^2, y)*max(x, y^3)": lambda x, y: torch.minimum(x**2, y) * torch.maximum(x, y**3),
    "-(x - y)/-(x*y + 1)": lambda x, y: -(x - y) / -(x * y + 1),
    "3*(2*(x + y))*(4*(x*y))": lambda x, y: 3 * (2 * (x + y)) * (4 * (x * y)),
}


def torch_derivatives(function, x, y):
    """(f, fx, fy, fxx, fxy, fyy) by automatic differentiation, at arrays of points."""
    x, y = (torch.tensor(part, requires_grad=True) for part in (x, y))
    f = function(x, y)
    fx, fy = torch.autograd.grad(f.sum(), (x, y), create_graph=True, materialize_grads=True)
    rows = []
    for slope in (fx, fy):
        zero = 0 * (x + y)  # keeps the graph where a slope is constant
        rows.append(torch.autograd.grad((slope + zero).sum(), (x, y), retain_graph=True, materialize_grads=True))
    return [part.detach().numpy() for part in (f, fx, fy, rows[0][0], rows[0][1], rows[1][1])]


@pytest.mark.parametrize("text", SMOOTH)
def test_equals_torch(text):
    x, y = np.random.default_rng(1).uniform(0.2, 2.5, (2, 200))
    formula = Formula.parse(text)
    with np.errstate(all="ignore"):
        ours = (*formula.first(x, y), *formula.second(x, y))
    for part, expected in zip(ours, torch_derivatives(SMOOTH[text], x, y), strict=True):
        np.testing.assert_allclose(part, expected, rtol=1e-11, atol=1e-12 * (1 + np.abs(expected).max()))


@pytest.mark.parametrize(
    ("text", "point", "gradient"),
    [
        ("cbrt(relu(x)) + x^2", (-1.0, 0.5), (-2.0, 0.0)),  # 0/0 times 0 beside something else
        ("sqrt(x^2 + y^2)", (0, 0), (0, 0)),
        ("abs(x) + 5*abs(y)", (0, 0), (0, 0)),
        ("x^1.5", (0, 2), (0, 0)),
        ("sqrt(x)", (0, 0), (np.inf, 0)),
        ("x^y", (0, 2), (0, 0)),
        ("exp(-exp(x))*y", (1000, 1), (0, 0)),
        ("tanh(x^40)", (1e10, 1), (0, 0)),
        ("max(x, -x)", (0, 0), (1, 0)),
        ("sign(x)", (0, 0), (0, 0)),
    ],
)
def test_derivatives_that_do_not_exist(text, point, gradient):
    formula = Formula.parse(text)
    with np.errstate(all="ignore"):
        f, *slopes = formula.first(*map(np.float64, point))
        second = formula.second(*map(np.float64, point))
    assert np.isfinite(f)
    np.testing.assert_array_equal(slopes, gradient)
    assert not np.isnan(second).any()


@pytest.mark.parametrize(
    ("text", "slope", "bend"),
    [
        ("sqrt(max(x, 0)) + x^2", -2, 2),
        ("max(x, 0)^0.5 + x^2", -2, 2),
        ("max(x, 0)^1.5 + x^3", 3, -6),
        ("sqrt((abs(x) + x)/2) + x^2", -2, 2),
        ("acos(max(x, -0.5) + 1.5) + x^2", -2, 2),
        ("0^y + x^2", -2, 2),
        ("sqrt(x*(y - y)) + x^2", -2, 2),
        ("log(1 + sqrt(max(x, 0))) + x^2", -2, 2),
        ("sqrt(max(x, 0))*x + a*x^2", -2, 2),
        ("sqrt(abs(x)) + x^2", -2.5, 1.75),
    ],
)
def test_constant_on_one_side(text, slope, bend):
    formula = Formula.parse(text, parameters=("a",))
    x, y = np.float64(-1), np.float64(1)
    with np.errstate(all="ignore"):
        assert formula.first(x, y, 1.0)[1:] == (slope, 0)
        assert formula.second(x, y, 1.0) == (bend, 0, 0)
        many = np.array([-1.0, 2.0, -1.0])
        for part, one in zip(formula.first(many, np.ones(3), 1.0)[1:], (slope, 0), strict=True):
            assert part[[0, 2]].tolist() == [one, one]


def test_a_power_of_a_variable_at_zero():
    with np.errstate(all="ignore"):
        assert Formula.parse("x^y + y").first(np.float64(0), np.float64(2)) == (2, 0, 1)


def test_undefined_values_stay_undefined():
    with np.errstate(all="ignore"):
        assert np.isnan(Formula.parse("sqrt(x)*y").first(np.float64(-1), np.float64(1))).all()
        assert np.isnan(Formula.parse("x^(1/3)").value(np.float64(-8), np.float64(0)))


def test_polynomials_pay_nothing_for_cusps():
    for text, guarded in {"x^2/20 + y^3": False, "sin(x)*2": False, "x/y": True, "sqrt(x)": True}.items():
        tree = Formula.parse(text).tree
        assert ("_defined" in source(tree, ("x", "y"), (), 1)) is guarded


def test_generated_code_shares_and_uses_products():
    code = source(Formula.parse("sin(x*y)^3 + cos(x*y)").tree, ("x", "y"), (), 2)
    assert code.count("_sin") == code.count("_cos") == code.count("x * y") == 1
    assert "power" not in code
    assert source(Formula.parse("x^2/20 + y^2").tree, ("x", "y"), (), 1) == (
        "def first(x, y):\n    return x * x / 20.0 + y * y, 0.1 * x, 2.0 * y\n"
    )


def test_parameters_are_arguments():
    formula = Formula.parse("(a - x)^2 + b*(y - x^2)^n", parameters=("a", "b", "n"))
    x, y = np.float64(-1.2), np.float64(1.5)
    assert formula.first is formula.first
    f, fx, fy = formula.first(x, y, 1.0, 100.0, 2.0)
    np.testing.assert_allclose([f, fx, fy], [2.2**2 + 0.36, -4.4 + 28.8, 12.0], rtol=1e-12)
    batch = formula.first(np.full(3, x), np.full(3, y), 1.0, 100.0, 2.0)
    np.testing.assert_array_equal(batch, np.tile(np.array([[f], [fx], [fy]]), 3))


def test_parameters_that_are_zero_do_not_raise():
    formula = Formula.parse("1/a + x/b", parameters=("a", "b"))
    with np.errstate(all="ignore"):
        assert formula.value(np.float64(1), np.float64(1), 0.0, 0.0) == np.inf


def test_results_have_the_shape_of_the_arguments_and_memory_of_their_own():
    x, y = np.arange(3.0), np.ones(3)
    for text in ("x", "y", "2", "a", "a*x", "min(1, 2)"):
        formula = Formula.parse(text, parameters=("a",))
        for part in (formula.value(x, y, 2.0), *formula.first(x, y, 2.0), *formula.second(x, y, 2.0)):
            assert part.shape == (3,)
            assert not np.shares_memory(part, x)
            assert not np.shares_memory(part, y)


def test_other_variables():
    formula = Formula.parse("u*v^2*w", variables=("u", "v", "w"))
    arguments = [np.float64(value) for value in (2, 3, 4)]
    assert formula.first(*arguments) == (72, 36, 48, 18)
    assert formula.second(*arguments) == (0, 24, 9, 16, 12, 0)


def test_pickle_keeps_the_formula():
    formula = Formula.parse("a*x^2", parameters=("a",))
    formula.first(np.float64(1), np.float64(1), 1.0)
    copy = pickle.loads(pickle.dumps(formula))
    assert copy == formula
    assert copy.value(np.float64(3), np.float64(0), 2.0) == 18
