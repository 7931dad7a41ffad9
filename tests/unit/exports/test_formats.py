"""Every format has a name, makers that exist, and options that describe themselves."""

from importlib import import_module

import pytest

from exports.formats import FORMATS
from exports.work import Work
from simulation import Experiment


@pytest.fixture(scope="module")
def work():
    return Work.of(Experiment.from_query("surface=rosenbrock&steps=5&run=adam~lr~0.05"))


@pytest.mark.parametrize("key", FORMATS)
def test_what_makes_a_format_is_there(key):
    module, name = FORMATS[key].maker.split(":")
    assert callable(getattr(import_module(module), name))
    assert FORMATS[key].suffix.startswith(".")
    assert all(known.doc for known in FORMATS[key].options.hyperparameters().values())


def test_an_option_that_does_not_exist_is_a_sentence(work):
    with pytest.raises(ValueError, match="has no 'colour'"):
        FORMATS["json"].make(work, {"colour": 1})


def test_the_experiment_comes_back(work):
    assert Experiment.from_json(FORMATS["json"].make(work)) == work.experiment
