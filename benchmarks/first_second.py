"""The first second of a visit, against a page with one line of text: `python -m benchmarks.first_second`.

Server and browser are started anew for every round, and the two pages take turns, so that what else the machine does
meets both. Only the ratios last.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.claims import Claim
from tests.helpers.browser import launch_options, served

ROUNDS = 5
COLD_BUDGET, WARM_BUDGET = 1.5, 2.5  # × the bare page
PICTURE = "document.querySelector('.slalom')?.slalom?.drawings > 0"
TEXT = "document.querySelector('[data-testid=stMarkdown]')?.innerText.trim() === 'bare'"


@dataclass(frozen=True)
class Visit:
    """Seconds until a page can be used: with everything cold, and again with what the browser has kept."""

    cold: float
    warm: float


def claims() -> list[Claim]:
    with sync_playwright() as playwright:
        rounds = [
            (_visit(playwright, "benchmarks/pages/bare.py", TEXT), _visit(playwright, "app.py", PICTURE))
            for _ in range(ROUNDS)
        ]
    bare, ours = zip(*rounds, strict=True)
    return [
        *_compared("cold start", "cold", bare, ours, COLD_BUDGET),
        *_compared("reload", "warm", bare, ours, WARM_BUDGET),
    ]


def _compared(what: str, name: str, bare: tuple[Visit, ...], ours: tuple[Visit, ...], budget: float) -> list[Claim]:
    """The median of the ratios of each round, and the medians they come from."""
    theirs, own = ([getattr(visit, name) for visit in visits] for visits in (bare, ours))
    ratio = statistics.median(b / a for a, b in zip(theirs, own, strict=True))
    said = f"({statistics.median(own):.2f} s : {statistics.median(theirs):.2f} s)"
    return [Claim(f"{what}, picture : bare page's text {said}", ratio, budget, "×")]


def _visit(playwright: Playwright, script: str, usable: str) -> Visit:
    with served(script=script) as address:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_context(viewport={"width": 1360, "height": 800}, reduced_motion="reduce").new_page()
        cold = _seconds(page, lambda: page.goto(address, wait_until="commit"), usable)
        warm = _seconds(page, lambda: page.reload(wait_until="commit"), usable)
        browser.close()
    return Visit(cold, warm)


def _seconds(page: Page, go, usable: str) -> float:
    began = time.perf_counter()
    go()
    page.wait_for_function(usable)
    return time.perf_counter() - began


if __name__ == "__main__":
    print(*claims(), sep="\n")
