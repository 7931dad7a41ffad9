"""Columns of data by the names in their file: in sentences, in titles and on axes."""

import json

import pytest

from player.shown import Shown, grid, paths
from simulation import Experiment, ExperimentError, run
from simulation.experiments.recorded_file import read_paths
from surfaces import SURFACES
from surfaces.heightmaps.files import read_heights
from surfaces.losses.loss import loss_of
from surfaces.losses.own_data import with_data
from surfaces.losses.table import read_data
from tests.helpers.hostile import HOSTILE
from tests.helpers.payload import header
from words.columns import axes, columns, distinct, surface_name, teaches
from words.foreign import visible

ROWS = ((1.0, 2.0), (2.0, 4.5), (4.0, 7.0))


def own(*names):
    return with_data(SURFACES["least_squares"], ROWS, names or ("", ""))


def test_named_data_are_named_in_title_and_sentence():
    surface = own("size", "price")
    assert surface_name(surface) == "Least squares, price by size"
    assert teaches(surface) == (
        "Your own data, 3 rows of size and price: size is shifted by 2.33 and its unit is 1.25."
    )  # fmt: skip
    assert columns(loss_of(surface.with_parameters(c=0.0))) == ("size", "price")


def test_without_names_the_words_are_plain():
    assert columns(loss_of(own())) == ("input", "target")
    assert surface_name(own()) == "Least squares"
    assert teaches(own()) == "Your own data, 3 rows: the input is shifted by 2.33 and measured in units of 1.25."
    assert columns(loss_of(SURFACES["logistic"])) == ("mean radius", "malignant")
    assert surface_name(SURFACES["logistic"]) == "Logistic regression"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (("a", "a"), ("a (1)", "a (2)")),
        (("", ""), ("input", "target")),
        (("\u200b\u3164", "price"), ("input", "price")),
        (("\u202eevil", "a\nb"), ("evil", "a b")),
        (("a", "\u200ba"), ("a (1)", "a (2)")),
        (("2019", "2020"), ("2019", "2020")),
        (("<b>x</b>", "![](//h/x)"), ("<b>x</b>", "![](//h/x)")),
    ],
)
def test_names_that_need_care(given, shown):
    assert distinct(given, ("input", "target")) == shown
    assert columns(loss_of(own(*given))) == shown


def test_a_long_name_is_cut_in_titles_only():
    name = "W" * 80
    assert surface_name(own(name, "y")) == f"Least squares, y by {'W' * 17}…"
    assert name in teaches(own(name, "y"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text_in_what_is_sent(text):
    experiment = Experiment.from_data(
        {"surface": "least_squares", "data": ROWS, "columns": (text[:80], "y"), "runs": [{"rule": "sgd"}], "steps": 1}
    )
    said = header(grid(experiment.ground))["fit"]["names"]
    assert said == list(distinct((text[:80], "y"), ("input", "target")))
    assert visible(said[0]) == said[0]
    assert Experiment.from_json(experiment.to_json()) == experiment


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (b"size,price\n1,2\n2,4\n3,7", ("size", "price")),
        (b"2019;price\n1;2\n2;4\n3;7", ("2019", "price")),
        (b'"2019","2020"\n1,2\n2,4\n3,7', ("2019", "2020")),
        (b"2019,2020\n1,2\n2,4", ()),  # rows like any other
        (b"1,2\n2,4\n3,7", ()),
        (b",price\n1,2\n2,4", ("input", "price")),
        ("Größe;Wert, gemessen\n1;2,5\n3;4,5".encode(), ("Größe", "Wert, gemessen")),
        (b"# size price\n1 2\n2 4\n3 8", ("size", "price")),
    ],
)
def test_names_in_a_file(content, names):
    assert read_data(content).table().given_names == names


def test_a_name_has_at_most_eighty_characters():
    assert read_data(b"%s,y\n1,2\n2,5" % (b"W" * 200)).names[0] == "W" * 80


def test_names_travel_in_json_and_python_and_not_in_links():
    data = {"surface": "least_squares", "data": ROWS, "columns": ["size", "price"], "runs": [{"rule": "sgd"}]}
    experiment = Experiment.from_data(data)
    assert json.loads(experiment.to_json())["columns"] == ["size", "price"]
    assert Experiment.from_json(experiment.to_json()) == experiment
    assert "('size', 'price')" in experiment.to_python()
    assert "columns" not in experiment.rest_of_query()
    other = Experiment.from_data({**data, "columns": ["size", "cost"]})
    assert other.ground.key != experiment.ground.key
    unnamed = Experiment.from_data({name: part for name, part in data.items() if name != "columns"})
    assert "columns" not in json.loads(unnamed.to_json())
    assert Experiment.from_data({**data, "columns": ["", ""]}) == unnamed


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ({"columns": ["a", "b", "c", "d"]}, "columns: must have at most 3 names."),
        ({"columns": ["a"]}, "Columns must be the 2 names of input, target."),
        ({"columns": ["a", "b" * 81]}, "column 2: must have at most 80 characters."),
        ({"columns": ["a", 3]}, "column 2: must be a text, not 3."),
        ({"columns": ["a", "b"], "data": []}, "Columns are the names of data or heights of one's own, of which there"),
        ({"columns": ["a", "b"], "data": [], "surface": "sphere"}, "An experiment has columns where the surface is"),
    ],
)
def test_wrong_names_are_said_in_a_sentence(part, sentence):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_data({"surface": "least_squares", "data": ROWS, "runs": [{"rule": "sgd"}], **part})
    assert sentence in str(caught.value)


LONG = b"lon,lat,elevation [m]\n" + b"".join(b"%d,%d,%d\n" % (x, y, x * x + y) for x in range(5) for y in range(5))


def test_heights_name_their_axes():
    assert read_heights("h.csv", LONG).axes == ("lon", "lat", "elevation [m]")
    assert read_heights("h.csv", b"1,2,3,4\n" * 4).axes == ()
    assert axes(("x", "y", "f")) == ()
    assert axes(("X", "y", "")) == ("X", "y", "f")
    file = read_heights("h.csv", LONG)
    heights, names = tuple(map(tuple, file.heights.tolist())), file.axes
    experiment = Experiment.from_data(
        {"surface": "heightmap", "heights": heights, "columns": names, "runs": [{"rule": "sgd"}], "steps": 2}
    )
    assert sent(experiment)["axes"] == list(names)
    assert Experiment.from_json(experiment.to_json()) == experiment


def test_recorded_paths_name_axes_that_have_no_name():
    (path,) = read_paths(b"w1,w2,label\n1,2,a\n2,3,a\n")
    assert path.axes == ("w1", "w2", "")
    experiment = Experiment.from_query("surface=sphere&run=sgd&steps=2")
    assert sent(experiment, path.axes)["axes"] == ["w1", "w2", "f"]
    (path,) = read_paths(b"x,y\n1,2\n2,3\n")
    assert "axes" not in sent(experiment, path.axes)
    (path,) = read_paths(b"1,2\n2,3\n")
    assert "axes" not in sent(experiment, path.axes)


def sent(experiment, named=()):
    from figures.palette import ONE_RUN

    (path,) = run(experiment)
    shown = Shown(experiment.runs[0].build(), path, "SGD", ONE_RUN, axes=named)
    return header(paths(experiment.ground, [shown], title="", sentence=("good", ""), options={}, layout="overlay"))
