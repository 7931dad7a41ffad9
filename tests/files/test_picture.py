"""Pictures, opened again by readers that know nothing of ours: Pillow, lxml, pypdf."""

import io
import re

import numpy as np
import pypdf
import pytest
from lxml import etree
from PIL import Image

from exports.formats import FORMATS
from exports.work import CancelledError, ExportError, Work
from figures.in_matplotlib import words as fonts
from figures.in_matplotlib.figure import drawn
from figures.options import SIZES
from simulation import Experiment

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
RUNS = [{"rule": key, "hyperparameters": {"lr": lr}} for key, lr in (("adam", 0.05), ("sgd", 1e-3), ("momentum", 5e-4))]
HEIGHTS = [[0, 1, 2, 4], [1, 3, 1, 2], [2, 1, 0, 1], [3, 1, 1, 0]]
SMALL = {"size": "own", "width": 6, "height": 6}
BETAS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99)


def made(**data) -> Work:
    return Work.of(Experiment.from_data({"surface": "rosenbrock", "steps": 60, **data}))


@pytest.fixture(scope="module")
def three() -> Work:
    return made(runs=RUNS)


@pytest.fixture(scope="module")
def twelve() -> Work:
    return made(
        steps=2000,
        runs=[{"rule": "momentum", "hyperparameters": {"lr": 4e-4, "momentum": beta}} for beta in BETAS],
    )


def image(work: Work, **options) -> Image.Image:
    return Image.open(io.BytesIO(FORMATS["png"].make(work, options)))


def pixels(work: Work, **options) -> np.ndarray:
    return np.asarray(image(work, **options).convert("RGB"), dtype=int)


def svg(work: Work, **options) -> etree._Element:
    return etree.fromstring(FORMATS["svg"].make(work, options))


def words(root: etree._Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def page(work: Work, **options) -> pypdf.PageObject:
    (only,) = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].make(work, options))).pages
    return only


@pytest.mark.parametrize("size", SIZES)
def test_every_format_is_as_large_as_it_is_asked_to_be(three, size):
    width, height, _ = SIZES[size]
    for scale in (1, 2):
        found = image(three, size=size, scale=scale)
        assert found.size == pytest.approx((width / 2.54 * 96 * scale, height / 2.54 * 96 * scale), abs=1)
        assert found.info["dpi"] == pytest.approx((96 * scale, 96 * scale), abs=0.1)
    box = page(three, size=size).mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((width / 2.54 * 72, height / 2.54 * 72), abs=0.01)
    said = svg(three, size=size)
    assert float(said.get("width").removesuffix("pt")) == pytest.approx(width / 2.54 * 72, abs=0.01)


def test_a_size_of_ones_own_in_centimetres(three):
    assert image(three, size="own", width=10.16, height=7.62, scale=4).size == (1536, 1152)


@pytest.mark.parametrize("theme", ["light", "dark", "publication"])
def test_the_head_is_where_the_last_point_is(theme):
    """To a pixel: the middle of what has the colour of a run, near its last point, is that point."""
    options = {"size": "own", "width": 20.0, "height": 15.0, "theme": theme}
    three = made(steps=300, runs=RUNS)
    found, seen = drawn(three.experiment, bundles=three.bundles, **options), pixels(three, scale=2, **options)
    for lane in found.lanes:
        at = found.maps[0].transData.transform(lane.lane.points[-1]) * 2
        column, row = at[0], len(seen) - at[1]
        around = seen[round(row) - 8 : round(row) + 9, round(column) - 8 : round(column) + 9]
        color = [int(lane.lane.look.color[i : i + 2], 16) for i in (1, 3, 5)]
        assert (np.abs(around[6:11, 6:11] - color).sum(axis=-1) < 12).all(), lane.lane.look
    last = found.lanes[0]
    radius = last.head.get_markersize() / 2 / 72 * 96 * 2
    at = found.maps[0].transData.transform(last.lane.points[-1]) * 2
    rows, columns = np.nonzero(np.abs(seen - [0x00, 0x72, 0xB2]).sum(axis=-1) < 12)
    rows, columns = rows + 0.5 - (len(seen) - at[1]), columns + 0.5 - at[0]
    near = np.hypot(rows, columns) < radius + 1
    assert np.abs([rows[near].mean(), columns[near].mean()]).max() < 1


