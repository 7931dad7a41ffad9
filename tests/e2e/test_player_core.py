"""The player on a plain page, without Streamlit: what it shows and how it plays, in Chromium."""

import numpy as np

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
    assert player.page.locator(".slalom-count").inner_text().split()[-3:] == ["123", "/", "400"]


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
