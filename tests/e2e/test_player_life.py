"""The player through its life: new data, new sizes and themes, two on a page, and what is broken."""

import base64
import re
import struct
from pathlib import Path

import numpy as np
import pytest

from player import Series
from tests.e2e.player_core import payloads
from tests.e2e.player_core.mounted import Mounted


def test_an_update_keeps_zoom_step_and_speed(player: Mounted):
    player.page.get_by_label("Speed", exact=True).select_option("0.5")
    player.page.locator(".slalom-scrub").fill("50")
    player.page.mouse.move(*player.where(0, 0))
    player.wheel(-300)
    player.until("s.view().x[0] > -2")
    view = player.get("view()")
    player.update(paths=payloads.paths(payloads.view(payloads.adam(lr=0.1))))
    player.until("s.updates === 2")
    assert player.get("view()") == view
    assert (player.get("step"), player.get("speed"), player.get("playing")) == (50, 0.5, False)
    player.update(paths=payloads.paths(payloads.view(payloads.adam(steps=20))))
    player.until("s.updates === 3 && s.step === 20")


def test_the_end_stays_the_end(player: Mounted):
    player.update(paths=payloads.paths(payloads.view(payloads.adam(steps=700))))
    player.until("s.step === 700")


def test_playing_goes_on_through_an_update(player: Mounted):
    player.page.get_by_role("button", name="Play", exact=True).click()
    player.until("s.playing && s.step > 2")
    player.update(paths=payloads.paths(payloads.view(payloads.adam(lr=0.1))))
    step = player.get("step")
    player.until(f"s.updates === 2 && s.playing && s.step > {step}")


def test_a_new_surface_resets_the_zoom(player: Mounted):
    player.page.mouse.move(*player.where(0, 0))
    player.wheel(-300)
    bowl = payloads.grid(lambda p: p[..., 0] ** 2 + p[..., 1] ** 2, (-8, 8, -3, 3), "bowl", "linear")
    player.update(paths=payloads.paths(grid="bowl"), grid=bowl)
    player.until("s.updates === 2 && s.view().x[0] === -8 && s.view().y[1] === 3")
    assert player.page.locator(".slalom-meaning").inner_text() == "colour: f"


def test_the_last_of_overlapping_updates_wins(player: Mounted):
    texts = [
        {"paths": base64.b64encode(payloads.paths(payloads.view(payloads.adam(steps=steps)))).decode()}
        for steps in (100, 200, 300)
    ]
    player.page.evaluate("texts => Promise.all(texts.map((text) => players[0].update(text)))", texts)
    assert player.get("last") == 300


def test_paths_wait_for_their_grid(opened):
    mounted = opened()
    mounted.page.evaluate("() => { mount(); }")
    text = base64.b64encode(payloads.paths()).decode()
    mounted.page.evaluate("text => { players[0].update({ paths: text }); }", text)
    notice = mounted.page.locator(".slalom-notice")
    notice.wait_for()
    assert notice.inner_text() == "Drawing the surface …"
    grid = base64.b64encode(payloads.grid()).decode()
    mounted.page.evaluate(
        """async (text) => {
          const { default: deposit } = await import('/grid.js');
          deposit({ data: Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)) });
        }""",
        grid,
    )
    mounted.until("s.drawings > 0")
    assert notice.is_hidden()


def test_clicking_the_loss_seeks(player: Mounted):
    box = player.page.locator(".slalom-loss .slalom-curve").bounding_box()
    player.page.mouse.click(box["x"] + 48 + (box["width"] - 68) / 4, box["y"] + 80)
    player.until("s.step === 100")


def test_the_loss_is_logarithmic_where_it_can_be(player: Mounted):
    toggle = player.page.locator(".slalom-link")
    assert toggle.inner_text() == "log scale"
    toggle.click()
    assert toggle.inner_text() == "linear scale"
    toggle.click()
    run = payloads.adam()
    run["value"] = run["value"] - 1
    player.update(paths=payloads.paths(payloads.view(run)))
    assert toggle.is_disabled()
    assert toggle.get_attribute("title") == "A log scale needs values above zero"


