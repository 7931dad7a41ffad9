"""Dragging and handles on the pages, with the server behind them and without it."""

import re
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import served
from tests.helpers.pages import PLAYER, await_updates, number, open_page

LIVE = "/?surface=himmelblau&start=0~0&steps=200&run=adam~lr~0.1"
AWAY = "The server cannot be reached"


@pytest.fixture
def playground(page: Page, app: str) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return open_page(page, app + LIVE)


def place(page: Page, x: float, y: float) -> tuple[float, float]:
    right, down = page.evaluate(f"Object.values({PLAYER}.pixels({x}, {y}))")
    box = page.locator(".slalom-map").first.bounding_box()
    return box["x"] + right, box["y"] + down


def frame(page: Page) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def drag(page: Page, to: tuple[float, float], steps: int = 12) -> None:
    """Along a line, without letting go."""
    start = page.evaluate(f"Object.values({PLAYER}.start)")
    page.mouse.move(*place(page, *start))
    page.mouse.down()
    for i in range(1, steps + 1):
        page.mouse.move(*place(page, *(a + (b - a) * i / steps for a, b in zip(start, to, strict=True))))
        frame(page)


def path(page: Page, run: int = 0) -> np.ndarray:
    return np.array(page.evaluate(f"{PLAYER}.path({run})")).reshape(-1, 2)


def pixels(page: Page) -> np.ndarray:
    (x0, y0), (x1, y1) = place(page, 0, 0), place(page, 1, 1)
    return np.array([x1 - x0, y0 - y1])


def answered(page: Page) -> None:
    page.wait_for_function(f"!{PLAYER}.previewing")


def handle(page: Page, name: str):
    return page.locator(".slalom-handles").get_by_role("slider", name=name)


def test_a_drag_needs_no_server_and_its_truth_lies_on_what_was_seen(playground):
    updates, previews = number(playground, "updates"), number(playground, "previews")
    drag(playground, (2.5, -1.5))
    assert number(playground, "previews") - previews >= 12
    assert number(playground, "updates") == updates
    seen = path(playground)
    playground.mouse.up()
    answered(playground)
    assert np.abs((path(playground) - seen) * pixels(playground)).max() < 0.5
    expect(playground.locator(".slalom-parted")).to_be_hidden()
    box = playground.get_by_label("start x")
    expect(box).to_have_value(f"{playground.evaluate(f'{PLAYER}.start.x'):.10g}")


@pytest.mark.parametrize(
    "run",
    [
        "momentum~lr~0.01~momentum~0.9",
        "rmsprop~lr~0.05",
        "adam~lr~0.1~~lr.cosine",
        "adam~lr~0.1~~noise~sigma~2",
        "sgd~lr~0.01~~clip_norm~theta~1",
    ],
)
def test_other_runs_do_so_too(page: Page, app: str, run):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, f"{app}/?surface=himmelblau&start=0~0&steps=200&run={run}")
    updates = number(page, "updates")
    drag(page, (-2.2, 1.1))
    assert number(page, "updates") == updates
    seen = path(page)
    page.mouse.up()
    answered(page)
    last = min(len(seen), len(path(page)))
    assert np.abs((path(page)[:last] - seen[:last]) * pixels(page)).max() < 0.5


def test_a_run_on_a_heightmap_does_so_too(page: Page, app: str):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, f"{app}/?surface=heightmap&start=7~4&steps=200&run=adam~lr~0.1")
    updates = number(page, "updates")
    drag(page, (8.5, 3.2))
    assert number(page, "updates") == updates
    seen = path(page)
    page.mouse.up()
    answered(page)
    assert np.abs((path(page) - seen) * pixels(page)).max() < 0.5


def test_where_the_least_value_is_lost_a_sentence_stands_in_its_place(page: Page, app: str):
    """A pit beside the hollow that was known, and deeper: f − f* is empty until the server has found it."""
    page.emulate_media(reduced_motion="reduce")
    pit = quote("x^2 + y^2 - a*exp(-20*((x - 1)^2 + (y - 1)^2))", safe="")
    shown = "steps=100&run=adam~lr~0.05&run=sgd~lr~0.05&view=overlay~curve~gap~handles~f.a"
    open_page(page, f"{app}/compare?surface=formula~a~0.5&formula={pit}&domain=-2~2~-2~2&start=-1.5~1&{shown}")
    said = page.get_by_text("The minimum is looked for on the server when you let go.")
    expect(said).to_be_hidden()
    handle(page, "a").focus()
    page.keyboard.down("End")
    expect(said).to_be_visible()
    expect(page.locator(".slalom-results table")).to_have_class(re.compile("outdated"))
    page.keyboard.up("End")
    answered(page)
    expect(said).to_be_hidden()
    expect(page.locator(".slalom-results table")).not_to_have_class(re.compile("outdated"))


