"""How far things move while a page loads: `python -m benchmarks.shifts`."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from benchmarks.claims import Claim
from tests.helpers.browser import launch_options, served
from tests.helpers.shifts import PLAYING, watched

BUDGET = 0.05
PAGES = ("", "compare", "maps", "networks", "race", "gallery", "reference")
WIDTHS = (1360, 900, 390)


def claims() -> list[Claim]:
    found = []
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for path in PAGES:
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 800})
                shifts = watched(page, f"{address}/{path}", playing=path in PLAYING)
                moved = sum(score for score, _ in shifts)
                found.append(
                    Claim(f"layout shift while it loads, {path or 'playground'}, {width} px", moved, BUDGET, "")
                )
                page.close()
    return found


if __name__ == "__main__":
    print(*claims(), sep="\n")
