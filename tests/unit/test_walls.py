"""Imports run downward only, between rooms and between the folders inside them, and heavy libraries stay in theirs."""

import pytest

from tests.helpers.imports import ROOT, imported

_SIMULATION = {"simulation", "optimizers", "surfaces", "formulas", "parameters"}
BELOW = {
    "parameters": set(),
    "formulas": set(),
    "optimizers": {"formulas", "parameters"},
    "surfaces": {"formulas", "parameters"},
    "simulation": _SIMULATION - {"simulation"},
    "words": _SIMULATION,
    "figures": _SIMULATION | {"words"},
    "player": _SIMULATION | {"words", "figures", "networks"},
    "gallery": _SIMULATION | {"maps", "networks", "theory", "words"},
    "theory": set(),
    "maps": _SIMULATION | {"words", "theory", "networks"},
    "networks": _SIMULATION | {"words"},
    "exports": _SIMULATION | {"words", "figures", "player", "gallery", "networks", "maps"},
    "cli": _SIMULATION | {"words", "figures", "player", "networks", "exports", "gallery", "maps"},
}
ROOMS = {*BELOW, "ui", "pages"}
LIBRARIES = {
    "streamlit": {"ui", "pages"},
    "plotly": {"figures", "exports"},
    "imageio_ffmpeg": {"exports"},
    "matplotlib": {"figures", "exports"},
    "torch": {"networks"},
    "scipy": {"surfaces", "maps"},
    "numba": {"maps"},
    "distributed": {"maps"},
    "anywidget": {"exports"},
    "traitlets": {"exports"},
    "pandas": {"exports"},
    "pyarrow": {"exports", "maps"},
    "typer": {"cli"},
    "rich": {"cli"},
}
#: Room → folder → the folders of the same room that it may import; "" are the files that lie in no folder.
INSIDE: dict[str, dict[str, set[str]]] = {
    "optimizers": {
        "": set(),
        "toolbox": {""},
        "rules": {"", "toolbox"},
        "wrappers": {"", "rules"},
        "schedules": {""},
        "reading": {"", "toolbox", "wrappers"},
        "typed": {"", "toolbox", "wrappers", "reading"},
    },
    "formulas": {"": set(), "reading": {""}},
    "figures": {"": set(), "scene": {""}, "in_matplotlib": {"", "scene"}, "in_plotly": {"", "scene"}},
    "surfaces": {
        "": set(),
        "reading": set(),
        "families": {""},
        "losses": {"", "reading"},
        "heightmaps": {"", "reading"},
    },
    "exports": {
        "": {"film", "html", "picture"},
        "html": {"", "maps"},
        "picture": {""},
        "film": {""},
        "notebook": {"", "html", "data"},
        "data": {""},
        "maps": {""},
        "code": {""},
    },
    "simulation": {
        "tables": set(),
        "running": {"tables"},
        "live": {"running"},
        "experiments": {"live", "running"},
        "judging": {"running"},
    },
    "networks": {
        "data": {""},
        "models": {"", "data"},
        "": {"data", "library"},
        "training": {"", "data", "library", "models"},
        "landscape": {""},
        "shown": {"", "data", "models", "training", "landscape"},
        "library": set(),
    },
    "maps": {
        "": {"sweep", "trained"},
        "sweep": {""},
        "trained": {""},
        "spread": {"", "sweep", "trained"},
        "race": {""},
    },
    "ui": {
        "state": set(),
        "components": set(),
        "widgets": {"components", "state"},
        "address": {"components", "state", "widgets"},
        "frame": {"address", "components"},
        "": {"address", "components", "state"},
        "sidebar": {"state", "widgets"},
        "keeping": {"state", "widgets"},
        "playground": {"", "address", "frame", "keeping", "sidebar", "state", "widgets"},
        "compare": {"", "address", "frame", "keeping", "sidebar", "state", "widgets"},
        "maps": {"", "address", "components", "frame", "keeping", "networks", "sidebar", "state", "widgets"},
        "race": {"", "address", "frame", "keeping", "sidebar", "state", "widgets"},
        "networks": {"", "address", "frame", "keeping", "sidebar", "state", "widgets"},
        "gallery": {"", "frame", "widgets"},
        "reference": {"", "frame", "widgets"},
    },
}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_imports_run_downward(room):
    for file in (ROOT / room).glob("**/*.py"):
        for name in (name.split(".")[0] for name in imported(file)):
            if name in ROOMS - {room} and room in BELOW:
                assert name in BELOW[room], f"{file} imports {name}"
            assert room in LIBRARIES.get(name, {room}), f"{file} imports {name}"


def test_every_folder_with_code_has_its_walls():
    found = {room: {file.parent.name for file in (ROOT / room).glob("*/*.py")} for room in INSIDE}
    assert found == {room: set(folders) - {""} for room, folders in INSIDE.items()}


@pytest.mark.parametrize(("room", "folder"), [(room, folder) for room in INSIDE for folder in INSIDE[room]])
def test_imports_run_downward_inside_a_room(room, folder):
    """The `__init__.py` of a room is its table of contents and may import all of it; only `typed` asks it back, for the
    built-in rules."""
    for file in (ROOT / room / folder).glob("*.py"):
        if not folder and file.name == "__init__.py":
            continue
        for name in imported(file):
            where = name.split(".")
            if where[0] != room:
                continue
            other = where[1] if len(where) > 1 and (ROOT / room / where[1]).is_dir() else ""
            assert other == folder or other in INSIDE[room][folder], f"{file} imports {name}"


def test_nothing_imports_a_page():
    for file in ROOT.glob("[!.]*/**/*.py"):
        assert "pages" not in {name.split(".")[0] for name in imported(file)}, file
