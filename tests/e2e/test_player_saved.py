"""A saved picture shows what is seen: one map or all of them, with their names, arrows and coinciding paths."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from optimizers import OPTIMIZERS
from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import Mounted
from tests.e2e.player_core.several import mount, number
from tests.helpers.pages import saved_picture

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [f"β = {beta:g}" for beta in compared.BETAS]


def rgb(color: str) -> list[int]:
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def svg(mounted: Mounted, folder: Path) -> ET.Element:
    return ET.parse(saved_picture(mounted.page, "SVG", folder)).getroot()


def texts(root: ET.Element, kind: str) -> list[str]:
    groups = [group for group in root.iter(f"{SVG}g") if kind in group.get("class", "").split()]
    return ["".join(text.itertext()) for group in groups for text in group.iter(f"{SVG}text")]


def maps(root: ET.Element) -> list[ET.Element]:
    return [g for g in root.iter(f"{SVG}g") if "subplot" in g.get("class", "").split()]


def lines(root: ET.Element) -> list[ET.Element]:
    return [path for path in root.iter(f"{SVG}path") if "js-line" in path.get("class", "").split()]


def strokes(root: ET.Element) -> set[str]:
    """Colours of the runs that have a line here."""
    seen = {line.get("style", "").replace(" ", "") for line in lines(root)}
    return {c for c in compared.COLORS if any("stroke:rgb({},{},{})".format(*rgb(c)) in one for one in seen)}


def test_side_by_side_every_map_is_in_the_file_with_its_name(opened, tmp_path):
    root = svg(mount(opened), tmp_path)
    assert texts(root, "annotation-text-g")[1:] == NAMES
    assert texts(root, "annotation-text-g")[0] == "colour: f"
    assert [strokes(one) for one in maps(root)] == [{color} for color in compared.COLORS[:4]]
    assert all(any("contour" in g.get("class", "") for g in one.iter(f"{SVG}g")) for one in maps(root))
    assert texts(root, "legend") == []


def test_side_by_side_the_pixels_are_where_the_maps_are(opened, tmp_path):
    mounted = mount(opened)
    picture = np.asarray(Image.open(saved_picture(mounted.page, "PNG", tmp_path)).convert("RGB"), dtype=int)
    height, width, _ = picture.shape
    for i, color in enumerate(compared.COLORS[:4]):
        rows, columns = np.nonzero(np.abs(picture - rgb(color)).sum(axis=-1) < 6)
        assert len(rows) > 200
        # two columns of two maps: nothing of a run is in another quarter
        assert set((columns > width * 0.52).tolist()) == {i % 2 == 1}
        assert set((rows > height * 0.48).tolist()) == {i > 1}


def test_a_hidden_run_has_no_map_in_the_file(opened, tmp_path):
    mounted = mount(opened, layout="overlay")
    mounted.page.locator(".slalom-run", has_text=NAMES[1]).first.click()
    mounted.page.get_by_role("button", name="Side by side").click()
    mounted.settle()
    root = svg(mounted, tmp_path)
    assert texts(root, "annotation-text-g")[1:] == [NAMES[0], *NAMES[2:]]


def test_on_one_map_all_paths_and_a_legend(opened, tmp_path):
    runs = [compared.view(compared.trajectory(beta), 0, "β < 1") for beta in (0.5, 0.9)]
    root = svg(mount(opened, [*runs, *compared.views()[2:]], "overlay"), tmp_path)
    (only,) = maps(root)
    assert strokes(only) == {compared.COLORS[i] for i in (0, 2, 3)}
    assert texts(root, "legend") == ["β < 1", *NAMES[2:]]  # two paths of one run are one name
    families = {font for one in root.iter() for font in re.findall("font-family: ([^;]+)", one.get("style", ""))}
    assert families
    assert not any("Source Sans" in family for family in families)  # a page's own font is in no file


@pytest.mark.parametrize("layout", ["overlay", "panels"])
def test_arrows_that_are_seen_are_saved_and_named(opened, tmp_path, layout):
    runs = [compared.explained(OPTIMIZERS[key](lr=0.3), i) for i, key in enumerate(("adam", "sgd"))]
    mounted = mount(opened, runs, layout)
    page = mounted.page
    page.locator(".slalom-scrub").fill("5")
    mounted.until("s.step === 5")
    before = len(lines(svg(mounted, tmp_path)))
    page.get_by_role("button", name="Arrows", exact=True).click()
    page.get_by_label("step taken").uncheck()
    page.get_by_label("reach along x and y").check()
    page.keyboard.press("Escape")
    mounted.settle()
    root = svg(mounted, tmp_path)
    assert texts(root, "legend")[-2:] == ["− gradient", "reach along x and y"]
    assert texts(root, "annotation-text-g")[0] == f"colour: f · {page.locator('.slalom-factors').inner_text()}"
    arrows_and_ellipse = 2 * 3  # with their halos
    in_the_legend = 2
    assert len(lines(root)) == before + arrows_and_ellipse + in_the_legend


def test_paths_that_are_one_are_dashed_one_over_the_other(opened, tmp_path):
    three = [compared.view(compared.trajectory(0.9), i, f"twin {i}") for i in range(3)]
    mounted = mount(opened, [*three, compared.views()[3]], "overlay")
    root = svg(mounted, tmp_path)
    dashes = [line.get("style") for line in lines(root) if "dasharray" in line.get("style", "")]
    assert len(dashes) == 2
    assert "9px, 9px" in dashes[0]
    assert "9px, 18px" in dashes[1]
    on_screen = mounted.page.locator(".slalom-lines").evaluate(
        """(canvas, colors) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return colors.map((color) => {
            let count = 0;
            for (let i = 0; i < data.length; i += 4) {
              if (data[i + 3] > 250 && color.every((value, c) => Math.abs(data[i + c] - value) < 3)) count += 1;
            }
            return count;
          });
        }""",
        [rgb(color) for color in compared.COLORS[:3]],
    )
    assert min(on_screen) > 0.15 * sum(on_screen)
    mounted.page.get_by_role("button", name="Side by side").click()
    mounted.settle()
    assert all("dasharray" not in line.get("style", "") for line in lines(svg(mounted, tmp_path)))


def ticks(root: ET.Element, kind: str) -> list[tuple[float, float]]:
    """(number, pixel) of the words along an axis."""
    groups = [group for group in root.iter(f"{SVG}g") if kind in group.get("class", "").split()]
    found = []
    for group in groups:
        text = next(group.iter(f"{SVG}text"))
        shift = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", text.get("transform")).groups()
        found.append((number("".join(text.itertext())), float(shift[kind == "ytick"])))
    return found


def test_equal_scales_are_equal_in_the_file(opened, tmp_path):
    mounted = mount(opened, compared.views((0.9,)), layout=None, viewport={"width": 1500, "height": 620})
    mounted.page.locator(".slalom-map").press("e")
    mounted.settle()
    root = svg(mounted, tmp_path)
    across, up = [np.polyfit(*np.transpose(ticks(root, kind)), 1)[0] for kind in ("xtick", "ytick")]
    assert across == pytest.approx(-up, rel=1e-3)


@pytest.mark.parametrize("layout", ["overlay", "panels"])
def test_a_name_is_no_wider_than_its_place(opened, tmp_path, layout):
    wide = [compared.view(compared.trajectory(beta), i, 79 * "W" + str(i)) for i, beta in enumerate((0.5, 0.9))]
    mounted = mount(opened, [*wide, *compared.views()[2:]], layout)
    outside = mounted.page.evaluate(
        """() => [...document.querySelectorAll('.slalom *')].filter((one) => {
          const [box, card] = [one.getBoundingClientRect(), one.closest('.slalom-card, .slalom-header')];
          return card && box.width > 0 && box.right > card.getBoundingClientRect().right + 1;
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert outside == []
    root = svg(mounted, tmp_path)
    names = texts(root, "legend") if layout == "overlay" else texts(root, "annotation-text-g")[1:]
    assert len(names) == 4
    assert all(name.startswith("WWW") and name.endswith("…") for name in names[:2])
    assert names[2:] == NAMES[2:]
