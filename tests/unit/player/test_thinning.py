"""Of runs that are longer than a screen can show, the player gets some steps, and says which."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player import PathView, Series, pack_paths
from player.thinning import DENSE, MOST, Thinning, thinning
from tests.helpers.payload import header, series

WIDTH = 6  # numbers a row of the paths below
HEADER = {
    "grid": "",
    "title": "",
    "formula": "",
    "start": (0, 0),
    "minima": [],
    "coordinates": ("x", "y"),
    "labels": {},
}


def path(last: int, beyond: int = 0, label: str = "Adam") -> PathView:
    """Numbers that say which step they are of."""
    step = np.arange(last + 1.0 + beyond)
    columns = np.stack([step, -step, np.sqrt(step)], axis=-1)
    series = [
        Series("x", columns[:, :2]),
        Series("value", step**2 % 7),
        Series("m", columns, "m"),
        Series("lr", step / 4),
    ]
    return PathView(label, "#000", "circle", series, last, "")


def test_up_to_the_limit_everything_is_sent():
    last = MOST // WIDTH - 1
    assert thinning([(last, WIDTH)]) is None
    blob = pack_paths([path(last)], HEADER)
    said = header(blob)
    assert "thinned" not in said
    assert "end" not in said["runs"][0]
    assert said["runs"][0]["rows"] == last + 1
    np.testing.assert_array_equal(series(blob, 0, "x"), path(last).series[0].values)


LONG = {
    "one path, just too long": [MOST // WIDTH],
    "sixty lines": [5_000] * 60,
    "twelve long ones": [50_000] * 12,
    "of different lengths": [50_000, 49_999, 31_234, 7_777, 501, 500, 499, 1, *[50_000] * 9],
    "one long among short ones": [*[400] * 11, 50_000, *[20_000] * 49],
    "sixty long ones": [50_000] * 60,
}


@pytest.mark.parametrize("name", LONG)
def test_above_it_rows_are_those_of_the_steps_that_are_named(name):
    lasts = LONG[name]
    blob = pack_paths([path(last) for last in lasts], HEADER)
    said = header(blob)
    assert len(blob) <= 1.1 * 4 * sum(run["rows"] * WIDTH for run in said["runs"])
    assert len(blob) <= 1.1 * 4 * MOST
    thinned = Thinning(*said["thinned"])
    for i, (run, last) in enumerate(zip(said["runs"], lasts, strict=True)):
        steps = thinned.rows(last)
        assert (run["end"], run["last"], run["rows"]) == (last, len(steps) - 1, len(steps))
        for one in path(last).series:  # the last of them is even from step to step, not from row to row
            np.testing.assert_array_equal(series(blob, i, one.name), one.values[steps].astype(np.float32))


def test_rows_behind_the_last_are_no_steps():
    assert "thinned" not in header(pack_paths([path(200, beyond=MOST // WIDTH)], HEADER))


@given(st.integers(0, 3_000), st.integers(0, 600), st.integers(4, 500))
def test_every_shown_step_has_the_one_before_it(last, dense, every):
    steps = Thinning(dense, every).rows(last).tolist()
    assert steps == sorted(set(steps))
    assert steps[: dense + 1] == list(range(min(dense, last) + 1))
    assert steps[-2:] == [last - 1, last][-min(last + 1, 2) :]
    shown = [*range(dense, last + 1, every), last]
    assert {k - 1 for k in shown if k > 0} | set(shown) <= set(steps)


@given(st.lists(st.integers(1, 50_000), min_size=1, max_size=60), st.integers(5, 24))
def test_no_payload_is_larger_than_the_limit(lasts, width):
    if chosen := thinning([(last, width) for last in lasts]):
        assert sum(len(chosen.rows(last)) * width for last in lasts) <= MOST
        assert chosen.dense == DENSE
