"""Heights and data from files, in a shell."""

import io
import json
import shlex

import numpy as np
import pytest
from PIL import Image

from cli import main
from gallery import MAPS, NETWORKS

X = np.linspace(-3, 3, 41)
BOWL = (X[:, None] - 0.5) ** 2 + (X - 1) ** 2


def saved(tmp_path, name, write):
    file = tmp_path / name
    write(file)
    return str(file)


def ran(tmp_path, *arguments):
    """The experiment that the arguments make."""
    file = tmp_path / "experiment.json"
    assert main(["run", *arguments, "--steps", "5", "--json", str(file)]) == 0
    return json.loads(file.read_text())


def table(heights):
    return "\n".join(
        [",".join(map(str, ["", *X])), *(",".join(map(str, [b, *row])) for b, row in zip(X, heights, strict=True))]
    )


WAYS = {
    "bowl.csv": lambda file: file.write_text(table(BOWL), encoding="utf-16"),
    "bowl.npy": lambda file: np.save(file, BOWL[::-1]),
    "bowl.npz": lambda file: np.savez(file, x=X, y=X, z=BOWL),
    "bowl.xyz": lambda file: np.savetxt(file, np.stack([*np.meshgrid(X, X), BOWL], -1).reshape(-1, 3)),
    "bowl.tif": lambda file: Image.fromarray(BOWL[::-1].astype(np.float32)).save(file),
    "bowl.asc": lambda file: np.savetxt(file, BOWL[::-1], header="ncols 41\nnrows 41\ncellsize 0.15", comments=""),
}


@pytest.mark.parametrize("name", WAYS)
def test_heights(name, tmp_path, capsys):
    made = ran(tmp_path, "--heights", saved(tmp_path, name, WAYS[name]), "--domain", "-3", "3", "-3", "3")
    assert made["surface"] == "heightmap"
    assert made["domain"] == [-3, 3, -3, 3]
    np.testing.assert_allclose(made["heights"], BOWL[::-1], atol=1e-5)
    assert f"{name}: 41 rows × 41 columns" in capsys.readouterr().err


def test_heights_bring_their_place(tmp_path):
    made = ran(tmp_path, "--heights", saved(tmp_path, "bowl.csv", WAYS["bowl.csv"]), "--start", "-2", "1")
    assert (made["domain"], made["start"]) == ([-3, 3, -3, 3], [-2, 1])


def test_data(tmp_path, capsys):
    rows = "id;size;town;price\n" + "".join(f"{at};{at},5;X;{3 * at + at % 2}\n" for at in range(9))
    file = saved(tmp_path, "flats.csv", lambda file: file.write_text(rows))
    made = ran(tmp_path, "--data", file)
    assert made["surface"] == "least_squares"
    assert made["data"][1] == [1.5, 4]
    assert "Input is size, target is price. The first line holds names" in capsys.readouterr().err
    assert ran(tmp_path, "--data", file, "--surface", "least_squares", "--run", "sgd~lr~0.1")["runs"] != made["runs"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--heights", "bowl.csv", "--surface", "beale"], "give one of them, and no other surface"),
        (["--heights", "bowl.csv", "--formula", "x"], "give one of them, and no other surface"),
        (["--heights", "bowl.csv", "--data", "bowl.csv"], "give one of them, and no other surface"),
        (["--heights", "bowl.csv", "--link", "surface=beale"], "leave out --heights or --link"),
        (["--heights", "bowl.csv", "--demo", "amsgrad"], "leave out --heights or --demo"),
        (["--data", "bowl.csv", "--file", "a.json"], "leave out --data or --file"),
        (["--demo", "amsgrad", "--input", "x"], "leave out --input or --demo"),
        (["--data", "bowl.csv", "--surface", "beale"], "'least_squares'"),
        (["--data", "bowl.csv", "--surface", "logistic"], "needs two classes"),
        (["--heights", "bowl.gif"], "which 'bowl.gif' is not by its name"),
        (["--heights", "none.csv"], "No such file"),
        (["--heights", "empty.csv"], "empty.csv: The file has no rows of numbers"),
    ],
)
def test_mistakes_are_one_sentence(arguments, why, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bowl.csv").write_text("\n".join(["1,2,4,3"] * 3 + ["1,2,5,4", "2,2,5,9"]))
    (tmp_path / "bowl.gif").write_bytes(io.BytesIO(b"GIF89a").read())
    (tmp_path / "empty.csv").write_text("")
    assert main(["run", *arguments]) == 2
    out, err = capsys.readouterr()
    assert why in err
    assert out == ""
    assert err.count("\n") <= 2


ROWS = "size,rooms,price\n" + "".join(f"{at}.5,{at % 3},{3 * at + at % 2}\n" for at in range(1, 9))


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ((), [1.5, 4]),
        (("--input", "rooms"), [1, 4]),
        (("--input", "2", "--target", "1"), [1, 1.5]),
        (("--target", "rooms", "--input", "price"), [4, 1]),
        (("--input", "Pri", "--target", "siz"), [4, 1.5]),
        (("--target", "2"), [1.5, 1]),
    ],
)
def test_columns_are_chosen(arguments, first, tmp_path, capsys):
    file = saved(tmp_path, "flats.csv", lambda file: file.write_text(ROWS))
    assert ran(tmp_path, "--data", file, *arguments)["data"][0] == first
    assert "Input is " in capsys.readouterr().err


@pytest.mark.parametrize("reading", ["2", "heights throughout", "throughout"])
def test_another_reading_is_chosen(reading, tmp_path, capsys):
    numbered = np.column_stack([np.arange(41), BOWL])
    file = saved(tmp_path, "bowl.csv", lambda file: np.savetxt(file, numbered, delimiter=","))
    assert len(ran(tmp_path, "--heights", file)["heights"][0]) == 41
    assert "It can be read otherwise (--reading): 2 heights throughout." in capsys.readouterr().err
    assert len(ran(tmp_path, "--heights", file, "--reading", reading)["heights"][0]) == 42


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--input", "rooms"), "--input says how --data FILE is read; give --data, too."),
        (("--target", "1", "--heights", "FILE"), "--target says how --data FILE is read"),
        (("--reading", "2", "--data", "FILE"), "--reading says how --heights FILE is read"),
        (("--data", "FILE", "--input", "town"), "--input 'town' is none or several of: 1 size; 2 rooms; 3 price."),
        (("--data", "FILE", "--input", "4"), "--input '4' is none or several of"),
        (("--data", "FILE", "--target", "0"), "--target '0' is none or several of"),
        (("--data", "FILE", "--target", "i"), "--target 'i' is none or several of"),
    ],
)
def test_columns_and_readings_that_are_not_there(arguments, why, tmp_path, capsys):
    file = saved(tmp_path, "flats.csv", lambda file: file.write_text(ROWS))
    assert main(["run", *(file if text == "FILE" else text for text in arguments)]) == 2
    assert why in capsys.readouterr().err


@pytest.mark.parametrize(("command", "demos"), [("train", NETWORKS), ("map", MAPS)])
def test_a_demo_of_another_kind_says_which_command_runs_it(command, demos, capsys):
    for key, demo in demos.items():
        assert main(["run", "--demo", key]) == 2
        typed = shlex.split(capsys.readouterr().err.partition("type ")[2].rstrip().removesuffix("."))
        assert typed[:3] == ["slalom", command, "--link"]
        assert type(demo.experiment).from_query(typed[3]) == demo.experiment
