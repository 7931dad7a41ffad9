"""The shell compares, varies and lists, for people and for scripts, on a terminal and in a pipe."""

import io
import json
import os
import pty
import subprocess
import sys

import pandas as pd
import pytest

import cli.commands
from cli import main
from exports.formats import FORMATS
from simulation import Experiment
from tests.helpers.imports import ROOT

GIVEN = ["--link", "surface=rosenbrock&steps=8&run=adam~lr~0.05&run=sgd"]


def test_json_is_printed_for_scripts(capsys):
    assert main(["run", "--json", *GIVEN]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main(["run", *GIVEN, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == plain
    assert [run["label"] for run in plain["runs"]] == ["Adam", "SGD"]
    assert main(["compare", *GIVEN, "--json", "--tolerance", "10"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["tolerance"] == 10
    assert [row["run"] for row in table["runs"]] == ["Adam", "SGD"]
    assert main(["list", "--json", "adam"]) == 0
    assert {"name": "beta1", "default": "0.9"}.items() <= json.loads(capsys.readouterr().out)[1].items()
    assert main(["list", "--json"]) == 0
    assert {"kind": "formats", "count": len(FORMATS)} in json.loads(capsys.readouterr().out)


def test_runs_are_compared(tmp_path, capsys):
    file = tmp_path / "results.csv"
    assert main(["compare", *GIVEN, "--csv", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Rosenbrock")
    assert lines[1].split("  ")[0] == "run"
    assert [line.split()[0] for line in lines[2:]] == ["Adam", "SGD"]
    assert pd.read_csv(file)["run"].tolist() == ["Adam", "SGD"]
    noisy = ["--run", "sgd~lr~0.001~~noise~sigma~0.1", "--seeds", "3", "--steps", "5"]
    assert main(["compare", *noisy, "--csv", str(file)]) == 0
    assert pd.read_csv(file)["seed"].tolist() == [0, 1, 2]


def test_one_is_varied(tmp_path, capsys):
    file = tmp_path / "varied.json"
    given = ["--run", "momentum~lr~0.002", "--steps", "9", "-o", str(file)]
    assert main(["vary", "momentum=0, 0.5, 0.9", *given, "--json"]) == 0
    assert [row["run"] for row in json.loads(capsys.readouterr().out)["runs"]] == ["β = 0", "β = 0.5", "β = 0.9"]
    made = Experiment.from_json(file.read_text())
    assert [spec.hyperparameters.get("momentum", 0.9) for spec in made.runs] == [0, 0.5, 0.9]
    assert {spec.hyperparameters["lr"] for spec in made.runs} == {0.002}
    assert main(["vary", "lr=0.001:0.1:3 log", "momentum=0,0.9", *given]) == 0
    assert len(Experiment.from_json(file.read_text()).runs) == 6
    batches = ["--surface", "least_squares", "--run", "sgd~lr~0.001", "--steps", "5"]
    assert main(["vary", "mini_batch.size=1,150", *batches]) == 0


def test_an_experiment_comes_through_a_pipe(monkeypatch, capsys):
    given = Experiment.from_query(GIVEN[1])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.to_json().encode())))
    assert main(["run", "--file", "-", "--steps", "9", "--json", "-"]) == 0
    assert Experiment.from_json(capsys.readouterr().out) == Experiment.from_data({**given.to_data(), "steps": 9})


def test_everything_can_be_listed(capsys):
    for kind, known in cli.commands.LISTS.items():
        assert main(["list", kind]) == 0
        assert len(capsys.readouterr().out.splitlines()) == len(known)
    for key, text in {
        "adam": "beta1",
        "rosenbrock": "b",
        "cosine": "T_max",
        "noise": "sigma",
        "amsgrad": "look",
    }.items():
        assert main(["list", key]) == 0
        assert text in capsys.readouterr().out
    assert main(["list", "optimizers", "sgd"]) == 0
    assert "weight decay" in capsys.readouterr().out


def test_help_is_there_for_every_command(capsys):
    for command in [[], ["run"], ["compare"], ["vary"], ["list"], ["export"], ["export", "csv"], ["export", "pytorch"]]:
        with pytest.raises(SystemExit) as ended:
            main([*command, "--help"])
        assert ended.value.code == 0
        said = capsys.readouterr().out
        assert "Usage: slalom" in said
        assert said.count("--help") == 1


def test_labels_stops_and_fans(tmp_path):
    file = tmp_path / "experiment.json"
    given = [
        "--run",
        "sgd~lr~0.01",
        "--run",
        "adam",
        "--label",
        "-first",
        "--label",
        "second",
        "--fan",
        "2",
        "--spread",
    ]
    assert main(["run", *given, "0.2", "--stop", "patience=5", "value_below=1e-9", "--json", str(file)]) == 0
    made = Experiment.from_json(file.read_text())
    assert [spec.label for spec in made.runs] == ["-first", "second"]
    assert (made.fan, made.spread, made.stop) == (2, 0.2, {"value_below": 1e-9, "patience": 5})


def shell(*arguments, **known):
    return subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=ROOT, capture_output=True, text=True, **known)


def test_a_shell_completes():
    words = {"slalom export p": "parquet", "slalom run --surface rose": "rosenbrock"}
    for typed, expected in words.items():
        asked = {"_SLALOM_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
        assert expected in shell(env={**os.environ, **asked}).stdout.split()


def test_a_shell_is_stopped_without_a_word_while_it_is_imported():
    stopping = "class Stop:\n def find_spec(name, *_):\n  if name == 'surfaces': raise KeyboardInterrupt\n"
    program = f"import sys, cli\n{stopping}sys.meta_path.insert(0, Stop)\nsys.exit(cli.main(['list']))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_a_shell_is_stopped_without_a_word_while_it_runs(tmp_path, monkeypatch, capsys):
    def stopped(experiment):
        raise KeyboardInterrupt(experiment)

    monkeypatch.setattr(cli.commands, "worked", stopped)
    assert main(["run", *GIVEN, "--json", str(tmp_path / "experiment.json")]) == 130
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_has_had_enough_is_no_failure():
    command = f"{sys.executable} -m cli list surfaces | head -1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[1] == "0"
    assert ended.stderr == ""


def test_a_terminal_has_rules_and_progress_and_a_pipe_has_not():
    piped = shell("compare", *GIVEN)
    assert piped.stderr == ""
    assert "\x1b" not in piped.stdout
    above, below = pty.openpty()
    ended = subprocess.run(
        [sys.executable, "-m", "cli", "compare", *GIVEN],
        cwd=ROOT, stdout=below, stderr=below, check=True, env={**os.environ, "TERM": "xterm", "COLUMNS": "160"},
    )  # fmt: skip
    os.close(below)
    said = b""
    try:
        while part := os.read(above, 65536):
            said += part
    except OSError:  # the other end is closed
        os.close(above)
    assert ended.returncode == 0
    assert "│" in said.decode()
    assert "running" in said.decode()
