"""Maps in true proportions and wherever one looks, a bar that fits its card, and what stands over and under a map."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from player.shown import grid, patch
from simulation.experiments.ground import ground
from tests.e2e.player_core import compared, payloads
from tests.e2e.player_core.mounted import Mounted
from tests.e2e.player_core.several import mount

HINT = "Click the map to drop the ball somewhere else."
RIGHTS = """() => {
  const edge = document.querySelector('.slalom-bar').getBoundingClientRect().right;
  const all = [...document.querySelectorAll('.slalom-bar > *, .slalom-header *')];
  const wide = document.documentElement.clientWidth;
  return all.filter((one) => one.getBoundingClientRect().width &&
    one.getBoundingClientRect().right > (one.closest('.slalom-bar') ? edge : wide) + 0.5).map((one) => one.className);
}"""


def shown(opened, key: str, runs: int = 1, **options) -> Mounted:
    """Runs on a built-in surface as a page sends it."""
    mounted, where = opened(**options), ground(key)
    views = compared.views(np.linspace(0, 0.9, runs), steps=20)
    blob = compared.paths(views, "panels" if runs > 1 else None, asked={"grid": where.key})
    mounted.mount(paths=blob, grid=grid(where))
    return mounted


RESIZED = """async () => {
  const { root } = players[0];
  const frame = () => new Promise(requestAnimationFrame);
  const found = [];
  for (const width of [1000, 900, 800, 950]) {
    root.style.width = `${width}px`;
    for (let i = 0; i < 3; i++) await frame();
    const off = [...root.querySelectorAll('.slalom-map')].map((map) =>
      Math.abs(map.querySelector('.main-svg').getBoundingClientRect().width - map.getBoundingClientRect().width));
    found.push(Math.max(...off));
  }
  return found;
}"""


def test_a_changed_size_is_drawn_at_once(opened):
    """A drawing waits for nothing while paths and axes would lie beside each other."""
    assert max(mount(opened).page.evaluate(RESIZED)) < 1.5


@pytest.mark.parametrize(
    ("key", "runs", "most"),
    [
        ("elongated_bowl", 2, 1),
        ("elongated_bowl", 5, 1),
        ("sphere", 12, 1),
        ("six_hump_camel", 1, 1),
        ("mccormick", 3, 1),
        ("log_barrier", 1, 1),
        ("saddle", 2, 1),
        ("least_squares", 1, 1.5),
        ("tanh_neuron", 2, 1.5),
    ],
)
def test_no_domain_is_stretched(opened, key, runs, most):
    mounted = shown(opened, key, runs)
    across, up = mounted.pixels_of_a_unit()
    assert 1 / most - 1e-6 <= across / up <= most + 1e-6
    level = mounted.page.get_by_role("button", name="Equal scales of x and y")
    assert level.get_attribute("aria-pressed") == str(most == 1).lower()
    xmin, xmax, ymin, ymax = ground(key).surface.domain
    view = mounted.get("view()")
    assert view["x"][0] <= xmin < xmax <= view["x"][1]
    assert view["y"][0] <= ymin < ymax <= view["y"][1]


def test_who_asks_for_other_scales_has_the_domain_fill_the_map(opened):
    mounted = shown(opened, "elongated_bowl")
    mounted.page.locator(".slalom-map").press("e")
    mounted.settle()
    assert mounted.get("view()") == {"x": [-10, 10], "y": [-5, 5]}


def test_two_maps_of_a_wide_domain_stand_one_above_the_other(opened):
    mounted = shown(opened, "elongated_bowl", 2)
    lefts = "maps => new Set(maps.map((one) => one.getBoundingClientRect().x)).size"
    assert mounted.page.locator(".slalom-map").evaluate_all(lefts) == 1
    assert shown(opened, "sphere", 2).page.locator(".slalom-map").evaluate_all(lefts) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_and_the_header_fit_at_every_width(opened, scheme):
    mounted = mount(opened, color_scheme=scheme)
    for width in (320, 390, 480, 600, 719, 760, 780, 830, 900, 1000, 1100, 1200, 1360, 1920):
        mounted.page.set_viewport_size({"width": width, "height": 800})
        mounted.settle()
        mounted.settle()
        assert mounted.page.evaluate(RIGHTS) == [], width
        for name in ("Play", "Step"):
            assert mounted.page.get_by_role(
                "button" if name == "Play" else "slider", name=name, exact=True
            ).is_visible()


@pytest.mark.parametrize("name", ["Loop", "Equal scales of x and y", "To the start", "Speed", "Save as PNG"])
def test_what_the_bar_has_no_room_for_is_in_its_menu(opened, name):
    mounted = mount(opened, viewport={"width": 740, "height": 600})
    role = "combobox" if name == "Speed" else "button"
    assert not mounted.page.get_by_role(role, name=name).is_visible()
    mounted.page.get_by_role("button", name="More").click()
    assert mounted.page.get_by_role(role, name=name).is_visible()


def test_the_wheel_is_the_pages_unless_it_is_given_to_the_map(opened):
    mounted = opened(viewport={"width": 1076, "height": 420})
    mounted.mount()
    page, before = mounted.page, mounted.get("view()")
    page.mouse.move(*mounted.where(0, 1.5))
    page.mouse.wheel(0, 60)
    page.wait_for_function("window.scrollY > 0")
    assert mounted.get("view()") == before
    assert page.locator(".slalom-wheel.slalom-seen").inner_text() == "Hold Ctrl and turn the wheel to zoom"
    mounted.wheel(-200)
    mounted.until("s.view().x[1] - s.view().x[0] < 3.5")
    mounted.page.locator(".slalom-map").press("f")
    page.mouse.move(*mounted.where(0, 1.5))
    page.mouse.down()
    page.mouse.up()
    page.mouse.wheel(0, -200)
    mounted.until("s.view().x[1] - s.view().x[0] < 3.5")
    page.keyboard.press("Escape")
    inside = mounted.get("view()")
    top = page.evaluate("window.scrollY")
    page.mouse.wheel(0, -40)
    page.wait_for_function("top => window.scrollY < top", arg=top)
    assert mounted.get("view()") == inside


def test_a_view_stays_near_what_there_is(opened):
    mounted = shown(opened, "sphere")
    mounted.page.mouse.move(*mounted.where(3, 3))
    for _ in range(30):
        mounted.wheel(240)
    mounted.settle()
    view = mounted.get("view()")
    assert 10 < view["y"][1] - view["y"][0] < 50
    x, y = mounted.where(0, 0)
    mounted.page.mouse.move(x, y)
    mounted.page.mouse.down()
    mounted.page.mouse.move(x + 3000, y, steps=6)
    mounted.page.mouse.up()
    view = mounted.get("view()")
    assert abs(view["x"][0] + view["x"][1]) / 2 <= 13  # its middle is on what was seen at first


def test_what_is_looked_at_is_asked_for_and_drawn(opened):
    mounted = shown(opened, "rastrigin")
    where = ground("rastrigin")
    mounted.page.mouse.move(*mounted.where(0, 0))
    for _ in range(8):
        mounted.wheel(240)
    mounted.until("[...s.view().x, ...s.view().y].join() === players[0].looked.at(-1)?.window.join()")
    (asked,) = mounted.page.evaluate("players[0].looked.slice(-1)")
    assert asked["key"] == where.key
    filled = "document.querySelector('.contourlayer .contourbg path').getBoundingClientRect().width"
    before = mounted.page.evaluate(filled)
    area = mounted.page.locator(".slalom-map").bounding_box()["width"] - 56
    blob = compared.paths(compared.views([0.0], steps=20), None, asked={"grid": where.key})
    mounted.update(paths=blob, grid=patch(where, tuple(asked["window"])))
    mounted.page.wait_for_function(f"{filled} >= {area} - 2")
    assert before < area - 2


def test_runs_of_two_colours_have_a_legend_that_hides_them(opened):
    mounted = mount(opened, layout=None)
    names = mounted.page.locator(".slalom-legend .slalom-run")
    assert names.count() == 4
    before = mounted.ink()
    names.first.click()
    mounted.settle()
    assert mounted.ink() != before
    assert mount(opened, compared.views([0.5]), layout=None).page.locator(".slalom-legend").is_hidden()


def test_the_signs_on_the_map_are_explained(opened):
    mounted = opened()
    run = payloads.view(payloads.adam())
    kinds = {"saddles": [[0, 0, "saddle"]], "local_minima": [[1, 0, "local"]], "maxima": [[0, 1, "top"]]}
    mounted.mount(paths=compared.paths([run], None, asked={"grid": "rosenbrock", **kinds}), grid=payloads.grid())
    words = mounted.page.locator(".slalom-signs").inner_text().split("\n")
    assert words == ["start", "minimum", "local minimum", "saddle", "maximum"]
    mounted.update(paths=payloads.paths())
    assert mounted.page.locator(".slalom-signs").inner_text().split("\n") == ["start", "minimum"]


@pytest.mark.parametrize("key", ["Home", "f", "e", "l", "Escape", "a"])
def test_no_tooltip_outlives_a_key(player: Mounted, key):
    page = player.page
    page.mouse.move(*player.where(1, 1))
    page.locator(".slalom-tip").wait_for()
    page.keyboard.press(key)
    page.locator(".slalom-tip").wait_for(state="hidden")
    assert page.locator(".slalom-readout").is_hidden()


def test_fingers_are_told_to_tap(opened):
    words = {"hint": "Click the map.", "tap": "Tap the map."}
    for options, said in (({}, words["hint"]), ({"has_touch": True, "is_mobile": True}, words["tap"])):
        mounted = opened(**options)
        mounted.mount(paths=payloads.paths(**words), grid=payloads.grid())
        assert mounted.page.locator(".slalom-hint").inner_text() == said


@pytest.mark.parametrize("layout", ["overlay", "panels"])
@pytest.mark.parametrize("start", [(-7.0, 4.0), (-9.5, 4.6), (-9.0, -4.5), (9.0, 4.5), (0.0, -4.0)])
def test_neither_name_nor_invitation_covers_a_start(opened, start, layout):
    mounted = opened()
    runs = compared.views((0.0, 0.5), steps=20)
    blob = compared.paths(runs, layout, start=start, hint="Click the map to drop the ball.")
    mounted.mount(paths=blob, grid=compared.grid())
    mounted.settle()
    boxes = mounted.page.evaluate(
        """() => {
      const box = (one) => one.getBoundingClientRect();
      const words = [...document.querySelectorAll('.slalom-chip, .slalom-hint')];
      const middle = (r) => [r.x + r.width / 2, r.y + r.height / 2];
      const rings = [...document.querySelectorAll('.slalom-ring')].map(box).map(middle);
      return words.filter((one) => getComputedStyle(one).visibility === 'visible' && box(one).width).map(box)
        .filter((b) => rings.some(([x, y]) =>
          x > b.left - 8 && x < b.right + 8 && y > b.top - 8 && y < b.bottom + 8)).length;
    }"""
    )
    assert boxes == 0


@pytest.mark.parametrize(("width", "count"), [(390, 3), (620, 4), (1000, 4), (1360, 2), (1000, 6)])
def test_the_invitation_covers_no_number_of_an_axis(opened, width, count):
    mounted = opened(viewport={"width": width, "height": 800})
    blob = compared.paths(compared.views(tuple(i / 10 for i in range(count)), steps=20), "panels", hint=HINT)
    mounted.mount(paths=blob, grid=compared.grid())
    mounted.settle()
    assert mounted.page.evaluate(
        """() => {
      const box = (one) => one.getBoundingClientRect();
      const hint = box(document.querySelector('.slalom-hint'));
      const meets = (b) => b.left < hint.right && b.right > hint.left && b.top < hint.bottom && b.bottom > hint.top;
      const ticks = [...document.querySelectorAll('.slalom-map :is(.xtick, .ytick) text')];
      return [hint.width > 0, ticks.length > 0, ticks.map(box).filter((b) => b.width && meets(b)).length];
    }"""
    ) == [True, True, 0]


def test_the_whole_screen_is_a_button_and_a_key(player: Mounted):
    page = player.page
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement?.classList.contains('slalom')")
    page.locator(".slalom-map").press("w")
    page.wait_for_function("document.fullscreenElement === null")


def test_a_menu_that_leads_to_the_whole_screen_does_not_lie_over_it(opened):
    mounted = opened(viewport={"width": 390, "height": 844})
    mounted.mount()
    page = mounted.page
    more = page.get_by_role("button", name="More")
    more.click()
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement?.classList.contains('slalom')")
    assert more.get_attribute("aria-expanded") == "false"
    assert more.evaluate("button => button === document.activeElement")


def test_where_the_whole_screen_is_not_allowed_there_is_no_button(opened):
    mounted = opened()
    mounted.page.evaluate("Object.defineProperty(document, 'fullscreenEnabled', { get: () => false })")
    mounted.mount()
    assert mounted.page.get_by_role("button", name="Full screen").is_hidden()
    assert mounted.page.get_by_role("button", name="Play", exact=True).is_visible()


def test_the_menu_of_arrows_says_whether_any_is_drawn(opened):
    mounted = mount(opened, [compared.explained(OPTIMIZERS["momentum"]())], layout=None)
    menu = mounted.page.get_by_role("button", name="Arrows", exact=True)
    assert menu.locator("svg").count() == 1
    assert menu.get_attribute("aria-haspopup") == "true"
    on = "button => button.classList.contains('slalom-on')"
    assert not menu.evaluate(on)
    menu.click()
    assert menu.evaluate(on)
    for kind in ("gradient", "step"):
        mounted.page.locator(f".slalom-kind input[value={kind}]").uncheck()
    assert not menu.evaluate(on)
