"""Firefox through Marionette and WebKit through its WebDriver, as one small interface.

Both take the actions of the W3C's WebDriver as plain data, so that a hand is described once for both.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

MINI_BROWSER = "webkit2gtk-4*/MiniBrowser"
KEYS = {"End": "\ue010", "Home": "\ue011", "ArrowRight": "\ue014", "Space": " "}
PATIENCE = 60  # seconds that a condition is awaited at most


class Driver(ABC):
    """A browser with one tab. `run` gives what a script returns, as JSON would carry it."""

    @abstractmethod
    def goto(self, address: str) -> None: ...

    @abstractmethod
    def run(self, script: str) -> Any: ...

    @abstractmethod
    def perform(self, *sources: dict[str, Any]) -> None: ...

    @abstractmethod
    def close(self) -> None: ...

    def wait(self, condition: str) -> Any:
        """The first true value of this expression."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if value := self.run(f"return {condition}"):
                return value
            time.sleep(0.1)
        raise TimeoutError(f"{type(self).__name__}: never true: {condition}")

    def press(self, *keys: str) -> None:
        """One key after the other, each let go before the next."""
        strokes = [{"type": kind, "value": KEYS[key]} for key in keys for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keys", "actions": strokes})

    def drag(self, *places: tuple[float, float]) -> None:
        """The mouse goes down at the first place, over the others, and up at the last. One place is a click."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 60} for x, y in places]
        down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        self.perform(_mouse([moves[0], down, *moves[1:], up]))

    def click(self, element: str) -> None:
        """In the middle of what this expression finds."""
        self.wait(f"!!({element})")
        self.run(f"({element}).scrollIntoView({{block: 'nearest'}})")
        self.drag(tuple(self.run(f"const b = ({element}).getBoundingClientRect(); {MIDDLE}")))

    def wheel(self, x: float, y: float, down: float) -> None:
        turn = {"type": "scroll", "x": round(x), "y": round(y), "deltaX": 0, "deltaY": down, "duration": 0}
        self.perform({"type": "wheel", "id": "wheel", "actions": [turn]})


MIDDLE = "return [b.x + b.width / 2, b.y + b.height / 2]"


def _mouse(actions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}


class Firefox(Driver):
    def __init__(self) -> None:
        from marionette_driver.marionette import Marionette

        self._profile = tempfile.TemporaryDirectory()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        Path(self._profile.name, "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        command = ["firefox-esr", "--headless", "--marionette", "--profile", self._profile.name]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._marionette = Marionette(host="127.0.0.1", port=port, startup_timeout=PATIENCE)
        self._marionette.raise_for_port()
        self._marionette.start_session()
        self._marionette.set_window_rect(width=1360, height=960)

    def goto(self, address: str) -> None:
        self._marionette.navigate(address)

    def run(self, script: str) -> Any:
        return self._marionette.execute_script(script, sandbox=None)

    def perform(self, *sources: dict[str, Any]) -> None:
        self._marionette._send_message("WebDriver:PerformActions", {"actions": list(sources)})

    def close(self) -> None:
        self._marionette.delete_session()
        self._process.terminate()
        self._process.wait(timeout=20)
        self._profile.cleanup()


class WebKit(Driver):
    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        options = Options()
        options.binary_location = str(next(Path("/usr/lib").rglob(MINI_BROWSER)))
        options.add_argument("--automation")
        self._driver = webdriver.WebKitGTK(options=options, service=Service(shutil.which("WebKitWebDriver")))
        self._driver.set_window_size(1360, 960)

    def goto(self, address: str) -> None:
        self._driver.get(address)

    def run(self, script: str) -> Any:
        return self._driver.execute_script(script)

    def perform(self, *sources: dict[str, Any]) -> None:
        self._driver.execute("actions", {"actions": list(sources)})

    def close(self) -> None:
        self._driver.quit()
