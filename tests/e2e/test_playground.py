"""The Playground in Chromium: what only a browser can show."""

import csv
import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.player_core.mounted import turn_wheel
from tests.helpers.browser import served
from tests.helpers.pages import (
    PLAYER,
    await_updates,
    choose,
    click_at,
    drawn,
    kept,
    number,
    open_page,
    pause_at_the_end,
    saved,
    saved_picture,
)


@pytest.fixture
def playground(page: Page, app: str) -> Page:
    return open_page(page, app)


def test_the_picture_appears_and_plays(playground):
    expect(playground.get_by_role("heading", name="Adam on Rosenbrock")).to_be_visible()
    assert playground.locator(".slalom-map .contourlayer path").count() > 10
    assert number(playground, "playing")
    playground.wait_for_function(f"{PLAYER}.step > 20")
    expect(playground.get_by_text("still descending at step 500")).to_be_visible()


def test_space_pauses_and_the_scrub_bar_seeks(playground):
    playground.get_by_role("button", name="Pause").click()
    step = number(playground, "step")
    playground.keyboard.press("ArrowRight")
    playground.wait_for_function(f"{PLAYER}.step === {step + 1}")
    playground.keyboard.press("Home")
    playground.wait_for_function(f"{PLAYER}.step === 0")
    playground.locator(".slalom").get_by_role("slider", name="Step", exact=True).fill("123")
    playground.wait_for_function(f"{PLAYER}.step === 123")
    expect(playground.get_by_text("Inside step 123")).to_be_visible()


def test_a_click_moves_the_start_and_the_path_begins_there(playground):
    updates = number(playground, "updates")
    click_at(playground, 0.5, 2.0)
    await_updates(playground, updates)
    playground.wait_for_function(f"Math.abs({PLAYER}.start.x - 0.5) < 0.01 && Math.abs({PLAYER}.start.y - 2) < 0.01")
    box = playground.get_by_label("start x")
    expect(box).to_have_value(re.compile(r"^0\.(49|50|5$)"))


def test_a_slider_keeps_zoom_and_step(playground):
    pause_at_the_end(playground)
    playground.keyboard.press("Home")
    for _ in range(3):
        playground.keyboard.press("ArrowRight")
    box = playground.locator(".slalom-map").bounding_box()
    playground.mouse.move(box["x"] + 250, box["y"] + 250)
    left, right = playground.evaluate(f"{PLAYER}.view().x")
    turn_wheel(playground, -400)
    # A map that is still given its place shows another view as well, but not one so much smaller.
    playground.wait_for_function(
        f"width => {PLAYER}.view().x[1] - {PLAYER}.view().x[0] < 0.75 * width", arg=right - left
    )
    playground.wait_for_function("location.search.includes('zoom~')")
    zoomed = playground.evaluate(f"{PLAYER}.view()")
    updates = number(playground, "updates")
    playground.locator("[data-testid=stSidebar]").get_by_role("slider", name="step size").press("ArrowRight")
    await_updates(playground, updates)
    assert playground.evaluate(f"{PLAYER}.view()") == zoomed
    assert number(playground, "step") == 3


def test_the_surface_is_worked_out_where_one_looks(playground):
    pause_at_the_end(playground)
    box = playground.locator(".slalom-map").bounding_box()
    playground.mouse.move(box["x"] + 250, box["y"] + 250)
    for _ in range(8):
        turn_wheel(playground, 240)
    filled = "document.querySelector('.contourlayer .contourbg path').getBoundingClientRect().width"
    playground.wait_for_function(f"{filled} >= {box['width'] - 60}")
    assert playground.locator(".slalom-map").bounding_box() == box


def test_another_surface_brings_its_own_picture(playground):
    updates = number(playground, "updates")
    choose(playground, "surface", "Monkey saddle · saddle")
    await_updates(playground, updates)
    expect(playground.get_by_role("heading", name="Adam on Monkey saddle")).to_be_visible()
    expect(playground.locator(".slalom-map").get_by_role("img", name="saddle")).to_have_count(1)


def test_the_link_reopens_the_same_picture(playground, context, app, tmp_path):
    updates = number(playground, "updates")
    choose(playground, "optimizer", "Nesterov")
    await_updates(playground, updates)
    click_at(playground, -1.0, 2.5)
    await_updates(playground, updates + 1)
    playground.get_by_role("tab", name="Share and export").click()
    link = playground.locator("code", has_text="run=nesterov").first.inner_text()
    assert link.startswith(app)
    again = open_page(context.new_page(), link)
    pictures = []
    for shown in (playground, again):
        pause_at_the_end(shown)
        pictures.append(drawn(saved_picture(shown, "SVG", tmp_path)))
    assert pictures[0] == pictures[1]
    expect(again.get_by_role("heading", name="Nesterov on Rosenbrock")).to_be_visible()


def test_the_downloads_are_real_files(playground, tmp_path):
    pause_at_the_end(playground)
    assert saved_picture(playground, "PNG", tmp_path).read_bytes().startswith(b"\x89PNG")
    lines = drawn(saved_picture(playground, "SVG", tmp_path))
    assert max(map(len, lines)) > 2000, "the path is vector, 500 points long"
    playground.get_by_role("tab", name="Share and export").click()
    file = kept(playground, "Data", "Paths (CSV)", ".csv", tmp_path)
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert len(rows) == 501
    assert {"step", "x", "y", "f", "gradient_x", "m_x", "v_y"} <= set(rows[0])
    assert (float(rows[0]["x"]), float(rows[0]["y"])) == (-1.2, 1.0)
    file = saved(playground, playground.get_by_role("button", name="Experiment as JSON"), tmp_path)
    assert json.loads(file.read_text())["runs"][0]["rule"] == "adam"


NONSENSE = ["abc", "1e999", "-", "", "--5", "NaN", "<script>alert(1)</script>", "9" * 400]


def test_nonsense_in_every_box_never_shows_a_traceback(playground):
    for box in playground.locator("[data-testid=stSidebar] input[type=number]:visible").all():
        for text in NONSENSE:
            box.click()
            box.press("Control+a")
            playground.keyboard.insert_text(text)  # at once: four hundred digits would take as many keys
            box.press("Enter")
    expect(playground.locator("[data-testid=stException]")).to_have_count(0)
    updates = number(playground, "updates")
    playground.get_by_label("start x").fill("0.25")
    playground.get_by_label("start x").press("Enter")
    await_updates(playground, updates)
    playground.wait_for_function(f"{PLAYER}.start.x === 0.25")


def test_the_app_works_below_a_base_path(page):
    with served("--server.baseUrlPath", "lesson", path="/lesson") as address:
        open_page(page, address)
        page.wait_for_function(f"{PLAYER}.step > 2")


def test_reduced_motion_shows_the_finished_path(browser, app):
    context = browser.new_context(reduced_motion="reduce")
    page = open_page(context.new_page(), app)
    assert number(page, "step") == number(page, "last") == 500
    assert not number(page, "playing")
    context.close()


def test_the_player_that_was_asked_for_early_is_not_asked_for_again(playground):
    names = playground.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    asked = [name.rpartition("/")[2] for name in names]
    assert asked.count("streamlit.js") == asked.count("plotly-cartesian.min.js") == 1
