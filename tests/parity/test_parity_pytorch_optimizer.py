"""Paths of rules that torch does not have equal those of the package pytorch-optimizer, where its form is the same."""

import pytest

from tests.helpers.parity import STARTS, double_precision
from tests.helpers.references import PYTORCH_OPTIMIZER, judge

CASES = [(key, settings) for key, reference in PYTORCH_OPTIMIZER.items() for settings in reference.cases]


@pytest.fixture(autouse=True)
def _double_precision():
    with double_precision():
        yield


@pytest.mark.parametrize("surface", STARTS)
@pytest.mark.parametrize(("key", "settings"), CASES)
def test_path_equals_pytorch_optimizer(key, settings, surface):
    comparison = judge(key, PYTORCH_OPTIMIZER[key], settings, surface)
    assert comparison.rows > 1, "nothing to compare"
    assert comparison.equal, comparison
