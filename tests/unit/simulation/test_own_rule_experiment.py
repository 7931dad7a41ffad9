"""Own rules in experiments: as data, JSON, links and Python, and varied."""

import contextlib
import io

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.typed.rule_to_text import opened
from simulation import Experiment, ExperimentError, RunSpec, run
from simulation.experiments.vary import vary
from tests.unit.formulas.test_program import ADAM

OTHER = 'v = mu*v + g  # a comment: é, \'"""\'\r\nw = w - lr*v'
OWN = {"rule": "own", "text": ADAM, "hyperparameters": {"b1": 0.8, "lr": 0.03}}
SCHEDULED = {
    **OWN,
    "schedules": {"b2": {"name": "linear", "settings": {}}},
    "transforms": [{"name": "noise", "settings": {"sigma": 0.1}}],
    "label": "mine",
}


def experiment(*runs, **parts):
    return Experiment.from_data({"surface": "himmelblau", "steps": 60, "runs": list(runs), **parts})


@pytest.mark.parametrize(
    "runs",
    [[OWN], [SCHEDULED], [{"rule": "adam"}, OWN, {"rule": "sgd"}, OWN], [OWN, {"rule": "own", "text": OTHER}, OWN]],
)
def test_there_and_back(runs):
    made = experiment(*runs)
    assert Experiment.from_json(made.to_json()) == made
    assert Experiment.from_query(made.to_query()) == made
    assert Experiment.from_data(made.to_data()) == made


@pytest.mark.parametrize("fan", [1, 3])
def test_the_script_prints_the_same_ends(fan):
    made = experiment(
        OWN, {"rule": "own", "text": OTHER, "hyperparameters": {"lr": 1e-3}}, SCHEDULED, {"rule": "adam"}, fan=fan
    )
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(made.to_python(), {})
    for path in run(made):
        assert str(path.x[-1]) in said.getvalue()


def test_it_runs_as_the_rule_it_was_opened_from():
    text = opened(OPTIMIZERS["adam"](lr=0.1))
    own, adam = run(
        experiment(
            {"rule": "own", "text": text.text, "hyperparameters": text.values},
            {"rule": "adam", "hyperparameters": {"lr": 0.1}},
        )
    )
    np.testing.assert_array_equal(own.x, adam.x)


def test_equal_texts_stand_in_a_link_once():
    query = experiment(*[OWN] * 12).to_query()
    assert query.count("sqrt") == 1


def test_what_is_too_long_for_a_link_says_so_and_fits_in_json():
    long = [{"rule": "own", "text": ADAM + f"# {i}" + "é" * 1200} for i in range(4)]
    made = experiment(*long)
    with pytest.raises(ExperimentError, match="too long for a link"):
        made.to_query()
    assert Experiment.from_json(made.to_json()) == made
    assert "from_json" in experiment(*long, fan=2).to_python()


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({"rule": "own"}, "run 1: Line 1: no line sets w: end with a line such as w = w - lr*g."),
        ({"rule": "own", "text": "w = foo(g)"}, "run 1: Line 1: unknown function 'foo' at column 5"),
        ({"rule": "adam", "text": ADAM}, "run 1: only the rule 'own' has a text."),
        ({**OWN, "hyperparameters": {"b3": 1.0}}, "run 1: Own rule has no 'b3'; it has lr, b1, b2, eps."),
        ({**OWN, "schedules": {"b3": {"name": "step"}}}, "run 1: Own rule has no 'b3' for a schedule to drive"),
        ({"rule": "own", "text": "w" * 10**6}, "run 1: Line 1: the rule has 1000000 characters"),
    ],
)
def test_mistakes_are_one_sentence(spec, sentence):
    with pytest.raises(ExperimentError) as caught:
        experiment(spec)
    assert sentence in str(caught.value).replace("Run 1", "run 1")
    assert len(str(caught.value)) < 300


def test_a_named_number_can_be_varied():
    runs = vary(OWN, {"b1": [0.1, 0.5], "lr": [0.01, 0.02]})
    assert [RunSpec.model_validate(one).build().b1 for one in runs] == [0.1, 0.1, 0.5, 0.5]
    with pytest.raises(ValueError, match="Own rule has no 'q'; it has lr, b1, b2, eps"):
        vary(OWN, {"q": [1.0]})
