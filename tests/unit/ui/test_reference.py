"""What the Reference page says and draws, without the page."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from figures import thumbnail
from figures.small_map import SHARES
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Experiment, run
from surfaces import SURFACES
from tests.helpers.references import BY_HAND, REFERENCES, WORKED_OUT
from tests.helpers.references_authors import AUTHORS
from ui.reference.entries import OTHER, entries, groups, notes, search
from ui.reference.entry import demos
from ui.reference.parity import authors_code, parity
from ui.widgets import prose

EVERYTHING = entries()
SVG = "{http://www.w3.org/2000/svg}"


def keys(text):
    return [entry.key for entry in search(EVERYTHING, text)]


def drawn(svg):
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_everything_is_listed_once():
    listed = [(entry.kind, entry.key) for entry in EVERYTHING]
    kinds = {"rule": OPTIMIZERS, "schedule": SCHEDULES, "transform": TRANSFORMS, "surface": SURFACES}
    assert sorted(listed) == sorted((kind, key) for kind, known in kinds.items() for key in known)


def test_every_rule_belongs_to_a_group_and_groups_stay_together():
    headings = [entry.group for entry in EVERYTHING]
    assert OTHER not in headings
    assert list(groups(EVERYTHING)) == list(dict.fromkeys(headings))
    assert headings == [heading for heading, members in groups(EVERYTHING).items() for _ in members]


@pytest.mark.parametrize("entry", EVERYTHING, ids=lambda entry: f"{entry.kind} {entry.key}")
def test_every_entry_says_what_it_is_in_one_line(entry):
    said = notes(entry)
    assert 10 <= len(said.lead) <= 400
    assert "\n" not in said.lead
    assert not said.lead.startswith(entry.title + ":")
    if entry.kind in ("rule", "surface"):
        assert said.source, "a rule names its paper, and a surface where it is from"


def test_search_finds_names_before_hyperparameters_before_words():
    assert keys("adam")[0] == "adam"
    found = keys("momentum")
    assert found.index("momentum") < found.index("rmsprop") < found.index("adam")
    assert set(keys("beta1")) == {key for key, rule in OPTIMIZERS.items() if "beta1" in rule.hyperparameters()}
    assert keys("nelder mead")[0] == "nelder_mead"
    assert keys("L-BFGS")[0] == "lbfgs"


def test_search_wants_every_word_and_ignores_case():
    assert keys("KERAS inside") == keys("inside keras")
    assert set(keys("keras inside")) < set(keys("keras"))
    assert keys("no such thing") == []
    assert len(keys("")) == len(keys("  ")) == len(EVERYTHING)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_picture_of_a_rule_is_its_path(key):
    svg = drawn(thumbnail.picture("rule", key))
    assert OPTIMIZERS[key].title in svg.findtext(f"{SVG}title")
    halo, line, *second = svg.iter(f"{SVG}polyline")
    assert halo.get("points") == line.get("points")
    assert len(second) == len(OPTIMIZERS[key].points)
    pixels = np.array([point.split(",") for point in line.get("points").split()], dtype=float)
    path = run(thumbnail.example(key))[0]
    assert len(pixels) == path.last + 1
    scale = thumbnail.WIDTH / 20
    np.testing.assert_allclose(pixels, (path.x - (-10, 5)) * (scale, -scale), atol=0.051)


def test_a_path_that_diverges_is_drawn_as_far_as_it_is_finite(monkeypatch):
    far = Experiment.from_query("surface=elongated_bowl&steps=100&run=momentum~lr~1e6")
    monkeypatch.setattr(thumbnail, "example", lambda _key: far)
    svg = thumbnail.path_svg.__wrapped__("momentum", "far", False)
    assert "nan" not in svg
    assert "inf" not in svg


@pytest.mark.parametrize("key", SCHEDULES)
def test_the_course_of_a_schedule_shows_something(key):
    values = thumbnail.course(SCHEDULES[key]())
    assert 8 <= len(values) <= 10_000
    assert np.isfinite(values).all()
    assert key == "constant" or np.ptp(values) > 0.09
    assert drawn(thumbnail.picture("schedule", key).replace(f' xmlns="{SVG[1:-1]}"', "")).find(f"{SVG}path") is not None


def test_text_is_never_markup():
    assert prose.html("a < b & `c_d`") == "a &lt; b &amp; <code>c_d</code>"
    assert "<script>" not in prose.html("<script>")


def test_addresses_become_links_without_the_marks_after_them():
    html = prose.html("A. Author, https://doi.org/10.1016/0041-5553(64)90137-5; B, https://www.b.org/c.")
    assert 'href="https://doi.org/10.1016/0041-5553(64)90137-5"' in html
    assert ">b.org/c</a>." in html


def test_forms_keep_their_columns_and_prose_does_not_keep_its_lines():
    html = prose.paragraphs(["a  x\nbc y ← 1", "one\ntwo"])
    assert html == '<div class="reference-forms" tabindex="0">a  x\nbc y ← 1</div><p>one two</p>'


def test_every_rule_says_what_it_was_checked_against():
    for key in OPTIMIZERS:
        said = parity(key)
        if key in REFERENCES:
            assert REFERENCES[key].name in said
        else:
            assert key in {*BY_HAND, *WORKED_OUT}
            assert "worked out by hand" in said
    assert "not been compared" in parity("unheard of")


def test_what_the_authors_code_does_is_said_of_every_rule_of_which_it_is_known():
    assert authors_code("adopt") == (
        "Authors' code: the same path: clips at (t − 1)^¼, which is 1 at the first step that moves."
    )
    assert "it clips at t^¼" in parity("adopt")
    assert authors_code("sgd") == ""
    page = (Path(__file__).parents[3] / "docs" / "parity.md").read_text(encoding="utf-8")
    assert "| authors' code |" in page
    for key, words in AUTHORS.items():
        assert words in authors_code(key)
        assert re.search(
            rf"^\| {re.escape(OPTIMIZERS[key].title)} \|.*\| {re.escape(words)} \|$", page, re.MULTILINE
        ), key
    assert all(f"\n| {rule.title} |" in page for rule in OPTIMIZERS.values())


def test_the_table_and_its_page_say_the_same():
    root = Path(__file__).parents[3]
    page = (root / "docs" / "parity.md").read_text(encoding="utf-8")
    for key, row in json.loads((root / "ui" / "reference" / "parity.json").read_text(encoding="utf-8"))[
        "measured"
    ].items():
        assert f"| {OPTIMIZERS[key].title} | {row['reference']} | {row['cases']} |" in page
        assert f"| {row['rows']} of {row['walked']} |" in page
        assert row["error"] <= 1e-12


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_rule_is_seen_to_move_in_its_picture(key):
    path = run(thumbnail.example(key))[0]
    points = path.x[: int(path.last) + 1]
    way = np.nanmax(np.linalg.norm(points - points[0], axis=1)) / 20
    assert way >= thumbnail.FAR_ENOUGH


def test_a_rule_that_needs_more_steps_to_move_gets_them_and_no_other_does():
    longer = {key for key in OPTIMIZERS if thumbnail.example(key).steps > thumbnail.STEPS}
    assert longer == {"adadelta", "lamb"}


def test_no_two_rules_say_the_same_and_search_finds_what_they_say():
    said = [sentence for rule in OPTIMIZERS.values() for sentence in rule.plainly]
    assert len({rule.plainly for rule in OPTIMIZERS.values()}) == len(OPTIMIZERS)
    assert len(said) == 2 * len(OPTIMIZERS)
    assert keys("brakes before it overshoots") == ["nesterov"]


@pytest.mark.parametrize(
    ("key", "demo"),
    [
        ("nesterov", "nesterov-brakes-earlier"),
        ("adadelta", "adagrad-dies"),
        ("newton", "newton-jumps"),
        ("lion", "signs-only"),
        ("averaged", "averaging-instead-of-decay"),
        ("nelder_mead", "the-nearest-minimum"),
    ],
)
def test_the_demos_of_a_rule_are_those_in_which_it_walks(key, demo):
    assert demo in demos(key)
    assert all(key in {run.rule for run in shown.experiment.runs} or key == "sgd" for shown in demos(key).values())


def test_a_rule_inside_of_another_is_shown_by_its_demos_too():
    assert "averaging-instead-of-decay" in demos("sgd")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("key", SURFACES)
def test_the_picture_of_a_surface_is_a_small_map_or_a_curve_with_its_minima(key, dark):
    svg = thumbnail.picture("surface", key, dark=dark)
    assert len(svg) < 30_000
    surface, picture = SURFACES[key], drawn(svg)
    assert picture.findtext(f"{SVG}title") == f"Map of {surface.name}"
    assert len(picture.findall(f".//{SVG}circle")) == len(surface.minima)
    assert len(picture.findall(f".//{SVG}path")) == (1 if surface.dimensions == 1 else len(SHARES))
    low, high = picture.get("viewBox").split()[2:]
    for dot in picture.iter(f"{SVG}circle"):
        assert 0 <= float(dot.get("cx")) <= float(low)
        assert 0 <= float(dot.get("cy")) <= float(high)


def test_a_surface_is_found_by_its_name_its_family_and_its_parameters():
    assert keys("two wells")[0] == "two_wells"
    assert {"parabola", "absolute", "log_cosh"} <= set(keys("one dimension"))
    assert "rosenbrock" in keys("valley")
