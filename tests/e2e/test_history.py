"""Back, Forward, undo and redo in Chromium, and a link that is opened in another browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.pages import PLAYER, await_updates, choose, number, open_page, pause_at_the_end

LINK = "surface=beale&start=1.0~1.5&steps=500&run=adam~lr~0.1"
TWO = f"{LINK}&run=sgd~lr~0.01"


def await_query(page: Page, part: str) -> None:
    page.wait_for_function("part => decodeURIComponent(location.search).includes(part)", arg=part)


def settled(page: Page) -> None:
    """Nothing is on its way between the page and the server."""
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")


def set_rate(page: Page, value: str) -> None:
    """In its box; the next change is another one."""
    box = page.get_by_role("spinbutton", name="step size")
    box.fill(value)
    box.press("Enter")
    await_query(page, f"lr~{value}")
    settled(page)


def rate(page: Page, value: str) -> None:
    expect(page.get_by_role("spinbutton", name="step size")).to_have_value(value)
    await_query(page, f"lr~{value}")
    settled(page)


@pytest.mark.parametrize("place", ["/", "/compare"])
def test_back_and_forward_walk_through_experiments_and_end_where_one_came_from(page: Page, app: str, place: str):
    page.goto(f"{app}/reference")
    open_page(page, f"{app}{place}?{LINK}")
    await_query(page, "lr~0.1")
    set_rate(page, "0.2")
    set_rate(page, "0.3")
    page.go_back()
    rate(page, "0.2")
    page.go_back()
    rate(page, "0.1")
    page.go_forward()
    rate(page, "0.2")
    page.go_back()
    rate(page, "0.1")
    page.go_back()
    expect(page).to_have_url(re.compile("/reference$"))


def test_keys_and_buttons_undo_and_redo(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    set_rate(page, "0.2")
    choose(page, "surface", "Himmelblau · many minima")
    await_query(page, "surface=himmelblau")
    page.keyboard.press("Control+z")
    await_query(page, "surface=beale")
    page.keyboard.press("Control+z")
    rate(page, "0.1")
    expect(undo).to_be_disabled()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+z")
    rate(page, "0.2")
    page.keyboard.press("Control+y")
    await_query(page, "surface=himmelblau")
    expect(redo).to_be_disabled()
    undo.click()
    await_query(page, "surface=beale")
    page.go_back()
    await_query(page, "surface=himmelblau")


def test_what_is_typed_has_its_own_undo(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    set_rate(page, "0.2")
    box = page.get_by_role("spinbutton", name="steps")
    box.click()
    page.keyboard.type("7")
    updates = number(page, "updates")
    page.keyboard.press("Control+z")
    rate(page, "0.2")
    assert number(page, "updates") == updates


def test_back_after_a_reload_and_to_another_page_and_back(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    set_rate(page, "0.2")
    page.reload()
    page.wait_for_function("document.querySelector('.slalom')?.slalom?.updates > 0")
    rate(page, "0.2")
    page.go_back()
    rate(page, "0.1")
    page.go_forward()
    rate(page, "0.2")
    page.get_by_role("link", name="Gallery", exact=True).click()
    expect(page).to_have_url(re.compile("/gallery"))
    page.go_back()
    page.wait_for_function("document.querySelector('.slalom')?.slalom?.updates > 0")
    rate(page, "0.2")
    page.go_back()
    rate(page, "0.1")


def state(page: Page) -> dict:
    return page.evaluate(
        "() => { const s = document.querySelector('.slalom').slalom; return "
        "{ step: s.step, view: s.view(), camera: s.camera, layout: s.layout, playing: s.playing, "
        "hidden: [...document.querySelectorAll('.slalom-run')].map((one) => one.ariaPressed), "
        "curves: [...document.querySelectorAll('.slalom-loss select, .slalom-inside select')].map((one) => one.value), "
        "log: document.querySelector('.slalom-loss .slalom-link').textContent, "
        "level: document.querySelector('[aria-label^=\"Equal scales\"]').ariaPressed, "
        "key: document.querySelector('.slalom-key').textContent, "
        "large: document.querySelector('.slalom-large') !== null } }"
    )


def in_another_browser(browser: Browser, page: Page) -> Page:
    context = browser.new_context(viewport={"width": 1360, "height": 800}, color_scheme="light")
    return open_page(context.new_page(), page.url)


def test_a_link_gives_another_browser_the_same_view(page: Page, app: str, browser: Browser):
    open_page(page, f"{app}/compare?{TWO}&view=overlay")
    pause_at_the_end(page)
    updates, length = number(page, "updates"), page.evaluate("history.length")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    box = page.locator(".slalom-map").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.get_by_role("button", name="Equal scales").click()
    page.get_by_role("button", name="SGD").last.click()
    page.get_by_role("combobox", name="Quantity of the curves").select_option("gradient_norm")
    page.locator(".slalom-loss .slalom-link").click()
    page.get_by_role("button", name="Arrows").click()
    for part in ("step~488", "zoom~", "level~false", "hidden~2", "curve~gradient_norm", "log~false", "arrows~gradient"):
        await_query(page, part)
    assert number(page, "updates") == updates, "the server ran nothing for it"
    assert page.evaluate("history.length") == length
    other = in_another_browser(browser, page)
    there, here = state(other), state(page)
    for axis in ("x", "y"):
        assert there["view"][axis] == pytest.approx(here["view"][axis], rel=1e-7), "less than a pixel"
    assert {**there, "view": None} == {**here, "view": None}


def test_a_link_gives_another_browser_the_same_camera(page: Page, app: str, browser: Browser):
    open_page(page, f"{app}/?{LINK}&view=space&large=true")
    pause_at_the_end(page)
    page.locator(".slalom-space").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("PageUp")
    await_query(page, "camera~")
    other = in_another_browser(browser, page)
    pause_at_the_end(other)
    assert state(other) == state(page)


def test_the_link_that_is_shown_to_copy_is_that_of_the_address(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    pause_at_the_end(page)
    page.get_by_role("tab", name="Share and export").click()
    page.locator(".slalom").get_by_role("slider", name="Step", exact=True).focus()
    page.keyboard.press("Home")
    await_query(page, "step~0")
    expect(page.locator("code", has_text="step~0").first).to_be_visible()
    assert page.url in page.locator("code", has_text="step~0").all_inner_texts()


def test_what_moves_is_not_written(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    pause_at_the_end(page)
    page.keyboard.press("Home")
    await_query(page, "step~0")
    page.keyboard.press(" ")
    page.wait_for_function(f"{PLAYER}.step === {PLAYER}.last")
    page.wait_for_function("!location.search.includes('step~')")
    updates = number(page, "updates")
    set_rate(page, "0.3")
    await_updates(page, updates)
