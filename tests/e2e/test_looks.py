"""What the pages look like and load, as only a browser can tell."""

import re

import pytest
from playwright.sync_api import Page, expect

from gallery import DEMOS
from tests.helpers.pages import open_page

SIDEBAR = "[data-testid=stSidebar]"


# Cards whose rows do not fit.
CUT = """[...document.querySelectorAll('.slalom-side > :not([hidden]) .slalom-scroll')]
  .filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.getAttribute('aria-label'))"""
# By how much a menu of the sidebar and the button beside it are not on one line.
OFF_CENTRE = """Math.max(...[...document.querySelectorAll('[data-testid=stSidebar] [data-testid=stHorizontalBlock]')]
  .filter((row) => row.querySelector('[data-testid=stSelectbox]') && row.querySelector('[data-testid=stButton]'))
  .map((row) => ['[role=combobox]', '[data-testid=stButton] button'].map((one) => row.querySelector(one))
    .map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2))
  .map(([menu, button]) => Math.abs(menu - button)))"""
# How far the search is below the title, and from the right end of the page.
SEARCH = """() => {
  const middle = ({ top, bottom }) => (top + bottom) / 2;
  const field = document.querySelector('[data-testid=stMain] [data-testid=stTextInput]').getBoundingClientRect();
  const title = document.querySelector('h1').getBoundingClientRect();
  const page = document.querySelector('[data-testid=stMainBlockContainer] > *').getBoundingClientRect();
  return [Math.abs(middle(field) - middle(title)) < 14, Math.abs(field.right - page.right) < 2];
}"""

# Whether the last card of every row ends where the row does; a row whose cards have not come is not full.
FULL_ROWS = """[...document.querySelectorAll('[class*=st-key-gallery-cards]')].every((row) => {
  const [card, whole] = [row.lastElementChild, row].map((one) => one?.getBoundingClientRect().right);
  return Math.abs(card - whole) < 2;
})"""


def requests_of(page: Page) -> list[str]:
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.parametrize("path", ["gallery", "race", "reference", "reference?rule=adam", "reference?schedule=step_lr"])
def test_a_page_without_a_player_loads_neither_it_nor_plotly(page: Page, app, path):
    asked = requests_of(page)
    page.goto(f"{app}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if re.search("slalom[.]|plotly", url.lower())] == []
    if path in ("gallery", "reference"):
        assert page.evaluate(SEARCH) == [True, True]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "Adam on Rosenbrock · Slalom"),
        ("?surface=elongated_bowl&run=momentum", "Momentum on Elongated bowl · Slalom"),
        ("compare", "Compare: What does β do? · Slalom"),
        ("maps", "Maps: Elongated bowl · Slalom"),
        ("networks", "Networks: Two moons: SGD, Momentum, Adam · Slalom"),
        ("race", "Race · Slalom"),
        ("gallery", "Gallery · Slalom"),
        ("reference", "Reference · Slalom"),
        ("reference?rule=nesterov", "Nesterov · Reference · Slalom"),
    ],
)
def test_the_title_names_page_and_experiment(page: Page, app, path, title):
    page.goto(f"{app}/{path}")
    expect(page).to_have_title(title)


def test_on_a_phone_the_controls_leave_the_picture_in_sight_and_a_chosen_page_closes_them(page: Page, app):
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, app)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.locator(SIDEBAR)).to_have_attribute("data-collapsed", "false")
    page.wait_for_function(f"document.querySelector('{SIDEBAR}').getBoundingClientRect().top > 844 * 0.5")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Gallery").click()
    expect(page.get_by_role("heading", name="Gallery")).to_be_visible()
    expect(page.locator(SIDEBAR)).to_have_attribute("data-collapsed", "true")


@pytest.mark.parametrize(("width", "height"), [(680, 400), (680, 360), (800, 500), (1000, 450), (390, 500)])
def test_play_is_in_sight_on_a_low_window(page: Page, app, width, height):
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, app)
    expect(page.locator(".slalom-primary")).to_be_in_viewport(ratio=1)


def test_the_inspector_follows_the_run_selected_in_the_sidebar(page: Page, app):
    open_page(page, f"{app}/compare")
    results = page.locator(".slalom-results tbody tr")
    expect(results.locator("th")).to_have_text(["β = 0", "β = 0.5", "β = 0.9", "β = 0.99"])
    expect(results.locator("td:last-child")).to_have_text([re.compile("at step 150")] * 4)
    assert page.evaluate(CUT) == []
    assert page.evaluate(OFF_CENTRE) < 1.5
    rings = page.locator(f"{SIDEBAR} [data-testid=stRadioOption]:not([data-selected]) > div > :first-child")
    expect(rings).to_have_count(3)
    expect(rings.first).not_to_have_css("box-shadow", "none")
    shown = page.get_by_role("combobox", name="Run shown in the table")
    for place, name in ((2, "β = 0.9"), (1, "β = 0.5"), (3, "β = 0.99"), (0, "β = 0")):
        page.locator(SIDEBAR).get_by_text(name, exact=True).click()
        page.wait_for_function(f"document.querySelector('.slalom-inside .slalom-select').selectedIndex === {place}")
    shown.select_option(index=2)
    expect(shown).to_have_value("β = 0.9")


@pytest.mark.parametrize("width", [760, 900, 1100, 1360, 1920])
def test_no_row_of_the_gallery_has_a_hole(page: Page, app, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{app}/gallery")
    page.locator(f".st-key-demo-{list(DEMOS)[-1]}").wait_for()
    page.wait_for_function(FULL_ROWS)
