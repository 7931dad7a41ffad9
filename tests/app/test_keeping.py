"""The box for exports on both pages: what can be chosen, how far a file is, what is said when there is none."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from exports.formats import FORMATS
from tests.helpers import makers
from tests.helpers.app_pages import opened
from tests.helpers.payload import header
from tests.helpers.readers import READERS
from ui.keeping import making

PAGES = {"playground": "details", "compare": "compare details"}
QUERY = "surface=rosenbrock&steps=20&run=adam~lr~0.05"


@pytest.fixture(autouse=True)
def nothing_is_left(monkeypatch):
    """A file that was made is watched by a thread, which would look for its tab among those of another test."""
    kept, join = [], making.FILES.join

    def joined(one):
        kept.append(one)
        join(one)

    monkeypatch.setattr(making.FILES, "join", joined)
    yield
    for one in kept:
        one.drop()


@pytest.fixture
def others(monkeypatch):
    monkeypatch.setattr(makers, "hand", makers.Hand())
    for name, known in makers.formats().items():
        monkeypatch.setitem(FORMATS, name, known)
    yield
    makers.hand.go.set()


def at_export(page: str, query: str = QUERY) -> AppTest:
    at = opened(query, page)
    at.session_state[PAGES[page]] = "Share and export"
    return at.run()


def chosen(at: AppTest, group: str, kind: str) -> AppTest:
    at.segmented_control(key="keep group").set_value(group).run()
    return at.segmented_control(key=f"keep {group}").set_value(kind).run()


def made(at: AppTest) -> AppTest:
    """After the button was pressed, and the file is no longer under way."""
    at.button(key="make a file").click().run()
    end = time.monotonic() + 60
    while at.get("progress"):
        assert time.monotonic() < end
        at.run()
    assert not at.exception
    return at


def files(at: AppTest) -> list[str]:
    return [button.proto.label for button in at.get("download_button") if "file that was made" in button.proto.id]


def captions(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


def step_of(at: AppTest) -> dict:
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player"))


@pytest.mark.parametrize("page", PAGES)
def test_a_file_is_made_when_it_is_asked_for_and_another_takes_its_place(page):
    at = chosen(at_export(page), "data", "csv")
    assert files(at) == []
    (label,) = files(made(at))
    assert label.startswith("rosenbrock-adam-lr0.05.csv (")
    assert label.endswith(" KB)")
    assert not [button for button in at.button if button.key == "make a file"], "it is there"
    at = made(at.segmented_control(key="keep group").set_value("html").run())
    (label,) = files(at)
    assert label.startswith("rosenbrock-adam-lr0.05.html (")
    assert any(code.value.startswith("<iframe src=") for code in at.code)


@pytest.mark.parametrize("key", [key for key in FORMATS if key != "html"])
def test_every_format_is_made_and_opens_elsewhere(key):
    """By a program that knows nothing of ours; of the page that plays anywhere, Chromium is asked."""
    group = FORMATS[key].group
    at = at_export("compare")
    if group == "film":
        at.segmented_control(key="keep group").set_value("film").run()
        at.number_input(key="keep film.seconds|box").set_value(0.5).run()
    at = made(chosen(at, group, key))
    assert len(files(at)) == 1, [error.value for error in at.error]
    assert min(READERS[key](at.session_state["file that is made"].file())) > 0


@pytest.mark.parametrize("page", PAGES)
def test_every_group_is_offered_with_its_options(page):
    at = at_export(page)
    assert at.segmented_control(key="keep group").proto.options[0].content == "Picture"
    assert at.selectbox(key="keep picture.size|box").value == "two columns"
    assert "keep picture.width|slider" not in {slider.key for slider in at.select_slider}
    at.selectbox(key="keep picture.size|box").select("own").run()
    assert {"keep picture.width|slider", "keep picture.height|slider"} <= {slider.key for slider in at.select_slider}
    for group in ("html", "data", "code"):
        at.segmented_control(key="keep group").set_value(group).run()
        assert not at.exception


def test_what_is_chosen_is_in_no_link_and_no_step_to_undo():
    at = at_export("playground")
    link = next(code.value for code in at.code if "run=" in code.value)
    at.segmented_control(key="keep picture.theme").set_value("dark").run()
    at.checkbox(key="keep picture.legend").uncheck().run()
    assert next(code.value for code in at.code if "run=" in code.value) == link
    at.number_input(key="steps|box").set_value(30).run()
    at.button(key="undo").click().run()
    assert at.segmented_control(key="keep picture.theme").value == "dark"
    assert not at.checkbox(key="keep picture.legend").value
    assert at.button(key="undo").disabled


def test_a_wrong_number_says_so_and_the_last_good_one_is_used():
    at = at_export("playground")
    at.number_input(key="keep picture.scale|box").set_value(100.0).run()
    assert "must be a number of at least 0.25" in captions(at)
    assert files(made(chosen(at, "data", "json")))


def test_a_file_of_before_says_so():
    at = made(chosen(at_export("playground"), "data", "csv"))
    assert "when it was made" not in captions(at)
    at.number_input(key="steps|box").set_value(30).run()
    assert files(at)
    assert "It shows what was here when it was made." in captions(at)
    assert "when it was made" not in captions(made(at))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("sorry", r"A film needs \*at least\* two steps."),
        ("broken", r"Something went wrong that should not have (RuntimeError)."),
    ],
)
@pytest.mark.usefixtures("others")
def test_a_failed_export_says_why_and_leaves_the_page_whole(page, kind, why):
    at = at_export(page)
    before = step_of(at)["runs"]
    made(chosen(at, "data", kind))
    assert [error.value for error in at.error] == [f"rosenbrock-adam-lr0.05.{kind} was not made. {why}"]
    assert step_of(at)["runs"] == before
    made(chosen(at, "data", "csv"))
    assert not at.error
    assert files(at)


@pytest.mark.usefixtures("others")
def test_a_stop_stops_and_the_page_lives_on_meanwhile():
    at = chosen(at_export("playground"), "data", "slow")
    at.button(key="make a file").click().run()
    (bar,) = at.get("progress")
    assert bar.proto.text.startswith("rosenbrock-adam-lr0.05.slow: 50 %")
    at.number_input(key="steps|box").set_value(30).run()
    assert len(step_of(at)["runs"]) == 1
    assert at.get("progress")
    at.button(key="stop the file").click().run()
    assert not at.get("progress")
    assert "was stopped; nothing of it is kept." in captions(at)
    assert at.button(key="make a file")


@pytest.mark.usefixtures("others")
def test_who_waits_is_told_so():
    busy = [chosen(at_export("playground"), "data", "slow") for _ in range(3)]
    for at in busy:
        at.button(key="make a file").click().run()
    assert busy[2].get("progress")[0].proto.text == "Waits for 1 other"
    busy[0].button(key="stop the file").click().run()
    end = time.monotonic() + 60
    while busy[2].get("progress")[0].proto.text.startswith("Waits"):
        assert time.monotonic() < end
        busy[2].run()
    for at in busy[1:]:
        at.button(key="stop the file").click().run()
