"""Which module of the project imports which, read off the sources."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CODE = ("app.py", "slalom.py")
_NOT_CODE = {"tests", "benchmarks", "docs", "node_modules", "build"}


def modules() -> dict[str, Path]:
    """Every module of the project but tests and benchmarks, by its dotted name."""
    rooms = [room for room in ROOT.iterdir() if room.is_dir() and room.name[0] != "." and room.name not in _NOT_CODE]
    files = [*(ROOT / name for name in _CODE), *(file for room in rooms for file in room.glob("**/*.py"))]
    return {_dotted(file): file for file in files}


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """All that a file says, read once for all tests of a process."""
    return tuple(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


@cache
def imported(file: Path) -> frozenset[str]:
    """The dotted names that a file imports anywhere in it: in functions and for types, too.

    `from a import b` is "a.b" where that is a module, else "a".
    """
    names: set[str] = set()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {_module(_base(file, node), alias.name) for alias in node.names}
    return frozenset(names)


def _base(file: Path, node: ast.ImportFrom) -> str:
    """The module that an import names, a relative one in full."""
    if not node.level:
        return node.module or ""
    package = file.relative_to(ROOT).parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def _module(base: str, name: str) -> str:
    path = ROOT.joinpath(*base.split("."), name)
    return f"{base}.{name}" if path.with_suffix(".py").exists() or (path / "__init__.py").exists() else base


def _dotted(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
