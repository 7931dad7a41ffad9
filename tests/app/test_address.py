"""The address that follows what is shown: which queries are opened when they come back, and which are not."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.payload import header

APP = Path(__file__).parents[2] / "app.py"
LINK = "surface=beale&start=1.0~1.5&steps=500&run=adam~lr~0.1"
PAGES = {"playground": "", "compare": "run 1/"}


def come(at: AppTest, page: str, query: str = "") -> AppTest:
    """To a page by a link, or by the navigation."""
    return back_with(at.switch_page(f"pages/{page}.py"), query)


def back_with(at: AppTest, query: str) -> AppTest:
    """A run of the same page that comes with this query."""
    at.query_params.clear()
    for key, values in parse_qs(query, keep_blank_values=True).items():
        at.query_params[key] = values
    at.run()
    assert not at.exception
    return at


def opened(page: str, query: str = "") -> AppTest:
    return come(AppTest.from_file(APP, default_timeout=30), page, query)


def said(at: AppTest) -> dict[str, Any]:
    """What the browser is told of its address."""
    found = next(
        c.proto for c in at.get("bidi_component") if c.proto.component_name == "slalom.address" and c.proto.bytes
    )
    return json.loads(found.bytes)


def picture(at: AppTest) -> dict[str, Any]:
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player"))


def set_rate(at: AppTest, value: float, page: str = "playground") -> str:
    """Change the step size; the new address."""
    at.number_input(key=f"{PAGES[page]}adam.lr|box").set_value(value).run()
    assert f"adam~lr~{value}" in said(at)["query"]
    return said(at)["query"]


@pytest.mark.parametrize("page", PAGES)
def test_the_address_opens_what_is_shown(page):
    at = opened(page, LINK)
    assert said(at)["query"] == LINK
    query = set_rate(at, 0.07, page)
    assert picture(opened(page, query)) == picture(at)


@pytest.mark.parametrize("page", PAGES)
def test_a_query_of_this_session_is_not_opened_over_what_was_changed_since(page):
    at = opened(page, LINK)
    before = set_rate(at, 0.07, page)
    after = set_rate(at, 0.08, page)
    for stale in (LINK, before, after, ""):
        assert said(back_with(at, stale))["query"] == after


def test_another_link_is_opened():
    at = opened("playground", LINK)
    set_rate(at, 0.07)
    assert picture(back_with(at, "surface=himmelblau&run=sgd"))["title"] == "SGD on Himmelblau"


@pytest.mark.parametrize("through", ["gallery", "reference", "compare"])
def test_a_link_opens_again_when_the_page_is_come_to_again(through):
    at = opened("playground", LINK)
    set_rate(at, 0.07)
    come(at, through)
    assert said(come(at, "playground", LINK))["query"] == LINK


def test_back_to_a_page_leaves_what_it_shows_and_opens_what_it_has_shown():
    at = opened("playground", LINK)
    earlier = set_rate(at, 0.07)
    come(at, "gallery")
    assert said(come(at, "playground", LINK.replace("beale", "booth")))["query"] != earlier
    come(at, "gallery")
    assert said(come(at, "playground", earlier))["query"] == earlier
    at.selectbox(key="rule|box").select("momentum").run()
    at.selectbox(key="rule|box").select("adam").run()
    come(at, "gallery")
    come(at, "playground", said(come(at, "playground"))["query"])
    assert "momentum.lr" not in at.session_state["choices of playground"]


def test_the_navigation_carries_nothing_from_page_to_page():
    at = opened("playground", LINK)
    assert "beale" not in said(come(at, "compare"))["query"]
    assert said(come(at, "playground"))["query"] == LINK


def test_a_link_that_cannot_be_read_stays_until_something_is_changed():
    at = opened("playground", "surface=beale&run=adm")
    assert "could not be opened" in at.warning[0].value
    assert said(at) == {}
    assert said(at.run()) == {}
    set_rate(at, 0.07)
    assert "could not be opened" in back_with(at, "surface=beale&run=adm").warning[0].value
    assert "adam~lr~0.07" in said(at)["query"]


def test_what_has_no_link_has_an_address_of_the_rest():
    at = opened("playground", LINK)
    at.selectbox(key="surface|box").select("least_squares").run()
    at.file_uploader[0].upload("rows.csv", b"x,y\n0,1\n1,3\n2,4\n", "text/csv")
    at.run()
    assert said(at)["query"].startswith("surface=least_squares&")
    assert said(at)["query"].endswith("&own=data")
    shown = picture(at)["title"]
    assert picture(back_with(at, LINK))["title"] == picture(back_with(at, ""))["title"] == shown


@pytest.mark.parametrize(
    ("page", "view", "asked", "kept"),
    [
        ("compare", "overlay", "overlay", "&view=overlay"),
        ("compare", "space", "space", "&view=space"),
        ("compare", "panels", "panels", ""),
        ("compare", "sideways", "panels", ""),
        ("playground", "space", None, "&view=space"),
        ("playground", "overlay", None, ""),
        ("playground", "sideways", None, ""),
    ],
)
def test_a_link_says_the_layout(page, view, asked, kept):
    at = opened(page, f"{LINK}&view={view}")
    assert picture(at).get("layout") == asked
    assert picture(at).get("deep", False) == (page == "playground" and view == "space")
    assert said(at)["query"] == LINK + kept


def test_a_chosen_layout_is_in_the_link_and_asked_for_when_the_page_is_come_to_again():
    at = opened("compare", LINK)
    at.session_state["layout chosen on compare"] = "space"
    assert picture(at.run())["layout"] == "panels", "the player knows it, and is sent nothing"
    assert said(at)["query"] == f"{LINK}&view=space"
    come(at, "playground")
    assert picture(come(at, "compare"))["layout"] == "space"
    at.session_state["compare details"] = "Share and export"
    links = [code.value for code in at.run().code if "run=" in code.value]
    assert len(links) == 2
    assert all("&view=space" in link for link in links)


GIVEN = {
    "heights": (
        "surface=heightmap&run=adam~lr~0.1",
        "heights file playground",
        b"1,2,4,3\n2,1,4,8\n9,8,7,1\n1,4,3,8\n",
    ),
    "data": ("surface=least_squares&run=adam~lr~0.5", "data file", b"1,2\n3,4\n5,7\n"),
}


@pytest.mark.parametrize("own", GIVEN)
def test_whoever_comes_to_the_address_of_an_own_file_is_told_that_it_is_gone(own):
    link, box, content = GIVEN[own]
    at = opened("playground", link)
    at.file_uploader(key=box).upload("own.csv", content, "text/csv").run()
    at.number_input(key="adam.lr|box").set_value(0.3).run()
    query = said(at)["query"]
    assert "adam~lr~0.3" in query
    assert query.endswith(f"own={own}")
    assert "own" in said(at)["names"]
    before = picture(at)
    assert picture(back_with(at, query)) == before, "the session still has the file"
    other = opened("playground", query)
    assert f"The {own} of this address were a file of somebody's own" in " ".join(w.value for w in other.warning)
    assert other.number_input(key="adam.lr|box").value == 0.3
    assert picture(other)["minima"] != before["minima"]
    assert "own=" not in said(other)["query"]
    other.file_uploader(key=box).upload("own.csv", content, "text/csv").run()
    assert not other.warning
    assert picture(other)["minima"] == before["minima"]
