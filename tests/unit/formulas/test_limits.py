"""An answer within a second and 300 MB, whatever is typed: what the heaviest accepted texts make the machine do.

Nothing is timed here: the work is counted. `tests/shell/test_memory.py` limits the memory, and
`python -m benchmarks.by_hand.fuzz` prints seconds.
"""

import tracemalloc

import numpy as np
import pytest

from formulas import Formula, walk
from formulas.compile import source
from surfaces import Surface, critical_points
from tests.helpers.formula_texts import LONG_ACCEPTED

POINTS = 200 * 200


@pytest.mark.parametrize("text", LONG_ACCEPTED.values(), ids=LONG_ACCEPTED)
def test_generated_code_is_bounded(text):
    """A limited number of operations for each part of the text, and a limited number of grids in memory."""
    formula = Formula.parse(text)
    parts = sum(1 for _ in walk(formula.tree))
    assert parts <= 200
    for order in (0, 1, 2):
        code = source(formula.tree, ("x", "y"), (), order)
        operations = sum(code.count(sign) for sign in (" + ", " - ", " * ", " / ", "(", "-"))
        assert operations <= 40 * parts + 100
        assert code.count("\n") <= 400
    x, y = np.random.default_rng(0).uniform(-5, 5, (2, POINTS))
    _ = formula.second
    tracemalloc.start()
    with np.errstate(all="ignore"):
        formula.second(x, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= 150 * x.nbytes


class Counted:
    """A formula that counts the points at which it is asked."""

    def __init__(self, text):
        self.formula, self.points = Formula.parse(text), 0

    def __getattr__(self, name):
        def counting(x, y):
            self.points += np.size(x)
            return getattr(self.formula, name)(x, y)

        return counting


@pytest.mark.parametrize("text", LONG_ACCEPTED.values(), ids=LONG_ACCEPTED)
def test_the_search_for_stationary_points_is_bounded(text):
    """As if the gradient and the Hessian were asked for on three grids of 200 × 200 at most."""
    counted = Counted(text)
    critical_points(Surface("counted", counted, (-5, 5, -5, 5), starts=((1.0, 1.0),)))
    assert counted.points <= 3.5 * POINTS
