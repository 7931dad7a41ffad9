"""Back and Forward in Chromium while the page is still busy: what the entry says is shown, whatever was under way."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.player_core.mounted import turn_wheel
from tests.helpers.pages import PLAYER, await_rest, choose, number, open_page, pause_at_the_end

LINK = "surface=beale&start=1.0~1.5&steps=500&run=adam~lr~0.1"
READY = "document.querySelector('.slalom')?.slalom?.whole"


def box(place: Page | FrameLocator):
    return place.get_by_role("spinbutton", name="step size")


def send(place: Page | FrameLocator, value: str) -> None:
    """Another step size, without waiting for what becomes of it."""
    box(place).fill(value)
    box(place).press("Enter")


BACK = """() => new Promise((done) => {
  window.addEventListener('popstate', () => done(), { once: true });
  history.back();
})"""  # as far as the browser goes, and the page has not


def written(page: Page, part: str) -> None:
    page.wait_for_function("part => decodeURIComponent(location.search).includes(part)", arg=part)


def change(page: Page, value: str) -> None:
    """And go on as soon as it is in the address."""
    send(page, value)
    written(page, f"lr~{value}")


def walk(page: Page, by: int) -> None:
    """Back or Forward without waiting for the page."""
    page.evaluate("by => history.go(by)", by)


def shows(page: Page, value: str) -> None:
    """Box, address and path are those of this step size, and so they are when nothing is under way any more."""
    expect(box(page)).to_have_value(value)
    written(page, f"lr~{value}")
    await_rest(page)
    expect(box(page)).to_have_value(value)
    written(page, f"lr~{value}")


@pytest.mark.parametrize("place", ["/", "/compare"])
def test_ten_changes_five_times_back_and_twice_forward(page: Page, app: str, place: str):
    open_page(page, f"{app}{place}?{LINK}")
    written(page, "lr~0.1")
    before = page.evaluate("history.length")
    for i in range(10):
        change(page, f"0.{21 + i + i // 9}")
    assert page.evaluate("history.length") == before + 10
    for _ in range(5):
        walk(page, -1)
    for _ in range(2):
        walk(page, 1)
    shows(page, "0.27")
    for value in ("0.26", "0.25"):
        page.go_back()
        shows(page, value)
    walk(page, 5)
    shows(page, "0.31")


def by_box(page: Page) -> None:
    send(page, "0.3")


def by_slider(page: Page) -> None:
    page.get_by_test_id("stSidebar").get_by_role("slider", name="step size").press("ArrowRight")


def by_menu(page: Page) -> None:
    choose(page, "surface", "Himmelblau · many minima")


def by_undo(page: Page) -> None:
    page.get_by_role("button", name="Undo").click()


def by_key(page: Page) -> None:
    page.get_by_role("heading").first.click()
    page.keyboard.press("Control+z")


@pytest.mark.parametrize("act", [by_box, by_slider, by_menu, by_undo, by_key])
def test_back_at_once_after_a_change_shows_the_entry_and_nothing_comes_on_top(
    page: Page, app: str, act: Callable[[Page], None]
):
    open_page(page, f"{app}/?{LINK}")
    written(page, "lr~0.1")
    change(page, "0.2")
    shows(page, "0.2")
    length = page.evaluate("history.length")
    act(page)
    page.evaluate(BACK)
    if "lr~0.2" in page.url:  # the change was faster: it has an entry, which was left
        shows(page, "0.2")
        length += 1
        walk(page, -1)
    shows(page, "0.1")
    walk(page, 1)
    shows(page, "0.2")
    assert page.evaluate("history.length") == length


def test_two_steps_with_one_link_are_two(page: Page, app: str):
    open_page(page, f"{app}/?surface=least_squares&run=adam~lr~0.5")
    written(page, "lr~0.5")
    change(page, "0.2")
    change(page, "0.5")
    change(page, "0.3")
    for value in ("0.5", "0.2", "0.5"):
        page.go_back()
        shows(page, value)
    for value in ("0.2", "0.5", "0.3"):
        page.go_forward()
        shows(page, value)


def test_across_pages_and_out_to_where_one_came_from(page: Page, app: str):
    page.goto(f"{app}/reference")
    open_page(page, f"{app}/?{LINK}")
    written(page, "lr~0.1")
    change(page, "0.2")
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page).to_have_url(re.compile("/compare.*lr~0.2"))
    page.wait_for_function(READY)
    change(page, "0.3")
    for _ in range(2):
        walk(page, -1)
    expect(page).to_have_url(re.compile(r"/\?.*lr~0.2"))
    shows(page, "0.2")
    walk(page, 2)
    expect(page).to_have_url(re.compile("/compare.*lr~0.3"))
    shows(page, "0.3")
    for place, value in (("/compare", "0.2"), ("/", "0.2"), ("/", "0.1")):
        page.go_back()
        expect(page).to_have_url(re.compile(rf"{place}\?.*lr~{value}"))
        shows(page, value)
    page.go_back()
    expect(page).to_have_url(re.compile("/reference$"))


def test_in_a_frame_back_leaves_the_page_around_it(page: Page, app: str):
    page.goto(f"{app}/reference")
    page.goto(f"{app}/gallery")
    before = page.evaluate("history.length")
    page.set_content(f"<iframe src='{app}/?{LINK}' width='1300' height='760'></iframe>")
    frame = page.frame_locator("iframe")
    expect(box(frame)).to_have_value("0.1")
    inner = page.frames[1]
    for value in ("0.2", "0.3"):
        send(frame, value)
        inner.wait_for_function("part => decodeURIComponent(location.search).includes(part)", arg=f"lr~{value}")
    frame.get_by_role("button", name="Undo").click()
    expect(box(frame)).to_have_value("0.2")
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page).to_have_url(re.compile("/reference$"))


def view(page: Page) -> list[float]:
    return page.evaluate(f"Object.values({PLAYER}.view()).flat()")


def look_closer(page: Page) -> list[float]:
    """Zoom by the wheel; the view when the address names it."""
    found = page.locator(".slalom-map").first.bounding_box()
    page.mouse.move(found["x"] + 250, found["y"] + 250)
    before = page.evaluate("location.search")
    turn_wheel(page, -400)
    page.wait_for_function("before => location.search !== before && location.search.includes('zoom~')", arg=before)
    return view(page)


def test_back_to_a_step_shows_it_as_it_was_seen(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    pause_at_the_end(page)
    plain = view(page)
    change(page, "0.2")
    near = look_closer(page)
    page.locator(".slalom").get_by_role("slider", name="Step", exact=True).press("Home")
    written(page, "step~0")
    change(page, "0.3")
    nearer = look_closer(page)
    page.go_back()
    shows(page, "0.2")
    page.wait_for_function(f"near => Math.abs({PLAYER}.view().x[0] - near) < 1e-6", arg=near[0])
    assert view(page) == pytest.approx(near, rel=1e-7)
    assert number(page, "step") == 0
    page.go_back()
    shows(page, "0.1")
    page.wait_for_function(f"plain => Math.abs({PLAYER}.view().x[0] - plain) < 1e-6", arg=plain[0])
    assert view(page) == pytest.approx(plain, rel=1e-7)
    page.wait_for_function("!location.search.includes('view=')")
    for value in ("0.2", "0.3"):
        page.go_forward()
        shows(page, value)
    page.wait_for_function(f"nearer => Math.abs({PLAYER}.view().x[0] - nearer) < 1e-6", arg=nearer[0])


@pytest.mark.parametrize("through", ["Gallery", "Compare"])
@pytest.mark.parametrize("way", ["navigation", "Back"])
def test_a_page_is_come_to_again_as_it_was_seen(page: Page, app: str, through: str, way: str):
    open_page(page, f"{app}/?{LINK}")
    pause_at_the_end(page)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    near = look_closer(page)
    written(page, "step~1")
    page.get_by_role("link", name=through, exact=True).click()
    expect(page).to_have_url(re.compile(f"/{through.lower()}"))
    page.get_by_role("heading").first.wait_for()
    if way == "Back":
        page.go_back()
    else:
        page.get_by_role("link", name="Playground", exact=True).click()
    written(page, "step~1")
    page.wait_for_function(READY)
    shows(page, "0.1")
    assert view(page) == pytest.approx(near, rel=1e-7)
    assert number(page, "step") == 1
