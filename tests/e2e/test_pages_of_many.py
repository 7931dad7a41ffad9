"""Maps, races and networks in a browser: what a hand and keys do, and what axe finds there."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_access import found

MAP = (
    "maps?map=hyperparameters&axis=lr~0.02~2.1~20&axis=momentum~0~0.95~20"
    "&surface=elongated_bowl&start=-7~2&steps=60&run=momentum"
)
RACE = "race?surface=elongated_bowl&run=sgd&run=momentum&steps=80&fan=1&budget=7"
NETWORK = "networks?network=moons~examples~60~depth~1~width~4~epochs~3&run=adam~lr~0.01&run=sgd~lr~0.1"
LONG = 120_000  # ms in which torch is imported and a network trained, on a busy machine


def opened(page: Page, app: str, path: str, scheme: str = "light", width: int = 1360) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{app}/{path}")
    if path.startswith("race"):
        expect(page.get_by_role("heading", name=re.compile("fewest gradients|came first"))).to_be_visible(timeout=LONG)
    else:
        expect(page.get_by_role("slider", name="Step", exact=True)).to_be_visible(timeout=LONG)
    page.wait_for_function("!document.querySelector('[data-stale=true]')", timeout=LONG)


SEEDS = f"{NETWORK}&seeds=2"


@pytest.mark.parametrize(
    ("path", "scheme", "width"),
    [(MAP, "light", 1360), (MAP, "dark", 390), (RACE, "dark", 1360), (RACE, "light", 390), (SEEDS, "dark", 1360)],
)
def test_axe_finds_nothing(page: Page, app: str, path: str, scheme: str, width: int):
    opened(page, app, path, scheme, width)
    assert found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_button_that_matters_is_read_in_the_dark(page: Page, app: str):
    opened(page, app, RACE, "dark")
    page.get_by_role("spinbutton", name="steps at most").fill("50000")
    page.keyboard.press("Enter")
    page.get_by_role("spinbutton", name="settings each rule may try").fill("1000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Run this race")).to_be_visible(timeout=LONG)
    page.wait_for_function("!document.querySelector('[data-stale=true]')", timeout=LONG)
    assert found(page) == []


def test_on_a_phone_the_page_is_scrolled_over_a_map_and_what_is_said_of_a_path_stands_below_it(page: Page, app: str):
    opened(page, app, MAP, width=390)
    assert page.locator(".slalom-heat canvas").evaluate("one => getComputedStyle(one).touchAction") == "pan-y"
    link, player = page.get_by_role("link", name="Open this run in the Playground"), page.locator(".slalom")
    expect(link).to_be_attached()
    assert link.bounding_box()["y"] > player.bounding_box()["y"]


def test_words_of_a_map_are_larger_on_a_projector(page: Page, app: str):
    opened(page, app, f"{MAP}&large=true")
    assert page.locator(".slalom-heat p").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") > 17


def test_a_cell_is_reached_by_hand_and_by_keys_and_its_path_comes(page: Page, app: str):
    opened(page, app, MAP)
    cells, said = page.locator(".slalom-heat canvas"), page.locator(".slalom-heat p")
    box = cells.bounding_box()
    cells.click(position={"x": 58 + (box["width"] - 68) * 0.275, "y": 26 + (box["height"] - 66) * 0.525})
    expect(said).to_contain_text("η = 0.5674, β = 0.45")
    opens = page.get_by_role("link", name="Open this run in the Playground")
    expect(opens).to_have_attribute("href", re.compile(r"lr~0\.567\d*~momentum~0\.(45|449)"))
    cells.focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("η = 0.6768, β = 0.45")
    page.keyboard.press("Shift+ArrowDown")
    expect(said).to_contain_text("β = 0:")


def test_momentum_is_explained_and_its_rates_lead_to_other_cells(page: Page, app: str):
    opened(page, app, MAP)
    page.get_by_text("Momentum explained").click()
    rates = page.locator(".slalom-heat canvas").nth(1)
    expect(rates).to_be_visible()
    expect(page.get_by_text("a Chebyshev polynomial")).to_be_visible()
    rates.focus()
    page.keyboard.press("Shift+ArrowDown")
    opens = page.get_by_role("link", name="Open this run in the Playground")
    expect(opens).to_have_attribute("href", re.compile(r"momentum~0\.0(&|$|~)"))
    page.get_by_role("spinbutton", name="eigenvalue λ₁").fill("1")
    page.keyboard.press("Enter")
    expect(opens).to_have_attribute("href", re.compile("surface=quadratic"))
    page.wait_for_function("!document.querySelector('[data-stale=true]')", timeout=LONG)
    assert found(page) == []


def test_a_network_plays(page: Page, app: str):
    opened(page, app, NETWORK)
    expect(page.get_by_role("heading", name=re.compile("What the networks know"))).to_be_visible()
    slider = page.get_by_role("slider", name="Step", exact=True)
    slider.fill("0")
    expect(page.get_by_role("heading", name="What the networks know · epoch 0.0")).to_be_visible()
    page.get_by_role("tab", name="Share and export").click()
    expect(page.get_by_role("button", name="Make PNG")).to_be_visible()
