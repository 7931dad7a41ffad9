"""Several runs in the player, on a plain page: side by side, hidden, larger, embedded."""

import re

import numpy as np
import pytest

from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import Mounted, turn_wheel
from tests.e2e.player_core.several import inks, mount

TWELVE = tuple(np.round(np.linspace(0, 0.99, 12), 2))


def chip(mounted: Mounted, label: str):
    return mounted.page.locator(".slalom-run", has_text=re.compile(f"{re.escape(label)}$"))


@pytest.mark.parametrize(
    ("count", "rows", "columns"),
    [(2, 1, 2), (3, 2, 2), (4, 2, 2), (5, 2, 3), (7, 3, 3), (9, 3, 3), (10, 3, 4), (12, 3, 4)],
)
def test_one_map_a_run_in_a_grid_that_fits(opened, count, rows, columns):
    mounted = mount(opened, compared.views(TWELVE[:count], steps=20))
    boxes = mounted.page.locator(".slalom-map").evaluate_all(
        "maps => maps.map((one) => one.getBoundingClientRect()).map(({ x, y, width }) => [x, y, width].map(Math.round))"
    )
    assert len(boxes) == count
    assert len({x for x, _, _ in boxes}) == columns
    assert len({y for _, y, _ in boxes}) == rows
    assert max(width for *_, width in boxes) - min(width for *_, width in boxes) <= 1
    assert mounted.page.locator(".slalom-map .contourlayer").count() == count
    frame = mounted.page.locator(".slalom-frame").evaluate("frame => [frame.scrollHeight, frame.clientHeight]")
    assert frame[0] == frame[1]


@pytest.mark.parametrize(("asked", "columns"), [(2, 2), (3, 3), (6, 4)])
def test_a_full_grid_of_runs_has_the_columns_it_asks_for(opened, asked, columns):
    mounted = opened()
    runs = compared.views(TWELVE, steps=20)
    mounted.mount(paths=compared.paths(runs, "panels", asked={"columns": asked}), grid=compared.grid())
    lefts = "maps => new Set(maps.map((one) => Math.round(one.getBoundingClientRect().x))).size"
    maps = mounted.page.locator(".slalom-map")
    assert maps.evaluate_all(lefts) == columns
    mounted.update(paths=compared.paths(runs, "panels"))
    assert maps.evaluate_all(lefts) == 4


def test_a_map_is_named_after_its_run(opened):
    mounted = mount(opened)
    assert mounted.page.locator(".slalom-chip").all_inner_texts() == ["β = 0", "β = 0.5", "β = 0.9", "β = 0.99"]
    assert mounted.page.locator(".slalom-chip svg").count() == 4
    names = mounted.page.locator(".slalom-map").evaluate_all("maps => maps.map((one) => one.ariaLabel)")
    assert names[1] == "Contour with paths: β = 0.5"
    assert len(set(inks(mounted))) == 4


def test_the_contour_is_the_same_in_all_maps(opened):
    mounted = mount(opened)
    shapes = mounted.page.locator(".slalom-map .contourlayer").evaluate_all(
        "layers => layers.map((one) => one.outerHTML)"
    )
    assert len(set(shapes)) == 1
    assert shapes[0].count("<path") > 15


def test_one_clock_moves_all_maps(opened):
    mounted = mount(opened)
    before = inks(mounted, ".slalom-heads")
    mounted.page.locator(".slalom-scrub").fill("42")
    mounted.until("s.step === 42")
    mounted.settle()
    after = inks(mounted, ".slalom-heads")
    assert all(a != b for a, b in zip(before, after, strict=True))
    mounted.page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing && s.step > 50")


@pytest.mark.parametrize("count", [2, 12])
def test_zoom_in_one_zooms_all(opened, count):
    mounted = mount(opened, compared.views(TWELVE[:count], steps=20))
    page = mounted.page
    box = page.locator(".slalom-map").last.bounding_box()
    at = mounted.get(f"pixels(0, 0, {count - 1})")
    page.mouse.move(box["x"] + at["px"], box["y"] + at["py"])
    turn_wheel(page, -300)
    mounted.until("s.view().x[1] - s.view().x[0] < 14")
    assert mounted.get(f"pixels(0, 0, {count - 1})") == pytest.approx(at, abs=1)
    assert mounted.get("pixels(0, 0, 0)") == pytest.approx(at, abs=1)
    page.wait_for_function(
        """() => {
          const layers = [...document.querySelectorAll('.slalom-map .contourlayer')];
          return layers.every((one) => one.outerHTML === layers[0].outerHTML && !one.hasAttribute('transform'));
        }"""
    )
    before = mounted.get("view()")
    page.mouse.move(box["x"] + at["px"], box["y"] + at["py"])
    page.mouse.down()
    page.mouse.move(box["x"] + at["px"] + 30, box["y"] + at["py"] + 10, steps=3)
    page.mouse.up()
    assert mounted.get("view()") != before
    assert mounted.get("pixels(0, 0, 0)") == pytest.approx(mounted.get(f"pixels(0, 0, {count - 1})"), abs=0.01)


