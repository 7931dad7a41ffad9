"""Every format has a name, makers that exist, and options that describe themselves."""

import subprocess
import sys
from importlib import import_module

import pytest

from exports.formats import FORMATS
from exports.work import Work
from simulation import Experiment
from tests.helpers.imports import ROOT


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


def test_who_only_offers_formats_has_not_loaded_what_makes_them():
    heavy = "{'matplotlib', 'plotly', 'PIL', 'pandas', 'pyarrow', 'contourpy'}"
    code = f"import sys; import exports.formats; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.strip() == "[]"
