"""The Compare page in Chromium: several runs on one clock, kept and shared."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import served
from tests.helpers.pages import (
    PLAYER,
    await_updates,
    click_at,
    drawn,
    number,
    open_page,
    pause_at_the_end,
    saved,
    saved_picture,
)

RUNS = "surface=himmelblau&steps=120&run=momentum~lr~0.005&run=adam~lr~0.1&run=sgd~lr~0.01"


@pytest.fixture
def compare(page: Page, app: str) -> Page:
    return open_page(page, f"{app}/compare")


def maps(page: Page):
    return page.locator(".slalom-map:visible")


def test_the_first_visitor_of_a_server_may_come_by_a_link(page):
    with served() as address:
        open_page(page, f"{address}/compare?{RUNS}")
        expect(page.get_by_role("heading", name="3 runs on Himmelblau")).to_be_visible()
        expect(page.get_by_role("link", name="Playground")).to_be_visible()


def test_vary_one_gives_a_panel_per_value_on_one_clock(compare):
    updates = number(compare, "updates")
    compare.get_by_role("textbox", name="values").first.fill("0, 0.5, 0.78, 0.9, 0.99")
    compare.get_by_role("textbox", name="values").first.press("Enter")
    compare.get_by_role("button", name="Make the runs").click()
    await_updates(compare, updates)
    expect(maps(compare)).to_have_count(5)
    expect(compare.get_by_role("heading", name="What does β do?")).to_be_visible()
    compare.wait_for_function(f"{PLAYER}.step > 5")
    compare.locator(".slalom").get_by_role("slider", name="Step", exact=True).fill("40")
    compare.wait_for_function(f"{PLAYER}.step === 40")
    expect(compare.get_by_text("Inside step 40")).to_be_visible()


def test_a_click_in_any_panel_moves_the_start_of_all(compare):
    updates = number(compare, "updates")
    click_at(compare, 3.0, 1.0)
    await_updates(compare, updates)
    compare.wait_for_function(f"Math.abs({PLAYER}.start.x - 3) < 0.05 && Math.abs({PLAYER}.start.y - 1) < 0.05")


def test_live_edits_keep_step_and_layout(compare):
    compare.get_by_role("button", name="Overlay").click()
    expect(maps(compare)).to_have_count(1)
    pause_at_the_end(compare)
    compare.keyboard.press("Home")
    compare.keyboard.press("ArrowRight")
    updates = number(compare, "updates")
    compare.locator("[data-testid=stSidebar]").get_by_role("slider", name="step size").press("ArrowRight")
    await_updates(compare, updates)
    assert number(compare, "step") == 1
    expect(maps(compare)).to_have_count(1)


def test_the_link_reopens_the_same_picture_in_a_fresh_browser(browser, page, app, tmp_path):
    open_page(page, f"{app}/compare?{RUNS}")
    page.get_by_role("tab", name="Share and export").click()
    link = page.locator("code", has_text="run=adam").first.inner_text()
    fresh = browser.new_context(viewport={"width": 1360, "height": 800}, accept_downloads=True)
    again = open_page(fresh.new_page(), link)
    pictures = []
    for shown in (page, again):
        shown.get_by_role("button", name="Overlay").click()
        pause_at_the_end(shown)
        pictures.append(drawn(saved_picture(shown, "SVG", tmp_path)))
    fresh.close()
    assert pictures[0] == pictures[1]


def test_an_experiment_goes_through_a_file(page, app, tmp_path):
    open_page(page, f"{app}/compare?{RUNS}")
    page.get_by_role("tab", name="Share and export").click()
    file = saved(page, page.get_by_role("button", name="Experiment as JSON"), tmp_path)
    assert len(json.loads(file.read_text())["runs"]) == 3
    open_page(page, f"{app}/compare")
    page.get_by_role("tab", name="Share and export").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="3 runs on Himmelblau")).to_be_visible()
    broken = tmp_path / "broken.json"
    broken.write_text('{"runs": [{"rule": "adam", "hyperparameters": {"lr": -1}}]}')
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_text("broken.json was not opened. run 1: Adam: lr must be")).to_be_visible()
    expect(page.get_by_role("heading", name="3 runs on Himmelblau")).to_be_visible()


def test_hidden_controls_stay_hidden(page, app):
    open_page(page, f"{app}/compare?{RUNS}&hide=controls~details~inside&large=true")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_text("Inside step")).to_be_hidden()
    expect(page.get_by_role("tab")).to_have_count(0)
    updates = number(page, "updates")
    click_at(page, 1.0, 1.0)
    await_updates(page, updates)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    open_page(page, f"{app}/compare?{RUNS}&embed=true")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("tab")).to_have_count(0)
