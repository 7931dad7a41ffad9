"""Runs on a line: every rule, what is said of them, and every way in and out."""

import json

import numpy as np
import pytest

from exports.data import bundle_to_csv, to_csv
from exports.data.samples import lane_rows
from optimizers import OPTIMIZERS
from optimizers.transforms import ClipNorm, GradientNoise, MiniBatch
from simulation import Experiment, ExperimentError, bundle, run, simulate
from simulation.experiments.recorded_file import read_paths
from simulation.experiments.run import origins
from simulation.experiments.suggest import suggestions
from simulation.judging.outcome import outcome
from simulation.running.recorded import recorded
from surfaces import SURFACES, Surface
from words.headline import summary
from words.sentence import brief, sentence

PARABOLA = SURFACES["parabola"]
ONE = {"surface": "formula", "formula": "x^2", "dimension": 1, "runs": [{"rule": "sgd"}]}


def walked(surface: Surface, rule: str, start: float, steps: int = 200, **settings):
    hyper = {name: settings.pop(name) for name in list(settings) if name in OPTIMIZERS[rule].hyperparameters()}
    return simulate(OPTIMIZERS[rule](**hyper), surface, start, steps, **settings)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_rule_walks_and_a_batch_equals_its_single_runs(key):
    ground, starts = SURFACES["two_wells"], np.array([[1.5], [-0.3]])
    rule = OPTIMIZERS[key].from_values(suggestions(OPTIMIZERS[key], ground, {}))
    together = simulate(rule, ground, starts, 12)
    for i, start in enumerate(starts):
        alone = simulate(rule, ground, start, 12)
        assert alone.x.shape == (13, 1)
        np.testing.assert_array_equal(together.lane(i).x, alone.x)
        assert np.isfinite(alone.x).all()


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_rule_of_one_coordinate_is_that_of_two_where_the_second_is_level(key):
    """f(x) and f(x, y) = f(x) from y = 0 give one path, for every rule that does not turn its space."""
    line, plane = Surface.from_formula("x^4/4 + x^2", (-2, 2)), Surface.from_formula("x^4/4 + x^2", (-2, 2, -2, 2))
    one = simulate(OPTIMIZERS[key](), line, (1.4,), 15)
    two = simulate(OPTIMIZERS[key](), plane, (1.4, 0.0), 15)
    if key in ("adafactor", "muon", "nelder_mead", "lamb"):
        assert np.isfinite(one.x).all()  # a mean over coordinates, or a simplex of as many corners, is another one
        return
    np.testing.assert_allclose(one.x[:, 0], two.x[:, 0], rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize(
    ("surface", "rule", "start", "settings", "words"),
    [
        ("parabola", "sgd", -3.0, {"lr": 0.4}, "converged at step"),
        ("parabola", "sgd", -3.0, {"lr": 1.0}, "repeats itself every 2 steps"),
        ("parabola", "sgd", -3.0, {"lr": 1.2}, "left the view at step 1 and moves ever farther away"),
        ("parabola", "sgd", -3.0, {"lr": 80.0, "steps": 500}, "diverged at step"),
        ("parabola", "newton", -3.0, {}, "converged at step 1, "),
        ("parabola", "sgd", 0.0, {"lr": 0.1}, "began at the minimum and stays there"),
        ("two_wells", "sgd", 2.0, {"lr": 0.02}, "in a local minimum, x = 1.13"),
        ("two_wells", "sgd", -2.0, {"lr": 0.02}, "converged at step"),
        ("two_wells", "newton", 0.3, {}, "rests at a maximum since step"),
        ("absolute", "sgd", 1.3, {"lr": 0.5}, "repeats itself every 2 steps"),
        ("wavy_slope", "sgd", 5.0, {"lr": 0.05}, "in a local minimum, x = 5.6"),
    ],
)
def test_what_is_said(surface, rule, start, settings, words):
    ground = SURFACES[surface]
    assert words in sentence(walked(ground, rule, start, **settings), ground)[1]


@pytest.mark.parametrize(
    ("text", "start", "kind"),
    [
        ("abs(x) + 0*k", 0.0, "minimum"),
        ("max(0, abs(x) - 1)", 0.2, "plateau"),
        ("x^3", 0.0, "saddle"),
        ("-x^2", 0.0, "maximum"),
        ("3", 0.5, "plateau"),
        ("log(x)", 1.0, "no value"),
        ("x", 0.0, "left"),
    ],
)
def test_places_on_a_line(text, start, kind):
    parameters = {"k": 1.0} if "k" in text else None
    surface = Surface.from_formula(text, (-2, 2), parameters)
    path = walked(surface, "sgd", start, steps=300, lr=0.5 if kind == "no value" else 0.1)
    found = outcome(path, surface)
    assert found.kind == kind
    assert brief(found)


def test_an_inflection_is_named_as_one():
    surface = Surface.from_formula("x^3", (-2, 2))
    path = walked(surface, "sgd", 0.0)
    assert summary([path, path], ["a", "b"], surface)[1].endswith("2 at an inflection")
    assert sentence(path, surface)[1] == "began at an inflection and stays there, f = 0: no slope, no minimum"
    assert brief(outcome(path, surface)) == "at an inflection from step 0"


def test_newton_cycles_where_it_does():
    surface = Surface.from_formula("x^4/4 - x^2 + 2*x", (-3, 3))
    path = walked(surface, "newton", 0.0, steps=40)
    np.testing.assert_array_equal(path.x[:4, 0], [0, 1, 0, 1])
    assert "repeats itself every 2 steps" in sentence(path, surface)[1]


@pytest.mark.parametrize("data", [ONE, {**ONE, "start": [1.5]}, {**ONE, "start": 1.5}, {**ONE, "domain": [-3, 2]}])
def test_an_experiment_travels(data):
    experiment = Experiment.from_data(data)
    assert experiment.dimension == experiment.landscape().dimensions == len(experiment.start) == 1
    assert Experiment.from_json(experiment.to_json()) == experiment
    assert Experiment.from_query(experiment.to_query()) == experiment
    told = {}
    exec(compile(experiment.to_python(), "<experiment>", "exec"), told)
    np.testing.assert_array_equal(told["paths"][0].x, run(experiment)[0].x)


def test_a_domain_of_two_numbers_says_it_too():
    bare = {name: value for name, value in ONE.items() if name != "dimension"}
    assert Experiment.from_data({**bare, "domain": [-5.0, 5.0]}) == Experiment.from_data({**ONE, "domain": [-5.0, 5.0]})
    assert Experiment.from_data(bare).landscape().dimensions == 2


def test_a_start_of_one_number_says_it_too():
    bare = {name: value for name, value in ONE.items() if name != "dimension"}
    assert Experiment.from_data({**bare, "start": [1.5]}) == Experiment.from_data({**ONE, "start": [1.5]})
    assert Experiment.from_query("surface=formula&formula=x%5E2&start=3&run=sgd").landscape().dimensions == 1
    with pytest.raises(ExperimentError, match="two coordinates"):
        Experiment.from_data({**bare, "formula": "x*y", "start": [1.5]})
    with pytest.raises(ExperimentError, match="ends after"):
        Experiment.from_data({**bare, "formula": "x^", "start": [1.5]})
    with pytest.raises(ExperimentError, match="two coordinates"):
        Experiment.from_data({**bare, "start": [1.5], "dimension": 2})


def test_a_formula_in_x_alone_that_was_a_surface_stays_one():
    before = Experiment.from_query(
        "surface=formula&formula=x%5E2&domain=-5.0~5.0~-5.0~5.0&start=-3.0~3.0&steps=9&run=sgd"
    )
    assert before.landscape().dimensions == 2
    assert "dimension" not in before.to_query()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({**ONE, "start": [1, 2]}, "f has one coordinate: give one start, such as 1.5."),
        ({"surface": "parabola", "start": [1, 2], "runs": ONE["runs"]}, "f has one coordinate: give one start"),
        ({"surface": "sphere", "start": [1.0], "runs": ONE["runs"]}, "The start needs two coordinates such as"),
        ({"surface": "sphere", "start": 1.0, "runs": ONE["runs"]}, "The start needs two coordinates such as"),
        ({**ONE, "formula": "x*y"}, "f has one coordinate, x, and this formula has y as well"),
        ({**ONE, "domain": [1, 2, 3, 4]}, "f has one coordinate: its domain has two numbers, such as -5 and 5."),
        ({**ONE, "domain": [3, 1]}, "xmin < xmax"),
        ({**ONE, "dimension": 3}, "dimension: must be at most 2, not 3."),
        ({**ONE, "dimension": "one"}, "dimension: must be a whole number"),
        ({"surface": "parabola", "dimension": 1, "runs": ONE["runs"]}, "has dimension where the surface is 'formula'"),
        ({"surface": "heightmap", "domain": [0, 1], "runs": ONE["runs"]}, "The domain needs four numbers"),
    ],
)
def test_what_is_wrong_is_one_sentence(data, words):
    with pytest.raises(ExperimentError) as wrong:
        Experiment.from_data(data)
    assert words in str(wrong.value)
    assert str(wrong.value).count(". ") == 0


