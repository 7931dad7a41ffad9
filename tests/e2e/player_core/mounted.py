"""Players on a plain page, without Streamlit, and what a test asks of them."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.player_core import payloads

VIEWPORT = {"width": 1076, "height": 800}
HELD = ("Control", "Shift", "Alt", "ArrowLeft")  # keys that a test may hold down
PLACES = (Path(__file__).parents[3] / "player" / "frontend", Path(__file__).parent)


def turn_wheel(page: Page, turned: float) -> None:
    """With Ctrl, as a map asks for it."""
    page.keyboard.down("Control")
    page.mouse.wheel(0, turned)
    page.keyboard.up("Control")


class Files(SimpleHTTPRequestHandler):
    """The player's own files, and the page that mounts it."""

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0].lstrip("/")
        return str(next((place / name for place in PLACES if (place / name).is_file()), PLACES[0] / "none"))

    def log_message(self, *args: object) -> None:
        """Nothing: the tests speak for themselves."""


@contextmanager
def plain_page() -> Iterator[str]:
    """The address of an empty page that can mount players."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


class Mounted:
    """A page with players on it. Anything that is written to the console as an error fails the test."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self._heard = {
            "pageerror": lambda error: self.errors.append(str(error)),
            "console": lambda message: message.type == "error" and self.errors.append(message.text),
        }
        for event, hear in self._heard.items():
            page.on(event, hear)
        page.goto(address)
        page.wait_for_function("window.mount !== undefined")

    def leave(self) -> Page:
        """The page as it was before it was opened, for another test."""
        self.page.goto("about:blank")
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)
        for key in HELD:
            self.page.keyboard.up(key)
        self.page.mouse.up()
        self.page.mouse.move(-1, -1)
        self.page.unroute_all()
        self.page.context.set_offline(False)
        return self.page

    def mount(self, index: int = 0, **blobs: bytes) -> None:
        self.page.evaluate("() => { mount(); }")
        self.update(index, **(blobs or {"paths": payloads.paths(), "grid": payloads.grid()}))
        self.page.wait_for_function("i => players[i].root.slalom.whole", arg=index)

    def update(self, index: int = 0, **blobs: bytes) -> None:
        texts = {name: base64.b64encode(blob).decode() for name, blob in blobs.items()}
        self.page.evaluate("([i, texts]) => players[i].update(texts)", [index, texts])

    def get(self, what: str, index: int = 0):
        return self.page.evaluate(f"i => players[i].root.slalom.{what}", index)

    def until(self, condition: str, index: int = 0) -> None:
        """`condition` over `s`, the numbers of the player."""
        self.page.wait_for_function(f"i => {{ const s = players[i].root.slalom; return {condition}; }}", arg=index)

    def settle(self) -> None:
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def wheel(self, turned: float) -> None:
        """Turns the wheel with Ctrl, where the pointer is."""
        turn_wheel(self.page, turned)

    def starts(self, index: int = 0) -> list[dict]:
        return self.page.evaluate("i => players[i].starts", index)

    def where(self, x: float, y: float, index: int = 0) -> tuple[float, float]:
        """A point of the plane as pixels of the page."""
        at = self.get(f"pixels({x}, {y})", index)
        box = self.page.locator(".slalom-map").nth(index).bounding_box()
        return box["x"] + at["px"], box["y"] + at["py"]

    def pixels_of_a_unit(self) -> tuple[float, float]:
        (x0, y0), (x1, y1) = self.where(0, 0), self.where(1, 1)
        return x1 - x0, y0 - y1

    def ink(self, layer: str = ".slalom-lines") -> str:
        """What a canvas shows, as one string to compare."""
        return self.page.locator(layer).first.evaluate("canvas => canvas.toDataURL()")
