"""The Gallery in Chromium: a card opens its demo, and opens it again as it was."""

import pytest
from playwright.sync_api import Page, expect

from gallery import DEMOS

PLAYER = "document.querySelector('.slalom').slalom"


def opened(page: Page, app: str) -> Page:
    page.goto(f"{app}/gallery")
    card(page, list(DEMOS)[-1]).locator("img").wait_for(state="attached")
    return page


def card(page: Page, key: str):
    return page.locator(f".st-key-demo-{key}")


def await_maps(page: Page, count: int) -> None:
    page.wait_for_function(f"document.querySelector('.slalom')?.slalom?.updates > 0 && {PLAYER}.last > 0")
    expect(page.locator(".slalom-map")).to_have_count(count)


def test_a_click_anywhere_on_a_card_opens_the_demo(page: Page, app: str):
    opened(page, app)
    card(page, "beta-on-the-bowl").locator("img").click(force=True)
    page.wait_for_url("**/compare?*")
    await_maps(page, 5)
    for beta in ("0", "0.5", "0.78", "0.9", "0.99"):
        expect(page.get_by_text(f"β = {beta}", exact=True).first).to_be_visible()
    page.go_back()
    card(page, "three-notations").locator("img").click(force=True)
    expect(page.get_by_role("button", name="Overlay")).to_have_attribute("aria-pressed", "true")
    await_maps(page, 1)


@pytest.mark.parametrize("width", [1360, 390])
def test_cards_fit_the_screen(page: Page, app: str, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, app)
    box = card(page, "who-escapes-the-saddle").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("[class*=st-key-demo-] img").evaluate_all("all => all.every((i) => i.naturalWidth > 0)")