def test_python_takes_a_number_for_a_start():
    np.testing.assert_array_equal(walked(PARABOLA, "sgd", 1.5).x, walked(PARABOLA, "sgd", (1.5,)).x)
    with pytest.raises(ValueError, match=r"^f has one coordinate: give one start, such as 1\.5, or the shape"):
        walked(PARABOLA, "sgd", (1.5, 2.0))
    with pytest.raises(ValueError, match=r"^The start must be one finite coordinate such as 1\.5"):
        walked(PARABOLA, "sgd", float("nan"))


def test_transforms_batches_and_climbs_have_one_coordinate():
    rule = {"lr": 0.05, "seed": 3}
    path = walked(PARABOLA, "sgd", 2.0, transforms=[GradientNoise(sigma=1.0), ClipNorm(theta=0.5)], **rule)
    assert path.drawn[0].shape == (201, 1)
    assert np.abs(path.seen[1:]).max() == pytest.approx(0.5)
    batched = walked(SURFACES["one_weight"], "sgd", 1.0, transforms=[MiniBatch(size=8)], **rule)
    assert batched.x[-1, 0] == pytest.approx(SURFACES["one_weight"].minima[0][0], abs=0.2)
    top = Surface.from_formula("-abs(x - 1)^1.5", (-2, 3))
    climb = walked(top, "sgd", -1.0, lr=0.1, maximize=True)
    assert climb.x[-1, 0] == pytest.approx(1, abs=0.05)


