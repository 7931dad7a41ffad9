"""Drawings a second and scrubbing of the player alone: `python -m benchmarks.player_core`."""

import base64
import contextlib
import shutil
import statistics
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from figures.palette import MARKERS
from player import PathView, Series, labels, pack_grid, pack_paths

FRONTEND = Path(__file__).parents[1] / "player" / "frontend"
# (layout, CPU slowdown): drawings a second
BUDGETS = {("overlay", 1): 55.0, ("overlay", 4): 35.0, ("panels", 1): 50.0, ("space", 1): 20.0}
ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader"]  # WebGL without a graphics card
GAP_BUDGET = 50.0
APPEAR_BUDGET = 1500.0
SCRUB_BUDGET = 50.0
RUNS, STEPS = 12, 2000
DOMAIN = (-2.0, 2.0, -1.0, 3.0)

_PAGE = """<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="/player.css"><main></main>
<script type="module">
  import { createPlayer } from '/player.js';
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const root = document.querySelector('main');
  const player = createPlayer(root);
  window.show = ({ paths, grid }) => player.update({ paths: bytes(paths), grid: bytes(grid) });
  window.appear = async (texts) => {
    const began = performance.now();
    await show(texts);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - began;
  };
  window.frames_of = (count) => new Promise((done) => {
    const times = [];
    let drawn = root.slalom.drawings;
    const watch = (now) => {
      if (root.slalom.drawings !== drawn) times.push(now);
      drawn = root.slalom.drawings;
      if (times.length < count && root.slalom.playing) requestAnimationFrame(watch);
      else done(times);
    };
    requestAnimationFrame(watch);
  });
  window.scrub_to = (step) => new Promise((done) => {
    const began = performance.now();
    const scrub = root.querySelector('.slalom-scrub');
    scrub.value = step;
    scrub.dispatchEvent(new Event('input'));
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => done(performance.now() - began);
      painted.port2.postMessage(null);
    });
  });
</script>"""


@dataclass(frozen=True)
class Playback:
    """Measured with the CPU slowed down `slowdown` times; times in ms.

    appear  from the bytes to the painted picture, Plotly included, at full speed
    """

    layout: str
    slowdown: int
    appear: float
    drawings: float
    longest_gap: float
    scrub: float
    slowest_scrub: float


def walks(runs: int = RUNS, steps: int = STEPS, seed: int = 0) -> list[PathView]:
    """Noisy descents into Rosenbrock's valley: paths that never come to rest are the costly ones to draw."""
    random = np.random.default_rng(seed)
    t = np.linspace(0, 1, steps + 1)[:, None]
    views = []
    for run in range(runs):
        x = -1.2 + 2.2 * t[:, :1] ** 0.5 + random.normal(0, 0.02, (steps + 1, 1))
        y = x**2 + random.normal(0, 0.02, (steps + 1, 1)) * (1.1 - t)
        w = np.hstack([x, y])
        value = _rosenbrock(w)
        series = [Series("x", w, "w"), Series("value", value), Series("step", np.gradient(w, axis=0), "step taken")]
        views.append(PathView(f"run {run}", _COLORS[run % len(_COLORS)], MARKERS[run % 12], series, steps, ""))
    return views


_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


def _rosenbrock(p: np.ndarray) -> np.ndarray:
    return (1 - p[..., 0]) ** 2 + 100 * (p[..., 1] - p[..., 0] ** 2) ** 2


def blobs(layout: str) -> dict[str, bytes]:
    """The paths and the 200 × 200 grid that are measured."""
    header = {
        "grid": "rosenbrock",
        "title": "12 runs",
        "formula": "",
        "sentence": {"tone": "good", "text": ""},
        "start": [-1.2, 1.44],
        "minima": [[1, 1, ""]],
        "labels": labels(str),
        "coordinates": ["x", "y"],
        "layout": layout,
        "options": {"autoplay": False},
    }
    return {"paths": pack_paths(walks(), header), "grid": pack_grid(_rosenbrock, DOMAIN, "rosenbrock", "log")}


def measure(cases: Sequence[tuple[str, int]] = tuple(BUDGETS), frames: int = 240) -> list[Playback]:
    """Plays the whole of 12 paths × 2000 steps in headless Chromium, then scrubs through them, for each case (layout,
    CPU slowdown).
    """
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        results = [_measure(browser, address, layout, slowdown, frames) for layout, slowdown in cases]
        browser.close()
    return results


def _measure(browser: Browser, address: str, layout: str, slowdown: int, frames: int) -> Playback:
    page = browser.new_page(viewport={"width": 1076, "height": 800})
    page.route("**/bench.html", lambda route: route.fulfill(body=_PAGE, content_type="text/html"))
    page.goto(f"{address}/bench.html")
    page.wait_for_function("window.show !== undefined")
    texts = {name: base64.b64encode(blob).decode() for name, blob in blobs(layout).items()}
    appear = page.evaluate("texts => appear(texts)", texts)
    if layout == "space":
        page.locator(".slalom-space > .slalom-notice").wait_for(state="hidden")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.locator(".slalom-primary").click()
    page.wait_for_function("document.querySelector('main').slalom.playing")
    times = page.evaluate("count => frames_of(count)", frames)
    gaps = np.diff(times)
    steps = np.random.default_rng(1).integers(0, STEPS, 40).tolist()
    scrubs = [page.evaluate("step => scrub_to(step)", step) for step in steps]
    page.close()
    rate = 1000 * len(gaps) / (times[-1] - times[0])
    return Playback(layout, slowdown, appear, rate, float(gaps.max()), statistics.median(scrubs), max(scrubs))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing: the benchmark prints its own lines."""


@contextlib.contextmanager
def _served() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=FRONTEND)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


if __name__ == "__main__":
    for result in measure():
        budget = BUDGETS[result.layout, result.slowdown]
        print(
            f"{result.layout:8} CPU / {result.slowdown}: {result.drawings:5.1f} drawings/s (budget {budget:.0f}), "
            f"longest gap {result.longest_gap:.0f} ms (budget {GAP_BUDGET:.0f}), "
            f"scrub {result.scrub:.0f} ms median, {result.slowest_scrub:.0f} ms at most (budget {SCRUB_BUDGET:.0f}), "
            f"appears in {result.appear:.0f} ms (budget {APPEAR_BUDGET:.0f})"
        )
