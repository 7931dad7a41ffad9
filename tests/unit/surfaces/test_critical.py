"""Stationary points found by Newton's method, and what they are called."""

import numpy as np
import pytest

from surfaces import SURFACES, Surface, critical_points


def found(text, domain=(-2, 2, -2, 2), **parameters):
    return critical_points(Surface.from_formula(text, domain, parameters))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x^2 + y^2", "minimum"),
        ("-x^2 - 3*y^2", "maximum"),
        ("x*y", "saddle"),
        ("x^4 + y^4", "minimum"),
        ("-x^4 - y^2", "maximum"),
        ("x^2 - y^4", "saddle"),
        ("x^3 - 3*x*y^2", "saddle"),
        ("x^3 + y^2", "saddle"),
        ("1e-9*(x^2 + y^2)", "minimum"),
        ("1e9*(x^2 - y^2) + 5", "saddle"),
    ],
)
def test_what_a_point_is(text, kind):
    (point,) = found(text)
    assert point.kind == kind
    assert abs(point.x) + abs(point.y) < 1e-7


@pytest.mark.parametrize("text", ["x + y", "5", "x", "exp(x)", "abs(x) + 5*abs(y)", "log(x) + y", "1/x", "sqrt(x)"])
def test_no_stationary_point(text):
    assert found(text) == ()


def test_a_trench_has_no_minimum_of_its_own():
    assert not [point for point in found("(x + y)^2") if point.kind != "degenerate"]
    assert {point.kind for point in found("(x^2 + y^2 - 1)^2")} <= {"degenerate", "maximum"}


def test_all_points_of_a_wave_are_found_lowest_first():
    points = found("sin(x)*sin(y)", domain=(-4, 4, -4, 4))
    assert [p.kind for p in points] == ["minimum"] * 2 + ["saddle"] * 9 + ["maximum"] * 2
    nodes = [(x, y) for x in (-np.pi, 0, np.pi) for y in (-np.pi, 0, np.pi)]
    saddles = sorted((p.x, p.y) for p in points if p.kind == "saddle")
    np.testing.assert_allclose(saddles, nodes, atol=1e-12)


def test_only_the_box_is_searched():
    himmelblau = SURFACES["himmelblau"]
    points = critical_points(himmelblau, (0, 5, 0, 5))
    assert {p.kind for p in points} == {"minimum", "saddle"}
    assert all(0 <= p.x <= 5 and 0 <= p.y <= 5 for p in points)
    assert [(p.x, p.y) for p in points if p.kind == "minimum"] == [(3.0, 2.0)]


def test_parameters_count():
    (point,) = found("(x - a)^2 + (y - b)^2", a=0.5, b=-1.25)
    assert (point.x, point.y, point.value, point.kind) == (0.5, -1.25, 0.0, "minimum")


@pytest.mark.parametrize(
    "text",
    [
        "log(x*y)", "tan(x)*tan(y)", "sqrt(x)^3 + 1/y", "exp(exp(exp(x)))", "x^40 - y^40", "1/(x^2 + y^2)",
        "sign(x)*y", "max(x, y) - min(x^2, y^2)", "sin(1000*x)*sin(1000*y)", "asin(x) + acos(y)", "x^0.1 + y^0.1",
        "exp(-1000*(x^2 + y^2))", "1e-15*x^2 + 1e15*y^2", "sin(1/x)*sin(1/y)",
    ],
)  # fmt: skip
def test_any_formula_has_an_answer(text):
    for point in found(text):
        assert np.isfinite((point.x, point.y, point.value)).all()
        assert -2 <= point.x <= 2
        assert -2 <= point.y <= 2