def test_dragging_the_start_in_one_map_moves_it_in_all(opened):
    mounted = mount(opened)
    page = mounted.page
    box = page.locator(".slalom-map").nth(2).bounding_box()

    def where(x: float, y: float) -> tuple[float, float]:
        at = mounted.get(f"pixels({x}, {y}, 2)")
        return box["x"] + at["px"], box["y"] + at["py"]

    page.mouse.move(*where(*compared.START))
    page.mouse.down()
    page.mouse.move(*where(3.0, -2.0), steps=5)
    mounted.settle()
    places = page.locator(".slalom-ring").evaluate_all("rings => rings.map((ring) => ring.style.transform)")
    assert len(places) == 4
    assert len(set(places)) == 1
    page.mouse.up()
    assert mounted.starts()[-1] == pytest.approx({"x": 3.0, "y": -2.0}, abs=0.05)


def test_only_the_first_map_is_a_stop_for_the_keyboard(opened):
    mounted = mount(opened)
    stops = mounted.page.locator(".slalom-board :is(.slalom-map, .slalom-ring, .slalom-mark)").evaluate_all(
        "all => all.filter((one) => one.tabIndex === 0).length"
    )
    assert stops == 3


def test_switching_the_layout_keeps_step_zoom_and_playing(opened):
    mounted = mount(opened, layout="overlay", runs=compared.views(steps=1500))
    page = mounted.page
    page.mouse.move(*mounted.where(0, 0))
    turn_wheel(page, -300)
    mounted.until("s.view().x[0] > -10")
    view = mounted.get("view()")
    page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing && s.step > 2")
    for name, maps in [("Side by side", 4), ("Overlay", 1), ("Side by side", 4)]:
        button = page.get_by_role("button", name=name)
        button.click()
        page.wait_for_function("n => document.querySelectorAll('.slalom-map').length === n", arg=maps)
        assert button.get_attribute("aria-pressed") == "true"
        assert mounted.get("view()") == view
        assert mounted.get("playing")
    assert mounted.get("updates") == 1
    mounted.update(paths=compared.paths(compared.views(steps=1400), "overlay"))
    mounted.until("s.updates === 2")
    assert page.locator(".slalom-map").count() == 4
    mounted.update(paths=compared.paths(layout="panels"))
    mounted.update(paths=compared.paths(layout="overlay"))
    mounted.until("s.updates === 4 && s.layout === 'overlay'")


def test_without_a_layout_there_is_one_picture(opened):
    mounted = mount(opened, layout=None)
    assert mounted.page.locator(".slalom-card-head > .slalom-select").is_hidden()
    assert (
        mounted.page.locator(".slalom-legend .slalom-run").count() == 4
    )  # where there are two colours, they are named
    assert mounted.page.locator(".slalom-layouts").inner_text().split() == ["Map", "3-D"]
    assert mounted.page.get_by_role("button", name="Map").get_attribute("aria-pressed") == "true"
    assert mounted.page.locator(".slalom-map").count() == 1
    assert mounted.page.locator(".slalom-loss h3").inner_text() == "Loss"


def test_a_click_hides_a_run_for_good(opened):
    mounted = mount(opened, layout="overlay")
    page = mounted.page
    before = mounted.ink()
    button = chip(mounted, "β = 0.9")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    mounted.settle()
    hidden = mounted.ink()
    assert hidden != before
    assert page.locator(".slalom-curve .js-line").count() == 3
    renamed = [compared.view(compared.trajectory(beta), i, f"run {i}") for i, beta in enumerate(compared.BETAS)]
    mounted.update(paths=compared.paths(renamed))
    mounted.until("s.updates === 2")
    mounted.settle()
    assert mounted.ink() == hidden
    assert chip(mounted, "run 2").get_attribute("aria-pressed") == "false"
    page.get_by_role("button", name="Side by side").click()
    assert page.locator(".slalom-map").count() == 3
    chip(mounted, "run 2").click()
    assert page.locator(".slalom-map").count() == 4
    page.get_by_role("button", name="Overlay").click()
    mounted.settle()
    assert mounted.ink() == before


def test_all_runs_can_be_hidden(opened):
    mounted = mount(opened)
    mounted.page.get_by_role("button", name="Overlay").click()
    for button in mounted.page.locator(".slalom-run").all():
        button.click()
    mounted.page.get_by_role("button", name="Side by side").click()
    assert mounted.page.locator(".slalom-map").count() == 1
    assert mounted.page.locator(".slalom-chip").is_hidden()


