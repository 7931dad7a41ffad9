"""Imports run downward only, and heavy libraries stay in their rooms."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SIMULATION = {"simulation", "optimizers", "surfaces", "formulas", "parameters"}
BELOW = {
    "parameters": set(),
    "formulas": set(),
    "optimizers": {"formulas", "parameters"},
    "surfaces": {"formulas", "parameters"},
    "theory": set(),
    "simulation": _SIMULATION - {"simulation"},
    "words": _SIMULATION,
    "figures": _SIMULATION | {"words"},
    "player": _SIMULATION | {"words", "figures"},
    "gallery": _SIMULATION,
    "networks": _SIMULATION,
    "exports": _SIMULATION | {"words", "figures", "player"},
}
ROOMS = {*BELOW, "ui", "pages"}
LIBRARIES = {
    "streamlit": {"ui", "pages"},
    "plotly": {"figures", "exports"},
    "torch": {"networks"},
    "scipy": {"surfaces"},
}


def imported(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    names += [node.module for node in tree if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_imports_run_downward(room):
    for file in (ROOT / room).glob("**/*.py"):
        for name in imported(file):
            if name in ROOMS - {room} and room in BELOW:
                assert name in BELOW[room], f"{file.name} imports {name}"
            assert room in LIBRARIES.get(name, {room}), f"{file.name} imports {name}"


def test_nothing_imports_a_page():
    for file in ROOT.glob("[!.]*/**/*.py"):
        assert "pages" not in imported(file), file
