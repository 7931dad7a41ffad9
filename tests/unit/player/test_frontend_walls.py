"""Imports of the player's script run downward only, those of types too, and there is no circle among its files."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[3] / "player" / "frontend"
_GROUND = {"basics", "payload", "drawing"}
BELOW = {
    "basics": set(),
    "payload": {"basics"},
    "drawing": {"basics", "payload"},
    "line": _GROUND,
    "map": _GROUND | {"line"},
    "space": _GROUND | {"map"},
    "cards": _GROUND,
    "networks": _GROUND,
    "hand": _GROUND,
    "live": {"basics", "payload"},
    "controls": _GROUND | {"map", "cards", "networks", "hand"},
    "files": _GROUND | {"line", "map", "space"},
}
MOST = 15
_IMPORT = re.compile(r"^(?:import|/\*\* @import)\b[^;]*? from '(\.[^']+)'|\bimport\('(\.[^']+)'\)", re.MULTILINE)


def imports() -> dict[Path, set[Path]]:
    """Every file and what it imports, entry scripts and declarations included."""
    files = [file for file in FRONTEND.glob("**/*.[jt]s") if file.parent.name not in ("vendor", "built")]
    found = {file: _IMPORT.findall(file.read_text("utf-8")) for file in files}
    return {file: {(file.parent / (a or b)).resolve() for a, b in names} for file, names in found.items()}


@pytest.mark.parametrize("folder", BELOW)
def test_imports_run_downward(folder):
    for file, others in imports().items():
        if file.parent.name == folder:
            above = {other.parent.name for other in others} - BELOW[folder] - {folder}
            assert not above, f"{file.name} imports from {above}"


def test_every_import_is_there():
    graph = imports()
    assert {other for others in graph.values() for other in others} <= set(graph)
    assert {file.parent.name for file in graph} == {*BELOW, FRONTEND.name}


def test_no_circle():
    list(TopologicalSorter(imports()).static_order())  # raises CycleError


def test_no_folder_is_full():
    assert all(len(list((FRONTEND / folder).iterdir())) <= MOST for folder in BELOW)
