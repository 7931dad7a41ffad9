"""A page that plays anywhere, opened from a disk without a network: it plays, is dragged, zoomed, and asks nobody."""

import numpy as np
import pytest
from playwright.sync_api import expect

from exports.formats import FORMATS
from exports.html import gallery
from exports.html.lessons import lessons
from exports.work import Work
from simulation import Experiment, run
from tests.helpers.standalone import Standalone

TWO = {
    "surface": "rosenbrock",
    "start": [-1.2, 1.0],
    "steps": 300,
    "runs": [
        {"rule": "adam", "hyperparameters": {"lr": 0.05}, "label": "</script><b>Adam"},
        {"rule": "momentum", "hyperparameters": {"lr": 0.001}},
    ],
}


@pytest.fixture
def opened(browser, tmp_path):
    """Opens the page of an experiment; in the end nothing was asked for, and nothing went wrong."""
    pages = []

    def open_page(data, options=None, **context) -> Standalone:
        file = tmp_path / f"{len(pages)}.html"
        file.write_bytes(FORMATS["html"].make(Work.of(Experiment.from_data(data)), options or {}))
        pages.append(Standalone(browser, file, **context))
        return pages[-1].whole()

    yield open_page
    for page in pages:
        page.close()
        assert page.errors == []
        assert [url for url in page.asked if not url.startswith(("data:", "blob:"))] == page.asked[:1]


def path(page, of=0) -> np.ndarray:
    return np.reshape(page.read(f"path({of})"), (-1, 2))


def walked(page, wanted, of=0) -> None:
    """Awaits this path, which the next drawing has."""
    page.until(f"path({of})", lambda x: np.allclose(np.reshape(x, (-1, 2)), wanted.x, rtol=1e-9, atol=1e-12))


def test_it_plays_and_is_scrubbed(opened):
    page = opened(TWO, {"layout": "overlay"})
    page.until("step", lambda step: step > 3)
    for number, wanted in enumerate(run(Experiment.from_data(TWO))):
        np.testing.assert_array_equal(path(page, number), wanted.x.astype("f4"))
    page.page.locator(".slalom-scrub").focus()
    page.page.keyboard.press("Home")
    assert page.until("step", lambda step: step == 0) == 0
    page.page.keyboard.press("End")
    assert page.until("step", lambda step: step == 300) == 300
    expect(page.page.locator(".slalom-legend")).to_contain_text("</script><b>Adam")


def test_the_start_is_dragged_and_stays(opened):
    page = opened(TWO, {"layout": "overlay", "autoplay": False})
    page.drag(".slalom-ring", 60, -40)
    start = page.until("start", lambda start: abs(start["x"] + 1.2) > 0.05)
    moved = Experiment.from_data({**TWO, "start": [start["x"], start["y"]]})
    for number, wanted in enumerate(run(moved)):
        walked(page, wanted, number)
    line = page.page.locator(".slalom-unreached")
    expect(line).to_contain_text("Worked out in this page.")
    expect(page.page.locator(".slalom-results")).to_contain_text("out of steps")
    page.page.wait_for_timeout(4500)  # longer than a page with a server waits for its answer
    assert page.read("start") == start
    line.get_by_role("button", name="As it was").click()
    assert page.until("start", lambda start: start["x"] == -1.2) == {"x": -1.2, "y": 1}
    expect(line).to_be_hidden()
    known = run(Experiment.from_data(TWO))[0].x.astype("f4")
    page.until("path()", lambda x: np.array_equal(np.reshape(x, (-1, 2)), known))


def test_numbers_of_runs_and_of_the_surface_are_moved(opened):
    page = opened(TWO, {"layout": "overlay", "autoplay": False})
    page.page.locator(".slalom-slide").first.focus()
    page.page.keyboard.press("ArrowRight")
    expect(page.page.locator(".slalom-legend")).to_contain_text("</script><b>Adam → η = ")
    page.page.locator(".slalom-handles .slalom-menu > .slalom-button").click()
    page.page.locator(".slalom-handles .slalom-popup label", has_text="steepness").click()
    page.page.keyboard.press("Escape")
    page.page.locator(".slalom-slide").last.focus()
    page.page.keyboard.press("Home")
    value = page.page.locator(".slalom-handle-value").last
    expect(value).not_to_have_text("100")
    least = float(value.inner_text())
    runs = [{**TWO["runs"][0], "label": ""}, TWO["runs"][1]]
    wanted = run(Experiment.from_data({**TWO, "runs": runs, "parameters": {"b": least}}))[1]
    walked(page, wanted, 1)
    expect(page.page.locator(".slalom-formula.slalom-outdated, .slalom-outdated").first).to_be_visible()


