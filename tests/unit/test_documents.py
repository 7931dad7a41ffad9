"""What the documents say of the tree is so: every file and folder that they name is there."""

import re

import pytest

from tests.helpers.imports import ROOT

DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("**/*.md")])
#: A path in code quotes, which begins with a folder of the project; "<key>" and "…" stand for something to be named.
PATH = re.compile(r"`([a-z_]+/[\w./-]*)`")

#: "`name` in `file`", or "of".
NAMED = re.compile(r"`(\w+)(?:\(\))?` (?:in|of) `([\w./-]+\.\w+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_paths_in_documents_exist(document):
    places = [ROOT, document.parent, ROOT / "player", ROOT / "player" / "frontend"]
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    # Inside a room's line of the table of rooms, and in the list of terms, folders are named from the room on.
    places += [folder for folder in ROOT.iterdir() if folder.is_dir()]
    found = [path for path in PATH.findall(text) if "speed_limit" not in path]
    assert [path for path in found if not any((place / path).exists() for place in places)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_names_that_are_said_to_be_in_a_file_are_there(document):
    found = NAMED.findall(document.read_text(encoding="utf-8"))
    files = [(name, ROOT / path) for name, path in found if (ROOT / path).is_file()]
    assert [(name, file) for name, file in files if not re.search(rf"\b{name}\b", file.read_text("utf-8"))] == []


def test_the_map_names_every_room():
    text = (ROOT / "docs" / "rooms.md").read_text(encoding="utf-8")
    rooms = {file.parent.name for file in ROOT.glob("[!.]*/__init__.py")} | {"pages"}
    assert {room for room in rooms if f"`{room}/`" not in text} == set()


def test_each_way_to_contribute_is_short():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    ways = re.findall(r"^## (Add .*?)\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert [title.split(maxsplit=2)[2].split()[0] for title, _ in ways] == [
        "rule", "surface", "transform", "schedule", "demo", "curve", "page",
    ]  # fmt: skip
    assert all(len(steps.strip().splitlines()) < 10 for _, steps in ways)
