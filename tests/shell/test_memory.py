"""The heaviest formulas one after another, in a process that may take so much memory and no more."""

import subprocess
import sys

from tests.helpers.imports import ROOT

MEGABYTES = 300

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
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("done\n", "")
