"""How far things move while a page loads: `python -m benchmarks.shifts`."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from benchmarks.claims import Claim
from tests.helpers.browser import launch_options, served
from tests.helpers.shifts import watched

BUDGET = 0.05
PAGES = {"Playground": "", "Compare": "compare", "Gallery": "gallery", "Reference": "reference"}
WIDTHS = (1360, 900, 390)


def claims() -> list[Claim]:
    found = []
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for name, path in PAGES.items():
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 800})
                shifts = watched(page, f"{address}/{path}", playing=path in ("", "compare"))
                moved = sum(score for score, _ in shifts)
                found.append(Claim(f"layout shift while it loads, {name}, {width} px", moved, BUDGET, ""))
                page.close()
    return found


if __name__ == "__main__":
    print(*claims(), sep="\n")
