"""No file needs, by whatever way, a file that needs it: imports inside functions and those for types count too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.imports import nodes

ROOT = Path(__file__).parents[2]
ROOMS = [file.parent for file in ROOT.glob("[!.]*/__init__.py")] + [ROOT / "pages"]


def modules(root: Path, rooms: list[Path]) -> dict[str, Path]:
    """Dotted name → file; a package is the name of its `__init__`."""
    files = [*root.glob("*.py"), *(file for room in rooms for file in room.glob("**/*.py"))]
    parts = {file: file.relative_to(root).with_suffix("").parts for file in files}
    return {".".join(p[:-1] if p[-1] == "__init__" else p): file for file, p in parts.items()}


def imports(name: str, file: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules that a file asks for, at any depth of its code.

    `from package import thing` asks for the submodule if `thing` is one, and else for the package itself. Python begins
    the packages around a module as well, but nothing in the module waits for them.
    """
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            around = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            base = ".".join([*around, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                if inner in known or base in known:
                    yield inner if inner in known else base


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of two or more names that all lead to one another."""
    reach = {name: reached(graph, name) for name in graph}
    groups = {frozenset(o for o in reach[name] if name in reach[o]) for name in graph if name in reach[name]}
    return sorted(sorted(group) for group in groups)


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    left = [start]
    while left:
        new = graph[left.pop()] - found
        found |= new
        left += new
    return found


def graph_of(root: Path, rooms: list[Path]) -> dict[str, set[str]]:
    known = modules(root, rooms)
    return {name: set(imports(name, file, known)) - {name} for name, file in known.items()}


def test_no_circle_among_files():
    assert circles(graph_of(ROOT, ROOMS)) == []


@pytest.mark.parametrize(
    ("leaf", "circle"),
    [
        ("from room import other", []),
        ("from room import THING", [["room", "room.leaf"]]),
        ("def f():\n    from . import THING", [["room", "room.leaf"]]),
        ("if TYPE_CHECKING:\n    import room", [["room", "room.leaf"]]),
        ("from room.deep.far import x", [["room.deep.far", "room.leaf"]]),
        ("import json", []),
    ],
)
def test_every_kind_of_import_counts(tmp_path, leaf, circle):
    texts = {
        "__init__": "from room.leaf import y\nTHING = 1",
        "leaf": leaf,
        "other": "",
        "deep/__init__": "",
        "deep/far": "from ..leaf import y",
    }
    for name, text in texts.items():
        file = tmp_path / "room" / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert circles(graph_of(tmp_path, [tmp_path / "room"])) == circle
