"""Numbers that are moved in the picture, by keys, by mouse and by touch, with a stand-in that walks the runs."""

import numpy as np
import pytest

from tests.e2e.player_core import handled, payloads
from tests.e2e.player_core.handled import handle, path, turned
from tests.e2e.player_core.mounted import Mounted


@pytest.fixture
def held(opened) -> Mounted:
    return handled.mount(opened())


def test_a_handle_by_keys_is_let_go_with_the_key(held: Mounted):
    size = handle(held, "step size η")
    for key, value in (("ArrowRight", 0.08), ("Home", 1e-4), ("End", 1.0), ("ArrowLeft", 0.8)):
        before = held.get("previews")
        size.press(key)
        held.settle()
        assert turned(held)[-1] == [{"run": "Adam", "name": "lr", "value": value}]
        assert held.get("previews") > before
    assert size.get_attribute("aria-valuetext") == "0.8"
    assert held.get("step") == 400
    np.testing.assert_allclose(path(held), payloads.adam(lr=0.8)["x"], atol=1e-6)


def test_a_handle_by_mouse_bends_the_path_and_tells_once(held: Mounted):
    box = handle(held, "step size η").bounding_box()
    across, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2
    held.page.mouse.move(across, y)
    held.page.mouse.down()
    inks = set()
    for i in range(12):
        held.page.mouse.move(across + 4 * i, y)
        held.settle()
        inks.add(held.ink())
    assert len(inks) > 5
    assert turned(held) == []
    held.page.mouse.up()
    assert len(turned(held)) == 1
    shown = held.page.locator(".slalom-handle-value").first.inner_text()
    assert turned(held)[0][0]["value"] == float(shown)
    held.update(paths=handled.paths(handled.view(lr=float(shown))))
    held.settle()
    assert not held.get("previewing")


def test_a_handle_by_touch(opened):
    held = handled.mount(opened(viewport={"width": 390, "height": 844}, has_touch=True))
    slider = handle(held, "decay of m β₁")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box["height"] >= 44
    touch = held.page.context.new_cdp_session(held.page)
    y, places = box["y"] + box["height"] / 2, [box["x"] + box["width"] * part for part in (0.9, 0.8, 0.6, 0.4)]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": places[0], "y": y}]})
    for x in places[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
        held.settle()
    assert held.get("previewing")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    held.page.wait_for_function("players[0].turned.length > 0")
    last = turned(held)[-1][0]
    assert last["name"] == "beta1"
    assert last["value"] == pytest.approx(0.4, abs=0.06)


def test_two_handles_are_both_remembered(held: Mounted):
    handle(held, "step size η").press("ArrowRight")
    handle(held, "decay of m β₁").press("ArrowLeft")
    assert {one["name"]: one["value"] for one in turned(held)[-1]} == {"lr": 0.08, "beta1": 0.899}


def test_handles_are_chosen_in_a_menu_and_a_third_takes_the_place_of_the_first(held: Mounted):
    names = lambda: [one.get_attribute("aria-label") for one in held.page.locator(".slalom-handle input").all()]  # noqa: E731
    assert names() == ["step size η", "decay of m β₁"]
    held.page.get_by_role("button", name="Choose the numbers").click()
    held.page.get_by_role("checkbox", name="x of the minimum").check()
    held.settle()
    assert names() == ["decay of m β₁", "x of the minimum a"]
    held.page.get_by_role("checkbox", name="decay of m").uncheck()
    held.settle()
    assert names() == ["x of the minimum a"]
    assert held.page.get_by_role("checkbox", name="x of the minimum").is_disabled()
