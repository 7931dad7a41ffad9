"""Functions on a line: their points, their derivatives, and all ways to make one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks.by_torch import by_torch
from surfaces import SURFACES, Surface, critical_points
from surfaces.notation import derivatives_latex, surface_latex


def line(text: str, domain: tuple[float, ...] = (-2.0, 2.0), **parameters: float) -> Surface:
    return Surface.from_formula(text, domain, parameters)


def test_a_domain_of_two_numbers_makes_it():
    surface = line("x^4 - 3*x^2 + x", domain=(-2, 2))
    assert (surface.dimensions, surface.coordinates, surface.starts) == (1, ("x",), ((-1.2,),))
    x = np.linspace(-2, 2, 9)[:, None]
    np.testing.assert_allclose(surface.value(x), (x**4 - 3 * x**2 + x)[:, 0])
    np.testing.assert_allclose(surface.gradient(x), 4 * x**3 - 6 * x + 1)
    np.testing.assert_allclose(surface.hessian(x)[:, 0], 12 * x**2 - 6)
    assert surface.value([0.5]).shape == ()
    assert surface.hessian([0.5]).shape == (1, 1)
    assert surface_latex(surface) == "f(x) = x^{4} - 3 x^{2} + x"
    assert derivatives_latex(surface) == ["f'(x) = 4 x^{3} - 6 x + 1", "f''(x) = 12 x^{2} - 6"]


@pytest.mark.parametrize(
    ("text", "minima", "local", "level", "maxima"),
    [
        ("abs(x)", [0], [], [], []),
        ("abs(x - 0.3) + 1", [0.3], [], [], []),
        ("abs(x^2 - 1)", [-1, 1], [], [], [0]),
        ("sqrt(abs(x))", [0], [], [], []),
        ("max(-x, 2*x - 1) + x^2/9", [1 / 3], [], [], []),
        ("-abs(x)", [], [], [], [0]),
        ("x^3", [], [], [0], []),
        ("x^5 - x^3", [], [np.sqrt(0.6)], [0], [-np.sqrt(0.6)]),
        ("(x - 1)^4", [1], [], [], []),
        ("exp(x^2)", [0], [], [], []),
        ("1/x", [], [], [], []),
        ("1/x^2", [], [], [], []),
        ("log(abs(x))", [], [], [], []),
        ("log(x)", [], [], [], []),
        ("floor(x)", [], [], [], []),
        ("3", [], [], [], []),
        ("x", [], [], [], []),
    ],
)
def test_smooth_points_and_kinks_are_found(text, minima, local, level, maxima):
    """A minimum in a kink is one, an end of the interval or a pole is none."""
    points = line(text).points
    for kind, expected in zip(
        ("minima", "local_minima", "saddles", "maxima"), (minima, local, level, maxima), strict=True
    ):
        found = sorted(x for (x,) in points[kind])
        np.testing.assert_allclose(found, expected, atol=1e-7, err_msg=kind)


def test_the_points_of_a_line_have_one_coordinate():
    lowest, *_ = critical_points(SURFACES["two_wells"])
    assert (lowest.kind, lowest.y, lowest.point) == ("minimum", None, (pytest.approx(-1.3008395659415772),))


def test_a_kink_lies_where_it_is_to_the_last_digits():
    (minimum,) = line("abs(x - 0.3)").minima
    assert minimum[0] == pytest.approx(0.3, abs=1e-15)


@settings(deadline=None)  # the first formula is compiled
@given(st.floats(-1.9, 1.9), st.floats(0.1, 30))
def test_every_kink_and_every_parabola_is_found(at, steep):
    assert line("k*abs(x - c)", k=steep, c=at).minima[0][0] == pytest.approx(at, abs=1e-12)
    assert line("k*(x - c)^2", k=steep, c=at).minima[0][0] == pytest.approx(at, abs=1e-12)


@pytest.mark.parametrize("derivatives", [{}, {"derivatives": by_torch}])
def test_a_function_of_one_argument(derivatives):
    surface = Surface.from_function(lambda x: x**4 - 3 * x**2, domain=(-2, 2), **derivatives)
    assert surface.dimensions == 1
    np.testing.assert_allclose(surface.gradient([[1.0], [0.5]]), [[-2], [-2.5]])
    np.testing.assert_allclose(surface.hessian([1.0]), [[6]], rtol=1e-7)
    np.testing.assert_allclose(sorted(surface.minima), [[-np.sqrt(1.5)], [np.sqrt(1.5)]], rtol=1e-7)


def test_what_is_wrong_is_one_sentence():
    with pytest.raises(ValueError, match=r"^The domain needs four numbers: .* this formula has y as well\.$"):
        line("x + y")
    with pytest.raises(ValueError, match=r"^The domain needs xmin < xmax, both finite, not 2 and 1\.$"):
        line("x", domain=(2, 1))
    with pytest.raises(ValueError, match=r"^Points need a last axis of length 1 \(x\), not the shape \(2,\)\.$"):
        line("x").value((1.0, 2.0))
    with pytest.raises(ValueError, match=r"^Points need a last axis of length 2 \(x and y\), not the shape \(1,\)\.$"):
        SURFACES["sphere"].value((1.0,))
    with pytest.raises(ValueError, match="The function fails with TypeError"):
        Surface.from_function(lambda x, y: x + y, domain=(-2, 2))


def test_a_climb_turns_the_line_over():
    hill = SURFACES["two_wells"].negated
    assert hill.minima == ()  # -f falls without end at both ends of the interval
    np.testing.assert_allclose(hill.local_minima, [[0.16993844331159128]], rtol=1e-9)
