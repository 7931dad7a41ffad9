"""How far things move while a page loads, by the browser's own measure (https://web.dev/articles/cls)."""

from __future__ import annotations

from playwright.sync_api import Page

PLAYING = ("", "compare", "maps", "networks")  # the pages with a player
MOST = 0.05  # of all shifts while a page loads
# Every shift that no input caused: its score, and what moved most. A page's sum is at least its worst window.
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.shifts.push([entry.value, entry.sources[0]?.node?.className ?? '']);
  }
}).observe({ type: 'layout-shift', buffered: true });
"""
# The page's script has come to its end, nothing stands in for a widget any more, the player has its picture, and two
# frames have been drawn since.
QUIET = """async (playing) => {
  const player = document.querySelector('.slalom')?.slalom;
  const picture = '[data-testid=stMainBlockContainer] img, .reference-picture, .reference-text';
  if (playing ? !player?.whole : !document.querySelector(picture)) return false;
  if (document.querySelector('[data-testid=stSkeleton]')) return false;
  if (document.querySelector('[data-test-script-state]')?.dataset.testScriptState !== 'notRunning') return false;
  await document.fonts.ready;
  for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
  return true;
}"""


def watched(page: Page, address: str, *, playing: bool) -> list[tuple[float, str]]:
    """Open a page, with a player or without, and wait until all of it is there; the shifts, largest first."""
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function(QUIET, arg=playing)
    return sorted((tuple(shift) for shift in page.evaluate("window.shifts")), reverse=True)
