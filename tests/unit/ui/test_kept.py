"""What was walked last is kept, as long as it is not too much."""

import contextlib
import threading

from hypothesis import given
from hypothesis import strategies as st

from ui.state.kept import Kept


def never() -> int:
    raise AssertionError("it was kept")


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_no_more_is_kept_than_may_be(sizes):
    kept: Kept[int] = Kept(lambda size: size, heaviest=100, most=8)
    for key, size in enumerate(sizes):
        assert kept.get(key, lambda size=size: size) == size
        assert kept.weight <= 100
        assert kept.get(key, never) == size
    assert kept.weight <= sum(sizes[-8:])


def test_what_was_asked_for_lately_stays():
    kept: Kept[int] = Kept(lambda _: 1, heaviest=2)
    for key in "abaca":
        kept.get(key, lambda: 0)
    assert kept.get("a", never) == kept.get("c", never) == 0


def test_the_newest_stays_however_large_it_is():
    kept: Kept[int] = Kept(lambda size: size, heaviest=10)
    kept.get("small", lambda: 1)
    kept.get("large", lambda: 1_000)
    assert kept.get("large", never) == 1_000
    assert kept.weight == 1_000


def test_what_fails_or_is_left_is_not_kept():
    kept: Kept[int] = Kept(lambda _: 1, heaviest=10)
    with contextlib.suppress(AssertionError):
        kept.get("key", never)
    assert kept.get("key", lambda: 3) == 3


def test_who_is_long_at_work_holds_nobody():
    kept: Kept[int] = Kept(lambda _: 1, heaviest=10)
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> int:
        begun.set()
        go_on.wait(10)
        return 1

    thread = threading.Thread(target=lambda: kept.get("slow", slow))
    thread.start()
    begun.wait(10)
    assert kept.get("quick", lambda: 2) == 2
    go_on.set()
    thread.join()
    assert kept.get("slow", never) == 1
