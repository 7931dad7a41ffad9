"""An answer within a second and 300 MB, whatever is typed: what the heaviest accepted texts make the machine do.

Nothing is timed here: the work is counted, and the memory is limited. `python -m benchmarks.by_hand.fuzz`
prints seconds.
"""

import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from formulas import Formula, walk
from formulas.compile import source
from surfaces import Surface, critical_points
from tests.helpers.formula_texts import LONG_ACCEPTED

MEGABYTES = 300
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


ALL_OF_IT = """
import resource, sys
import numpy as np
from formulas import Formula
from surfaces import Surface, critical_points
from tests.helpers.formula_texts import LONG_ACCEPTED, LONG_REFUSED

def size():
    return int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()

grid = np.stack(np.meshgrid(np.linspace(-5, 5, 200), np.linspace(-5, 5, 200)), -1)
limit = size() + int(sys.argv[1]) * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for text in LONG_ACCEPTED.values():
    surface = Surface.from_formula(text)
    surface.value(grid), surface.gradient(grid), surface.hessian(grid)
    critical_points(surface)
    assert surface.latex
for text, *_ in LONG_REFUSED.values():
    try:
        Formula.parse(text)
    except ValueError:
        continue
    raise AssertionError(text)
print("done")
"""


def test_all_of_it_within_the_memory():
    """The heaviest texts one after the other in a process that may take so much more than NumPy itself."""
    run = subprocess.run(
        [sys.executable, "-c", ALL_OF_IT, str(MEGABYTES)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("done\n", "")
