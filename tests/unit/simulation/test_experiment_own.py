"""Experiments on surfaces of the user's own: formulas, data, heights."""

import numpy as np
import pytest

from simulation import Experiment, ExperimentError, run
from surfaces import SURFACES
from surfaces.heightmaps.heightmap import example, heightmap


def same_paths(a, b):
    return all(p.x.tobytes() == q.x.tobytes() for p, q in zip(a, b, strict=True))


OWN = {
    "surface": "formula",
    "formula": "a*(x - 1)^2 + y^2/b",
    "domain": [-3, 3, -2, 2],
    "parameters": {"b": 20},
    "steps": 3,
    "runs": [{"rule": "sgd", "hyperparameters": {"lr": 0.1}}],
}


def test_a_formula_of_ones_own_travels_everywhere(capsys):
    made = Experiment.from_data(OWN)
    assert made.parameters == {"b": 20.0}
    assert made.landscape().values == {"a": 1.0, "b": 20.0}
    assert made.landscape().domain == (-3.0, 3.0, -2.0, 2.0)
    assert Experiment.from_json(made.to_json()) == Experiment.from_query(made.to_query()) == made
    assert made.to_query().startswith("surface=formula~b~20.0&formula=a%2A%28x+-+1%29%5E2+%2B+y%5E2%2Fb&domain=-3")
    names = {}
    exec(compile(made.to_python(), "code", "exec"), names)
    assert same_paths(names["paths"], run(made))
    assert "SURFACES" not in made.to_python()
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_formula_gets_a_start_where_it_is_finite_and_a_scale_on_which_something_is_seen():
    log = Experiment.from_data(OWN | {"formula": "log(x) + y^2", "parameters": {}}).landscape()
    assert np.isfinite(log.value(log.starts[0]))
    assert log.starts[0][0] > 0
    typed = SURFACES["rosenbrock"]
    valley = Experiment.from_data(OWN | {"formula": "(1 - x)^2 + 100*(y - x^2)^2", "parameters": {}}).landscape()
    assert valley.scale == typed.scale == "log"
    nowhere = Experiment.from_data(OWN | {"formula": "log(-1 - x^2 - y^2)", "parameters": {}})
    assert run(nowhere)[0].status == "diverged"


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"formula": ""}, "The formula is empty"),
        ({"formula": "x^2 + sn(y)"}, "Unknown function 'sn'"),
        ({"formula": "__import__('os')"}, "column"),
        ({"formula": "+".join("abcdfghij") + "+x+y"}, "may have 8 named numbers, not 9: a, b, c"),
        ({"formula": "x" * 3000}, "formula"),
        ({"domain": [0, 0, 1, 2]}, "xmin < xmax"),
        (
            {"domain": [0, 1]},
            "The domain needs four numbers: xmin, xmax, ymin, ymax; two are that of a function of x alone",
        ),
        ({"domain": [0, 1, 2]}, "The domain needs four numbers: xmin, xmax, ymin, ymax, or two where f has one"),
        ({"domain": [0, 1, 0, "a"]}, "domain"),
        ({"parameters": {"q": 1}}, "Your formula has no 'q'; it has a, b."),
        (
            {"surface": "sphere", "parameters": {}},
            "has formula where the surface is 'formula', not",
        ),
    ],
)
def test_what_is_wrong_with_a_formula_is_said_in_one_sentence(parts, sentence):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_data(OWN | parts)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


ROWS = [[1, 2.1], [2, 3.9], [3, 6.2], [4, 7.8]]


