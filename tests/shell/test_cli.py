"""The command line: the same experiments, and one sentence for what is wrong."""

import json

import numpy as np
import pytest

from cli import main
from cli.files import chosen
from exports.data import to_csv
from simulation import Experiment, run
from words.sentence import sentence

OWN = [
    "run",
    "--formula",
    "x^2 + b*y^2",
    "--set",
    "b=20",
    "--start",
    "-3",
    "1",
    "--steps",
    "30",
    "--run",
    "sgd~lr~0.01",
]
SAME = "surface=formula~b~20&formula=x%5E2+%2B+b%2Ay%5E2&start=-3~1&steps=30&run=sgd~lr~0.01"


def test_parts_a_link_and_a_file_mean_the_same_experiment(tmp_path, capsys):
    path, again, whole = tmp_path / "path.csv", tmp_path / "again.csv", tmp_path / "experiment.json"
    assert main([*OWN, "--csv", str(path), "--json", str(whole)]) == 0
    assert main(["run", "--link", f"http://localhost:8501/compare?{SAME}", "--csv", str(again)]) == 0
    assert main(["run", "--file", str(whole)]) == 0
    said, ended = list(dict.fromkeys(line for line in capsys.readouterr().out.splitlines() if "wrote" not in line))
    assert said == "x^2 + b*y^2, b = 20; 30 steps from (−3, 1)"
    surface, path_of_run = Experiment.from_query(SAME).landscape(), run(Experiment.from_query(SAME))[0]
    assert ended.startswith(f"sgd: {sentence(path_of_run, surface)[1]}; x = ")
    expected = Experiment.from_query(SAME)
    assert Experiment.from_json(whole.read_text()) == expected
    assert path.read_text() == again.read_text() == to_csv(run(expected)[0])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["--surface", "saddle", "--start", "1", "0", "--run", "newton"],
            "newton: rests at a saddle since step 1, f = 0: no slope",
        ),
        (["--surface", "saddle", "--steps", "40", "--run", "sgd~lr~0.3"], "sgd: left the view at step "),
        (["--surface", "sphere", "--run", "sgd~lr~3", "--steps", "2000"], "sgd: diverged at step "),
    ],
)
def test_the_shell_says_what_the_pages_say(arguments, words, capsys):
    assert main(["run", *arguments]) == 0
    assert words in capsys.readouterr().out


def test_several_runs_have_a_file_each(tmp_path, capsys):
    arguments = ["run", "--surface", "saddle", "--steps", "4", "--run", "sgd~lr~0.1", "--run", "adam"]
    assert main([*arguments, "--csv", str(tmp_path / "p.csv")]) == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p-1.csv", "p-2.csv"]
    assert len(np.loadtxt(tmp_path / "p-2.csv", delimiter=",", skiprows=1, usecols=range(10))) == 5
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told] == ["Saddle;", "sgd:", "adam:", "wrote", "wrote"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--formula", "x +* y"], "missing between '+' and '*' at column 4"),
        (["--surface", "hill"], "There is no surface"),
        (["--set", "b"], "a name without a value"),
        (["--steps", "many"], "steps"),
        (["--run", "adam~lr~-1"], "lr"),
        (["--domain", "1", "0", "0", "1", "--formula", "x*y"], "xmin < xmax"),
        (["--link", "nonsense=1"], "unknown part"),
        (["--link", "map=basins&surface=himmelblau&run=sgd"], "of the page Maps; type slalom map --map 'map=basins&"),
        (["--link", "http://x/networks?network=moons&run=adam"], "type slalom train --link 'network=moons&run=adam'."),
        (["--link", "surface=ellipse&target=f~0.01&run=sgd"], "of the page Race; type slalom race --link 'surface="),
        (["--surface", "sphere", "--formula", "x^2"], "--surface and --formula are a surface each"),
        (["--formula", "-x^2", "--surface", "saddle", "--run", "sgd"], "leave one out"),
        (["--formula", ""], "formula"),
        (["--link", SAME, "--file", "x.json"], "--link and --file are an experiment each"),
        (["--link", SAME, "--run", "adam"], "--link is a whole experiment, with a surface and runs; leave out --run"),
        (["--link", SAME, "--formula", "-x^2"], "leave out --formula or --link"),
        (["--file", "x.json", "--surface", "sphere"], "leave out --surface or --file"),
        (["--link", SAME, "--set", "b=3"], "leave out --set or --link"),
        (["--link", SAME, "--domain", "-1e1", "1", "-1", "1"], "leave out --domain or --link"),
        (["--link", SAME, "--text", "w -= g"], "leave out --text or --link"),
        (["--link", SAME, "--steps", "many"], "steps"),
        (["--link", SAME, "--steps", "-5"], "steps"),
        (["--link", ""], "runs"),
        (["--text", "w -= g"], "--text has the lines of a rule that is run as --run own: 1 texts, 0 such runs"),
        (["--run", "adam", "--run", "own", "--text", "w -= g", "--text", "w -= 2*g"], "2 texts, 1 such runs"),
        (["--start", "-1e-3", "one"], "start"),
        (["--file", "/there/is/none.json"], "slalom: /there/is/none.json: No such file or directory."),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments, sentence, capsys):
    assert main(["run", *arguments]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert sentence in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--formula", "-x^2"], {"formula": "-x^2"}),
        (["--formula", "-cos(x) - cos(y)", "--set"], {"formula": "-cos(x) - cos(y)"}),
        (["--formula", "--x^2"], {"formula": "--x^2"}),
        (["--formula=-x^2"], {"formula": "-x^2"}),
        (["--formula", "-(x^2) + a*y", "--set", "a=-2"], {"parameters": {"a": -2.0}}),
        (["--formula", "-e^(-x^2)", "--domain", "-1e1", "1e1", "-.5", "+2"], {"domain": [-10.0, 10.0, -0.5, 2.0]}),
        (["--formula", "-cos(x)", "--start", "-2"], {"dimension": 1, "start": [-2.0]}),
        (["--formula", "-cos(x)", "--start", "-2", "1"], {"start": [-2.0, 1.0]}),
        (["--formula", "-cos(x)", "--dimension", "2", "--start", "0", "-1"], {"start": [0.0, -1.0]}),
        (["--start", "-1e-3", "1"], {"start": [-0.001, 1.0]}),
        (["--start", "-1E+0", "-.25"], {"start": [-1.0, -0.25]}),
        (["--start", "-1", "-2."], {"start": [-1.0, -2.0]}),
        (["--formula", "x*y", "--start", "-1_000", "-0", "--steps", "7"], {"start": [-1000.0, 0.0], "steps": 7}),
    ],
)
def test_a_value_may_begin_with_a_minus(arguments, expected, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["run", *arguments, "--run", "sgd~lr~1e-4", "--json", "-whole.json"]) == 0
    told = json.loads((tmp_path / "-whole.json").read_text())
    assert {name: told[name] for name in expected} == expected


