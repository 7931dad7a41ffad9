"""Which step a film shows when."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.film.timing import Shot, ends, shots, steps_shown

STEPS = st.integers(0, 60_000)


@settings(deadline=None)  # a film of 3,000 shots, on whatever machine
@given(STEPS, STEPS, st.integers(2, 3000))
def test_the_first_frame_has_the_first_step_and_the_last_the_last(one, other, frames):
    first, last = sorted((one, other))
    found = steps_shown(first, last, frames)
    assert (found[0], found[-1]) == (first, last)
    assert len(found) == (frames if first < last else 1)
    gaps = {b - a for a, b in pairwise(found)}
    assert not gaps or (min(gaps) >= 0 and max(gaps) - min(gaps) <= 1)  # even, and never backwards


@settings(deadline=None)  # a film of 3,000 shots, on whatever machine
@given(STEPS, STEPS, st.floats(0.1, 30), st.integers(1, 60), st.floats(0, 10))
def test_no_step_is_a_shot_twice_and_the_time_is_what_was_asked_for(one, other, seconds, fps, hold):
    first, last = sorted((one, other))
    found = shots(first, last, seconds, fps, hold)
    assert len({shot.step for shot in found}) == len(found)
    assert all(shot.frames > 0 for shot in found)
    moving = max(2, round(seconds * fps)) if first < last else 1
    assert sum(shot.frames for shot in found) == moving + round(hold * fps)
    for units in (100, 1000):
        stops = ends(found, fps, units)
        assert stops[-1] == pytest.approx((moving + round(hold * fps)) * units / fps, abs=0.5)
        assert stops == sorted(stops)


def test_by_hand():
    assert steps_shown(0, 10, 5) == [0, 3, 5, 8, 10]
    assert steps_shown(0, 2000, 3) == [0, 1000, 2000]
    assert steps_shown(4, 4, 9) == [4]
    assert steps_shown(0, 9, 1) == [9]
    assert shots(0, 1, 1.0, 4, 0.5) == [Shot(0, 2), Shot(1, 4)]
    assert ends([Shot(0, 1), Shot(1, 1), Shot(2, 1)], 30, 100) == [3, 7, 10]
