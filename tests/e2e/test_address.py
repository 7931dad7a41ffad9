"""The address of the browser in Chromium: it is the link of what is shown."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import served
from tests.helpers.pages import PLAYER, await_updates, number, open_page, pause_at_the_end

LINK = "surface=beale&start=1.0~1.5&steps=500&run=adam~lr~0.1"
READY = "document.querySelector('.slalom')?.slalom?.updates > 0"


def await_address(page: Page, end: str) -> str:
    expect(page).to_have_url(re.compile(f"{re.escape(end)}$"))
    return page.url


def turn_up(page: Page) -> None:
    updates = number(page, "updates")
    page.locator("[data-testid=stSidebar]").get_by_role("slider", name="step size").press("ArrowRight")
    await_updates(page, updates)


def await_rate(page: Page, value: str) -> None:
    expect(page.get_by_role("spinbutton", name="step size")).to_have_value(value)


def go(page: Page, name: str, path: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_url(re.compile(rf"{path}(\?|$)"))


@pytest.mark.parametrize("place", ["/", "/compare"])
def test_a_reload_loses_nothing(page: Page, app: str, place: str):
    open_page(page, f"{app}{place}?hide=inside&{LINK}")
    await_address(page, f"{place}?{LINK}&hide=inside")
    turn_up(page)
    turn_up(page)
    changed = await_address(page, "run=adam~lr~0.15&hide=inside")
    page.reload()
    page.wait_for_function(READY)
    await_rate(page, "0.15")
    assert await_address(page, "hide=inside") == changed


def test_what_is_changed_survives_a_run_of_the_whole_page(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    turn_up(page)
    changed = await_address(page, "lr~0.12")
    updates = number(page, "updates")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("r")
    turn_up(page)
    assert number(page, "updates") > updates
    await_address(page, "lr~0.15")
    assert changed != page.url


def test_pages_keep_their_addresses_through_navigation_and_back(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}")
    turn_up(page)
    playground = await_address(page, "lr~0.12")
    go(page, "Compare", "/compare")
    compare = await_address(page, "run=adam~lr~0.12")
    assert "beale" in compare, "the run goes along"
    go(page, "Gallery", "/gallery")
    await_address(page, "/gallery")
    page.go_back()
    page.wait_for_function(READY)
    await_address(page, compare)
    page.go_back()
    expect(page.get_by_role("heading", name="Adam on Beale")).to_be_visible()
    assert await_address(page, playground) == playground
    await_rate(page, "0.12")


def test_a_demo_opens_again_as_it_was_after_it_was_changed(page: Page, app: str):
    page.goto(f"{app}/gallery")
    card = page.locator(".st-key-demo-beta-on-the-bowl").get_by_role("link")
    card.click()
    page.wait_for_function(READY)
    await_address(page, "&demo=beta-on-the-bowl")
    page.wait_for_function("!location.search.includes('view=')")  # the card's link names what need not be named
    first = page.url
    turn_up(page)
    expect(page).not_to_have_url(first)
    page.go_back()
    await_address(page, first)
    page.go_back()
    card.click()
    page.wait_for_function(READY)
    await_address(page, first)


def test_a_link_that_cannot_be_read_is_left_to_be_mended(page: Page, app: str):
    open_page(page, f"{app}/?surface=beale&run=adm")
    expect(page.get_by_text("could not be opened")).to_be_visible()
    assert page.url.endswith("?surface=beale&run=adm")
    turn_up(page)
    await_address(page, "lr~0.06")


def middle_of_the_view(page: Page) -> list[float]:
    """At equal scales maps of other shapes show more of the surface, around the same point."""
    return page.evaluate(f"Object.values({PLAYER}.view()).map(([from, to]) => (from + to) / 2)")


def test_the_layout_is_in_the_link_and_nothing_is_sent_for_it(page: Page, app: str):
    open_page(page, f"{app}/compare?{LINK}&run=sgd~lr~0.01")
    page.get_by_role("tab", name="Share and export").click()
    pause_at_the_end(page)
    updates, middle = number(page, "updates"), middle_of_the_view(page)
    for name, layout in (("3-D", "space"), ("Overlay", "overlay")):
        page.get_by_role("button", name=name).click()
        await_address(page, f"&view={layout}")
        expect(page.locator("code", has_text=f"&view={layout}")).to_have_count(2)
    assert (number(page, "updates"), number(page, "step")) == (updates, number(page, "last"))
    assert middle_of_the_view(page) == pytest.approx(middle)
    page.reload()
    page.wait_for_function(READY)
    assert number(page, "layout") == "overlay"
    page.get_by_role("button", name="Side by side").click()
    await_address(page, "run=sgd~lr~0.01")


def test_the_playground_opens_in_space(page: Page, app: str):
    open_page(page, f"{app}/?{LINK}&view=space")
    expect(page.get_by_role("button", name="3-D")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Map").click()
    await_address(page, LINK)


def test_a_server_that_begins_again_loses_nothing(page: Page):
    with served() as address:
        open_page(page, f"{address}/?{LINK}")
        turn_up(page)
        changed = await_address(page, "lr~0.12")
    with ExitStack() as stack:
        with page.expect_event("load"):  # from the address, since the new server has opened the link of the beginning
            stack.enter_context(served(port=int(address.rpartition(":")[2])))
        page.wait_for_function(READY)
        expect(page.get_by_role("spinbutton", name="step size")).to_have_value("0.12")
        assert await_address(page, "lr~0.12") == changed
