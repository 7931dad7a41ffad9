"""Still pictures of experiments: contour rings, and SVG that a browser can read."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from figures.contours import rings
from figures.framing import box
from figures.picture import picture
from figures.small_map import curve, outline
from gallery import DEMOS
from surfaces import SURFACES, Surface

SVG = "{http://www.w3.org/2000/svg}"


def grid(f, extent: float = 1.0, cells: int = 60) -> np.ndarray:
    axis = np.linspace(-extent, extent, cells + 1)
    return f(*np.meshgrid(axis, axis))


def area(ring: np.ndarray) -> float:
    """Signed, in cells."""
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) / 2)


def test_a_circle_is_one_ring_of_its_area():
    (ring,) = rings(grid(lambda x, y: x * x + y * y), 0.25)
    assert abs(area(ring)) == pytest.approx(np.pi * 15**2, rel=0.01)
    np.testing.assert_allclose(np.hypot(*(ring - 30).T), 15, atol=0.02)


def test_a_hole_runs_the_other_way_round():
    outer, inner = sorted(rings(grid(lambda x, y: np.abs(np.hypot(x, y) - 0.5)), 0.2), key=lambda r: -abs(area(r)))
    assert np.sign(area(outer)) == -np.sign(area(inner))
    assert abs(area(outer) + area(inner)) == pytest.approx(np.pi * (21**2 - 9**2), rel=0.02)


def test_rings_follow_the_border_and_part_at_a_saddle():
    left, right = rings(grid(lambda x, y: y * y - x * x), -0.01)
    both = np.vstack([left, right])
    assert (both.min(), both.max()) == (0, 60)
    checkered = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert len(rings(checkered, 0.5)) == 2


def test_nothing_or_everything_is_below():
    flat = np.zeros((3, 4))
    assert rings(flat, -1.0) == []
    (ring,) = rings(flat, 1.0)
    assert abs(area(ring)) == 6


@pytest.mark.parametrize("key", DEMOS)
def test_a_picture_is_small_svg_with_a_line_per_run(key):
    demo = DEMOS[key]
    text = picture(demo.experiment, demo.view, dark=False, title="f < 1 & more")
    root = ET.fromstring(text)
    assert root.findtext(f"{SVG}title") == "f < 1 & more"
    assert len(root.findall(f"{SVG}svg")) == (len(demo.experiment.runs) if demo.view == "panels" else 1)
    assert len(root.findall(f".//{SVG}path[@class='line']")) == demo.experiment.fan * len(demo.experiment.runs)
    assert "nan" not in text
    assert len(text) < 60_000


def test_only_the_style_knows_the_theme():
    demo = DEMOS["zig-zag"]
    light, dark = (picture(demo.experiment, "overlay", dark=dark, title="") for dark in (False, True))
    assert light.split("</style>")[1] == dark.split("</style>")[1]
    assert light != dark


def test_the_curve_of_a_line_goes_from_edge_to_edge_and_leaves_gaps():
    """As f has it: at the left and the right end of the picture, and nowhere where f has no value."""
    parabola = curve(SURFACES["parabola"], (80, 20), box(SURFACES["parabola"]))
    steps = [int(number) for number in re.findall(r"-?\d+", re.search(r'd="([^"]*)"', parabola)[1])]
    assert steps[0] == 0
    assert sum(steps[::2]) == 800
    log = Surface.from_formula("log(x)", (-1, 1))
    assert re.search(r'd="M(\d+) ', curve(log, (80, 20), box(log)))[1] == "403"
    poles = Surface.from_formula("1/(x^2 - 1/4)", (-1, 1))
    low, high = box(poles)[2:]
    assert -1e3 < low < high < 1e3


def test_an_outline_of_one_pixel_is_a_path_that_a_browser_reads():
    assert outline(np.array([[3.2, 4.1], [3.4, 3.9]])) == "M3 4"
    assert outline(np.array([[0.0, 0.0], [5.0, -2.0]])) == "M0 0l5-2"