def test_beyond_the_grid_it_is_worked_out(opened):
    page = opened(TWO, {"layout": "overlay", "autoplay": False})
    page.page.evaluate("() => document.addEventListener('slalom-patched', () => (document.title = 'patched'))")
    page.page.mouse.move(*page.middle(".slalom-map"))
    page.page.keyboard.down("Control")
    for _ in range(6):
        page.page.mouse.wheel(0, 300)
    page.page.keyboard.up("Control")
    expect(page.page).to_have_title("patched")
    view = page.read("view()")
    x, y = view["x"][0] + 0.1 * np.ptp(view["x"]), view["y"][1] - 0.1 * np.ptp(view["y"])
    pixels = page.read(f"pixels({x}, {y})")
    box = page.page.locator(".slalom-map").bounding_box()
    page.page.mouse.move(box["x"] + pixels["px"], box["y"] + pixels["py"])
    read = page.page.locator(".slalom-readout").inner_text().split("≈")[1]
    told = float(read.replace("·10", "e").replace("−", "-").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
    near = Experiment.from_data(TWO).landscape().value(np.array([x, y]))
    assert told == pytest.approx(near, rel=0.05)


def test_what_cannot_be_walked_stays_where_it_is(opened):
    page = opened({**TWO, "runs": [{"rule": "bfgs"}, {"rule": "adam"}]}, {"autoplay": False})
    said = "This page cannot walk BFGS, so the start and the numbers stay as they are."
    expect(page.page.locator(".slalom-unreached")).to_contain_text(said)
    page.drag(".slalom-map", 0, 0)
    assert page.read("start") == {"x": -1.2, "y": 1}
    assert page.page.locator(".slalom-ring").first.is_disabled()


def test_three_dimensions_come_from_the_same_file(opened):
    page = opened(TWO, {"layout": "space", "autoplay": False})
    before = page.until("camera")
    expect(page.page.locator(".slalom-space canvas").first).to_be_visible()
    page.drag(".slalom-space", 60, 10)
    page.until("camera", lambda camera: camera["azimuth"] != before["azimuth"])


def test_without_the_bundle_there_is_no_such_choice(opened):
    page = opened(TWO, {"layout": "overlay"})
    assert page.page.locator(".slalom-layouts button:visible").all_inner_texts() == ["Overlay", "Side by side"]


@pytest.mark.parametrize("data", [
    {"surface": "formula", "formula": "x^4 - 2*x^2", "dimension": 1, "start": [1.6], "runs": [{"rule": "sgd"}]},
    {"surface": "rosenbrock", "seeds": 2, "runs": [{"rule": "sgd", "transforms": [{"name": "noise"}]}]},
    {"surface": "least_squares", "runs": [{"rule": "adam", "transforms": [{"name": "mini_batch"}]}]},
])  # fmt: skip
def test_other_kinds_are_dragged_too(opened, data):
    data = {**data, "steps": 40, "runs": [{**data["runs"][0], "hyperparameters": {"lr": 0.001}}]}
    page = opened(data, {"autoplay": False}, viewport={"width": 390, "height": 800}, color_scheme="dark")
    assert page.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    before = path(page)
    page.drag(".slalom-ring", 30, -20)
    page.until("previewing")
    page.until("path()", lambda x: not np.array_equal(np.reshape(x, (-1, 2)), before))


def test_a_browser_of_old_shows_the_picture(browser, tmp_path):
    file = tmp_path / "page.html"
    text = FORMATS["html"].make(Work.of(Experiment.from_data(TWO))).decode()
    file.write_text(text.replace("DecompressionStream('gzip')", "Nothing('gzip')"), "utf-8")
    page = Standalone(browser, file)
    expect(page.page.locator("#slalom svg").first).to_be_visible()
    expect(page.page.locator("#slalom")).to_contain_text("standing still")
    page.close()


def test_a_gallery_opens_from_a_disk(browser, tmp_path):
    few = {key: lessons()[key] for key in ("beta-on-the-bowl", "two-wells", "newton-on-a-network")}
    index = gallery.write(tmp_path / "site", demos=few)
    page = Standalone(browser, index)
    search = page.page.get_by_role("searchbox")
    search.fill("nothing like it")
    expect(page.page.get_by_role("status")).to_be_visible()
    search.fill("crawls β")
    expect(page.page.locator(".card:visible")).to_have_count(1)
    page.page.get_by_role("link", name=few["beta-on-the-bowl"].title).click()
    page.whole()
    expect(page.page.locator(".lesson")).to_contain_text("crawls along the floor")
    page.page.get_by_role("button", name="3-D").click()
    expect(page.page.locator(".slalom-space canvas").first).to_be_visible()
    page.page.get_by_role("link", name="Gallery", exact=True).click()
    expect(page.page.locator(".card")).to_have_count(3)
    page.page.get_by_role("link", name=few["newton-on-a-network"].title).click()
    page.whole()
    expect(page.page.locator(".slalom-map").first).to_be_visible()
    assert all(url.startswith(("file:", "data:", "blob:")) for url in page.asked)
    assert page.errors == []
    page.close()
