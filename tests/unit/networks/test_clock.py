"""Trainings on one clock."""

import numpy as np
import pytest

from networks.shown.clock import on_one_clock


def test_the_one_that_goes_farthest_gives_the_clock():
    short, long = np.array([0.0, 0.7, 1.4, 2.0]), np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    clock, rows = on_one_clock([short, long])
    assert clock.tolist() == long.tolist()
    assert rows[0].tolist() == [0, 1, 3]
    assert rows[1].tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("seed", range(5))
def test_a_row_is_the_last_one_of_its_moment(seed):
    drawn = np.random.default_rng(seed)
    epochs = [np.concatenate([[0.0], np.sort(drawn.uniform(0.1, drawn.uniform(1, 9), 7))]) for _ in range(3)]
    clock, rows = on_one_clock(epochs)
    for one, some in zip(epochs, rows, strict=True):
        assert some[-1] == len(one) - 1, "the whole path is there"
        for moment, row in zip(clock, some, strict=False):
            assert one[row] <= moment + 1e-6
            assert row + 1 == len(one) or one[row + 1] > moment
