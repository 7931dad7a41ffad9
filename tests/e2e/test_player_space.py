"""The surface in three dimensions, on a plain page: what it shows, how it is turned, what it survives."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from optimizers import OPTIMIZERS
from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import turn_wheel
from tests.e2e.player_core.several import number
from tests.e2e.player_core.space import (
    HEADS,
    LINES,
    NO_WEBGL,
    count_webgl,
    drawn,
    grid_top,
    in_box,
    inked,
    layout_button,
    mount,
    on_screen,
    shot,
)


def test_the_scene_appears(opened):
    mounted = mount(opened, layout="overlay")
    page = mounted.page
    loaded = "performance.getEntriesByType('resource').some(({ name }) => name.includes('gl3d'))"
    assert page.evaluate(loaded) is False
    assert page.locator(".slalom-space").is_hidden()
    layout_button(mounted, "3-D")
    drawn(mounted)
    assert page.evaluate(loaded) is True
    assert page.evaluate("'Plotly' in window") is False
    assert page.locator(".slalom-space .slalom-graph canvas").count() == 1
    assert page.locator(".slalom-space > .slalom-meaning").inner_text() == "height and colour: f"
    label = page.locator(".slalom-space").get_attribute("aria-label")
    assert label.startswith("Surface with paths: What does β do?. Drag, or Shift and the arrow keys")
    assert page.locator(".slalom-board").is_hidden()
    assert mounted.get("updates") == 1
    assert shot(mounted).std(axis=(0, 1)).min() > 5


@pytest.mark.parametrize(("width", "height"), [(1076, 800), (390, 844)])
def test_heads_are_where_the_paths_are(opened, width, height):
    mounted = mount(opened, compared.views([0.9, 0.0]), viewport={"width": width, "height": height})
    path = compared.trajectory(0.9)
    mounted.page.locator(".slalom-run").last.click()
    for step in (0, 6, 40):
        mounted.page.locator(".slalom-scrub").fill(str(step))
        mounted.until(f"s.step === {step}")
        mounted.settle()
        head = inked(mounted, HEADS, compared.COLORS[0]).mean(axis=0)
        expected = on_screen(mounted, in_box(path.x[step], path.value[step], grid_top()))
        np.testing.assert_allclose(head, expected, atol=1.5)


def test_paths_follow_the_step_and_playing_asks_nothing_of_webgl(opened):
    mounted = mount(opened)
    count_webgl(mounted)
    lengths = []
    for step in (0, 10, 60, 150):
        mounted.page.locator(".slalom-scrub").fill(str(step))
        mounted.until(f"s.step === {step}")
        mounted.settle()
        lengths.append(sum(len(inked(mounted, LINES, color)) for color in compared.COLORS))
    assert lengths[0] == 0
    assert lengths[1] < lengths[2] < lengths[3]
    mounted.page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing && s.step > 5")
    assert mounted.page.evaluate("webgl") == 0


def test_what_the_surface_hides_shines_through(opened):
    mounted = mount(opened)
    hidden = [len(inked(mounted, LINES.replace("front", place), compared.COLORS[3])) for place in ("behind", "front")]
    assert hidden[0] > hidden[1] > 0


def test_a_drag_turns_a_wheel_comes_nearer_and_two_clicks_go_back(opened):
    mounted = mount(opened)
    page = mounted.page
    first = mounted.get("camera")
    picture = shot(mounted)
    box = page.locator(".slalom-space").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 225, steps=4)
    page.mouse.up()
    turned = mounted.get("camera")
    assert (turned["azimuth"] - first["azimuth"]) % 360 == pytest.approx(20)
    assert turned["elevation"] - first["elevation"] == pytest.approx(10)
    turn_wheel(page, -200)
    mounted.until(f"s.camera.distance < {first['distance']} - 0.1")
    drawn(mounted)
    assert np.abs(shot(mounted) - picture).mean() > 2
    page.mouse.dblclick(box["x"] + 300, box["y"] + 200)
    mounted.until(f"s.camera.azimuth === {first['azimuth']}")
    drawn(mounted)
    assert np.abs(shot(mounted) - picture).mean() < 0.5


def test_keys_turn_it_and_the_others_stay_with_the_player(opened):
    mounted = mount(opened)
    page = mounted.page
    first = mounted.get("camera")
    page.locator(".slalom-space").focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowUp", "PageUp", "ArrowLeft"):
        page.keyboard.press(key)
    mounted.until("s.step === 149")
    turned = mounted.get("camera")
    assert (turned["azimuth"] - first["azimuth"]) % 360 == pytest.approx(5)
    assert turned["elevation"] - first["elevation"] == pytest.approx(5)
    assert turned["distance"] == pytest.approx(0.9 * first["distance"])
    for _ in range(30):
        page.keyboard.press("Shift+ArrowDown")
    assert mounted.get("camera")["elevation"] == 2
    page.keyboard.press("f")
    mounted.until(f"s.camera.distance === {first['distance']}")


def test_the_camera_survives_new_paths_themes_and_layouts(opened):
    mounted = mount(opened)
    page = mounted.page
    page.locator(".slalom-space").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("PageUp")
    layout_button(mounted, "3-D")
    camera = mounted.get("camera")
    drawn(mounted)
    picture = shot(mounted)
    mounted.update(paths=compared.paths(compared.views([0.3, 0.6]), "space"))
    mounted.until("s.updates === 2")
    assert mounted.get("camera") == camera
    layout_button(mounted, "Side by side")
    assert page.locator(".slalom-space").is_hidden()
    layout_button(mounted, "3-D")
    mounted.update(paths=compared.paths(layout="space"))
    mounted.until("s.updates === 3")
    drawn(mounted)
    assert mounted.get("camera") == camera
    np.testing.assert_allclose(shot(mounted), picture, atol=3)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.querySelector('.slalom').classList.contains('slalom-dark')")
    drawn(mounted)
    assert mounted.get("camera") == camera
    assert shot(mounted).mean() < 0.5 * picture.mean()


def test_step_zoom_and_playing_survive_the_switch(opened):
    mounted = mount(opened, compared.views(steps=1500), "overlay")
    page = mounted.page
    page.mouse.move(*mounted.where(0, 0))
    turn_wheel(page, -300)
    mounted.until("s.view().x[0] > -10")
    view = mounted.get("view()")
    page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing && s.step > 2")
    layout_button(mounted, "3-D")
    drawn_while_playing = "document.querySelector('.slalom-space > .slalom-notice').hidden"
    page.wait_for_function(drawn_while_playing)
    layout_button(mounted, "Overlay")
    assert mounted.get("view()") == view
    assert mounted.get("step") > 2
    assert mounted.get("layout") == "overlay"
    assert mounted.get("updates") == 1


def test_a_hidden_run_is_not_drawn(opened):
    mounted = mount(opened)
    assert len(inked(mounted, LINES, compared.COLORS[2])) > 0
    mounted.page.locator(".slalom-run", has_text="β = 0.9").first.click()
    mounted.settle()
    assert len(inked(mounted, LINES, compared.COLORS[2])) == 0
    assert len(inked(mounted, HEADS, compared.COLORS[2])) == 0


def test_one_run_alone_can_be_seen_in_it(opened):
    mounted = mount(opened, [compared.explained(OPTIMIZERS["adam"](lr=0.3))], None)
    layout_button(mounted, "3-D")
    drawn(mounted)
    assert len(inked(mounted, LINES, compared.COLORS[0])) > 0
    mounted.page.get_by_role("button", name="Arrows", exact=True).click()
    assert mounted.page.locator(".slalom-kind:visible").count() == 0
    expect(mounted.page.get_by_text("Arrows and second points are drawn on the map")).to_be_visible()
    mounted.page.keyboard.press("Escape")
    layout_button(mounted, "Map")
    mounted.page.get_by_role("button", name="Arrows", exact=True).click()
    assert mounted.page.locator(".slalom-kind:visible").count() == 4


def test_it_is_saved_as_png_only(opened, tmp_path: Path):
    mounted = mount(opened)
    page = mounted.page
    page.get_by_role("button", name="Download").click()
    assert page.get_by_role("button", name="Save as SVG").is_hidden()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PNG").click()
    assert saved.value.suggested_filename == "what-does-β-do.png"
    saved.value.save_as(tmp_path / "saved.png")
    picture = np.asarray(Image.open(tmp_path / "saved.png").convert("RGB"), dtype=int)
    box = page.locator(".slalom-space").bounding_box()
    assert picture.shape[1] == pytest.approx(2 * box["width"] + 48, abs=2)
    for color in compared.COLORS[:4]:
        rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        assert (np.abs(picture - rgb).sum(axis=-1) < 6).sum() > 100
    layout_button(mounted, "Overlay")
    page.get_by_role("button", name="Download").click()
    assert page.get_by_role("button", name="Save as SVG").is_visible()


def test_without_webgl_one_sentence_and_the_maps(opened):
    mounted = mount(opened, layout="overlay")
    mounted.page.evaluate(NO_WEBGL)
    layout_button(mounted, "3-D")
    notice = mounted.page.locator(".slalom-space > .slalom-notice")
    sentence = "3-D needs WebGL, which this browser does not give; the maps are still here."
    notice.get_by_text(sentence).wait_for()
    layout_button(mounted, "Overlay")
    assert notice.is_hidden()
    mounted.page.locator(".slalom-map .contourlayer").wait_for()


def test_webgl_taken_away_is_said_and_can_be_tried_again(opened):
    mounted = mount(opened)
    page = mounted.page
    lose = "canvas => canvas.getContext('webgl').getExtension('WEBGL_lose_context').loseContext()"
    page.locator(".slalom-space .slalom-graph canvas").evaluate(lose)
    page.locator(".slalom-space > .slalom-notice").wait_for()
    assert page.locator(".slalom-space canvas").count() == 0
    layout_button(mounted, "Overlay")
    layout_button(mounted, "3-D")
    drawn(mounted)
    assert len(inked(mounted, LINES, compared.COLORS[0])) > 0


def test_unmounting_leaves_nothing(opened):
    mounted = mount(opened)
    mounted.page.evaluate("players[0].destroy()")
    assert mounted.page.evaluate("players[0].root.outerHTML") == '<div class=""></div>'


@pytest.mark.parametrize("extent", [(-10, 10), (-0.1, 1.2), (0, 600), (1e-5, 3e-5)])
def test_ticks_leave_the_corners_free(opened, extent):
    low, high = extent
    ticks = opened().page.evaluate(
        "async (range) => (await import('/drawing/ticks.js')).innerTicks(range)", list(extent)
    )
    air = 0.05 * (high - low)
    assert all(low + air <= tick <= high - air for tick in ticks["tickvals"])
    assert 2 <= len(ticks["tickvals"]) <= 6
    assert [number(text) for text in ticks["ticktext"]] == pytest.approx(ticks["tickvals"], rel=1e-6)
    assert "−0" not in ticks["ticktext"]
