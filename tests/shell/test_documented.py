"""What the documents tell a reader to type does what they say."""

import re
import shlex

import pytest

from cli import main
from formulas import FormulaError
from formulas.reading.formula_text import read_formula
from optimizers import OPTIMIZERS
from optimizers.typed.rule_to_text import why_not
from tests.helpers.imports import ROOT


def blocks(name, language):
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def commands(name):
    return [line for block in blocks(name, "sh") for line in block.splitlines()]


def test_the_shell_in_the_documents(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    typed = commands("docs/shell.md")
    assert len(typed) > 12
    for line in typed:
        program, *arguments = shlex.split(line)
        assert program == "slalom"
        assert main(arguments) == 0, line
        said = capsys.readouterr()
        assert said.out, line
        assert not said.err, line
    assert {file.name for file in tmp_path.iterdir()} == {
        "varied.json", "results.csv", "booth-adam.csv", "paths.parquet", "map.npz", "basins.csv",
        "trained.csv",
        "moons.csv", "moons.gif",
    }  # fmt: skip


def test_the_shell_in_the_readme(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    typed = re.findall(r"^    (slalom .*)$|`(slalom [^`]*)`", text, flags=re.MULTILINE)
    assert len(typed) > 3
    for line in map("".join, typed):
        assert main(shlex.split(line)[1:]) == 0, line
        assert capsys.readouterr().out, line


@pytest.mark.parametrize("name", ["docs/data.md", "docs/race.md"])
def test_the_python_in_the_documents(name):
    (block,) = blocks(name, "python")
    exec(compile(block, name, "exec"), {})


def test_every_formula_that_the_page_on_formulas_says_is_read_is_read():
    page = (ROOT / "docs" / "formulas.md").read_text("utf-8")
    section = page[page.index("## What is read besides") : page.index("## Limits")]
    table = [line for line in section.splitlines() if line.startswith("| ")]
    said = [code.replace("\\|", "|") for line in table for code in re.findall(r"`([^`]+)`", line)]
    whole = [code for code in said if "…" not in code and len(code) > 1 and not re.fullmatch(r"\\cdot|\\left.*", code)]
    assert len(whole) > 30
    for code in whole:
        try:
            read_formula(code)
        except FormulaError as error:
            assert error.readings, code  # noqa: PT017


def test_as_many_rules_open_as_text_as_the_page_on_own_rules_says():
    open_as_text = sum(why_not(rule()) == "" for rule in OPTIMIZERS.values())
    assert f"{open_as_text} of {len(OPTIMIZERS)}, and walks" in (ROOT / "docs" / "own-rules.md").read_text("utf-8")
