"""docs/live.md says of everything whether a page walks it, as it is now."""

from pathlib import Path

import pytest

from benchmarks.by_hand.live_table import stated
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation.running.stop import Stop
from surfaces import SURFACES

PAGE = (Path(__file__).parents[2] / "docs" / "live.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", stated())
def test_the_page_says_it(line):
    assert any(own.startswith(line) for own in PAGE.splitlines())


def test_nothing_is_left_out():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "in the page" not in line]
    known = [*OPTIMIZERS, *SCHEDULES, *TRANSFORMS, *Stop.hyperparameters(), *SURFACES]
    assert len(rows) == len(known) + 3  # and a formula of one's own, a heightmap, a function in Python
