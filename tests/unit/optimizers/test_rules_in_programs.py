"""Rules as whole functions, loops and papers' algorithms: each walks the path of the lines that are meant."""

import json

import numpy as np
import pytest

from optimizers.typed.text_to_rule import written
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.imports import ROOT

#: what is meant, in our own language → how it is written elsewhere
MEANT = json.loads((ROOT / "tests/helpers/rules_in_programs.json").read_text("utf-8"))
#: the names that others give to our numbers
VALUES = {"lr": 1e-3, **dict.fromkeys(("eps", "epsilon"), 1e-8), **dict.fromkeys(("alpha", "eta"), 1e-3)}
VALUES |= dict.fromkeys(("mu", "gamma", "momentum", "b1", "beta1"), 0.9) | dict.fromkeys(("b2", "beta2"), 0.999)


def path(text):
    rule = written(text)
    settings = {name: VALUES[name] for name in rule.__dataclass_fields__}
    return simulate(rule(**settings), SURFACES["rosenbrock"], start=(-1.2, 1.0), steps=6).x


@pytest.mark.parametrize(("means", "text"), [(m["means"], text) for m in MEANT for text in m["texts"]])
def test_walks_the_path_that_is_meant(means, text):
    np.testing.assert_allclose(path(text), path(means), rtol=1e-9)
