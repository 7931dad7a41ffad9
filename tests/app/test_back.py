"""Back and Forward, as the page is asked for a step: what is shown then, and what is not heard."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.addresses import LINK, PAGES, come, opened, picture, said, set_rate


def walk(at: AppTest, step: Any, query: Any, number: Any = 1, **said: Any) -> AppTest:
    """As the browser asks after Back or Forward, together with whatever else has been set."""
    session = at.session_state["session in the address"]
    at.session_state["walk to a step"] = {
        "number": number, "step": step, "query": query, "session": session, **said
    }  # fmt: skip
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("page", PAGES)
def test_back_shows_the_step_of_the_entry_and_says_so(page):
    at = opened(page, LINK)
    first = said(at)
    before = picture(at)
    second = set_rate(at, 0.07, page)
    third = set_rate(at, 0.08, page)
    assert picture(walk(at, first["step"], LINK))["runs"] == before["runs"]
    assert said(at)["answer"] == [1, first["step"]]
    assert said(at)["query"] == LINK
    assert said(walk(at, first["step"] + 2, third, 2))["query"] == third
    assert said(walk(at, first["step"] + 1, second, 2))["query"] == third, "this walk has been answered"


def test_a_change_that_comes_with_back_is_one_of_what_is_left():
    at = opened("playground", LINK)
    first = said(at)["step"]
    set_rate(at, 0.07)
    at.number_input(key="adam.lr|box").set_value(0.3)
    assert said(walk(at, first, LINK))["query"] == LINK
    assert at.number_input(key="adam.lr|box").value == 0.1


def test_back_to_a_step_that_is_not_known_opens_its_link():
    at = opened("playground", LINK)
    other = LINK.replace("beale", "booth")
    assert said(walk(at, 3, other, session="another"))["query"] == other
    assert said(walk(at, 999, LINK, 2))["query"] == LINK
    assert "rosenbrock" in said(walk(at, None, "", 3))["query"], "the bare page is its first picture"
    assert "could not be opened" in walk(at, None, "surface=beale&run=adm", 4).warning[0].value
    assert not walk(at, None, LINK, 5).warning


@pytest.mark.parametrize("asked", [None, 7, "1", [], {}, {"number": "1"}, {"number": float("nan"), "query": 3}])
def test_what_no_browser_asks_is_not_heard(asked):
    at = opened("playground", LINK)
    after = set_rate(at, 0.07)
    at.session_state["walk to a step"] = asked
    assert said(at.run())["query"] == after
    assert said(walk(at, [1], LINK, True))["query"] == after
    assert said(walk(at, 1, None))["query"] == after


def test_back_shows_a_step_as_it_was_seen():
    at = opened("compare", f"{LINK}&view=overlay~zoom~-2,2,-1,3~colours~viridis")
    first, asked = said(at), picture(at)["options"]["asked"]
    at.session_state["colorscale"] = "calm"
    set_rate(at, 0.07, "compare")
    walk(at, first["step"], f"{LINK}&view=zoom~-1,1,-1,1~colours~viridis")
    options = picture(at)["options"]
    assert (options["view"], options["colorscale"]) == ({"zoom": [-1.0, 1.0, -1.0, 1.0]}, "viridis")
    assert options["asked"] > asked
    walk(at, first["step"], LINK, 2)
    assert picture(at)["options"]["view"] == {}


def test_a_page_is_come_to_again_as_it_was_seen_unless_a_link_says_how():
    at = opened("playground", LINK)
    assert "again" not in picture(at)["options"]
    come(at, "gallery")
    assert picture(come(at, "playground"))["options"]["again"]
    come(at, "gallery")
    assert "again" not in picture(come(at, "playground", LINK))["options"]