@pytest.mark.parametrize("layout", ["overlay", "panels"])
def test_a_projector_gets_larger_words_and_nothing_is_cut(opened, layout):
    mounted = mount(opened, layout=layout)
    size = "parseFloat(getComputedStyle(document.querySelector('.slalom-map .xtick text')).fontSize)"
    before = mounted.page.evaluate(size)
    ink = mounted.ink()
    mounted.update(paths=compared.paths(layout=layout, large=True))
    mounted.page.wait_for_function(f"before => {size} > 1.3 * before", arg=before)
    mounted.settle()
    assert mounted.ink() != ink
    rows = mounted.page.locator(".slalom-bar, .slalom-card-head")
    overflowing = rows.evaluate_all("rows => rows.filter((row) => row.scrollWidth > row.clientWidth).length")
    assert overflowing == 0
    mounted.update(paths=compared.paths(layout=layout))
    mounted.page.wait_for_function(f"before => {size} === before", arg=before)


@pytest.mark.parametrize("width", [1076, 390])
def test_names_of_a_projector_stay_on_their_maps(opened, width):
    mounted = opened(viewport={"width": width, "height": 800})
    for count in (1, 2, 4, 5, 9, 12):
        runs = compared.views(TWELVE[-count:], steps=20)
        blobs = {"paths": compared.paths(runs, "panels", large=True), "grid": compared.grid()}
        mounted.update(**blobs) if count > 1 else mounted.mount(**blobs)
        outside = mounted.page.locator(".slalom-chip:not([hidden])").evaluate_all(
            """chips => chips.map((chip) => {
              const [own, map] = [chip, chip.parentElement].map((one) => one.getBoundingClientRect());
              return [own.left - map.left, own.top - map.top, map.right - own.right, map.bottom - own.bottom];
            }).filter((gaps) => Math.min(...gaps) < 0)"""
        )
        assert outside == []


CARDS = {"title": ".slalom-title", "loss": ".slalom-loss", "inside": ".slalom-inside", "bar": ".slalom-bar"}


@pytest.mark.parametrize("hide", [[], ["loss"], ["title", "bar"], ["loss", "inside"], list(CARDS)])
def test_embedded_without_some_cards(opened, hide):
    mounted = opened()
    mounted.mount(paths=compared.paths(layout=None, embed=True, hide=hide), grid=compared.grid())
    for card, selector in CARDS.items():
        assert mounted.page.locator(selector).is_hidden() is (card in hide)
    root = mounted.page.locator(".slalom").bounding_box()
    stage = mounted.page.locator(".slalom-stage").bounding_box()
    assert root["y"] + root["height"] <= 800
    assert (stage["width"] > 900) is ({"loss", "inside"} <= set(hide))
    mounted.page.locator(".slalom-map").press("Home")
    mounted.until("s.step === 0")
    mounted.update(paths=compared.paths(layout=None, hide=hide))
    mounted.until("s.updates === 2")
    assert all(mounted.page.locator(selector).is_visible() for selector in CARDS.values())


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [(900, 720, True), (760, 700, True), (760, 640, True), (900, 520, False), (500, 520, True)],
)
def test_in_another_page_results_are_shown_where_there_is_room(opened, width, height, shown):
    mounted = opened(viewport={"width": width, "height": height})
    rows = [["0.1202", "still descending at step 150"]] * 2 + [["0.535", "still moving at step 150"]] * 2
    results = {"heads": ["Results", "final f", "ended"], "rows": rows}
    runs = compared.views((0.0, 0.5, 0.9, 0.99), steps=40)
    mounted.mount(paths=compared.paths(runs, asked={"results": results}, embed=True), grid=compared.grid())
    card = mounted.page.locator(".slalom-results")
    assert card.is_visible() is shown
    if shown:
        assert card.locator("tbody tr").count() == 4
        assert card.evaluate("card => card.firstChild.scrollHeight <= card.firstChild.clientHeight")
        assert mounted.page.locator(".slalom-side").evaluate("side => side.scrollHeight <= side.clientHeight")


@pytest.mark.parametrize("count", [2, 4, 12])
def test_maps_on_a_narrow_screen(opened, count):
    runs = compared.views(TWELVE[:count], steps=20)
    mounted = mount(opened, runs, viewport={"width": 390, "height": 844}, has_touch=True)
    page = mounted.page
    boxes = [one.bounding_box() for one in page.locator(".slalom-map").all()]
    assert len({round(box["x"]) for box in boxes}) == 1
    assert all(box["width"] == pytest.approx(box["height"], abs=1) for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    bar = page.locator(".slalom-bar").bounding_box()
    assert bar["y"] + bar["height"] < 844
    for button in page.locator(".slalom-pick:visible").all():
        assert button.bounding_box()["height"] >= 44


def test_unmounting_leaves_nothing(opened):
    mounted = mount(opened)
    mounted.page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing")
    mounted.page.evaluate("players[0].destroy()")
    assert mounted.page.evaluate("players[0].root.outerHTML") == '<div class=""></div>'
