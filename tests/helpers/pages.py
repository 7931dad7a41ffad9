"""What tests in a browser do with the pages of the app."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PLAYER = "document.querySelector('.slalom').slalom"


def open_page(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function("document.querySelector('.slalom')?.slalom?.whole")
    return page


def number(page: Page, name: str) -> float:
    return page.evaluate(f"{PLAYER}.{name}")


def await_updates(page: Page, more_than: float) -> None:
    page.wait_for_function(f"{PLAYER}.updates > {more_than}")


def pause_at_the_end(page: Page) -> None:
    page.locator(".slalom").get_by_role("slider", name="Step", exact=True).focus()
    page.keyboard.press("End")
    page.wait_for_function(f"{PLAYER}.step === {PLAYER}.last && !{PLAYER}.playing")


def click_at(page: Page, x: float, y: float) -> None:
    """Click the (first) map at a point of the plane."""
    right, down = page.evaluate(f"Object.values({PLAYER}.pixels({x}, {y}))")
    box = page.locator(".slalom-map").first.bounding_box()
    page.mouse.click(box["x"] + right, box["y"] + down)


def await_rest(page: Page) -> None:
    """Until the page's script has run to its end: what it draws anew while it runs closes what is open."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def open_menu(page: Page, menu: str | Locator) -> Locator:
    """The box of a menu whose options are on the page; given by its name, where this says which it is.

    A menu closes when the page scrolls under it, and a scroll is told one drawing later: first scrolled, then clicked.
    """
    await_rest(page)
    box = page.get_by_role("combobox", name=menu) if isinstance(menu, str) else menu
    box.scroll_into_view_if_needed()
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    box.click()
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    return box


def choose(page: Page, menu: str | Locator, option: str) -> None:
    """An option of a menu, by typing it: of a long menu, only what is near is on the page."""
    open_menu(page, menu).fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def saved(page: Page, button: Locator, folder: Path) -> Path:
    """Click a download button and keep the file."""
    with page.expect_download() as download:
        button.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def saved_picture(page: Page, kind: str, folder: Path) -> Path:
    page.locator(".slalom").get_by_role("button", name="Download").click()
    return saved(page, page.get_by_role("button", name=f"Save as {kind}"), folder)


def make_file(page: Page, group: str, kind: str, suffix: str) -> Locator:
    """Have the box for exports make a file of a kind, "" where its group has one; the button that saves it."""
    box = page.locator(".st-key-export")
    for name in filter(None, (group, kind)):
        button = box.get_by_role("radio", name=name, exact=True)
        button.click()
        expect(button).to_be_checked()
    box.get_by_role("button", name="Make ").click()
    return box.get_by_role("button", name=f"{suffix} (")


def kept(page: Page, group: str, kind: str, suffix: str, folder: Path) -> Path:
    """A file that the box for exports has made."""
    return saved(page, make_file(page, group, kind, suffix), folder)


def drawn(picture: Path) -> list[str]:
    """Every line of an SVG picture, in order: contours, paths and marks."""
    return [path.get("d", "") for path in ET.parse(picture).iter("{http://www.w3.org/2000/svg}path")]
