"""What the documents tell a reader to type does what they say."""

import re
import shlex

import pytest

from cli import main
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
    }  # fmt: skip


def test_the_shell_in_the_readme(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    typed = re.findall(r"^    (slalom .*)$|`(slalom [^`]*)`", text, flags=re.MULTILINE)
    assert len(typed) > 3
    for line in map("".join, typed):
        assert main(shlex.split(line)[1:]) == 0, line
        assert capsys.readouterr().out, line


@pytest.mark.parametrize("name", ["docs/data.md"])
def test_the_python_in_the_documents(name):
    (block,) = blocks(name, "python")
    exec(compile(block, name, "exec"), {})