def test_a_run_that_is_not_walked_here_asks_the_server(page: Page, app: str):
    open_page(page, f"{app}/?surface=himmelblau&start=0~0&steps=20&run=bfgs")
    updates = number(page, "updates")
    drag(page, (2.5, -1.5))
    await_updates(page, updates)
    said = page.locator('[data-testid="stLayoutWrapper"]:has(> .st-key-walking)')
    expect(said).to_have_css("position", "fixed")  # how far a long walk is takes no room from under the hand
    page.mouse.up()


def test_a_handle_moves_the_sidebar_and_the_sidebar_the_handle(playground):
    size, side = handle(playground, "step size η"), playground.locator("[data-testid=stSidebar]")
    expect(size).to_have_attribute("aria-valuetext", "0.1")
    size.press("ArrowRight")
    expect(side.get_by_role("spinbutton", name="step size η")).to_have_value("0.12")
    playground.wait_for_url("**lr~0.12*")
    side.get_by_role("slider", name="step size η").press("ArrowRight")
    expect(size).to_have_attribute("aria-valuetext", "0.15")
    box = side.get_by_role("spinbutton", name="step size η")
    box.fill("0.1234")
    box.press("Enter")
    expect(size).to_have_attribute("aria-valuetext", "0.1234")


def test_one_undo_takes_a_handle_back(playground):
    handle(playground, "decay of m β₁").press("Home")
    playground.wait_for_url("**beta1~0.0*")
    playground.keyboard.press("Control+z")
    expect(handle(playground, "decay of m β₁")).to_have_attribute("aria-valuetext", "0.9")


def test_the_link_keeps_the_handles(page: Page, app: str):
    open_page(page, f"{app}/?surface=rosenbrock&run=adam~lr~0.05&view=handles~beta2,f.b")
    names = [one.get_attribute("aria-label") for one in page.locator(".slalom-handle input").all()]
    assert names == ["decay of v β₂", "steepness of the walls b"]
    page.get_by_role("button", name="Choose the numbers").click()
    page.get_by_role("checkbox", name="step size η").check()
    page.wait_for_url("**view=handles~f.b,lr*")


def test_the_surface_is_moved_from_the_picture(page: Page, app: str):
    open_page(page, f"{app}/?surface=rosenbrock&run=adam~lr~0.05&steps=100&view=handles~f.b~step~100")
    updates, seen = number(page, "updates"), path(page)
    slider = handle(page, "steepness of the walls b")
    slider.focus()
    page.keyboard.down("ArrowLeft")
    frame(page)
    assert number(page, "updates") == updates
    assert not np.array_equal(path(page), seen)
    moved = path(page)
    assert page.locator(".slalom-graph > canvas").count() == 1
    page.keyboard.up("ArrowLeft")
    answered(page)
    assert np.abs((path(page) - moved) * pixels(page)).max() < 0.5
    box = page.locator("[data-testid=stSidebar]").get_by_role("spinbutton", name="steepness of the walls b")
    expect(box).to_have_value("80")


def test_a_handle_of_a_compared_run_is_that_of_the_run(page: Page, app: str):
    page.emulate_media(reduced_motion="reduce")
    runs = "&run=adam~lr~0.1&run=momentum~lr~0.01~momentum~0.5"
    open_page(page, f"{app}/compare?surface=himmelblau&start=0~0&steps=100{runs}&view=overlay~inside~2")
    first, second = path(page, 0), path(page, 1)
    handle(page, "momentum β").press("Home")
    page.wait_for_url("**momentum~lr~0.01~momentum~0.0*")
    answered(page)
    np.testing.assert_array_equal(path(page, 0), first)
    assert not np.array_equal(path(page, 1), second)


def test_a_place_in_another_page_has_handles_too(page: Page, app: str):
    open_page(page, f"{app}{LIVE}&embed=true")
    updates = number(page, "updates")
    drag(page, (1.5, -1.5))
    assert number(page, "updates") == updates
    page.mouse.up()
    answered(page)
    expect(handle(page, "step size η")).to_be_visible()


def test_without_the_network_runs_follow_and_the_truth_comes_when_it_is_back(playground):
    playground.context.set_offline(True)
    expect(playground.get_by_text(AWAY)).to_be_visible()
    previews = number(playground, "previews")
    drag(playground, (2.0, 1.5))
    assert number(playground, "previews") - previews >= 12
    seen = path(playground)
    playground.mouse.up()
    np.testing.assert_array_equal(path(playground), seen)
    playground.context.set_offline(False)
    expect(playground.get_by_text(AWAY)).to_be_hidden()
    answered(playground)
    assert np.abs((path(playground) - seen) * pixels(playground)).max() < 0.5


def test_with_the_server_gone_a_sentence_says_so(page: Page):
    with served() as address:
        page.emulate_media(reduced_motion="reduce")
        open_page(page, address + LIVE)
    expect(page.get_by_text(AWAY)).to_be_visible()
    previews = number(page, "previews")
    drag(page, (2.0, 1.5))
    page.mouse.up()
    assert number(page, "previews") - previews >= 12
    assert number(page, "previewing")
