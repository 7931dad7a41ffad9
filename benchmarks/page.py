"""What a user waits for, measured in headless Chromium against a real server: `python -m benchmarks.page`."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.claims import Claim
from tests.helpers.browser import launch_options, served

MOVES, SESSIONS = 40, 20
READY = "document.querySelector('.slalom')?.slalom?.drawings > 0"

# Resolves with the milliseconds from now until the next payload has been painted.
UPDATE = """() => new Promise((done) => {
  const player = document.querySelector('.slalom').slalom;
  const before = player.updates, began = performance.now();
  const look = () => {
    if (player.updates === before) return requestAnimationFrame(look);
    requestAnimationFrame(() => done(performance.now() - began));
  };
  look();
})"""


def claims() -> list[Claim]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        return [*_slider(browser), *_memory(browser)]


def _slider(browser: Browser) -> list[Claim]:
    with served(script="benchmarks/pages/four_runs.py") as address, _opened(browser, address) as page:
        times = sorted(_moved(page) for _ in range(MOVES))
        quiet = _bytes_of(page, lambda: _again(page))
    return [
        Claim("slider → new paths painted, 4 rules × 500 steps: median", statistics.median(times), 120),
        Claim("  the same: 95th percentile", times[int(0.95 * MOVES)], 250),
        Claim("sent when nothing changed", quiet / 1e3, 2.0, "kB"),
    ]


def _moved(page: Page) -> float:
    """One step of the slider; milliseconds until its paths are painted."""
    page.get_by_role("slider", name="step size").focus()
    page.evaluate(f"() => {{ window.painted = ({UPDATE})(); }}")
    page.keyboard.press("ArrowRight")
    return page.evaluate("window.painted")


def _again(page: Page) -> None:
    page.get_by_role("button", name="again").click()
    page.get_by_text("drawn again").wait_for()


def _bytes_of(page: Page, act) -> int:
    """Bytes that the websocket brings while `act` runs."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.webSocketFrameReceived", lambda event: sizes.append(_size(event["response"])))
    act()
    session.detach()
    return sum(sizes)


def _size(response: dict) -> int:
    """Binary frames arrive as base64."""
    length = len(response["payloadData"])
    return length if response["opcode"] == 1 else length * 3 // 4


def _memory(browser: Browser) -> list[Claim]:
    with served() as address:
        server = psutil.Process().children()
        process = max(server, key=lambda p: p.memory_info().rss if "streamlit" in " ".join(p.cmdline()) else 0)
        with _opened(browser, address):
            first = process.memory_info().rss
            contexts = [_opened(browser, address) for _ in range(SESSIONS)]
            for context in contexts:
                context.__enter__()
            further = (process.memory_info().rss - first) / SESSIONS
            for context in contexts:
                context.__exit__(None, None, None)
    return [
        Claim("memory with one session", first / 1e6, 120, "MB"),
        Claim("memory per further session", further / 1e6, 2, "MB"),
    ]


@contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1360, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(READY)
    yield page
    context.close()


if __name__ == "__main__":
    print(*claims(), sep="\n")
