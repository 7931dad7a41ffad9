"""The Reference page in Chromium."""

import re

from playwright.sync_api import Page, expect

from tests.helpers.browser import served


def test_from_an_address_to_the_search_to_the_playground(page: Page):
    """In a new process, where nobody has opened the first page yet."""
    with served() as address:
        page.goto(f"{address}/reference?rule=adam")
        expect(page.get_by_role("heading", name="Adam", exact=True)).to_be_visible()
        expect(page.get_by_role("img", name="The path of Adam on the elongated bowl")).to_be_visible()
        expect(page.get_by_role("link", name="Playground", exact=True)).to_be_visible()
        expect(page.locator(".katex").first).to_be_visible()

        page.get_by_label("Search the reference").fill("lookahead slow")
        expect(page.get_by_text(re.compile("^1 of "))).to_be_visible()
        page.locator(".st-key-card-rule-lookahead").get_by_role("link").click()
        expect(page.get_by_role("heading", name="Lookahead", exact=True)).to_be_visible()
        page.wait_for_url("**/reference?rule=lookahead")

        page.get_by_role("link", name="Open in the Playground").click()
        expect(page.get_by_role("heading", name="Lookahead on Elongated bowl")).to_be_visible()
        page.wait_for_url("**/?surface=elongated_bowl*run=lookahead*")


def test_a_phone_shows_the_entry_without_scrolling_sideways(page: Page, app: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app}/reference?rule=schedule_free_adamw")
    expect(page.get_by_role("img", name="The path of Schedule-Free AdamW")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    main = "document.querySelector('[data-testid=stMain]')"
    page.wait_for_function(f"{main}.scrollWidth <= {main}.clientWidth")


def test_the_list_is_walked_with_the_keyboard(page: Page, app: str):
    page.goto(f"{app}/reference")
    alone, beside = (page.locator(f".st-key-card-rule-{key}") for key in ("nelder_mead", "lookahead"))
    beside.wait_for()
    assert alone.bounding_box()["y"] == beside.bounding_box()["y"]  # groups of few cards share a row
    entry = page.get_by_test_id("stSidebar").get_by_role("link", name="Nesterov", exact=True)
    entry.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nesterov", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Reference", exact=True)).to_be_visible()
