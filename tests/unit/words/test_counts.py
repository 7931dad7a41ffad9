"""One thing is one thing: whatever is counted in a text goes through `words.counts`."""

import ast
import re

import pytest

from tests.helpers.imports import ROOT, nodes
from words import counts

THINGS = ("steps", "rows", "paths", "runs", "seeds", "starts", "gradients", "epochs")
#: A number before several things, which would say "1 steps"; `{period}` is at least 2, and so is what is at most.
_COUNTED = re.compile(r"(?<!at most )\{(?!period|most|limit)\w+(?::[^}]*)?\} (?:" + "|".join(THINGS) + r")\b")
#: Where the number is the same for everybody, and not 1: a limit, or a picture of the Reference.
FIXED = ("ui/reference/", "ui/sidebar/run_list.py", "benchmarks/", "simulation/experiments/experiment.py")


@pytest.mark.parametrize("thing", THINGS[:-1])
def test_one_and_several(thing):
    say = getattr(counts, thing)
    assert say(1) == f"1 {thing.removesuffix('s')}"
    assert say(0) == f"0 {thing}"
    assert say(2709) == f"2,709 {thing}"


def test_epochs_need_not_be_whole():
    assert (counts.epochs(1.0, "1"), counts.epochs(0.1, "0.1"), counts.epochs(25, "25")) == (
        "1 epoch", "0.1 epochs", "25 epochs",
    )  # fmt: skip


def test_no_other_text_counts_by_itself():
    found = []
    for room in ("ui", "words", "player", "cli", "exports", "figures", "gallery", "pages", "networks"):
        for file in [ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"):
            name = str(file.relative_to(ROOT))
            texts = [n.value for n in nodes(file) if isinstance(n, ast.Constant)]
            wrong = [text for text in texts if isinstance(text, str) and _COUNTED.search(text)]
            if name not in ("words/counts.py",) and not name.startswith(FIXED):
                found += [(name, text) for text in wrong]
    assert found == [  # data has several rows, and of one step or path the player says another text
        ("player/texts.py", "{count} rows of {u} and {v}"),
        ("player/texts.py", "f = {value} after {step} steps"),
        ("player/texts.py", "median f = {value} of {count} paths"),
        ("player/texts.py", "median f = {value} of the {count} paths that end finite"),
    ]
