"""The command `slalom map`."""

import pytest

from cli import main

SMALL = ["map", "--basins", "--cells", "5~4", "--surface", "himmelblau", "--run", "sgd~lr~0.01", "--steps", "60"]
AXES = ["map", "--axis", "lr~0.001~0.01~4~log", "--axis", "momentum~0~0.9~3", "--run", "momentum", "--steps", "20"]


def test_a_map_is_told_in_a_line_a_run(capsys):
    assert main([*SMALL, "--run", "newton"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "SGD: of 20 cells 20 at a minimum"
    assert second.startswith("Newton: of 20 cells ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*SMALL[:3], "5"], "Cells must be the numbers of columns and rows, from 2 to 200 each."),
        ([*SMALL, "--cells", "a~b"], "--cells must be numbers, not 'a b'."),
        ([*AXES[:3]], "A map has two axes"),
        ([*AXES, "-o", "map.pdf"], "A map is kept as .png, .csv, .parquet, .npz, .json, not as .pdf."),
        ([*AXES, "--quantity", "height"], "must be one of loss, steps, gradients, fate"),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments, said, capsys):
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
