"""The address that follows what is shown: which queries are opened when they come back, and which are not."""

from urllib.parse import parse_qs

import pytest

from tests.helpers.addresses import LINK, PAGES, back_with, come, opened, picture, said, set_rate


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


def test_the_navigation_takes_the_run_along_and_the_selected_one_back():
    at = opened("playground", LINK)
    set_rate(at, 0.07)
    assert said(come(at, "compare"))["query"] == LINK.replace("0.1", "0.07")
    at.button(key="runs add").click().run()
    at.selectbox(key="run 2/rule|box").select("momentum").run()
    both = said(at)["query"]
    come(at, "gallery")
    assert "run=momentum" in said(come(at, "playground"))["query"]
    assert said(come(at, "compare"))["query"] == both, "nothing is new, so nothing is taken along"
    at.radio(key="runs|box").set_value(1).run()
    come(at, "playground")
    assert at.number_input(key="adam.lr|box").value == 0.07
    set_rate(at, 0.3)
    assert said(come(at, "compare"))["query"] == f"{both}&run=adam~lr~0.3"
    at.button(key="undo").click().run()
    assert said(at)["query"] == both


def test_a_page_that_shows_what_it_shows_at_first_gives_nothing():
    at = opened("playground")
    first = said(at)["query"]
    assert "elongated_bowl" in said(come(at, "compare"))["query"]
    assert said(come(at, "playground"))["query"] == first
    assert "beale" in said(come(at, "compare", LINK))["query"]
    assert "beale" in said(come(at, "playground"))["query"]


@pytest.mark.parametrize("page", PAGES)
def test_undo_and_redo_lead_along_what_was_changed(page):
    at = opened(page, LINK)
    assert at.button(key="undo").disabled
    shown = [picture(at)]
    for change in (
        lambda: at.number_input(key=f"{PAGES[page]}adam.lr|box").set_value(0.3),
        lambda: at.selectbox(key="surface|box").select("himmelblau"),
        lambda: at.number_input(key="start.x|box").set_value(-1.5),
        lambda: at.selectbox(key=f"{PAGES[page]}rule|box").select("sgd"),
        lambda: at.checkbox(key="maximize").check(),
        lambda: at.button(key="reset Run").click(),
    ):
        change().run()
        shown.append(picture(at))
    for before in reversed(shown[:-1]):
        at.button(key="undo").click().run()
        assert picture(at) == before
    assert at.button(key="undo").disabled
    for after in shown[1:]:
        at.button(key="redo").click().run()
        assert picture(at) == after
    assert at.button(key="redo").disabled


def test_undo_brings_back_what_no_link_holds():
    at = opened("playground", "surface=least_squares&run=adam~lr~0.5")
    at.file_uploader(key="data file").upload("own.csv", b"1,2\n3,4\n5,7\n", "text/csv").run()
    own = picture(at)
    at.button(key="data back").click().run()
    assert picture(at) != own
    at.button(key="undo").click().run()
    assert picture(at) == own


def test_undo_takes_back_what_could_not_be_run_and_what_was_wrong_with_a_box():
    at = opened("playground", LINK)
    at.number_input(key="adam.lr|box").set_value(-3.0).run()
    assert any("must be" in caption.value for caption in at.caption)
    at.number_input(key="steps|box").set_value(20).run()
    at.button(key="undo").click().run()
    assert not any("must be" in caption.value for caption in at.caption)
    assert at.number_input(key="adam.lr|box").value == 0.1


VIEWS = {
    "overlay~zoom~-2,2,-1,3": {"zoom": [-2.0, 2.0, -1.0, 3.0]},
    "level~true~step~40": {"level": True, "step": 40},
    "panels~hidden~1~curve~gap~log~false": {"hidden": [1], "curve": "gap", "log": False},
    "arrows~none": {"arrows": ["none"]},
    "arrows~gradient,step~inside~1~formulas~true": {"arrows": ["gradient", "step"], "inside": 1, "formulas": True},
    "space~camera~-62,43,1.95": {"camera": [-62.0, 43.0, 1.95]},
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_link_says_how_it_is_seen(view):
    at = opened("compare", f"{LINK}&view={view}")
    assert picture(at)["options"]["view"] == VIEWS[view]
    assert not at.warning
    assert parse_qs(said(at)["query"])["view"][0].removeprefix("panels~") == view.removeprefix("panels~")
    set_rate(at, 0.07, "compare")
    assert picture(at)["options"]["view"] == VIEWS[view], "it is asked for once and stays"


@pytest.mark.parametrize("view", ["zoom~1,2", "step~-4", "sideways", "speed~2", "zoom~" + "9" * 900])
def test_a_view_that_is_none_gets_one_sentence_and_the_experiment_opens(view):
    at = opened("playground", f"{LINK}&view={view}")
    assert len(at.warning) == 1
    assert "view of the link" in at.warning[0].value
    assert said(at)["query"] == LINK


def test_what_the_sidebar_shows_is_in_the_link():
    at = opened("playground", f"{LINK}&view=colours~viridis~library~true")
    assert picture(at)["options"]["colorscale"] == "viridis"
    assert len(picture(at)["runs"]) == 2
    assert said(at)["own"] == "colours~viridis~library~true"
    at = opened("playground", f"{LINK}&view=library~NoSuchClass")
    assert "no class NoSuchClass" in at.error[0].value


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


@pytest.mark.parametrize(
    "query",
    ["surface=formula&amp;formula=x%5E2%2By%5E2&amp;run=sgd", "surface=formula&formula=x%255E2%252By%255E2&run=sgd"],
)
def test_an_address_out_of_a_mail_or_a_page_opens_what_was_meant(query):
    assert parse_qs(said(opened("playground", query))["query"])["formula"] == ["x^2+y^2"]
