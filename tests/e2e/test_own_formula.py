"""Typing a formula in Chromium: the picture follows, a mistake is marked under its character, nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import PLAYER, await_updates, number, open_page

LINK = "/?surface=formula&formula=x^2%2By^2&run=sgd~lr~0.1&steps=50"
# The address of the text box's script, as soon as the page has loaded it.
TEXT_BOX = "performance.getEntriesByType('resource').find((one) => /\\/text\\.js/.test(one.name))?.name"


@pytest.fixture
def typing(page: Page, app: str) -> Page:
    return open_page(page, app + LINK)


def test_the_picture_follows_the_text_while_it_is_typed(typing):
    box, updates = typing.get_by_role("textbox", name="f(x, y)"), number(typing, "updates")
    box.fill("x^2 + b*y^2")
    await_updates(typing, updates)
    expect(typing.get_by_test_id("stSidebar").get_by_label("b", exact=True).last).to_be_visible()
    expect(box).to_be_focused()
    box.press("End")
    box.type(" + 3*cos(4*x)")
    expect(typing.locator(".slalom-mark.slalom-maxima, .slalom-mark.slalom-saddles").first).to_be_attached()
    expect(box).to_have_value("x^2 + b*y^2 + 3*cos(4*x)")


def test_a_mistake_is_marked_and_said_and_the_last_picture_stays(typing):
    box, title = typing.get_by_role("textbox", name="f(x, y)"), typing.locator(".slalom-title")
    before = typing.evaluate(f"{PLAYER}.start")
    box.fill("x^2 +* y^2")
    mark = typing.locator(".slalom-text mark")
    expect(mark).to_have_text("*")
    expect(typing.get_by_text("missing between '+' and '*' at column 6")).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(typing.locator(".slalom-stale")).to_have_count(1)
    assert typing.evaluate(f"{PLAYER}.start") == before
    expect(box).to_have_value("x^2 +* y^2")
    box.fill("x^2 + 2*y^2")
    expect(mark).to_have_count(0)
    expect(typing.locator(".slalom-stale")).to_have_count(0)
    expect(box).to_have_attribute("aria-invalid", "false")
    expect(title).to_be_visible()


def test_the_link_reopens_the_typed_formula_in_a_fresh_browser(typing, browser):
    box, updates = typing.get_by_role("textbox", name="f(x, y)"), number(typing, "updates")
    box.fill("sin(x) + 0.1*(x^2 + y^2)")
    await_updates(typing, updates)
    typing.get_by_role("tab", name="Share and export").click()
    link = typing.locator("[data-testid=stCode]").filter(has_text="formula=").first.inner_text().strip()
    fresh = browser.new_context()
    other = open_page(fresh.new_page(), link)
    expect(other.get_by_role("textbox", name="f(x, y)")).to_have_value("sin(x) + 0.1*(x^2 + y^2)")
    fresh.close()


def test_what_comes_back_late_does_not_undo_what_was_typed_since(typing):
    """Under load the server answers to an older text when a newer one is already on its way."""
    script = typing.wait_for_function(TEXT_BOX).json_value()
    values = typing.evaluate(
        """async (script) => {
          const { default: mount } = await import(script);
          const parentElement = document.createElement('div');
          const come = (text) => {
            const said = { text, label: 'f', rows: 1, lines: false, limit: 99, said: '', column: null };
            const data = new TextEncoder().encode(JSON.stringify(said));
            mount({ data, parentElement, setTriggerValue: () => {} });
            return parentElement.querySelector('textarea').value;
          };
          const type = (text) => {
            const area = parentElement.querySelector('textarea');
            area.value = text;
            for (const kind of ['input', 'blur']) area.dispatchEvent(new Event(kind));
          };
          come('x');
          type('x + y');
          type('x + y^2');
          return [come('x + y'), come('x + y^2'), come('cos(x)')];
        }""",
        script,
    )
    assert values == ["x + y^2", "x + y^2", "cos(x)"]
