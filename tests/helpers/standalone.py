"""Pages that stand alone, opened from a disk by a browser without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

_PLAYER = "document.getElementById('slalom')?.slalom"


class Standalone:
    """A page, what it asked for, and what went wrong on it. Conditions are asked again and again, as the page's own
    policy forbids what `wait_for_function` does."""

    def __init__(self, browser: Browser, file: Path, **options) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "offline": True, **options})
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        self.page.goto(file.as_uri())

    def read(self, what: str):
        """A number of the player."""
        return self.page.evaluate(f"() => {_PLAYER} && {_PLAYER}.{what}")

    def until(self, what: str, good: Callable[[object], bool] = bool, patience: int = 300):
        """The number once it is good; it is waited for at most so many tenths of a second."""
        for _ in range(patience):
            if good(found := self.read(what)):
                return found
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{what} stays {found}")

    def whole(self) -> Standalone:
        """Once axes and curves are there."""
        self.until("whole")
        return self

    def middle(self, selector: str) -> tuple[float, float]:
        """Of an element, in pixels of the page."""
        box = self.page.locator(selector).first.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag(self, selector: str, dx: float, dy: float) -> None:
        """From the middle of an element."""
        x, y = self.middle(selector)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=4)
        self.page.mouse.up()

    def close(self) -> None:
        self.context.close()
