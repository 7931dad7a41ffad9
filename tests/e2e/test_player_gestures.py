"""The player under a hand: clicks, drags, wheels, fingers, the ring and its keys."""

import re

import numpy as np
import pytest

from tests.e2e.player_core import payloads
from tests.e2e.player_core.mounted import Mounted, turn_wheel


def test_a_click_sends_the_start(player: Mounted):
    player.page.mouse.click(*player.where(0.5, 2.0))
    (start,) = player.starts()
    unit_x, unit_y = player.pixels_of_a_unit()
    assert abs(start["x"] - 0.5) * unit_x <= 1
    assert abs(start["y"] - 2.0) * unit_y <= 1


def test_a_drag_pans_and_sends_nothing(player: Mounted):
    x, y = player.where(0.5, 2.0)
    before = player.get("view()")
    player.page.mouse.move(x, y)
    player.page.mouse.down()
    player.page.mouse.move(x + 50, y + 30, steps=4)
    player.page.mouse.up()
    assert player.starts() == []
    assert player.where(0.5, 2.0) == pytest.approx((x + 50, y + 30), abs=0.01)
    assert player.get("view()") != before


def test_the_wheel_zooms_about_the_pointer(player: Mounted):
    at = player.where(0.5, 2.0)
    player.page.mouse.move(*at)
    player.wheel(-300)
    player.until("s.view().x[1] - s.view().x[0] < 3")
    assert player.where(0.5, 2.0) == pytest.approx(at, abs=1)


def test_the_contour_follows_the_view(player: Mounted):
    shape = player.page.locator(".contourlayer path").last
    before = shape.get_attribute("d")
    player.page.mouse.move(*player.where(0, 0))
    player.wheel(-300)
    player.page.wait_for_function(
        "before => [...document.querySelectorAll('.contourlayer path')].at(-1).getAttribute('d') !== before"
        " && !document.querySelector('.contourlayer').hasAttribute('transform')",
        arg=before,
    )


def test_a_double_click_fits_and_leaves_the_start_where_it_was(player: Mounted):
    domain = player.get("view()")
    player.page.mouse.move(*player.where(0, 0))
    player.wheel(-300)
    player.until(f"s.view().x[0] !== {domain['x'][0]}")
    player.page.mouse.dblclick(*player.where(0, 0))
    player.until(f"s.view().x[0] === {domain['x'][0]}")
    assert player.starts()[-1] == {"x": payloads.START[0], "y": payloads.START[1]}


def test_fit_shows_all_of_a_path_that_left(opened):
    mounted = opened()
    run = payloads.adam()
    run["x"][-1] = [9.0, -40.0]
    run["x"][-2] = [np.inf, np.nan]
    mounted.mount(paths=payloads.paths(payloads.view(run)), grid=payloads.grid())
    fit = mounted.page.get_by_role("button", name=re.compile("Fit"))
    fit.click()
    view = mounted.get("view()")
    assert view["x"][0] == -2
    assert view["x"][1] > 9
    assert view["y"][0] < -40
    fit.click()
    assert mounted.get("view()") == {"x": [-2, 2], "y": [-1, 3]}


def test_the_ring_can_be_dragged(player: Mounted):
    page = player.page
    page.mouse.move(*player.where(*payloads.START))
    page.mouse.down()
    page.mouse.move(*player.where(0.0, 2.0), steps=6)
    assert player.get("start")["x"] == pytest.approx(0, abs=0.01)
    page.mouse.move(*player.where(1.0, 0.0), steps=6)
    page.mouse.up()
    starts = player.starts()
    assert 1 <= len(starts) < 12
    assert (starts[-1]["x"], starts[-1]["y"]) == pytest.approx((1.0, 0.0), abs=0.01)