def test_the_first_and_the_last_step_differ_and_the_last_is_the_whole(three):
    first, middle, last = (pixels(three, last=step) for step in (1, 20, 60))
    assert (first != middle).any()
    assert (middle != last).any()
    assert (pixels(three) == last).all()


def test_the_same_input_gives_the_same_bytes(three):
    for key in ("png", "svg", "pdf"):
        one, other = (FORMATS[key].make(three, {"curve": "gap", "colorbar": True}) for _ in range(2))
        assert one == other, key
        assert not re.search(rb"20\d\d-\d\d-\d\d|D:20\d\d", one)


def test_words_are_words():
    strange = ["$x_1$ costs $5", "a_b & <b>no tag</b>", "η → β₁, naïve", "中文 🚀", "W" * 80]
    work = made(runs=[{"rule": "sgd", "label": label, "hyperparameters": {"lr": 1e-4}} for label in strange])
    said = words(svg(work, size="slide"))
    assert set(strange[:4]) <= set(said)
    assert any(re.fullmatch(r"W{30,}…?", one) for one in said)
    assert {"x", "y", "start", "minimum", "5 runs on Rosenbrock"} <= set(said)
    text = page(work, size="slide").extract_text()
    for one in ("$x_1$ costs $5", "a_b & <b>no tag</b>", "η → β₁, naïve", "5 runs on Rosenbrock", "minimum", "−1"):
        assert one in text, one


def test_fonts_of_a_page_are_embedded(three):
    fonts = page(three, theme="publication")["/Resources"]["/Font"]
    for font in fonts.values():
        inside = font.get_object()
        assert inside["/Subtype"] == "/Type0"  # TrueType with a table of its letters, and no outlines alone
        (descendant,) = inside["/DescendantFonts"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]


def test_twelve_maps_of_two_thousand_steps_hold_their_ground_once(twelve):
    options = {"layout": "panels", "size": "page"}
    root = svg(twelve, **options)
    drawings = [
        path for path in root.iter(f"{SVG}path") if len(path.get("d")) > 1000 and path.getparent().tag.endswith("defs")
    ]
    used = [use.get(LINK) for use in root.iter(f"{SVG}use")]
    assert len(drawings) >= 10
    assert {used.count(f"#{path.get('id')}") for path in drawings} == {12}
    assert len(FORMATS["svg"].make(twelve, options)) < 900_000
    assert len(FORMATS["pdf"].make(twelve, options)) < 900_000
    assert {f"β = {beta:g}" for beta in BETAS} <= set(words(root))
    text = page(twelve, **options).extract_text()
    assert all(f"β = {beta:g}" in text for beta in BETAS)
    assert image(twelve, **options, scale=1).size == (672, 869)


def test_nothing_but_the_ground_is_an_image_and_that_only_if_asked(three):
    assert list(svg(three).iter(f"{SVG}image")) == []
    assert len(list(svg(three, raster=True).iter(f"{SVG}image"))) == 1
    assert len(page(three).images) == 0
    assert len(page(three, raster=True).images) == 1


def test_paths_that_are_one_are_dashed():
    same = {"rule": "adam", "hyperparameters": {"lr": 0.05}}
    work = made(runs=[same, {**same, "label": "again"}, {**same, "label": "and again"}])
    styles = [path.get("style") for path in svg(work).iter(f"{SVG}path") if "dasharray" in (path.get("style") or "")]
    pairs = [tuple(map(float, re.search(r"dasharray: ([\d.]+),([\d.]+)", style).groups())) for style in styles]
    assert [round(gap / dash) for dash, gap in pairs] == [1, 2]


