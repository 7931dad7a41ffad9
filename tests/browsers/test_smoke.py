"""What a visitor does first, in Firefox and in WebKit: pages, play, keys, drag, zoom, 3-D, a slider, a picture."""

from __future__ import annotations

import pytest

from tests.browsers.drivers import Driver
from tests.helpers.pages import PLAYER

# Selenium's own driver of WebKit uses what Selenium will drop, and Marionette leaves sockets to the collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HEADINGS = {
    "": "Adam on Rosenbrock",
    "compare": "What does β do?",
    "maps": "Maps",
    "race": "Race",
    "networks": "Networks",
    "gallery": "Gallery",
    "reference": "Reference",
}
# A link that is clicked holds the picture; the file itself is what a browser would write.
KEEP = """
window.kept = [];
const click = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  if (!this.download) return click.call(this);
  fetch(this.href).then((answer) => answer.text()).then((text) => window.kept.push([this.download, text]));
};
"""


def button(name: str) -> str:
    """The player's button that says this, or is named so."""
    return (
        "[...document.querySelectorAll('.slalom button')].find((b) => b.offsetParent && "
        f"(b.ariaLabel ?? b.textContent).trim().startsWith({name!r}))"
    )


@pytest.fixture
def playground(driver: Driver, address: str) -> Driver:
    driver.goto(address)
    driver.wait(f"!!document.querySelector('.slalom')?.slalom?.whole && {PLAYER}.last > 0")
    return driver


def place(playground: Driver, x: float, y: float) -> tuple[float, float]:
    """Where a point of the plane is on the screen."""
    right, down = playground.run(f"return Object.values({PLAYER}.pixels({x}, {y}))")
    left, top = playground.run(
        "const b = document.querySelector('.slalom-map').getBoundingClientRect();return [b.x, b.y]"
    )
    return left + right, top + down


@pytest.mark.parametrize("path", HEADINGS)
def test_a_page_opens_and_nothing_goes_wrong(driver, address, path):
    driver.goto(f"{address}/{path}")
    driver.wait("document.querySelector('h1, h2, .slalom-title')?.innerText.trim().length > 3")
    driver.wait(f"document.body.innerText.includes({HEADINGS[path]!r})")
    assert not driver.run("return !!document.querySelector('[data-testid=stException]')")


def test_it_plays_and_obeys_the_keys(playground):
    playground.wait(f"{PLAYER}.step > 10")
    playground.run("document.querySelector('.slalom input[type=range]').focus()")
    playground.press("End")
    playground.wait(f"{PLAYER}.step === {PLAYER}.last && !{PLAYER}.playing")
    playground.press("Home")
    playground.wait(f"{PLAYER}.step === 0")
    playground.press("ArrowRight", "ArrowRight")
    playground.wait(f"{PLAYER}.step === 2")
    playground.press("Space")
    playground.wait(f"{PLAYER}.playing && {PLAYER}.step > 10")


def test_the_start_is_dragged(playground):
    playground.drag(place(playground, -1.2, 1.0), place(playground, -0.5, 1.5), place(playground, 0.5, 2.0))
    playground.wait(f"Math.abs({PLAYER}.start.x - 0.5) < 0.02 && Math.abs({PLAYER}.start.y - 2) < 0.02")
    playground.wait("Math.abs(document.querySelector('[aria-label=\"start x\"]').value - 0.5) < 0.02")


def test_after_a_click_into_the_map_the_wheel_zooms(playground):
    def unit() -> float:
        return place(playground, 1, 1)[0] - place(playground, 0, 1)[0]

    before = unit()
    playground.drag(place(playground, 0, 1))
    playground.wheel(*place(playground, 0, 1), -240)
    distance = f"Object.values({PLAYER}.pixels(1, 1))[0] - Object.values({PLAYER}.pixels(0, 1))[0]"
    playground.wait(f"{distance} > {1.1 * before}")


def test_the_surface_is_shown_in_space(playground):
    playground.click(button("3-D"))
    playground.wait("!!document.querySelector('.slalom .gl-container canvas')")


def test_a_slider_bends_the_path(playground):
    updates = playground.run(f"return {PLAYER}.updates")
    sliders = "document.querySelectorAll('[data-testid=stSlider] :is(input, [role=slider])')"
    playground.wait(f"{sliders}.length > 2")
    playground.run(f"{sliders}[2].focus()")
    playground.press("ArrowRight")
    playground.wait(f"{PLAYER}.updates > {updates}")
    assert playground.run("return !!document.querySelector('.slalom')?.slalom?.whole")


def test_a_picture_is_saved(playground):
    playground.run(KEEP)
    playground.click(button("Download"))
    playground.click(button("Save as SVG"))
    name, text = playground.wait("window.kept[0]")
    assert name.endswith(".svg")
    assert "<svg" in text
    assert "contourlayer" in text
