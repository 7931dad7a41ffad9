"""Enter makes the runs of "Vary one" in Chromium, also of values that were proposed and never touched."""

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import await_updates, choose, number, open_page

SIDEBAR = "[data-testid=stSidebar]"


def values(page: Page, which: str = "first"):
    return page.locator(f".st-key-vary-{which}-values input")


def runs(page: Page):
    return page.get_by_role("radiogroup", name="runs").get_by_role("radio")


def enter(page: Page, which: str = "first") -> None:
    updates = number(page, "updates")
    values(page, which).focus()
    values(page, which).press("Enter")
    await_updates(page, updates)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("Momentum", "step size η"),
        ("Adam", "step size η"),
        ("Adam", "decay of v β₂"),
        ("SGD", "step size η"),
        ("Lion", "step size η"),
    ],
)
def test_enter_takes_what_is_proposed(page: Page, app: str, rule, name):
    open_page(page, f"{app}/compare?surface=rosenbrock&run=newton")
    choose(page, "optimizer to vary", rule)
    menu = page.locator(f".st-key-vary-{rule.lower()}-first-box").get_by_role("combobox")
    if menu.input_value() != name:
        choose(page, "hyperparameter to vary", name)
    box = page.get_by_role("textbox", name=f"values of {name}")
    expect(box).not_to_have_value("")
    count = len(box.input_value().split(","))
    enter(page)
    expect(runs(page)).to_have_count(count)


def test_enter_in_the_second_box_is_heard_typed_or_not(page: Page, app: str):
    open_page(page, f"{app}/compare")
    page.locator(SIDEBAR).get_by_text("and a second one").click()
    second = page.locator(f"{SIDEBAR} .st-key-vary-momentum-second-box").get_by_role("combobox")
    choose(page, second, "step size η")
    values(page, "second").fill("0.1, 0.2")
    enter(page, "second")
    expect(runs(page)).to_have_count(8)
    page.get_by_role("button", name="Delete this run").click()
    expect(runs(page)).to_have_count(7)
    enter(page, "second")
    expect(runs(page)).to_have_count(8)


def test_enter_makes_the_runs_once_more_after_one_was_deleted(page: Page, app: str):
    open_page(page, f"{app}/compare")
    expect(runs(page)).to_have_count(4)
    page.get_by_role("button", name="Delete this run").click()
    expect(runs(page)).to_have_count(3)
    enter(page)
    expect(runs(page)).to_have_count(4)