def test_a_fan_lies_on_the_line():
    experiment = Experiment.from_data({**ONE, "start": [1.0], "fan": 7, "spread": 0.2, "domain": [-5.0, 5.0]})
    starts = np.array([origin.start for origin in origins(experiment, experiment.runs[0])])
    assert starts.shape == (7, 1)
    assert starts[0, 0] == 1.0
    assert (np.abs(starts - 1.0) <= 2.0).all()
    assert len(set(starts[:, 0].tolist())) == 7
    (paths,) = bundle(experiment)
    text = bundle_to_csv(paths, origins(experiment, experiment.runs[0]))
    assert text.splitlines()[0].startswith("seed,start_x,step,x,f,gradient_x,seen_x,")
    row = lane_rows(experiment, [paths], ["SGD"], 1e-6)[0]
    assert row["start x"] == 1.0
    assert "start y" not in row


def test_a_table_has_one_column_a_coordinate():
    head, first, *_ = to_csv(walked(PARABOLA, "momentum", 2.0, steps=3)).splitlines()
    assert head == "step,x,f,gradient_x,seen_x,v_x,lr,evaluations,asked_x,status"
    assert first.startswith("0,2.0,4.0,4.0,")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\n1\n0.5\n0.25\n", [1, 0.5, 0.25]),
        ("step,x,loss\n0,1,9\n2,0,4\n", [1, 0.5, 0]),
        ("x;f\n1,5;3\n0,5;2\n", [1.5, 0.5]),
        ("0 3\n1 2\n2 1\n", [3, 2, 1]),
        ("label,w\na,1\na,2\n", [1, 2]),
        ("2\n4\n8\n", [2, 4, 8]),
    ],
)
def test_a_recorded_path_needs_x_alone(text, expected):
    (path,) = read_paths(text.encode(), dimensions=1)
    np.testing.assert_allclose(path.x, np.array(expected)[:, None])
    assert recorded(path.x, PARABOLA).value[0] == PARABOLA.value(path.x[0])


def test_a_recorded_path_without_x_is_told():
    with pytest.raises(ValueError, match=r"names no column x, but 'loss', 'lr'\.$"):
        read_paths(b"loss,lr\n1,2\n3,4\n", dimensions=1)


def test_json_has_one_number():
    data = json.loads(Experiment.from_data(ONE).to_json())
    assert (data["dimension"], data["start"]) == (1, [-3.0])