@pytest.mark.parametrize(
    "data",
    [
        {"surface": "parabola", "runs": [{"rule": "adam"}]},
        {"fan": 8, "runs": [{"rule": "adam"}, {"rule": "sgd", "hyperparameters": {"lr": 1e-3}}]},
        {"seeds": 5, "runs": [{"rule": "sgd", "hyperparameters": {"lr": 1e-3}, "transforms": [{"name": "noise"}]}]},
        {"runs": [{"rule": "sgd", "hyperparameters": {"lr": 0.5}}, {"rule": "adam"}]},
        {"surface": "himmelblau", "maximize": True, "runs": [{"rule": "sgd", "hyperparameters": {"lr": 0.5}}]},
        {"surface": "heightmap", "heights": HEIGHTS, "runs": [{"rule": "adam"}]},
        {"surface": "formula", "formula": "sqrt(x) + y^2", "runs": [{"rule": "adam"}]},
        {"surface": "formula", "formula": "3", "runs": [{"rule": "adam"}]},
        {"steps": 1, "runs": [{"rule": "nesterov"}]},
    ],
)  # fmt: skip
def test_every_kind_of_run_has_its_picture(data):
    work = made(**data)
    every = {"curve": "gap", "arrows": "all", "colorbar": True, "view": "paths", "theme": "publication"}
    for layout in ("overlay", "panels"):
        assert words(svg(work, layout=layout, **every))
        assert image(work, layout=layout, **every, scale=1).size == (672, 362)
    assert "1e+" not in " ".join(words(svg(work)))


def test_what_cannot_be_made_is_one_sentence(three, twelve):
    with pytest.raises(ExportError, match="too many"):
        FORMATS["png"].make(three, {"size": "own", "width": 119, "height": 119, "scale": 8})
    with pytest.raises(ExportError, match=r"too small for all that is to be in it; [^.]*\.$"):
        FORMATS["svg"].make(twelve, {"size": "own", "width": 4, "height": 4, "layout": "panels"})
    with pytest.raises(ValueError, match="size must be one of slide, one column"):
        FORMATS["svg"].make(three, {"size": "huge"})


def test_who_no_longer_wants_it_is_heard(three):
    def stop(_share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        FORMATS["pdf"].make(three, {}, stop)


def test_letters_without_a_font_are_said_and_an_svg_keeps_them(monkeypatch):
    """Fonts that are installed are asked for letters that ours lack; of the letters of none, a sentence names some."""
    runs = [{"rule": "adam", "label": "𐘀 Ελληνικά العربية ❤\ufe0f"}]
    work = Work.of(Experiment.from_data({"surface": "booth", "steps": 3, "runs": runs}))
    for key in ("png", "pdf", "gif", "mp4"):
        assert FORMATS[key].note(work) == ("No font here has 𐘀: boxes stand in their place. An SVG keeps the letters.")
    assert FORMATS["png"].make(work)
    assert "𐘀 Ελληνικά العربية ❤" in FORMATS["svg"].make(work).decode()
    assert FORMATS["svg"].note(work) == FORMATS["html"].note(work) == ""
    assert fonts.families("serif", ["∎ العربية"])[0] == "STIXGeneral"
    assert "DejaVu Sans" in fonts.families("serif", ["العربية"])
    assert fonts.boxes("serif", ["العربية"]) == ""
    monkeypatch.setattr(fonts, "_OTHERS", ())  # no font that we know of: whatever is installed is asked
    fonts._chosen.cache_clear()
    assert fonts.boxes("serif", ["العربية"]) == ""
    fonts._chosen.cache_clear()


def test_names_above_small_maps_are_told_apart():
    """Where they have no room they leave out the words with which all begin; one that is too long is cut."""

    def names(*labels: str) -> set[str]:
        runs = [{"rule": "adam", "label": label} for label in labels]
        return set(words(etree.fromstring(FORMATS["svg"].make(made(runs=runs), {"layout": "panels", **SMALL}))))

    begin = "every run of this long experiment"
    assert {"one", "two"} <= names(f"{begin} one", f"{begin} two")
    assert {"one", "short"} <= names("one", "short")
    found = names(f"{begin} {'W' * 30}", f"{begin} short")
    assert "short" in found
    assert any(re.fullmatch("W+…", text) for text in found)
    assert any(re.fullmatch("every run.*…", text) for text in names(f"{begin} {begin}"))


@pytest.mark.parametrize("font", ["sans serif", "serif"])
def test_numbers_as_we_write_them_have_letters_in_every_font(font):
    assert fonts.boxes(font, [fonts._OURS]) == ""
    (own, *others) = fonts.families(font, [])
    assert own == fonts.FONTS[font]
    assert len(others) == (font == "serif")
