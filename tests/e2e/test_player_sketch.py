"""The first picture does without Plotly: a sketch of the contour, which Plotly's own then replaces."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Route

from tests.e2e.player_core import payloads
from tests.e2e.player_core.mounted import Mounted

SKETCH, CONTOUR = ".slalom-graph > canvas", ".slalom-graph .contourlayer"


def begun(mounted: Mounted, **options) -> Mounted:
    """A player with its first picture."""
    mounted.page.evaluate("() => { mount(); }")
    mounted.update(paths=payloads.paths(**options), grid=payloads.grid())
    mounted.until("s.drawings > 0")
    return mounted


def hold_plotly(mounted: Mounted) -> list[Route]:
    """Requests for Plotly, which wait here until they are continued."""
    held: list[Route] = []
    mounted.page.route("**/plotly-cartesian*", lambda route: held.append(route))
    return held


def map_of(mounted: Mounted) -> np.ndarray:
    """The pixels of the map without what stands at its edges, (rows, columns, 3)."""
    image = Image.open(io.BytesIO(mounted.page.locator(".slalom-map").screenshot())).convert("RGB")
    return np.asarray(image, dtype=int)[20:-60, 60:-30]


def between_lines(pixels: np.ndarray) -> np.ndarray:
    """Where a pixel has the colour of all around it: lines of the two drawings may lie a pixel apart."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(pixels, ((2, 2), (2, 2), (0, 0)), "edge"), (5, 5), (0, 1))
    return np.all(windows.max(axis=(3, 4)) == windows.min(axis=(3, 4)), axis=2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sketch_is_the_contour(opened, scheme):
    mounted = opened(color_scheme=scheme)
    held = hold_plotly(mounted)
    begun(mounted)
    mounted.page.wait_for_function("document.querySelector('.slalom-graph > canvas')")
    sketch = map_of(mounted)
    assert mounted.get("whole") is False
    held[0].continue_()
    mounted.until("s.whole")
    assert mounted.page.locator(SKETCH).count() == 0
    assert mounted.page.locator(CONTOUR).count() == 1
    apart, inside = np.abs(sketch - map_of(mounted)).max(axis=2), between_lines(sketch)
    assert np.mean(inside) > 0.3
    assert np.mean(apart[inside] <= 1) > 0.998


def test_the_sketch_follows_the_view(opened):
    mounted = opened()
    hold_plotly(mounted)
    begun(mounted)
    before = mounted.ink(SKETCH)
    mounted.page.locator(".slalom-map").focus()
    mounted.page.mouse.move(*mounted.where(0, 0.5))
    mounted.wheel(-400)
    mounted.page.wait_for_function(
        "([what, before]) => document.querySelector(what).toDataURL() !== before", arg=[SKETCH, before]
    )


def test_without_plotly_the_picture_stays_and_says_what_is_missing(opened):
    mounted = opened()
    mounted.page.route("**/plotly-cartesian*", lambda route: route.abort())
    begun(mounted, autoplay=True)
    notice = mounted.page.locator(".slalom-notice")
    notice.wait_for()
    assert notice.inner_text() == "Axes and curves could not be loaded. Reload the page to try again."
    mounted.until("s.playing && s.step > 3")
    mounted.errors.clear()  # the browser's own, about what was not loaded


def test_playing_begins_with_the_whole_picture(opened):
    mounted = opened()
    held = hold_plotly(mounted)
    begun(mounted, autoplay=True)
    mounted.page.wait_for_function("document.querySelector('.slalom-graph > canvas')")
    assert (mounted.get("playing"), mounted.get("step")) == (False, 0)
    held[0].continue_()
    mounted.until("s.playing && s.step > 3")
    assert mounted.get("whole") is True
