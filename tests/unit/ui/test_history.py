"""The steps of a page: which changes are one, what undo leads to, and how many are kept."""

import pytest

from ui.state import history
from ui.state.history import MANY, History


def after(*changes: str | tuple[str, str]) -> History:
    """A history after these pictures; a pair is a picture and the control that ticks."""
    found = History()
    for change in changes:
        shown, tick = change if isinstance(change, tuple) else (change, "")
        found.note(shown, hash(shown), {"is": shown}, tick)
    return found


@pytest.fixture(autouse=True)
def numbers(monkeypatch):
    counted = iter(range(1, 1000))
    monkeypatch.setattr(history, "_number", lambda: next(counted))


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        (["a", "b", "c"], ["a", "b", "c"]),
        (["a", "a", "a"], ["a"]),
        (["a", ("b", "lr"), ("c", "lr"), ("d", "lr")], ["a", "d"]),
        (["a", ("b", "lr"), ("c", "momentum")], ["a", "b", "c"]),
        (["a", ("b", "lr"), "c", ("d", "lr")], ["a", "b", "c", "d"]),
        ([("a", "lr"), ("b", "lr"), ("c", "lr")], ["a", "c"]),
    ],
)
def test_what_a_slider_does_is_one_change(changes, kept):
    assert [step.shown for step in after(*changes).steps] == kept


def test_a_slider_that_rests_begins_another_change(monkeypatch):
    found = after("a", ("b", "lr"))
    monkeypatch.setattr(found, "since", found.since - 2 * history.MOMENT)
    found.note("c", 0, {}, "lr")
    assert [step.shown for step in found.steps] == ["a", "b", "c"]


def test_what_was_undone_is_gone_after_another_change():
    found = after("a", "b", "c")
    found.at = 0
    found.note("d", 0, {}, "")
    assert [step.shown for step in found.steps] == ["a", "d"]
    assert found.at == 1


def test_only_the_newest_are_kept():
    found = after(*map(str, range(3 * MANY)))
    assert len(found.steps) == MANY
    assert found.steps[found.at].shown == str(3 * MANY - 1)


def test_what_changes_no_picture_belongs_to_its_step():
    found = after("a", "b")
    found.note("b", 0, {"is": "b", "chosen run": 2}, "")
    assert found.steps[1].chosen["chosen run"] == 2


def test_back_leads_to_the_nearest_step_with_that_link():
    found = after("a", "b", "a", "c")
    assert found.like(hash("a")) == 2
    assert found.like(hash("b")) == 1
    assert found.like(hash("c")) == 3
    assert found.like(hash("d")) == -1


def test_new_steps_are_told_with_the_one_they_came_from():
    found = after("a", "b", "c", "d")
    assert [number for number, _ in found.recent()] == [1, 2, 3]
    for at in (0, 1):
        found.steps[at].since -= 2 * history.RECENT
    assert [number for number, _ in found.recent()] == [2, 3]
    found.at = 1
    assert [number for number, _ in found.recent()] == [1]
    assert len(after(*map(str, range(40))).recent()) == history.AT_ONCE
