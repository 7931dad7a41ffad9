"""Until the surface has come, what else there is has its place; until its rest has, no part of a map is white, and
nothing there looks like a contour."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from player.shown import grid
from simulation.experiments.ground import ground
from tests.e2e.player_core import compared, handled, payloads

WAITS = "document.querySelector('.slalom-graph').dataset.waits"
AREA = """() => {
  const [box, clip] = [document.querySelector('.slalom-map'), document.querySelector('.slalom-graph').dataset.waits];
  const [left, top, width, height] = clip.match(/[\\d.]+(?=px)/g).map(Number);
  const { x, y } = box.getBoundingClientRect();
  return { x: x + left + 2, y: y + top + 2, width: width - 4, height: height - 4 };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1900, 560), (760, 1500), (2200, 700), (390, 844), (721, 400)])
def test_a_map_of_an_unusual_shape_has_no_white_margins(opened, size, scheme):
    mounted, where = opened(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme), ground("himmelblau")
    mounted.mount(
        paths=compared.paths(compared.views((0.5,), steps=20), None, asked={"grid": where.key}), grid=grid(where)
    )
    mounted.until("s.whole")
    mounted.page.locator(".slalom-map").press("-")
    for _ in range(8):
        mounted.page.locator(".slalom-map").focus()
        mounted.page.keyboard.down("Control")
        mounted.page.locator(".slalom-map").hover()
        mounted.page.mouse.wheel(0, 300)
        mounted.page.keyboard.up("Control")
    mounted.page.wait_for_function(f"{WAITS} !== ''")
    mounted.page.mouse.move(2, 2)
    mounted.settle()
    seen = mounted.page.screenshot(clip=mounted.page.evaluate(AREA))
    pixels = np.asarray(Image.open(io.BytesIO(seen)).convert("RGB"), dtype=int)
    paper = {"light": (255, 255, 255), "dark": (15, 19, 26)}[scheme]
    bare = (np.abs(pixels - paper).sum(axis=-1) < 4).mean()
    assert bare < 0.03
    corners = pixels[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert np.abs(corners - corners[0]).max() <= 3  # flat, but for how a colour is mixed


def test_what_has_come_has_no_such_ground(player):
    player.until("s.whole")
    assert player.page.evaluate("document.querySelector('.slalom-graph').style.background") == ""


PLACES = """() => ['.slalom-stage', '.slalom-handles', '.slalom-header', '.slalom-pill', '.slalom-side'].map((name) => {
  const { x, y, width } = document.querySelector(name).getBoundingClientRect();
  return [name, x, y, width];
})"""


@pytest.mark.parametrize("width", [390, 549, 1060])
def test_nothing_moves_when_the_surface_comes(opened, width):
    mounted = opened(viewport={"width": width, "height": 800})
    mounted.page.evaluate("() => { mountStandIn(); }")
    sent = base64.b64encode(handled.paths()).decode()
    mounted.page.evaluate("paths => { players[0].update({ paths }); }", sent)  # which ends when the surface is there
    before = mounted.page.evaluate(PLACES)
    assert not mounted.get("whole")
    assert handled.handle(mounted, "step size η").is_visible()
    mounted.update(grid=payloads.grid(), paths=handled.paths())
    mounted.until("s.whole")
    mounted.settle()
    assert mounted.page.evaluate(PLACES) == before