def test_two_players_do_not_meet(opened):
    mounted = opened()
    mounted.mount(0)
    mounted.mount(1, paths=payloads.paths(payloads.view(payloads.adam(steps=50))), grid=payloads.grid())
    mounted.page.locator(".slalom-scrub").nth(0).fill("7")
    mounted.until("s.step === 7", 0)
    assert mounted.get("step", 1) == 50
    mounted.page.locator(".slalom-map").nth(1).press("Home")
    mounted.until("s.step === 0", 1)
    assert mounted.get("step", 0) == 7
    mounted.page.mouse.click(*mounted.where(0.5, 0.5, 1))
    assert (len(mounted.starts(0)), len(mounted.starts(1))) == (0, 1)


def test_destroy_and_mount_again(player: Mounted):
    player.page.get_by_role("button", name="Play", exact=True).click()
    player.until("s.playing")
    player.page.evaluate("players[0].destroy()")
    assert player.page.evaluate("players[0].root.outerHTML") == '<div class=""></div>'
    player.mount(1)
    assert player.get("step", 1) == 400


def test_the_streamlit_module_keeps_its_player(opened):
    mounted = opened()
    blobs = [base64.b64encode(blob).decode() for blob in (payloads.grid(), payloads.paths())]
    mounted.page.evaluate(
        """async ([grid, paths]) => {
          const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
          const deposit = (await import('/grid.js?other')).default;
          window.component = (await import('/streamlit.js')).default;
          window.place = document.createElement('div');
          window.sent = [];
          window.args = { data: bytes(paths), parentElement: place, setTriggerValue: (...what) => sent.push(what) };
          document.querySelector('main').append(place);
          deposit({ data: bytes(grid) });
          window.cleanup = component(args);
          component({ ...args });
          cleanup();
        }""",
        blobs,
    )
    mounted.page.wait_for_function("place.firstChild.slalom.drawings > 0")
    assert mounted.page.evaluate("place.children.length") == 1
    assert mounted.page.evaluate("place.firstChild.slalom.updates") == 1
    box = mounted.page.locator(".slalom-map").bounding_box()
    mounted.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    ((name, point),) = mounted.page.evaluate("sent")
    assert name == "start"
    assert set(point) == {"x", "y"}
    mounted.page.evaluate("() => { place.remove(); cleanup(); }")
    assert mounted.page.evaluate("place.children.length") == 0
    mounted.page.evaluate("() => { document.querySelector('main').append(place); component(args); }")
    mounted.page.wait_for_function("place.firstChild.slalom.drawings > 0")


def test_pixels_of_a_dense_screen(opened):
    mounted = opened(device_scale_factor=2)
    mounted.mount()
    sizes = mounted.page.locator(".slalom-lines").evaluate("c => [c.width, c.height, c.clientWidth, c.clientHeight]")
    assert sizes[0] == 2 * sizes[2]
    assert sizes[1] == 2 * sizes[3]
    mounted.page.mouse.click(*mounted.where(0.5, 2.0))
    assert mounted.starts()[0]["x"] == pytest.approx(0.5, abs=0.01)


def test_resizing_redraws(player: Mounted):
    player.page.set_viewport_size({"width": 820, "height": 700})
    player.page.wait_for_function(
        """() => {
          const [map, canvas, svg] = ['.slalom-map', '.slalom-lines', '.slalom-map .main-svg']
            .map((name) => document.querySelector(name));
          return canvas.width === map.clientWidth && svg.clientWidth === map.clientWidth && map.clientWidth < 500;
        }"""
    )
    player.page.mouse.click(*player.where(0.5, 2.0))
    assert player.starts()[0]["x"] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("how", ["system", "page"])
def test_a_change_of_theme_repaints(player: Mounted, how: str):
    fill = "document.querySelector('.contourbg path').style.fill"
    before = player.page.evaluate(fill)
    if how == "system":
        player.page.emulate_media(color_scheme="dark")
    else:
        player.page.evaluate("document.body.style.setProperty('--st-background-color', '#0e1117')")
    player.page.wait_for_function(f"before => {fill} !== before", arg=before)
    player.page.wait_for_selector(".slalom-dark")


