"""Random formulas: the value is that of the tree, derivatives are those of the value."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from formulas import Formula, FormulaError, latex
from tests.helpers.arithmetic import compare

SMOOTH = ("sin", "cos", "atan", "tanh", "exp", "sinh", "cosh")
KINKED = ("abs", "sign", "sqrt", "log", "tan", "asin", "acos")


def expressions(functions: tuple[str, ...], divisions: bool = True) -> st.SearchStrategy[str]:
    """Texts of formulas in x and y that call `functions`."""
    leaves = st.sampled_from(["x", "y", "x", "y", "pi", "e", "2", "0.5", "3", "1.25"])

    def combine(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        operators = st.sampled_from("+-*/" if divisions else "+-*")
        return st.one_of(
            st.builds("({} {} {})".format, inner, operators, inner),
            st.builds("-{}".format, inner),
            st.builds("{}^{}".format, inner, st.sampled_from(["2", "3", "4", *(["-1", "0.5"] if divisions else [])])),
            st.builds("{}({})".format, st.sampled_from(functions), inner),
            st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner) if divisions else inner,
        )

    return st.recursive(leaves, combine, max_leaves=12)


def accepted(text: str) -> Formula:
    try:
        return Formula.parse(text)
    except FormulaError:
        assume(False)
        raise


coordinates = st.floats(-3, 3).filter(lambda v: v == 0 or abs(v) > 1e-3)


@settings(max_examples=300, deadline=None)
@given(expressions(SMOOTH + KINKED), coordinates, coordinates)
def test_value_is_that_of_the_tree(text: str, x: float, y: float) -> None:
    formula = accepted(text)
    assert compare(formula, np.array([x]), np.array([y])).difference == ""


@settings(max_examples=200, deadline=None)
@given(expressions(SMOOTH, divisions=False), coordinates, coordinates)
def test_derivatives_are_those_of_the_value(text: str, x: float, y: float) -> None:
    formula = accepted(text)
    step = 1e-20  # a complex step has no cancellation: Squire & Trapp, SIAM Review 40 (1998), 110-112
    with np.errstate(all="ignore"):
        value, *first = formula.first(np.float64(x), np.float64(y))
        second = formula.second(np.float64(x), np.float64(y))
        assume(np.isfinite([value, *first, *second]).all() and abs(value) < 1e50)
        assume(np.abs([*first, *second]).max() < 1e12)  # else the step is not small: sin(exp(y^4)) at y = 2.5
        by_x = formula.first(np.complex128(x + step * 1j), np.complex128(y))
        by_y = formula.first(np.complex128(x), np.complex128(y + step * 1j))
    slopes = [float(np.imag(part[0])) / step for part in (by_x, by_y)]
    bends = [float(np.imag(part)) / step for part in (by_x[1], by_x[2], by_y[2])]
    scale = np.abs([value, *first, *second]).max() + 1
    np.testing.assert_allclose(first, slopes, rtol=1e-9, atol=1e-9 * scale)
    np.testing.assert_allclose(second, bends, rtol=1e-9, atol=1e-9 * scale)


@settings(max_examples=100, deadline=None)
@given(expressions(SMOOTH + KINKED), st.sampled_from([(), (1,), (3,), (2, 3), (1000,)]), st.integers(0, 99))
def test_batches_equal_single_points_bit_for_bit(text: str, shape: tuple[int, ...], seed: int) -> None:
    formula = accepted(text)
    x, y = np.random.default_rng(seed).uniform(-3, 3, (2, *shape))
    with np.errstate(all="ignore"):
        many = (*formula.first(x, y), *formula.second(x, y))
        for index in list(np.ndindex(*shape))[:20]:
            one = (*formula.first(x[index], y[index]), *formula.second(x[index], y[index]))
            np.testing.assert_array_equal([part[index] for part in many], one)


@settings(max_examples=200, deadline=None)
@given(expressions(SMOOTH + KINKED))
def test_accepted_formulas_print(text: str) -> None:
    formula = accepted(text)
    printed = latex(formula.tree)
    assert printed.count("{") == printed.count("}")
    assert printed.count(r"\left") == printed.count(r"\right")


@settings(deadline=None)
@given(expressions(SMOOTH, divisions=False), coordinates, coordinates)
def test_single_numbers_have_the_same_bits(text, x, y):
    formula = accepted(text)
    assume(formula.single)
    with np.errstate(all="ignore"):
        numbers = formula.first(np.float64(x), np.float64(y))
        assert [float(number).hex() for number in numbers] == [number.hex() for number in formula.single(x, y)]
