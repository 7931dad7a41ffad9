"""Typing an update rule in Chromium: the path follows, a mistake is marked and the last path stays."""

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import await_updates, number, open_page

LINK = "/?surface=elongated_bowl&run=momentum~lr~0.1&steps=60"


@pytest.fixture
def typing(page: Page, app: str) -> Page:
    page = open_page(page, app + LINK)
    updates = number(page, "updates")
    page.locator(".st-key-edit-rule button >> visible=true").click()
    await_updates(page, updates)
    return page


def box(page: Page):
    return page.get_by_role("textbox", name="each step, line by line")


def test_the_path_follows_the_rule_while_it_is_typed(typing):
    expect(box(typing)).to_have_value("v = momentum*v + g\nw = w - lr*v")
    expect(typing.get_by_text("equal to the last bit over 60 steps")).to_be_visible()
    updates = number(typing, "updates")
    box(typing).press("Control+End")
    box(typing).press("Enter")
    box(typing).type("w = w - c*lr*sign(g)")
    await_updates(typing, updates)
    expect(typing.get_by_test_id("stSidebar").get_by_label("c", exact=True).last).to_be_visible()
    expect(box(typing)).to_be_focused()
    expect(typing.get_by_text("the largest difference of the two paths")).to_be_visible()


def test_a_mistake_is_marked_in_its_line_and_the_last_path_stays(typing):
    same = typing.get_by_text("equal to the last bit over 60 steps")
    expect(same).to_be_visible()
    box(typing).fill("v = momentum*v + g\nw = w - lr*sgnum(v)")
    mark = typing.locator(".slalom-text mark")
    expect(mark).to_have_text("s")
    expect(typing.get_by_text("Line 2: unknown")).to_be_visible()
    above, below = mark.bounding_box(), typing.get_by_text("Line 2: unknown").bounding_box()
    assert above["y"] < below["y"]
    expect(same).to_be_visible()
    updates = number(typing, "updates")
    box(typing).fill("v = momentum*v + g\nw = w - lr*sign(v)")
    await_updates(typing, updates)
    expect(mark).to_have_count(0)
    expect(typing.get_by_text("the largest difference of the two paths")).to_be_visible()


def test_the_link_reopens_the_rule_in_a_fresh_browser(typing, browser):
    updates = number(typing, "updates")
    box(typing).fill("# mine\nw = w - lr*g/(1 + k*t)")
    await_updates(typing, updates)
    typing.get_by_role("tab", name="Share and export").click()
    link = typing.locator("[data-testid=stCode]").filter(has_text="run=own").first.inner_text().strip()
    fresh = browser.new_context()
    other = open_page(fresh.new_page(), link)
    expect(box(other)).to_have_value("# mine\nw = w - lr*g/(1 + k*t)")
    fresh.close()
