"""Rules around torch's own classes, step by step, beside ours."""

import pytest

from tests.helpers.parity import STARTS, double_precision
from tests.helpers.references import SECOND_ORDER, judge


@pytest.mark.parametrize("surface", STARTS)
@pytest.mark.parametrize("key", ["lookahead", "averaged", "sharpness_aware"])
def test_they_equal_their_references(key, surface):
    with double_precision():
        for settings in SECOND_ORDER[key].cases:
            comparison = judge(key, SECOND_ORDER[key], settings, surface)
            assert comparison.rows > 1, "nothing to compare"
            assert comparison.equal, comparison
