"""The shell keeps experiments as files of every format, whole or not at all; what goes wrong is one sentence."""

import io
import json
import sys
from dataclasses import dataclass

import pandas as pd
import pytest

import cli.commands
import cli.kept
from cli import main
from cli.options import Option, spelled
from exports.data import read
from exports.formats import FORMATS, Format
from exports.work import CancelledError, ExportError, Work
from parameters import Described, hyper
from simulation import Experiment

QUERY = "surface=rosenbrock&steps=8&run=adam~lr~0.05&run=sgd"
GIVEN = ["--link", QUERY]


def code_of(arguments):
    try:
        return main(arguments)
    except SystemExit as ended:
        return ended.code


def test_a_switch_is_said_as_it_is_typed():
    switch, choice = Option("switch", ("--hold-on",), ""), Option("one", ("--curve",), "")
    assert [cli.kept._typed(switch, value) for value in (True, False)] == ["--hold-on", "--no-hold-on"]
    assert cli.kept._typed(choice, frozenset({"gap", "f"})) == "--curve f or gap"


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_is_written_whole(key, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["export", key, *GIVEN]) == 0
    (file,) = tmp_path.iterdir()
    assert file.name == f"rosenbrock-adam-sgd{FORMATS[key].suffix}"
    assert capsys.readouterr().out == f"wrote {file.name}\n"
    first = file.read_bytes()
    assert main(["export", f"--{key}", *GIVEN, "-o", file.name]) == 0
    assert main(["export", "-o", file.name, *GIVEN]) == 0
    assert main(["export", *GIVEN, f"--output={file.name}"]) == 0
    assert file.read_bytes() == first
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_stdout_takes_a_file(capfdbinary):
    assert main(["export", "parquet", *GIVEN, "-o", "-"]) == 0
    assert read(capfdbinary.readouterr().out).experiment == Experiment.from_query(QUERY)
    assert main(["export", "csv", "-o", "-", "--formula", "-x^2 + y^2", "--start", "-1", "-2", "--steps", "3"]) == 0
    frame = pd.read_csv(io.BytesIO(capfdbinary.readouterr().out))
    assert frame["x"].iloc[0] == -1
    assert main(["run", *GIVEN, "--csv", "-"]) == 0
    assert capfdbinary.readouterr().out == FORMATS["csv"].make(Work.of(Experiment.from_query(QUERY)))
    assert main(["run", *GIVEN, "--json", "-"]) == 0
    assert Experiment.from_json(capfdbinary.readouterr().out) == Experiment.from_query(QUERY)


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["export"], 2, "Say what to export: one of png, svg"),
        (["export", *GIVEN], 2, "Say what to export"),
        (["export", "-o", "film.avi"], 2, "'film.avi' has the suffix of no format; there are .png"),
        (["export", "csv", "--colour", "red"], 2, "--colour"),
        (["export", "planet"], 2, "planet"),
        (["export", "csv", "-o"], 2, "-o requires a value"),
        (
            ["export", "pytorch", "--run", "newton", "-o", "x.torch.py"],
            1,
            "Neither torch nor pytorch-optimizer has Newton.",
        ),
        (["export", "csv", *GIVEN, "-o", "there/is/none.csv"], 1, "there/is/none.csv: No such file or directory."),
        (["export", "png", *GIVEN, "--width", "9"], 2, "--width changes nothing without --size own."),
        (["export", "svg", *GIVEN, "--no-log"], 2, "--no-log changes nothing without --curve f or gap."),
        (["export", "csv", "--demo", "none"], 2, "--demo must be one of the"),
        (["run", "--demo", "amsgrad", "--link", QUERY], 2, "--link and --demo are an experiment each"),
        (["run", "--demo", "amsgrad", "--run", "sgd"], 2, "--demo is a whole experiment"),
        (["run", "--stop", "patience"], 2, "--stop has a name without a value"),
        (["run", "--label", "a", "--label", "b"], 2, "2 labels, 1 runs"),
        (["run", "--fan", "99"], 2, "fan"),
        (["compare", "--tolerance", "-1"], 2, "--tolerance must be a number of at least 0"),
        (["compare", "--tolerance", "nan"], 2, "--tolerance must be a number of at least 0"),
        (["vary"], 2, "One hyperparameter is varied"),
        (["vary", "lr"], 2, "write NAME=VALUES, such as lr=0.1,0.2"),
        (["vary", "speed=1,2"], 2, "with a name of lr, beta1"),
        (["vary", "lr=fast"], 2, "'fast' is no value"),
        (["vary", "lr=0.1,0.2", *GIVEN], 2, "One run is varied, and there are 2"),
        (["vary", "lr=0.001:1:13"], 2, "no range of 2 to 12 values"),
        (["list", "planets"], 2, "'planets' is not known here"),
        (["fly"], 2, "'fly'; `slalom --help`"),
        (["export", "png", "-o", "a.svg"], 2, "'a.svg' is a name for svg, not for png, whose names end in .png"),
        (["export", "gif", "--fps", "60"], 2, "A GIF shows at most 50 frames per second"),
        (["export", "png", "--size", "own", "--width", "119", "--height", "119", "--scale", "8"], 2, "are too many"),
        (["export", "png", "--first", "900"], 2, "Paths cannot begin at step 900"),
        (["gallery", "--html", "/proc/site"], 1, "slalom: /proc/site: "),
    ],
)
def test_what_goes_wrong_is_one_sentence(arguments, code, why, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert code_of(arguments) == code
    out, error = capsys.readouterr()
    assert why in error
    assert error.startswith("slalom: ")
    assert error.count("\n") == 1
    assert out == ""
    assert list(tmp_path.iterdir()) == []


@dataclass(frozen=True)
class Film(Described):
    title = "Film"

    size: str = hyper("slide", choices=("slide", "page"), doc="size")
    fps: float = hyper(30.0, within=(1.0, 121.0), doc="frames per second")
    steps: int = hyper(0, doc="last step")
    loss: bool = hyper(True, doc="with the loss")
    end: str = hyper("well", choices=("well", "stop", "cancel", "fail", "break"), doc="how it ends")


def as_film(work, options, tell):
    tell(0.5)
    if options.end == "stop":
        raise KeyboardInterrupt
    if options.end == "cancel":
        raise CancelledError
    if options.end == "fail":
        raise ExportError("There is no ink.")
    if options.end == "break":
        raise ZeroDivisionError("by zero")
    return json.dumps([work.experiment.steps, *vars(options).values()]).encode()


@pytest.fixture
def film(monkeypatch):
    monkeypatch.setitem(FORMATS, "gif", Format("Film (GIF)", ".gif", "image/gif", "exports.film.other:as_film", Film))
    monkeypatch.setattr("exports.formats.import_module", lambda _: sys.modules[__name__])


@pytest.mark.usefixtures("film")
def test_options_of_a_format_are_those_of_its_metadata(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    given = [
        "--fps",
        "12.5",
        "--no-loss",
        "--size",
        "page",
        "--gif-steps",
        "5",
        "--steps",
        "7",
        "--end",
        "well",
    ]
    for begin in (["export", "gif"], ["film"], ["film", "gif"], ["export", "--gif"]):
        assert main([*begin, "-o", "a.gif", *given]) == 0
        assert json.loads((tmp_path / "a.gif").read_text()) == [7, "page", 12.5, 5, False, "well"]
    capsys.readouterr()
    assert code_of(["export", "gif", "--help"]) == 0
    said = capsys.readouterr().out
    for text in (
        "--size",
        "slide, page",
        "frames per second",
        "at least 1 and below 121",
        "default 30",
        "--gif-steps",
        "--no-loss",
    ):
        assert text in said


@pytest.mark.usefixtures("film")
@pytest.mark.parametrize(
    ("given", "code", "why"),
    [
        (["--size", "huge"], 2, "--size must be one of slide, page, not 'huge'."),
        (["--fps", "fast"], 2, "--fps must be a number"),
        (["--fps", "500"], 2, "fps must be a number"),
        (["--end", "fail"], 1, "slalom: There is no ink."),
        (["--end", "break"], 1, "this should not have happened: ZeroDivisionError: by zero"),
        (["--end", "stop"], 130, ""),
        (["--end", "cancel"], 130, ""),
    ],
)
def test_a_file_is_there_whole_or_as_it_was(given, code, why, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.gif").write_text("before")
    assert code_of(["film", "-o", "a.gif", *given]) == code
    out, error = capsys.readouterr()
    assert why in error
    assert error.count("\n") == bool(why)
    assert out == ""
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.gif", "before")]


def test_what_is_not_there_is_no_command(capsys):
    for command in ["film"] * (not cli.kept.films()) + ["gallery"] * ("gallery" not in cli.commands.commands()):
        assert code_of([command]) == 2
        assert command in capsys.readouterr().err


def test_values_are_told_from_options():
    options = [Option("one", ("-o", "--output"), ""), Option("words", ("--start",), ""), Option("flag", ("--up",), "")]
    assert spelled(["-o", "-", "--start", "-1", "-.5e-3", "--up", "-x"], options) == [
        "--output=-", "--start=-1\x1f-.5e-3", "--up", "-x",
    ]  # fmt: skip
    assert spelled(["--output=-h", "word", "--", "-x"], options) == ["--output=-h", "word", "--", "-x"]
