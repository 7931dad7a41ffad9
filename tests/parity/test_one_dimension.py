"""On a line, too, every path is that of the library's class: rule by rule, with a parameter of one number."""

import numpy as np
import pytest

from networks import COUNTERPARTS, library_run, settings_for
from networks.library import classes as room
from networks.library.difference import difference
from optimizers import OPTIMIZERS, TRANSFORMS
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.doubles import DOUBLES
from tests.helpers.parity import TOLERANCE

STEPS = 200
SETTINGS = {"prodigy": {"bias_correction": False}, "lbfgs": {"lr": 0.3}}


@pytest.fixture(autouse=True)
def _doubles(monkeypatch):
    for name, cls in DOUBLES.items():
        room.library_class(name)
        monkeypatch.setitem(room._classes(), name, cls)


@pytest.mark.parametrize("surface", ["log_cosh", "flat_quartic", "one_weight"])
@pytest.mark.parametrize("key", COUNTERPARTS)
def test_a_path_on_a_line_is_the_librarys(key, surface):
    rule, shows, ground = OPTIMIZERS[key](**SETTINGS.get(key, {})), COUNTERPARTS[key].shows, SURFACES[surface]
    if rule.lr_unit == "1/curvature" and "lr" in rule.values() and key != "lbfgs":
        rule = OPTIMIZERS[key](lr=0.01)
    name, settings = settings_for(rule)
    ours = simulate(rule, ground, ground.starts[1], STEPS)
    theirs = library_run(name, settings, ground, ground.starts[1], STEPS)
    assert theirs.x.shape == (STEPS + 1, 1)
    assert difference(ours.x if shows == "x" else ours.states[shows], theirs.x).max() <= TOLERANCE
    np.testing.assert_array_equal(ours.evaluations, theirs.evaluations)


def test_noise_and_clipping_are_the_same_for_both():
    transforms = [TRANSFORMS["noise"](sigma=0.3), TRANSFORMS["clip_norm"](theta=0.5)]
    rule, ground = OPTIMIZERS["adam"](lr=0.05), SURFACES["two_wells"]
    ours = simulate(rule, ground, (1.5,), STEPS, transforms=transforms, seed=4)
    name, settings = settings_for(rule)
    theirs = library_run(name, settings, ground, (1.5,), STEPS, transforms=transforms, seed=4)
    assert difference(ours.x, theirs.x).max() <= TOLERANCE
