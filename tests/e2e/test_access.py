"""What axe finds on every page, in both themes, wide and narrow, and in the states a visitor brings about; and that
nothing moves while the pages load."""

import base64
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.e2e.player_core import payloads
from tests.helpers.browser import ROOT
from tests.helpers.pages import PLAYER, choose, open_menu
from tests.helpers.shifts import MOST, watched

AXE = Path(ROOT, "node_modules/axe-core/axe.min.js")
# Streamlit pales what may soon be replaced.
FRESH = "!document.querySelector('[data-stale=true]')"
# One look after another: axe refuses a second one beside the first, which may still be under way when time is over.
RUN = """() => (window.lookedAt = (window.lookedAt ?? Promise.resolve()).catch(() => {})
  .then(() => axe.run(document, { resultTypes: ['violations'] })).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.any[0]?.message ?? ''}`))))"""


def found(page: Page) -> list[str]:
    """What is serious or critical, and stays so: while Streamlit lets its sidebar in, its links cannot be reached."""
    page.evaluate(AXE.read_text())
    with suppress(TimeoutError):
        page.wait_for_function(f"async () => !(await ({RUN})()).length", polling=500, timeout=10_000)
        return []
    return page.evaluate(RUN)


def opened(page: Page, app: str, path: str, scheme: str = "light", width: int = 1360) -> list[tuple[float, str]]:
    """What moved meanwhile."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    return watched(page, f"{app}/{path}", playing=not path.startswith(("gallery", "reference")))


@pytest.mark.parametrize("width", [1360, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "compare", "gallery", "reference", "reference?rule=adam"])
def test_a_page(page: Page, app: str, path: str, scheme: str, width: int):
    shifts = opened(page, app, path, scheme, width)
    assert found(page) == []
    assert sum(score for score, _ in shifts) <= MOST, shifts[:3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["?surface=nowhere", "?run=adam~lr~-1", "compare?surface=rosenbrock&run=nothing"])
def test_a_mistake_in_a_link(page: Page, app: str, path: str, scheme: str):
    opened(page, app, path, scheme)
    page.get_by_test_id("stAlert").first.wait_for()
    page.wait_for_function(FRESH)
    assert found(page) == []


def test_an_entry_on_a_phone(page: Page, app: str):
    opened(page, app, "reference?surface=rosenbrock", width=390)
    assert found(page) == []


def test_colours_to_choose_from(page: Page, app: str):
    opened(page, app, "compare")
    page.get_by_test_id("stSidebar").locator("summary").filter(has_text="View").click()
    page.get_by_role("radiogroup", name="colours").wait_for()
    page.wait_for_function(FRESH)
    assert found(page) == []


def test_everything_has_its_name_before_it_is_drawn(page: Page, plain: str):
    page.add_init_script("window.requestAnimationFrame = () => 0;")
    page.goto(plain)
    page.wait_for_function("window.mount !== undefined")
    blobs = {"paths": payloads.paths(), "grid": payloads.grid()}
    page.evaluate("() => { mount(); }")
    page.evaluate(
        "texts => players[0].update(texts)", {name: base64.b64encode(blob).decode() for name, blob in blobs.items()}
    )
    assert page.evaluate(f"{PLAYER}.updates") == 1
    assert page.evaluate(f"{PLAYER}.drawings") == 0
    assert found(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_formula_that_cannot_be_read(page: Page, app: str, scheme: str):
    opened(page, app, "?surface=formula&formula=x^2%2By^2&run=sgd~lr~0.1&steps=50", scheme)
    page.get_by_role("textbox", name="f(x, y)").fill("x^2 +* y^2")
    page.locator(".slalom-text.wrong").wait_for()
    page.locator(".slalom-stale").wait_for()
    assert found(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_menu(page: Page, app: str, scheme: str):
    opened(page, app, "", scheme)
    page.locator(".slalom").get_by_role("button", name="Download").click()
    assert found(page) == []
    page.keyboard.press("Escape")
    open_menu(page, "surface")
    assert found(page) == []


@pytest.mark.parametrize("tab", ["Code", "Data", "Curvature", "Share and export"])
def test_a_tab(page: Page, app: str, tab: str):
    opened(page, app, "")
    page.get_by_role("tab", name=tab).click()
    page.get_by_role("tabpanel").locator("visible=true").first.wait_for()
    assert found(page) == []


def test_a_surface_chosen_in_dark(page: Page, app: str):
    opened(page, app, "", "dark")
    choose(page, "surface", "Himmelblau · many minima")
    page.get_by_role("heading", name="Adam on Himmelblau").wait_for()
    assert found(page) == []