def test_autoplay(opened):
    mounted = opened()
    mounted.mount(paths=payloads.paths(autoplay=True), grid=payloads.grid())
    mounted.until("s.playing && s.step > 3")


def test_reduced_motion_shows_the_finished_path(opened):
    mounted = opened(reduced_motion="reduce")
    mounted.mount(paths=payloads.paths(autoplay=True), grid=payloads.grid())
    assert (mounted.get("playing"), mounted.get("step")) == (False, 400)


def test_a_narrow_screen(opened):
    mounted = opened(viewport={"width": 390, "height": 844}, has_touch=True)
    mounted.mount()
    page = mounted.page
    page.wait_for_selector(".slalom-bar > .slalom-primary:first-child")
    frame = page.locator(".slalom-frame").bounding_box()
    assert frame["width"] == pytest.approx(frame["height"], abs=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="More").tap()
    for button in page.locator(".slalom-button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    page.get_by_role("button", name="Step back").tap()
    mounted.until("s.step === 399")
    page.keyboard.press("Escape")
    page.touchscreen.tap(*mounted.where(0.5, 2.0))
    page.wait_for_function("players[0].starts.length === 1")
    assert mounted.starts()[0]["x"] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_picture_can_be_saved(player: Mounted, kind: str):
    page = player.page
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {kind.upper()}").click()
    assert download.value.suggested_filename == f"adam-on-rosenbrock.{kind}"
    data = Path(download.value.path()).read_bytes()
    if kind == "png":
        assert data.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", data[16:24])
        assert (width, height) >= (1280, 1120)
    elif kind == "pdf":
        assert data.startswith(b"%PDF")
    else:
        text = data.decode()
        assert text.count('class="js-line"') == 2
        assert text.count("<path") > 30
        assert "rgb(213, 94, 0)" in text
        assert "Adam on Rosenbrock" in text
        assert "<image" not in text


def test_a_broken_payload_is_one_sentence(player: Mounted):
    before = player.ink()
    player.update(paths=payloads.paths()[:500])
    notice = player.page.locator(".slalom-notice")
    notice.wait_for()
    assert notice.inner_text() == "The picture could not be read. The last good one stays."
    assert player.ink() == before
    player.update(paths=payloads.paths())
    notice.wait_for(state="hidden")


def test_a_broken_first_payload_is_one_sentence(opened):
    mounted = opened()
    mounted.page.evaluate("() => { mount(); }")
    mounted.update(paths=b"nonsense")
    notice = mounted.page.locator(".slalom-notice")
    notice.wait_for()
    assert notice.inner_text() == "The picture could not be read."
    mounted.update(paths=payloads.paths(), grid=payloads.grid())
    mounted.until("s.drawings > 0")


def test_labels_cannot_bring_in_markup(opened):
    mounted = opened()
    run = payloads.view(payloads.adam(steps=3))
    evil = "<math onclick='x()'><mi href='javascript:x()'>m</mi><img src=x onerror=x()><script>x()</script></math>"
    series = [*run.series, Series("evil", np.zeros((4, 2)), evil)]
    hostile = payloads.view(payloads.adam(steps=3))
    hostile = type(hostile)("<img src=x>", hostile.color, hostile.marker, series, hostile.last, "")
    mounted.mount(paths=payloads.paths(hostile), grid=payloads.grid())
    assert mounted.page.locator(".slalom :is(img, script, [onclick], [href])").count() == 0
    assert mounted.page.locator(".slalom-aside").last.inner_text() == "<img src=x>"


def test_nothing_but_gaps_does_not_break_the_picture(opened):
    mounted = opened()
    run = payloads.adam(steps=30)
    run["x"][5:] = np.nan
    run["value"][5:] = np.inf
    run["x"][4] = 1e300
    flat = payloads.grid(lambda p: np.full(p.shape[:-1], np.nan))
    mounted.mount(paths=payloads.paths(payloads.view(run)), grid=flat)
    mounted.page.get_by_role("button", name=re.compile("Fit")).click()
    mounted.page.locator(".slalom-map").press("Home")
    mounted.until("s.step === 0")
    mounted.update(paths=payloads.paths(payloads.view(payloads.adam(steps=0))))
    mounted.until("s.last === 0")
