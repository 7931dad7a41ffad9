"""New paths a second while the start is dragged, and how long the server's take then: `python -m benchmarks.drag`.

The player alone, with the payload that a page sends: a hand moves the start along a circle, a little with every event,
and what is counted are drawings whose paths were walked for a new start.
"""

from __future__ import annotations

import base64
import statistics
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.claims import Claim
from benchmarks.page import READY, UPDATE
from figures.palette import COLORS, MARKERS, Look
from player import shown
from player.lanes import lanes
from simulation import Experiment, run
from tests.e2e.player_core.mounted import plain_page
from tests.helpers.browser import launch_options, served

STEPS, SECONDS, DROPS = 500, 4.0, 12
RULES = ("momentum", "nesterov", "rmsprop", "adam")

# Drags for so many seconds; resolves with the drawings that had new paths, and the longest time between two of them.
_DRAG = """seconds => new Promise((done) => {
  const root = document.querySelector('.slalom'), ring = root.querySelector('.slalom-ring'), s = root.slalom;
  const box = root.querySelector('.slalom-map').getBoundingClientRect();
  ring.setPointerCapture = () => {};
  const at = (type, clientX, clientY) =>
    ring.dispatchEvent(new PointerEvent(type, { clientX, clientY, button: 0, buttons: 1, bubbles: true }));
  const from = s.pixels(s.start.x, s.start.y);
  const [x, y] = [box.left + from.px, box.top + from.py];
  at('pointerdown', x, y);
  const began = performance.now(), seen = [];
  let before = s.previews, turn = 0;
  const move = () => {
    turn += 0.02;
    at('pointermove', x + 60 * Math.sin(turn), y + 30 * (Math.cos(turn) - 1));
    if (performance.now() - began < 1000 * seconds) setTimeout(move, 8);
  };
  const look = (now) => {
    if (s.previews > before) seen.push(now);
    before = s.previews;
    if (performance.now() - began < 1000 * seconds) return requestAnimationFrame(look);
    const gaps = seen.slice(1).map((one, i) => one - seen[i]);
    done({ paths: seen.length, gap: Math.max(...gaps), seconds: (performance.now() - began) / 1000 });
  };
  move();
  requestAnimationFrame(look);
})"""


@dataclass(frozen=True)
class Case:
    """So many runs, the CPU slowed down so many times, and the least new paths a second."""

    runs: int
    slowdown: int
    budget: float


CASES = (Case(1, 1, 55), Case(4, 1, 55), Case(4, 4, 30), Case(12, 1, 40))


def experiment(runs: int) -> Experiment:
    """Runs of four rules on Rosenbrock's function, none of which ends before its last step."""
    specs = [
        {
            "rule": RULES[i % 4],
            "hyperparameters": {"lr": (0.02 if RULES[i % 4] in ("adam", "rmsprop") else 2e-4) / (1 + i // 4)},
        }
        for i in range(runs)
    ]
    return Experiment.from_data({"surface": "rosenbrock", "steps": STEPS, "runs": specs, "stop": {}})


def blobs(runs: int) -> dict[str, str]:
    """What a page of these runs sends, as base64."""
    asked = experiment(runs)
    paths = [
        one
        for i, path in enumerate(run(asked))
        for one in lanes(asked, i, [path], f"run {i}", Look(COLORS[i % len(COLORS)], MARKERS[i]), str(i))
    ]
    header = {"title": "dragged", "sentence": ("good", ""), "layout": "overlay", "compared": True}
    sent = shown.paths(asked.ground, paths, options={"autoplay": False}, **header)
    return {
        name: base64.b64encode(blob).decode()
        for name, blob in {"paths": sent, "grid": shown.grid(asked.ground)}.items()
    }


def claims() -> list[Claim]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        with plain_page() as address:
            found = [claim for case in CASES for claim in _dragged(browser, address, case)]
        return [*found, *_dropped(browser)]


def _dragged(browser: Browser, address: str, case: Case) -> list[Claim]:
    page = browser.new_page(viewport={"width": 1076, "height": 800})
    page.goto(address)
    page.wait_for_function("window.mount !== undefined")
    page.evaluate("() => { mount(); }")
    page.evaluate("texts => players[0].update(texts)", blobs(case.runs))
    page.wait_for_function("document.querySelector('.slalom').slalom.whole")
    page.evaluate(_DRAG, 0.5)  # until what runs often has been compiled
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": case.slowdown})
    measured = page.evaluate(_DRAG, SECONDS)
    page.close()
    slow = f", CPU / {case.slowdown}" if case.slowdown > 1 else ""
    rate = measured["paths"] / measured["seconds"]
    what = f"dragging: new paths, {case.runs} × {STEPS} steps{slow}"
    return [
        Claim(what, rate, case.budget, "/s", at_most=False),
        Claim("  longest time between two", measured["gap"], 100),
    ]


def _dropped(browser: Browser) -> list[Claim]:
    """From letting go of the start to the picture with the server's paths; and a drag with all of a page around it."""
    link = f"/compare?{experiment(4).to_query()}"
    with served() as address:
        page = browser.new_page(viewport={"width": 1360, "height": 800}, reduced_motion="reduce")
        page.goto(address + link)
        page.wait_for_function(READY)
        page.wait_for_function("document.querySelector('.slalom').slalom.whole")
        times = sorted(_drop(page, 20 + 3 * i) for i in range(DROPS))
        measured = page.evaluate(_DRAG, SECONDS)  # which does not let go
        page.close()
    rate, what = measured["paths"] / measured["seconds"], f"dragging on the Compare page: new paths, 4 × {STEPS} steps"
    return [
        Claim(f"drop → the server's paths painted, 4 × {STEPS} steps: median", statistics.median(times), 250),
        Claim(what, rate, 55, "/s", at_most=False),
    ]


def _drop(page: Page, far: int) -> float:
    """Drag the start so many pixels, let go; milliseconds until it is answered."""
    box = page.locator(".slalom-ring").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + (far if far % 2 else -far), y + far / 2, steps=4)
    page.evaluate(f"() => {{ window.painted = ({UPDATE})(); }}")
    page.mouse.up()
    return page.evaluate("window.painted")


if __name__ == "__main__":
    print(*claims(), sep="\n")
