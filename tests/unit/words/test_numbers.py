"""Numbers as people read them."""

import pytest

from optimizers import OPTIMIZERS
from words.numbers import setting


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
