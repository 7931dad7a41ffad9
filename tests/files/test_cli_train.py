"""`slalom train` in a shell."""

import json

import pytest
from PIL import Image

from cli.app import main
from networks.experiment import NetworkExperiment

SMALL = ["train", "--network", "moons~depth~1~width~4~epochs~3~examples~60"]


def test_a_line_a_run_says_how_it_ended(capsys):
    assert main([*SMALL, "--run", "adam~lr~0.01", "--run", "sgd~lr~0.1", "--label", "A", "--label", "B"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("A: after 3 epochs: loss ")
    assert second.startswith("B: after 3 epochs: loss ")


def test_json_has_the_numbers_of_the_sentence(capsys):
    assert (
        main([*SMALL, "--run", "adam~lr~0.01", "--run", "adam~lr~0.01", "--set", "", "--set", "epochs=1", "--json"])
        == 2
    )
    assert "without a value" in capsys.readouterr().err
    assert main([*SMALL, "--run", "adam", "--run", "adam", "--set", "", "--set", "epochs~1", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["runs"]
    assert (first["epoch"], second["epoch"], first["status"]) == (3, 1, "finished")
    assert f"{first['valid_accuracy']:.3g}" in first["sentence"]


def test_several_seeds_have_a_line_of_their_own(capsys):
    assert main([*SMALL, "--run", "adam", "--seeds", "3"]) == 0
    _first, second = capsys.readouterr().out.splitlines()
    assert second.startswith("3 seeds: validation loss ")
    assert "averaged predictions" in second
    assert main([*SMALL, "--run", "adam", "--seeds", "3", "--json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["seeds"]["count"], len(run["seeds"]["each"])) == (3, 3)
    assert run["seeds"]["each"][0]["valid_accuracy"] == run["valid_accuracy"]
    assert main([*SMALL, "--run", "adam", "--seeds", "17"]) == 2
    assert "seeds" in capsys.readouterr().err


def test_a_run_is_varied(capsys):
    assert main([*SMALL, "--run", "adam", "--vary", "width=2,4", "--json"]) == 0
    assert [run["label"] for run in json.loads(capsys.readouterr().out)["runs"]] == [
        "units in a layer = 2",
        "units in a layer = 4",
    ]
    assert main([*SMALL, "--run", "adam", "--run", "sgd", "--vary", "width=2,4"]) == 2
    assert "One run is varied, and there are 2" in capsys.readouterr().err
    assert main([*SMALL, "--run", "adam", "--vary", "width"]) == 2
    assert "--vary is NAME=VALUES" in capsys.readouterr().err


def test_a_diverged_run_is_told_and_has_no_numbers_that_are_none(capsys):
    assert main(["train", "--network", "curve~epochs~20", "--run", "sgd~lr~1e8", "--json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["status"], run["loss"]) == ("diverged", None)
    assert "no longer finite" in run["sentence"]


def test_a_page_and_the_experiment_are_kept(tmp_path, capsys):
    page, file = tmp_path / "a.html", tmp_path / "a.json"
    assert main([*SMALL, "--run", "adam", "--html", str(page), "-o", str(file)]) == 0
    assert "<title>Two moons: Adam</title>" in page.read_text("utf-8")
    wanted = NetworkExperiment.from_json(file.read_text("utf-8"))
    assert wanted.settings().width == 4
    first = capsys.readouterr().out.splitlines()[0]
    assert main(["train", "--file", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == first
    assert main(["train", "--link", f"{wanted.to_query()}&view=curve~accuracy"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == first


def test_data_of_ones_own_are_learned(tmp_path, capsys):
    table = tmp_path / "own.csv"
    table.write_text("u,v,kind\n" + "\n".join(f"{i},{i % 5},{'ab'[i > 20]}" for i in range(40)), "utf-8")
    assert main(["train", "--data", str(table), "--network", "own~epochs~2", "--run", "adam"]) == 0
    assert "accuracy" in capsys.readouterr().out
    assert main(["train", "--data", str(table), "--target", "w", "--run", "adam"]) == 2
    assert "one of u, v, kind" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--network", "moon", "--run", "adam"], "moons"),
        (["--network", "moons"], "needs a run"),
        (["--link", "network=iris&run=adam", "--run", "sgd"], "stands alone"),
        (["--network", "iris", "--run", "adam", "--plane", "flat"], "pca"),
        (["--network", "own", "--run", "adam"], "CSV"),
        (["--data", "/nowhere.csv", "--run", "adam"], "No such file"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_exit_code_2(arguments, said, capsys):
    assert main(["train", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


def test_networks_of_several_kinds_have_a_page(tmp_path):
    page = tmp_path / "a.html"
    runs = ["--run", "adam", "--run", "sgd", "--run", "adam", "--set", "", "--set", "", "--set", "width~5"]
    assert main([*SMALL, *runs, "--html", str(page)]) == 0
    assert "<title>Two moons: " in page.read_text("utf-8")


def test_a_rule_that_works_by_layers_is_told_to_see_one_vector(capsys):
    assert main([*SMALL, "--run", "muon"]) == 0
    assert "one vector" in capsys.readouterr().out.splitlines()[1]


def test_a_hessian_of_too_many_weights_is_refused(capsys):
    assert main(["train", "--network", "digits~width~64~epochs~1~batch_size~1347", "--run", "newton"]) == 2
    assert "2,000" in capsys.readouterr().err


def test_transfer_is_shown_over_the_weights_that_it_trains(tmp_path, capsys):
    page = tmp_path / "a.html"
    network = "digits~depth~1~width~4~transfer~last layer~shots~5~epochs~2"
    assert main(["train", "--network", network, "--run", "adam", "--run", "sgd", "--html", str(page)]) == 0
    assert "Digits: Adam, SGD" in page.read_text("utf-8")
    assert "accuracy" in capsys.readouterr().out


def test_a_script_of_torch_is_kept_and_says_what_is_not_in_it(tmp_path, capsys):
    file = tmp_path / "a.py"
    assert main([*SMALL, "--run", "adam~lr~0.01", "--run", "lion", "--pytorch", str(file)]) == 0
    said = capsys.readouterr().out
    assert f"wrote {file}" in said
    assert "Lion: torch has no Lion" in said
    assert "torch.optim.Adam(parameters, lr=0.01" in file.read_text(encoding="utf-8")
    assert main([*SMALL, "--run", "lion", "--pytorch", str(tmp_path / "b.py")]) == 1
    assert "torch has no Lion" in capsys.readouterr().err
    assert not (tmp_path / "b.py").exists()


def test_files_are_kept_as_their_endings_say(capsys, tmp_path):
    places = [tmp_path / name for name in ("moons.png", "moons.gif", "moons.csv", "moons.results.json")]
    kept = [text for place in places for text in ("--keep", str(place))]
    assert main([*SMALL, "--run", "adam~lr~0.01", *kept]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [f"wrote {place}" for place in places]
    picture, film, table, results = places
    with Image.open(picture) as still, Image.open(film) as moving:
        assert still.format == "PNG"
        assert moving.n_frames > 2
    assert table.read_text("utf-8").startswith("run,")
    assert json.loads(results.read_text("utf-8"))["runs"][0]["epoch"] == 3


def test_an_ending_that_is_none_is_said_before_anything_is_trained(capsys, tmp_path):
    assert main([*SMALL, "--run", "adam", "--keep", str(tmp_path / "moons.doc")]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert "--keep says by its ending what is kept: .png, .svg" in error
