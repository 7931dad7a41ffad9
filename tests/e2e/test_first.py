"""The picture that is there before Streamlit is, and how the page takes it over."""

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.helpers.pages import PLAYER, number

DRAWN = "document.querySelector('.slalom-first .slalom')?.slalom?.drawings > 0"
TAKEN = "document.querySelector('.st-key-player .slalom')?.slalom?.whole && !document.querySelector('.slalom-first')"
PLACE = """() => {
  const { x, y, width, height } = document.querySelector('.slalom-map').getBoundingClientRect();
  return [x, y, width, height];
}"""


class Held:
    """A page whose server is not heard until `go`."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[tuple[WebSocketRoute, object]] = []
        self.gone = False
        page.route_web_socket("**/_stcore/stream", self._open)

    def _open(self, ours: WebSocketRoute) -> None:
        server = ours.connect_to_server()
        ours.on_message(server.send)
        server.on_message(lambda message: ours.send(message) if self.gone else self.waiting.append((ours, message)))

    def go(self) -> None:
        self.gone = True
        for ours, message in self.waiting:
            ours.send(message)


def early(page: Page, address: str) -> Held:
    held = Held(page)
    page.goto(address)
    page.wait_for_function(DRAWN)
    return held


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 900, 390])
def test_the_page_takes_it_over_where_it_is(page: Page, app: str, width: int, scheme: str):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    held = early(page, app)
    page.evaluate("document.querySelector('.slalom').mine = true")
    place, dark = page.evaluate(PLACE), "document.querySelector('.slalom').classList.contains('slalom-dark')"
    assert page.evaluate(dark) == (scheme == "dark")
    held.go()
    page.wait_for_function(TAKEN)
    assert page.evaluate("document.querySelector('.slalom').mine")
    assert number(page, "updates") == 1
    assert page.evaluate(PLACE) == pytest.approx(place, abs=1)


def test_what_is_done_before_is_kept(page: Page, app: str):
    held = early(page, f"{app}/?surface=matyas&run=sgd~lr~0.1&steps=80&view=step~0")
    page.locator(".slalom").get_by_role("slider", name="Step", exact=True).focus()
    page.keyboard.press("End")
    page.wait_for_function(f"{PLAYER}.step === 80")
    right, down = page.evaluate(f"Object.values({PLAYER}.pixels(5, 5))")
    box = page.locator(".slalom-map").bounding_box()
    page.mouse.click(box["x"] + right, box["y"] + down)
    held.go()
    page.wait_for_function(TAKEN)
    page.wait_for_function("decodeURIComponent(location.search).includes('start=5.0~5.0')")
    assert number(page, "step") == 80


@pytest.mark.parametrize("path", ["?embed=true", "compare", "?surface=nowhere&run=sgd", "?hide=controls"])
def test_other_pages_begin_without(page: Page, app: str, path: str):
    Held(page)
    with page.expect_response("**/_stcore/host-config"):
        page.goto(f"{app}/{path}")
    page.wait_for_load_state("networkidle")
    assert page.locator(".slalom").count() == 0


def test_a_theme_that_was_chosen_is_waited_for(page: Page, app: str):
    page.add_init_script("localStorage.setItem('stActiveTheme-/-v2', '\"Dark\"')")
    Held(page)
    page.goto(app)
    page.wait_for_load_state("networkidle")
    assert page.locator(".slalom").count() == 0


def test_it_makes_room_for_a_page_without_a_picture(page: Page, app: str):
    held = early(page, app)
    page.evaluate("history.replaceState(null, '', '/gallery')")  # what is asked for when the server is heard
    held.go()
    expect(page.locator(".slalom-first")).to_have_count(0)
