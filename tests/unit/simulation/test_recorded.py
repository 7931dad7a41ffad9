"""Paths that were recorded elsewhere."""

import numpy as np
import pytest

from exports.data import to_csv
from optimizers import OPTIMIZERS
from simulation import simulate
from simulation.experiments.recorded_file import MAX_ROWS, read_paths
from simulation.running.recorded import recorded
from surfaces import SURFACES

PLACES = [[1.0, 2.0], [0.5, 1.5], [0.25, 1.0]]


@pytest.mark.parametrize(
    "text",
    [
        "x,y\n1,2\n0.5,1.5\n0.25,1\n",
        "1,2\n0.5,1.5\n0.25,1\n",
        "0;1,0;2,0\n1;0,5;1,5\n2;0,25;1,0\n",
        "step\tw1\tw2\n10\t1\t2\n11\t0.5\t1.5\n12\t0.25\t1\n",
        "# logged\ny x\n2 1\n1.5 0.5\n1 0.25\n",
        "loss,x,y\n9,1,2\n8,0.5,1.5\n7,0.25,1\n",
        ",x,y\n0,1,2\n1,0.5,1.5\n2,0.25,1\n",
        '"x","y","step"\n1,2,0\n0.25,1,2\n',
    ],
)
def test_ways_to_write_the_same_path(text):
    for coding in ("utf-8", "utf-8-sig", "utf-16"):
        (path,) = read_paths(text.encode(coding))
        middle = [[0.625, 1.5]] if '"step"' in text else PLACES[1:2]
        np.testing.assert_allclose(path.x, [PLACES[0], *middle, PLACES[2]])
        assert path.label == "recorded"


@pytest.mark.parametrize(
    "text",
    [
        "Wall time,Step,X,Y\n17.1,100,1,2\n17.2,101,0.5,1.5\n17.3,102,0.25,1\n",
        "STEP;X [m];Y [m]\n7;1;2\n8;0,5;1,5\n9;0,25;1\n",
        "step,x,y\n12,0.25,1\n10,1,2\n11,0.5,1.5\n",
        "w0,w1,loss\n1,2,9\n0.5,1.5,8\n0.25,1,7\n",
        "x0 x1\n1 2\n0.5 1.5\n0.25 1\n",
        "theta_0;theta_1\n1;2\n0,5;1,5\n0,25;1\n",
        "lat,lon\n2,1\n1.5,0.5\n1,0.25\n,\n",
        "Logged by a script, run 3\nweight[0],weight[1]\n1,2\n0.5,1.5\n0.25,1\n",
        "epoch,x,y\n0.5,1,2\n1.0,0.5,1.5\n1.5,0.25,1\n",
        "x,y\nm,m\n1,2\n0.5,1.5\n0.25,1\n",
    ],
)
def test_logs_of_other_programs(text):
    (path,) = read_paths(text.encode())
    np.testing.assert_allclose(path.x, PLACES)


def test_labels_tell_paths_apart():
    named = read_paths(b"label,x,y\nSGD,1,2\nAdam,1,2\nSGD,0.5,1\nAdam,3,4\n")
    bare = read_paths(b"1,2,SGD\n1,2,Adam\n0.5,1,SGD\n3,4,Adam\n")
    for found in (named, bare):
        assert [(path.label, path.x.tolist()) for path in found] == [
            ("SGD", [[1, 2], [0.5, 1]]),
            ("Adam", [[1, 2], [3, 4]]),
        ]


def test_our_own_file_of_a_path_comes_back():
    surface = SURFACES["beale"]
    path = simulate(OPTIMIZERS["adam"](lr=0.1), surface, (1.0, 1.5), steps=40)
    (found,) = read_paths(to_csv(path).encode())
    again = recorded(found.x, surface)
    np.testing.assert_allclose(again.x, path.x, rtol=1e-12)
    np.testing.assert_allclose(again.value, path.value, rtol=1e-9)
    np.testing.assert_allclose(again.gradient, path.gradient, rtol=1e-7)
    assert (again.status, again.last) == ("out of steps", 40)


def test_a_path_that_breaks_off_diverged_there():
    (path,) = read_paths(b"x,y\n1,2\n5,9\nnan,3\n1,1\n")
    found = recorded(path.x, SURFACES["beale"])
    assert (found.status, found.last, len(found.x)) == ("diverged", 2, 3)
    assert not found.x.flags.writeable


def test_steps_beyond_what_is_played_are_rows():
    (path,) = read_paths(b"step,x,y\n0,1,2\n100000,3,4\n200000,5,6\n")
    assert path.x.tolist() == [[1, 2], [3, 4], [5, 6]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "has no rows"),
        (b"1\n2\n", "two columns of numbers"),
        (b"a,b\n1,2\n3,4\n", "names no columns x and y"),
        (b"x,y\n1,2\n", "two rows or more"),
        (b"x,y\n1,2\n3,high\n", "Row 2 of the path holds 'high' where y belongs"),
        (b"1,2\n" * (MAX_ROWS + 1), "more than 50,000 rows"),
        (b"".join(b"1,2,run %d\n" % at for at in range(20)), "at most 8 are drawn"),
        (b"1,2\n" * 600_000, "2.4 MB; at most 2 MB"),
        (b"\x89PNG\0\0", "no plain text"),
        (b'"' * 150_001, "names no columns x and y"),
        (b"1" * 100_000 + b"x,2\n" * 2, "names no columns x and y"),
    ],
)
def test_mistakes_get_one_sentence(content, why):
    with pytest.raises(ValueError, match=why) as caught:
        read_paths(content)
    assert type(caught.value) is ValueError
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("gap", [",", " , ", "5,", ",5", ",\n,", '"",""'])
def test_a_row_without_a_place_is_passed_over(gap):
    (path,) = read_paths(f"x,y\n1,2\n{gap}\n3,4\n5,6\n".encode())
    np.testing.assert_array_equal(path.x, [[1, 2], [3, 4], [5, 6]])


@pytest.mark.parametrize("end", ["nan,3", "inf,3", "-,3", "3,NaN", "3,-inf"])
def test_what_is_written_as_no_number_ends_a_path(end):
    (path,) = read_paths(f"x,y\n1,2\n3,4\n{end}\n5,6\n".encode())
    assert recorded(path.x, SURFACES["beale"]).last == 2


def test_steps_count_over_a_row_without_a_place():
    (path,) = read_paths(b"step,x,y\n0,0,0\n1,,\n2,2,4\n")
    np.testing.assert_array_equal(path.x, [[0, 0], [1, 2], [2, 4]])


def test_a_path_without_a_single_place_gets_a_sentence():
    with pytest.raises(ValueError, match="both x and y"):
        read_paths(b"x,y\n,1\n1,\n,2\n")
