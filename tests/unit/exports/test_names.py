"""A file's name says what is inside, in letters that every system takes."""

import re

import pytest

from exports.names import LONGEST, file_name
from simulation import Experiment


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("surface=rosenbrock&run=adam~lr~0.05", "rosenbrock-adam-lr0.05.svg"),
        ("surface=saddle&run=momentum~lr~0.1~momentum~0.5", "saddle-momentum-lr0.1-momentum0.5.svg"),
        ("surface=sphere&run=sgd&run=adam", "sphere-sgd-adam.svg"),
        ("surface=sphere&run=adam&run=adam~lr~0.5", "sphere-adam-2-runs.svg"),
        ("surface=sphere&run=adam&run=sgd&run=momentum&run=rmsprop", "sphere-4-runs.svg"),
    ],
)
def test_surface_and_rules_are_named(query, name):
    assert file_name(Experiment.from_query(query), ".svg") == name


def test_names_are_short_and_plain():
    settings = "lr~0.123456789012~beta1~0.123456789012~beta2~0.98765432109~eps~1e-12"
    query = f"surface=formula&formula=x^2%2By^2&run=adam~{settings}"
    name = file_name(Experiment.from_query(query), ".webp")
    assert re.fullmatch(rf"[a-z0-9._-]{{1,{LONGEST}}}\.webp", name)
