"""Numbers as people read them."""

import math
import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from parameters.numbers import typed
from words.numbers import ends, setting, shown, span


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.9999, "0.9999"),
        (0.999, "0.999"),
        (0.99, "0.99"),
        (0.95, "0.95"),
        (0.99995, "0.99995"),
        (1 - 1e-9, "0.999999999"),
        (0.9, "0.9"),
        (1.0, "1"),
        (0.0031622777, "0.00316"),
        (12, "12"),
        (float("inf"), "∞"),
    ],
)
def test_a_setting_just_below_one_is_not_one(value, text):
    assert setting(value) == text


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_no_default_is_told_as_a_value_that_is_not_valid(key):
    for known in OPTIMIZERS[key].hyperparameters().values():
        if known.kind == "number" and isinstance(known.default, float):
            assert (setting(known.default) == "1") == (known.default == 1)


#: Twelve digits that count, which zeros after "0." do not, an exponent, a needless ".0", or a word of Python's.
RAW = re.compile(r"[1-9]\d{11,}|[1-9]\d*\.\d{12,}|\de[+-]?\d|\d\.0(?!\d)|\b(?:nan|inf)\b")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-1.0, "−1"),
        (np.float64(2.5), "2.5"),
        (np.int64(2709), "2,709"),
        (10**9, "1,000,000,000"),
        (-(10**400), "−∞"),
        (2.986724734673169e46, "2.986724735·10⁴⁶"),
        (1e-05, "10⁻⁵"),
        (float("nan"), "NaN"),
        (float("-inf"), "−∞"),
        ((1.0, -2e-17), "(1, −2·10⁻¹⁷)"),
        ([0.1 + 0.2], "[0.3]"),
        (np.array([[0.1], [-0.1]]), "((0.1), (−0.1))"),
        (True, "True"),
        ("fast", "'fast'"),
        ("x" * 100, "'" + "x" * 36 + "…"),
    ],
)
def test_what_was_given_is_told_as_people_write_it(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("low", "high", "counts", "text"),
    [
        (1, 17, True, "from 1 to 16"),
        (1, 50_001, True, "from 1 to 50,000"),
        (0.0, math.inf, False, "at least 0"),
        (0.0, 1.0, False, "at least 0 and below 1"),
        (-1e15, 1e15, False, "at least −10¹⁵ and below 10¹⁵"),
        (1e-15, 1e15, False, "at least 10⁻¹⁵ and below 10¹⁵"),
        (-math.inf, 2.0, False, "below 2"),
        (-math.inf, math.inf, False, ""),
    ],
)
def test_ranges(low, high, counts, text):
    assert span(low, high, counts=counts) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (-2.0, 3.0, "−2 to 3"),
        (0.0, 1e-9, "0 to 10⁻⁹"),
        (500000.0, 500000.001, "500000 to 500000.001"),
        (-1e300, 1e300, "−10³⁰⁰ to 10³⁰⁰"),
        (3.0, 3.0, "3 to 3"),
    ],
)
def test_ends_of_a_picture_differ(low, high, text):
    assert ends(low, high) == text


@given(st.one_of(st.floats(), st.integers(), st.lists(st.floats(), max_size=3)))
@example(0.003993128766902231)
def test_no_number_is_told_raw(value):
    assert not RAW.search(shown(value).replace(",", "")) or isinstance(value, int)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e-05, "0.00001"),
        (1e-08, "1e-8"),
        (0.1, "0.1"),
        (2.0, "2"),
        (1000000000000.0, "1e12"),
        (0.123456789012345, "0.123456789012345"),
        (-2.5e-07, "-2.5e-7"),
        (1 / 3, repr(1 / 3)),
        (0, "0"),
        (100000, "100000"),
    ],
)
def test_a_number_as_people_type_it_reads_back_as_the_same(value, text):
    assert typed(value) == text
    assert float(text) == value
