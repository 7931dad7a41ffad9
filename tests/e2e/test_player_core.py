"""The player on a plain page, without Streamlit: what a person does with it, in Chromium."""

import base64
import re
import struct
from pathlib import Path

import numpy as np
import pytest

from player import Series
from tests.e2e.player_core import payloads
from tests.e2e.player_core.mounted import Mounted

ROOT = ".slalom"


def test_the_picture_appears(player: Mounted):
    page = player.page
    assert page.locator(".slalom-title").inner_text() == "Adam on Rosenbrock"
    assert page.locator(".slalom-formula math msup").count() == 3
    assert page.locator(".slalom-pill").get_attribute("data-tone") == "warn"
    assert page.locator(".contourlayer path").count() > 15
    assert page.locator(".scatterlayer path.js-line").count() == 1
    assert page.locator(".slalom-meaning").inner_text() == "colour: log₁₀(f + 0.1)"
    assert player.get("step") == 400
    assert len(player.ink()) > 2000
    assert page.evaluate("'Plotly' in window") is False


def test_everything_is_seen_without_scrolling(player: Mounted):
    bottom = player.page.locator(ROOT).evaluate("root => root.getBoundingClientRect().bottom")
    assert bottom <= 720
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_numbers_of_the_step_are_the_arrays(player: Mounted):
    player.page.locator(".slalom-scrub").fill("96")
    player.until("s.step === 96")
    player.settle()
    run = payloads.adam()
    rows = player.page.locator(".slalom-table tbody tr")
    assert rows.count() == 5
    assert player.page.locator(".slalom-inside h3").inner_text() == "Inside step 96"
    cells = [text.replace("−", "-") for text in rows.locator("td").all_inner_texts()]
    expected = np.concatenate([run[name][96] for name in ("seen", "m", "v", "x", "step")])
    np.testing.assert_allclose([float(cell) for cell in cells], expected, rtol=1e-4)


def test_what_does_not_apply_and_what_overflows_is_said(opened):
    mounted = opened()
    run = payloads.adam(steps=3)
    run["m"][2] = [1e300, -1e300]
    mounted.mount(paths=payloads.paths(payloads.view(run)), grid=payloads.grid())
    mounted.page.locator(".slalom-map").press("Home")
    mounted.until("s.step === 0")
    cells = mounted.page.locator(".slalom-table td")
    mounted.page.wait_for_function("document.querySelector('.slalom-table tbody td').textContent === '—'")
    mounted.page.locator(".slalom-scrub").fill("2")
    mounted.page.wait_for_function("document.querySelector('.slalom-inside h3').textContent.endsWith('2')")
    assert "> 3.4·10³⁸" in cells.all_inner_texts()
    assert "< −3.4·10³⁸" in cells.all_inner_texts()


def test_play_runs_to_the_end_and_stops(player: Mounted):
    player.page.get_by_label("Speed", exact=True).select_option("10")
    player.page.get_by_role("button", name="Play", exact=True).click()
    player.until("s.playing && s.step > 5 && s.step < 400")
    player.page.get_by_role("button", name="Pause").wait_for()
    player.until("!s.playing && s.step === 400")
    drawings = player.get("drawings")
    player.settle()
    assert player.get("drawings") <= drawings + 1


def test_loop_begins_again(player: Mounted):
    player.page.get_by_role("button", name="Loop").click()
    player.page.get_by_label("Speed", exact=True).select_option("10")
    player.page.get_by_role("button", name="Play", exact=True).click()
    player.until("s.step === 400")
    player.until("s.playing && s.step < 200")


def test_scrubbing_stops_the_playing(player: Mounted):
    player.page.get_by_role("button", name="Play", exact=True).click()
    player.until("s.playing")
    scrub = player.page.locator(".slalom-scrub")
    scrub.fill("123")
    player.until("!s.playing && s.step === 123")
    player.settle()
    assert scrub.get_attribute("aria-valuetext") == "step 123 / 400"
    assert player.page.locator(".slalom-count").inner_text() == "step 123 / 400"


def test_drawing_on_equals_drawing_at_once(player: Mounted):
    stage = player.page.locator(".slalom-map")
    player.page.locator(".slalom-scrub").fill("60")
    player.settle()
    at_once = player.ink(".slalom-heads")
    stage.press("ArrowLeft")
    player.until("s.step === 59")
    player.settle()
    assert player.ink(".slalom-heads") != at_once
    stage.press("ArrowRight")
    player.until("s.step === 60")
    player.settle()
    assert player.ink(".slalom-heads") == at_once


def test_keys(player: Mounted):
    stage = player.page.locator(".slalom-map")
    for key, condition in [
        ("Home", "s.step === 0"),
        ("ArrowRight", "s.step === 1"),
        ("ArrowLeft", "s.step === 0"),
        ("Space", "s.playing"),
        ("Space", "!s.playing"),
        ("End", "s.step === 400"),
        ("+", "s.speed === 2"),
        ("-", "s.speed === 1"),
        ("l", "s.loop"),
    ]:
        stage.press(key)
        player.until(condition)
    player.page.get_by_role("button", name="Step back").press("Space")
    player.until("s.step === 399 && !s.playing")
    player.page.get_by_label("Speed", exact=True).press("Home")
    player.settle()
    assert player.get("step") == 399


def test_every_control_has_a_name_and_a_visible_focus(player: Mounted):
    page = player.page
    names = []
    page.locator(".slalom-map").focus()
    for _ in range(14):
        focus = page.evaluate(
            """() => {
              const element = document.activeElement;
              const rings = [element, ...element.querySelectorAll('*')].map((e) => getComputedStyle(e).outlineStyle);
              const after = getComputedStyle(element, '::after').outlineStyle;
              const inside = element.closest('.slalom') !== null;
              return { inside, name: element.ariaLabel ?? element.textContent,
                       ring: [...rings, after].includes('solid') || element.matches('[type=range]') };
            }"""
        )
        if not focus["inside"]:
            break
        assert focus["name"], focus
        assert focus["ring"], focus
        names.append(focus["name"])
        page.keyboard.press("Tab")
    assert {"To the start", "Play", "Step", "Loop", "Speed", "Download"} <= set(names)


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
    player.page.mouse.wheel(0, -300)
    player.until("s.view().x[1] - s.view().x[0] < 3")
    assert player.where(0.5, 2.0) == pytest.approx(at, abs=1)


def test_the_contour_follows_the_view(player: Mounted):
    shape = player.page.locator(".contourlayer path").last
    before = shape.get_attribute("d")
    player.page.mouse.move(*player.where(0, 0))
    player.page.mouse.wheel(0, -300)
    player.page.wait_for_function(
        "before => [...document.querySelectorAll('.contourlayer path')].at(-1).getAttribute('d') !== before"
        " && !document.querySelector('.contourlayer').hasAttribute('transform')",
        arg=before,
    )


def test_a_double_click_fits_and_leaves_the_start_where_it_was(player: Mounted):
    domain = player.get("view()")
    player.page.mouse.move(*player.where(0, 0))
    player.page.mouse.wheel(0, -300)
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


def test_an_update_keeps_zoom_step_and_speed(player: Mounted):
    player.page.get_by_label("Speed", exact=True).select_option("0.5")
    player.page.locator(".slalom-scrub").fill("50")
    player.page.mouse.move(*player.where(0, 0))
    player.page.mouse.wheel(0, -300)
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
    player.page.mouse.wheel(0, -300)
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
    box = player.page.locator(".slalom-curve").bounding_box()
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


@pytest.mark.parametrize("kind", ["png", "svg"])
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