def test_the_ring_stays_where_it_was_put_until_the_answer(player: Mounted):
    player.page.mouse.click(*player.where(0.5, 2.0))
    start = player.starts()[-1]
    player.update(paths=payloads.paths())
    assert player.get("start") == start
    moved = (start["x"], start["y"])
    player.update(paths=payloads.paths(payloads.view(payloads.adam(moved)), start=moved))
    assert player.get("start") == start


def test_keys_nudge_the_ring(player: Mounted):
    ring = player.page.locator(".slalom-ring")
    ring.press("ArrowRight")
    ring.press("Shift+ArrowDown")
    last = player.starts()[-1]
    assert (last["x"], last["y"]) == pytest.approx((-1.2 + 0.04, 1.0 - 0.4))
    assert player.get("step") == 400
    player.page.get_by_role("button", name="start (−1.16, 0.6)").wait_for()


def test_a_minimum_says_its_name(player: Mounted):
    tip = player.page.locator(".slalom-tip")
    player.page.mouse.move(*player.where(1, 1))
    tip.wait_for()
    assert tip.inner_text() == "minimum (1, 1)"
    player.page.mouse.move(*player.where(0, 2))
    tip.wait_for(state="hidden")
    player.page.locator(".slalom-map").focus()
    player.page.keyboard.press("Tab")
    tip.wait_for()


def test_the_readout_knows_the_height(player: Mounted):
    player.page.mouse.move(*player.where(0, 2))
    text = player.page.locator(".slalom-readout").inner_text()
    f = float(re.search(r"f ≈ ([\d.]+)", text)[1])
    assert f == pytest.approx(401, rel=0.03)


def test_two_fingers_zoom(opened):
    mounted = opened(has_touch=True)
    mounted.mount()
    (x, y), touch = mounted.where(0, 1), mounted.page.context.new_cdp_session(mounted.page)

    def fingers(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", (x - 40, y))
    fingers("touchStart", (x - 40, y), (x + 40, y))
    for spread in (50, 60, 70, 80):
        fingers("touchMove", (x - spread, y), (x + spread, y))
    fingers("touchEnd")
    mounted.until("Math.abs(s.view().x[1] - s.view().x[0] - 2) < 0.1")
    assert mounted.starts() == []


def is_level(mounted: Mounted) -> bool:
    across, up = mounted.pixels_of_a_unit()
    return across == pytest.approx(up, rel=1e-6)


def holds(view: dict, domain: tuple[float, float, float, float]) -> bool:
    (x0, x1), (y0, y1) = view["x"], view["y"]
    return x0 <= domain[0] and x1 >= domain[1] and y0 <= domain[2] and y1 >= domain[3]


def test_equal_scales_show_round_things_round(player: Mounted):
    page = player.page
    button = page.get_by_role("button", name="Equal scales of x and y")
    before = player.get("view()")
    assert button.get_attribute("aria-pressed") == "false"
    assert not is_level(player)
    button.click()
    player.settle()
    assert button.get_attribute("aria-pressed") == "true"
    assert is_level(player)
    assert holds(player.get("view()"), payloads.DOMAIN)
    player.update(paths=payloads.paths())
    page.set_viewport_size({"width": 900, "height": 800})
    player.settle()
    page.mouse.move(*player.where(0, 0))
    turn_wheel(page, -300)
    player.until("s.view().x[1] - s.view().x[0] < 3")
    player.settle()
    assert is_level(player)
    page.locator(".slalom-map").press("f")
    player.settle()
    assert is_level(player)
    assert holds(player.get("view()"), payloads.DOMAIN)
    page.locator(".slalom-map").press("e")
    player.settle()
    assert player.get("view()") == before


def test_equal_scales_on_a_narrow_screen_are_in_the_menu(opened):
    mounted = opened(viewport={"width": 390, "height": 844}, has_touch=True)
    mounted.mount()
    button = mounted.page.get_by_role("button", name="Equal scales of x and y")
    assert not button.is_visible()
    mounted.page.get_by_role("button", name="More").click()
    button.click()
    mounted.settle()
    assert is_level(mounted)
