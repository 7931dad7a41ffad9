"""How long something will still take."""

import pytest

from words.waiting import left


@pytest.mark.parametrize(
    ("share", "seconds", "said"),
    [
        (0.0, 10.0, ""),
        (0.01, 10.0, ""),
        (0.5, 0.1, ""),
        (0.5, 4.0, "about 4 s left"),
        (0.25, 4.0, "about 10 s left"),
        (0.1, 2.6, "about 25 s left"),
        (0.1, 9.9, "about 90 s left"),
        (0.1, 20.0, "about 3 min left"),
        (0.99, 10.0, "almost done"),
        (1.0, 3.0, "almost done"),
    ],
)
def test_what_is_said(share, seconds, said):
    assert left(share, seconds) == said