def test_own_data_travel_in_json_and_python_and_a_link_says_that_it_cannot(capsys):
    made = Experiment.from_data({"surface": "least_squares", "data": ROWS, "steps": 4, "runs": [{"rule": "sgd"}]})
    assert Experiment.from_json(made.to_json()) == made
    assert made.landscape().examples == 4
    assert made.ground.key != Experiment.from_data({"surface": "least_squares", "runs": [{"rule": "sgd"}]}).ground.key
    names = {}
    exec(compile(made.to_python(), "code", "exec"), names)
    assert same_paths(names["paths"], run(made))
    several = made.model_copy(update={"fan": 3})
    exec(compile(several.to_python(), "code", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == 4
    with pytest.raises(ExperimentError, match=r"do not fit in a link; the experiment as a JSON file carries them\.$"):
        made.to_query()


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"data": [[1, 2]]}, "The data needs 2 to 2,000 rows, not 1."),
        ({"data": [[1, 2], [3]]}, "Each row of the data needs two numbers, the input and the target."),
        ({"data": [[1, "a"], [3, 4]]}, "data 1 2: must be a number, not 'a'."),
        ({"data": 7}, "data: must be a list."),
        ({"surface": "sphere", "data": ROWS}, "has data where the surface is 'least_squares' or "),
        ({"surface": "formula", "formula": "x*y", "data": ROWS}, "not where it is 'formula'"),
        ({"surface": "logistic", "data": ROWS}, "needs two classes"),
    ],
)
def test_what_is_wrong_with_data_is_said_in_one_sentence(parts, sentence):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_data({"surface": "least_squares", "runs": [{"rule": "sgd"}]} | parts)
    assert sentence in str(caught.value)


HEIGHTS = [[0, 1, 2, 3], [1, 3, 4, 2], [0.5, 2, 2.5, 1], [0, 0, 1, 1], [2, 1, 0, 0]]


def test_heights_travel_in_json_and_a_link_says_that_it_cannot(tmp_path, monkeypatch, capsys):
    made = Experiment.from_data({"surface": "heightmap", "heights": HEIGHTS, "steps": 4, "runs": [{"rule": "sgd"}]})
    assert Experiment.from_json(made.to_json()) == made
    assert made.landscape().domain == (0.0, 7.5, 0.0, 10.0)
    assert made.landscape().value((0.0, 10.0)) == pytest.approx(0.0)
    assert made.landscape().value((7.5, 10.0)) == pytest.approx(3.0)
    with pytest.raises(ExperimentError, match=r"Heights of your own do not fit in a link"):
        made.to_query()
    (tmp_path / "slalom-experiment.json").write_text(made.to_json())
    monkeypatch.chdir(tmp_path)
    exec(compile(made.to_python(), "code", "exec"), {})
    assert str(run(made)[0].x[-1]) in capsys.readouterr().out


def test_without_heights_a_heightmap_is_the_example_and_fits_in_a_link(capsys):
    made = Experiment.from_query("surface=heightmap&domain=0~4~0~3&steps=5&run=sgd~lr~0.001")
    assert Experiment.from_query(made.to_query()) == made
    same = heightmap(example(), (0.0, 4.0, 0.0, 3.0))
    assert made.landscape().value((1.0, 2.0)) == same.value((1.0, 2.0))
    names = {}
    exec(compile(made.to_python(), "code", "exec"), names)
    assert same_paths(names["paths"], run(made))
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"heights": [[1, 2], [3, 4]]}, "Heights need 4 to 200 rows and columns, not 2 × 2."),
        ({"heights": [[1, 2, 3, 4]] * 3 + [[1, 2]]}, "the same number in each row"),
        ({"heights": [[1, 2, 3, "x"]] * 4}, "height 1 4: must be a number, not 'x'."),
        ({"heights": 3}, "heights: must be a list."),
        ({"domain": [1, 0, 0, 1]}, "xmin < xmax"),
        ({"surface": "formula", "formula": "x*y"}, "has heights where the surface is 'heightmap'"),
        ({"parameters": {"a": 1}}, "Heightmap has no 'a'"),
    ],
)
def test_what_is_wrong_with_heights_is_said_in_one_sentence(parts, sentence):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_data({"surface": "heightmap", "heights": HEIGHTS, "runs": [{"rule": "sgd"}]} | parts)
    assert sentence in str(caught.value)
