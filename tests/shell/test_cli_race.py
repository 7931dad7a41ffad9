"""`slalom race`: the table, the file, JSON, and one sentence for what is wrong."""

import csv
import io
import json

import pytest

from cli import main
from maps.race.experiment import RaceExperiment

FEW = ["race", "--surface", "elongated_bowl", "--budget", "3", "--steps", "60", "--fan", "1", "--tolerance", "1"]


def test_the_table_and_what_it_depends_on(capsys, tmp_path):
    table, whole = tmp_path / "race.csv", tmp_path / "race.json"
    rules = ["--run", "sgd", "--run", "newton", "--run", "own~lr~1", "--text", "w <- w - lr*g", "--label", "plain"]
    assert main([*FEW, *rules, "--lr", "0.01", "1", "--csv", str(table), "-o", str(whole)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Newton needed the fewest gradients: 2."
    assert said[1].split()[:3] == ["surface", "overall", "rank"]
    assert "Every rule may try 3 settings: values of lr from 0.01 to 1, in equal ratios." in said
    rows = list(csv.DictReader(io.StringIO(table.read_text())))
    assert [row["rule"] for row in rows] == ["Newton", "plain", "Own rule"]
    assert rows[1]["gradients"] == rows[2]["gradients"] != ""
    experiment = RaceExperiment.from_json(whole.read_text())
    assert main(["race", "--file", str(whole), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["rule"] for row in told["rows"]] == [row["rule"] for row in rows]
    assert main(["race", "--link", f"http://localhost/maps?{experiment.to_query()}", "--csv", "-"]) == 0
    assert capsys.readouterr().out == table.read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lr", "1"], "slalom: Lr needs two numbers, the least and the largest step size that are tried."),
        (["--target", "luck"], "slalom: target: must be one of value, share, distance, not 'luck'."),
        (
            ["--link", "run=adam"],
            "slalom: A whole race stands alone; leave --surface, --run, --budget and the like out.",
        ),
        (["--run", "nobody"], "slalom: run 1: there is no rule 'nobody'; "),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments, words, capsys):
    assert main([*FEW, *arguments]) == 2
    assert capsys.readouterr().err.startswith(words)
