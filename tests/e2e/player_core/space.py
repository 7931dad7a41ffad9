"""The 3-D scene for its tests: mounting it, looking at its pixels, and where a point of it belongs on the screen."""

import io
import struct

import numpy as np
from PIL import Image

from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import Mounted

HEADS = ".slalom-space-front-heads"
LINES = ".slalom-space-front-lines"
BOX = np.array([1.0, 1.0, 0.62])
NO_WEBGL = """() => {
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.includes('webgl') ? null : real.call(this, kind, ...more);
  };
}"""


def mount(opened, runs=None, layout="space", **options) -> Mounted:
    mounted = opened(**options)
    mounted.page.set_default_timeout(60_000)  # WebGL without a graphics card
    mounted.mount(paths=compared.paths(runs, layout), grid=compared.grid())
    if layout == "space":
        drawn(mounted)
    return mounted


def drawn(mounted: Mounted) -> None:
    """Waits until the surface is there and the camera has come to rest."""
    mounted.page.locator(".slalom-space > .slalom-notice").wait_for(state="hidden")
    mounted.page.wait_for_function(
        """() => {
          const { drawings } = players[0].root.slalom;
          const rests = drawings === window.before && drawings > 1;
          window.before = drawings;
          return rests;
        }""",
        polling=250,
    )


def layout_button(mounted: Mounted, name: str) -> None:
    mounted.page.get_by_role("button", name=name).click()


def count_webgl(mounted: Mounted) -> None:
    """From now on `webgl` on the page counts what WebGL is asked to draw."""
    mounted.page.evaluate(
        """() => {
          window.webgl = 0;
          const { prototype } = WebGLRenderingContext;
          const real = prototype.drawArrays;
          prototype.drawArrays = function (...args) { window.webgl += 1; return real.apply(this, args); };
        }"""
    )


def shot(mounted: Mounted) -> np.ndarray:
    """The stage as colours (rows, columns, 3)."""
    png = mounted.page.locator(".slalom-space").screenshot()
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


def inked(mounted: Mounted, layer: str, color: str) -> np.ndarray:
    """Where a canvas has this colour, as pixels (count, 2)."""
    places = mounted.page.locator(layer).evaluate(
        """(canvas, color) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const found = [];
          for (let i = 0; i < data.length; i += 4) {
            const near = color.every((value, c) => Math.abs(data[i + c] - value) < 3) && data[i + 3] > 250;
            if (near) found.push([(i / 4) % canvas.width, Math.floor(i / 4 / canvas.width)]);
          }
          return found;
        }""",
        [int(color[i : i + 2], 16) for i in (1, 3, 5)],
    )
    return np.array(places, dtype=float).reshape(-1, 2)


def on_screen(mounted: Mounted, point: np.ndarray) -> np.ndarray:
    """Where a point of the box is, by the rules of perspective: an angle of 45° from top to bottom."""
    camera = mounted.get("camera")
    box = mounted.page.locator(".slalom-space").bounding_box()
    size = np.array([box["width"], box["height"]])
    distance = camera["distance"] * max(1.0, 1.2 * size[1] / size[0])
    a, e = np.radians([camera["azimuth"], camera["elevation"]])
    back = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    right = np.array([-np.sin(a), np.cos(a), 0.0])
    up = np.cross(back, right)
    depth = distance - point @ back
    scale = size[1] / 2 / np.tan(np.pi / 8) / depth
    return size / 2 + scale * np.array([point @ right, -(point @ up)])


def in_box(x: np.ndarray, value: float, top: float) -> np.ndarray:
    xmin, xmax, ymin, ymax = compared.BOWL.domain
    share = np.array([(x[0] - xmin) / (xmax - xmin), (x[1] - ymin) / (ymax - ymin), value / top])
    return BOX * (share - 0.5)


def grid_top() -> float:
    header = compared.grid()
    length = struct.unpack("<I", header[:4])[0]
    return float(np.frombuffer(header[4 + length :], "<f4").max())