def test_an_option_that_is_none_is_no_value(capsys):
    for arguments in (["--formla", "x"], ["--start", "--steps", "3"], ["-x"]):
        with pytest.raises(SystemExit) as ended:
            main(["run", *arguments])
        assert ended.value.code == 2
    with pytest.raises(SystemExit) as ended:
        main(["run", "-h"])
    assert ended.value.code == 0
    assert "usage: slalom run" in capsys.readouterr().out.lower()


@pytest.mark.parametrize("whole", ["--link", "--file"])
def test_start_steps_and_seed_count_beside_a_whole_experiment(whole, tmp_path):
    file, told = tmp_path / "experiment.json", tmp_path / "told.json"
    given = Experiment.from_query(f"{SAME}&seed=1")
    file.write_text(given.to_json())
    beside = ["--steps", "12", "--seed", "7", "--start", "-1e-1", "-2"]
    assert (
        main(["run", whole, f"?{SAME}&seed=1" if whole == "--link" else str(file), *beside, "--json", str(told)]) == 0
    )
    expected = {**given.to_data(), "steps": 12, "seed": 7, "start": [-0.1, -2.0]}
    assert Experiment.from_json(told.read_text()) == Experiment.from_data(expected)


def test_what_there_is_can_be_listed(capsys):
    assert main(["list", "optimizers"]) == 0
    assert main(["list", "surfaces"]) == 0
    text = capsys.readouterr().out
    assert "adam " in text
    assert "Rosenbrock" in text


def test_own_rules_have_their_texts(tmp_path, capsys):
    whole = tmp_path / "experiment.json"
    runs = ["--run", "own~lr~0.01", "--run", "adam", "--run", "own~k~2"]
    texts = ["--text", "w -= lr*g", "--text", "w = w - k*g/100"]
    assert main(["run", "--steps", "5", *runs, *texts, "--json", str(whole)]) == 0
    assert [spec.text for spec in Experiment.from_json(whole.read_text()).runs] == ["w -= lr*g", "", "w = w - k*g/100"]
    assert main(["run", *runs, "--text", "w -= lr*foo(g)"]) == 2
    assert "Line 1: unknown function 'foo' at column 9" in capsys.readouterr().err


def test_what_was_read_of_a_formula_is_said(capsys):
    assert main(["run", "--formula", "f(x,y) = 2x² + floor(y)", "--steps", "5", "--run", "sgd"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1:3] == [
        "read as 2*x^2 + floor(y)",
        "Derivatives of floor take no notice of the jumps: a step is flat.",
    ]
    assert main(["run", "--formula", "1/2x"]) == 2
    assert "write 1/2*x or 1/(2*x)" in capsys.readouterr().err
    assert main(["run", "--formula", "a^2+b^2+c^2"]) == 2
    assert "Neither x nor y occurs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["run", "--start", "1"], "The start needs two coordinates such as -1.2 and 1."),
        (["run", "--start"], "--start"),
        (["run", "--surface", "parabola", "--start", "1", "2"], "f has one coordinate: give one start, such as 1.5."),
        (["run", "--formula", "x + y", "--dimension", "1"], "f has one coordinate, x, and this formula has y as well"),
        (["run", "--steps"], "--steps"),
        (["run", "--format", "xml"], "xml"),
        (["run", "--nothing", "1"], "--nothing"),
        (["run", "--formula", "x*y", "--domain", "1", "2", "3"], "The domain needs four numbers"),
        (["run", "--domain"], "--domain"),
        (["list", "planets"], "planets"),
        ([], "required"),
        (
            ["run", "--surface", "rosenbrock", "--set", "b"],
            "write NAME=VALUE, such as b=20, not 'b'.",
        ),
        (["run", "--formula", "a*x^2 + y", "--set", "-a"], "a name without a value"),
    ],
)
def test_arguments_that_cannot_be_read_get_one_sentence(arguments, why, capsys):
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    assert code == 2
    assert why in said.err
    assert said.err.startswith("slalom: ")
    assert said.err.count("\n") == 1
    assert not said.out


@pytest.mark.parametrize("text", ["-9999", "−9999", "which -9999 is", "2"])
def test_a_reading_is_chosen_as_a_keyboard_has_it(text):
    assert chosen("--reading", text, ["rows of heights", "rows of heights in which −9999 is one"]) == 1
