"""A function on a line in Chromium: the ball on its curve, the start along x, and what a curve has not."""

import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import (
    PLAYER,
    await_updates,
    click_at,
    number,
    open_menu,
    open_page,
    pause_at_the_end,
    saved_picture,
)

LINK = "?surface=two_wells&start=2.0&steps=40&run=momentum~lr~0.01"
#: How many pixels of the canvas of heads have the run's orange, and how many of the lines below.
ORANGE = """(layer) => {
  const canvas = document.querySelector(layer);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) count += data[i + 3] > 20 && data[i] > 180 && data[i + 2] < 90;
  return count;
}"""


def f(x: float) -> float:
    return x**4 - 3 * x**2 + x


@pytest.fixture
def playground(page: Page, app: str) -> Page:
    open_page(page, app + LINK)
    pause_at_the_end(page)
    return page


def start(page: Page) -> dict[str, float]:
    return page.evaluate(f"{PLAYER}.start")


def test_the_start_stays_on_the_curve_while_it_is_dragged_and_moved_by_keys(playground):
    ring = playground.locator(".slalom-ring").first
    box, updates = ring.bounding_box(), number(playground, "updates")
    playground.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    playground.mouse.down()
    playground.mouse.move(box["x"] - 150, box["y"] + 260, steps=8)  # far below the curve
    held = start(playground)
    assert held["y"] == pytest.approx(f(held["x"]), abs=0.02)
    playground.mouse.up()
    await_updates(playground, updates)
    expect(playground.get_by_role("spinbutton", name="start x")).not_to_have_value("2.00")
    expect(playground.get_by_role("spinbutton", name="start y")).to_have_count(0)
    assert start(playground)["y"] == pytest.approx(f(start(playground)["x"]), abs=0.02)
    before, updates = start(playground)["x"], number(playground, "updates")
    ring.focus()
    playground.keyboard.press("Shift+ArrowLeft")
    await_updates(playground, updates)
    assert start(playground)["x"] < before - 0.2


def test_a_click_anywhere_starts_at_its_x(playground):
    updates = number(playground, "updates")
    click_at(playground, -1.0, 8.0)
    await_updates(playground, updates)
    assert start(playground)["x"] == pytest.approx(-1.0, abs=0.02)
    playground.wait_for_function(f"Math.abs({PLAYER}.start.y + 3) < 0.1")


def test_the_tangent_and_the_steps_are_drawn_and_can_be_left_out(playground):
    playground.get_by_role("button", name="To the start").click()
    for _ in range(5):
        playground.get_by_role("button", name="Step forward").click()
    playground.wait_for_function(f"{PLAYER}.step === 5")
    expect(playground.locator(".slalom-key")).to_contain_text("tangent")
    drawn = playground.evaluate(ORANGE, ".slalom-heads")
    assert playground.evaluate(ORANGE, ".slalom-lines") > 100
    playground.get_by_role("button", name="Arrows").click()
    playground.get_by_role("checkbox", name="tangent").uncheck()
    playground.get_by_role("checkbox", name="momentum").uncheck()
    expect(playground.locator(".slalom-key")).to_have_text("step taken")
    playground.wait_for_function(f"({ORANGE})('.slalom-heads') < {drawn} - 200")


def test_a_curve_has_no_third_dimension_and_no_equal_scales(playground):
    bar = playground.locator(".slalom-bar")
    expect(bar.get_by_role("button", name="Fit the view, or all of the path")).to_be_visible()
    expect(bar.get_by_role("button", name="Equal scales of x and y")).to_have_count(0)
    expect(playground.get_by_role("button", name="3-D")).to_have_count(0)
    expect(playground.locator(".slalom-meaning")).to_be_empty()
    view, drawings = playground.evaluate(f"{PLAYER}.view()"), number(playground, "drawings")
    playground.locator(".slalom-map").first.focus()
    playground.keyboard.press("e")
    playground.wait_for_function(f"{PLAYER}.drawings > {drawings}")
    assert playground.evaluate(f"{PLAYER}.view()") == view


def test_who_looks_closely_sees_a_finer_curve(playground):
    map_ = playground.locator(".slalom-map").first
    map_.focus()
    x, y = playground.evaluate(f"Object.values({PLAYER}.pixels(1.1309, -1.07))")
    box = map_.bounding_box()
    playground.mouse.move(box["x"] + x, box["y"] + y)
    playground.keyboard.down("Control")
    for _ in range(12):
        playground.mouse.wheel(0, -240)
    playground.keyboard.up("Control")
    playground.wait_for_function(f"{PLAYER}.view().x[1] - {PLAYER}.view().x[0] < 0.2")
    readout = playground.locator(".slalom-readout")
    playground.wait_for_function("document.querySelector('.slalom-graph .scatterlayer path')?.getTotalLength() > 300")
    playground.mouse.move(box["x"] + x + 3, box["y"] + y)
    expect(readout).to_contain_text("f ≈ −1.0")


def test_the_saved_picture_has_the_curve_its_axes_and_the_stairs(playground, tmp_path):
    file = saved_picture(playground, "SVG", tmp_path)
    words = {element.text for element in ET.parse(file).iter("{http://www.w3.org/2000/svg}text")}
    assert {"x", "f(x)", "tangent", "step taken"} <= words
    assert "colour" not in " ".join(filter(None, words))


def test_from_a_map_to_a_curve_and_back(playground):
    updates = number(playground, "updates")
    for name, y in (("Saddle", None), ("Parabola", 9)):
        open_menu(playground, "surface").fill(name)
        playground.get_by_role("option", name=f"{name} ·").first.click()
        await_updates(playground, updates)
        updates = number(playground, "updates")
        playground.wait_for_function(f"{PLAYER}.whole")
        if y:
            playground.wait_for_function(f"{PLAYER}.start.y === {y}")
    expect(playground.locator(".slalom-notice")).to_be_hidden()
