"""What the player says over its picture: the invitation, and that there is nothing to draw."""

import numpy as np
import pytest

from tests.e2e.player_core import compared, payloads
from tests.e2e.player_core.mounted import Mounted, turn_wheel

HINT = ".slalom-hint"


def invited(opened, **options) -> Mounted:
    mounted = opened()
    mounted.mount(paths=payloads.paths(hint="Click the map.", **options), grid=payloads.grid())
    return mounted


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.get_by_role("button", name="Play", exact=True).click(),
        lambda page: page.locator(".slalom-scrub").fill("100"),
        lambda page: (page.locator(".slalom-map").hover(), turn_wheel(page, -100)),
        lambda page: page.locator(".slalom-map").click(),
        lambda page: page.locator(".slalom-map").press("Home"),
    ],
    ids=["play", "scrub", "zoom", "click", "key"],
)
def test_the_invitation_goes_with_the_first_action(opened, act):
    mounted = invited(opened)
    assert mounted.page.locator(HINT).inner_text() == "Click the map."
    act(mounted.page)
    mounted.page.locator(HINT).wait_for(state="hidden")
    mounted.update(paths=payloads.paths(hint="Click the map."))
    assert mounted.page.locator(HINT).is_hidden()


def test_the_invitation_goes_when_it_has_been_seen(opened):
    hint = invited(opened).page.locator(HINT)
    timing = hint.evaluate("hint => hint.getAnimations()[0].effect.getTiming().delay")
    assert timing == 6000
    hint.page.wait_for_function("document.querySelector('.slalom-hint').getAnimations()[0].playState === 'running'")
    hint.evaluate("hint => hint.getAnimations()[0].finish()")
    hint.wait_for(state="hidden")


def test_there_is_no_invitation_in_another_page(opened):
    assert invited(opened, embed=True).page.locator(HINT).is_hidden()


def test_an_old_picture_is_dimmed_and_nothing_is_hidden(opened):
    mounted = opened()
    mounted.mount(paths=payloads.paths(stale=True), grid=payloads.grid())
    opacity = "board => Number(getComputedStyle(board).opacity)"
    board = mounted.page.locator(".slalom-board")
    assert board.evaluate(opacity) < 0.5
    mounted.page.locator(".slalom-map").click()
    assert len(mounted.starts()) == 1
    mounted.update(paths=payloads.paths())
    assert board.evaluate(opacity) == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (lambda p: np.full(p.shape[:-1], np.nan), True),
        (lambda p: np.where(p[..., 0] > 0, p[..., 0], np.nan), False),
    ],
)
def test_a_picture_without_any_value_says_so(opened, value, said):
    mounted = opened()
    mounted.mount(paths=payloads.paths(grid="holes"), grid=payloads.grid(value, key="holes", scale="linear"))
    notice = mounted.page.get_by_text("f has no value anywhere in this picture.")
    assert notice.is_visible() is said
    mounted.update(paths=payloads.paths(), grid=payloads.grid())
    assert notice.is_hidden()


LONG = f"<math><mrow>{'<mi>x</mi><mo>+</mo>' * 60}<mi>y</mi></mrow></math>"


@pytest.mark.parametrize("width", [1076, 390])
def test_a_long_formula_shows_that_it_goes_on(opened, width):
    mounted = opened(viewport={"width": width, "height": 800})
    mounted.mount(paths=payloads.paths(), grid=payloads.grid())
    formula = mounted.page.locator(".slalom-formula")
    masked = "line => getComputedStyle(line).maskImage !== 'none'"
    assert formula.evaluate(masked) is False
    mounted.update(paths=compared.paths(layout=None, asked={"grid": "rosenbrock", "formula": LONG}))
    assert formula.evaluate(masked) is True
    assert mounted.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    formula.hover()
    assert formula.evaluate(masked) is False
    mounted.page.mouse.move(0, 0)
    formula.evaluate("line => (line.scrollLeft = line.scrollWidth)")
    mounted.page.wait_for_function("document.querySelector('.slalom-formula').matches('.slalom-end')")
    assert formula.evaluate(masked) is False


@pytest.mark.parametrize("width", [390, 900, 1360])
def test_a_sentence_of_one_endless_word_stays_in_its_place(opened, width):
    mounted = opened(viewport={"width": width, "height": 800})
    sentence = {"text": f"{'W' * 80} (2) lowest, f = 0.2737", "tone": "warn"}
    mounted.mount(paths=compared.paths(asked={"sentence": sentence}), grid=compared.grid())
    words, pill = (mounted.page.locator(one).bounding_box() for one in (".slalom-pill > span", ".slalom-pill"))
    assert words["x"] + words["width"] <= pill["x"] + pill["width"] <= width
    assert mounted.page.evaluate("document.documentElement.scrollWidth") == width
    for button in mounted.page.locator(".slalom-corner button:visible").all():
        box = button.bounding_box()
        assert box["x"] + box["width"] <= width
        assert box["x"] >= pill["x"] + pill["width"] or box["y"] >= pill["y"] + pill["height"] or box["y"] < pill["y"]


BESIDE = """() => {
  const edge = document.querySelector('.slalom-map').getBoundingClientRect().left;
  const numbers = [...document.querySelectorAll('.slalom-map .ytick text')];
  return numbers.map((one) => one.getBoundingClientRect().left - edge);
}"""


@pytest.mark.parametrize("turns", [0, 22, 30])
def test_numbers_beside_the_map_are_whole_however_deep_one_looks(player: Mounted, turns: int):
    player.page.mouse.move(*player.where(-1.2, -0.3))
    for _ in range(turns):
        player.wheel(-240)
    player.until("s.whole")
    player.settle()
    player.page.wait_for_function("document.querySelectorAll('.slalom-map .ytick text').length > 1")
    assert min(player.page.evaluate(BESIDE)) >= 0
