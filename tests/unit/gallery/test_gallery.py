"""The gallery's files: valid, short, and each with a test of its claim in one of the files beside this one."""

import re
from pathlib import Path

import pytest

from gallery import DEMOS, DemoError, read

SENTENCE_END = re.compile(r"[.?](?= [A-Z×]|$)")


def test_every_demo_has_its_test():
    files = Path(__file__).parent.glob("test_gallery_*.py")
    tests = {name for file in files for name in re.findall(r"^def (test_\w+)\(\):", file.read_text("utf-8"), re.M)}
    assert {f"test_{key.replace('-', '_')}" for key in DEMOS} == tests


def test_titles_and_places_are_unique():
    assert len({demo.title for demo in DEMOS.values()}) == len(DEMOS) >= 18
    assert len({demo.order for demo in DEMOS.values()}) == len(DEMOS)


@pytest.mark.parametrize("key", DEMOS)
def test_two_sentences_and_a_short_link(key):
    demo = DEMOS[key]
    assert len(SENTENCE_END.findall(demo.look)) == 2
    assert demo.look.endswith((".", "?"))
    assert len(demo.experiment.to_query()) <= 2000
    assert type(demo.experiment).from_query(demo.experiment.to_query()) == demo.experiment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "This is not JSON"),
        ('{"title": "Only a title"}', "is missing"),
        ('{"title": "x", "group": "Weather", "order": 1, "look": "y", "experiment": {}}', "group: must be one of"),
        (
            '{"title": "x", "group": "Momentum", "order": 1, "look": "y", "experiment": {"runs": [{"rule": "adamm"}]}}',
            "there is no rule",
        ),
    ],
)
def test_a_bad_file_gets_one_sentence(tmp_path, text, why):
    file = tmp_path / "bad.json"
    file.write_text(text)
    with pytest.raises(DemoError, match=why) as caught:
        read(file)
    assert str(caught.value).startswith("bad.json: ")
    assert "\n" not in str(caught.value)
