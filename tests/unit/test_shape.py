"""The shape of the tree: short files and functions, and folders that a reader can take in."""

import ast
import statistics
from collections import Counter

from tests.helpers.imports import ROOT, modules, nodes

LARGE = {"optimizers/rules", "formulas"}  # one rule a file, and a pipeline
MOST_FILES, MOST_LINES, MEDIAN = 15, 300, 8


def scripts():
    return [file for room in ("player", "ui") for file in (ROOT / room / "frontend").glob("**/*.js")]


def test_folders_of_code_have_few_files():
    files = [file.relative_to(ROOT) for file in [*modules().values(), *scripts()] if file.stem != "__init__"]
    found = Counter(str(file.parent) for file in files if str(file.parent) != "." and "vendor" not in file.parts)
    assert {folder: count for folder, count in found.items() if count > MOST_FILES}.keys() <= LARGE


def test_no_file_is_long():
    tests = [*(ROOT / "tests").glob("**/*.py"), *(ROOT / "benchmarks").glob("**/*.py")]
    own = [file for file in scripts() if "vendor" not in file.parts]
    long = {str(file): n for file in [*modules().values(), *own, *tests] if (n := _lines(file)) > MOST_LINES}
    assert long == {}


def test_functions_are_short():
    lengths = [length for file in modules().values() for length in _functions(file)]
    assert statistics.median(lengths) <= MEDIAN
    assert max(lengths) <= 40


def _lines(file):
    return len(file.read_text("utf-8").splitlines())


def _functions(file):
    """The lines of each function, without its docstring."""
    for node in nodes(file):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            said = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
            yield node.end_lineno - node.lineno + 1 - said
