"""What the Reference page says and draws, without the page."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from figures import thumbnail
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Experiment, run
from tests.helpers.references import BY_HAND, REFERENCES, WORKED_OUT
from tests.helpers.references_authors import AUTHORS
from ui.reference.entries import OTHER, entries, groups, notes, search
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
    kinds = {"rule": OPTIMIZERS, "schedule": SCHEDULES, "transform": TRANSFORMS}
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
    if entry.kind == "rule":
        assert said.source, "a rule names its paper"


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
    assert html == '<div class="reference-forms">a  x\nbc y ← 1</div><p>one two</p>'


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
