"""Inside the step of a run that climbs: the lines worked out from what the player is sent give what the rule did."""

import numpy as np

from optimizers import OPTIMIZERS
from player.explain import Derivatives, explain
from simulation import simulate
from surfaces import Surface

HILL = Surface.from_formula("3 - (x-1)^2 - 2*y^2", (-4, 4, -3, 3))


def told(key, **settings):
    rule = OPTIMIZERS[key](**settings)
    path = simulate(rule, HILL, (-2.0, 1.5), 20, maximize=True)
    why, asked = explain(rule, path, str, Derivatives(HILL.gradient, HILL.hessian))
    return path, {f["target"]: f["program"] for f in why["formulas"]}, {s.name: s.values for s in asked}


def leaves(tree):
    return [leaf for branch in tree[1:] for leaf in leaves(branch)] if isinstance(tree, list) else [tree]


def wrapped(tree, name):
    """Whether every place of the name stands under a sign."""
    if not isinstance(tree, list):
        return tree != name
    return tree == ["neg", ["given", name]] or all(wrapped(branch, name) for branch in tree[1:])


def test_values_of_f_are_turned_where_the_rule_reads_them():
    _path, programs, _asked = told("polyak")
    assert any("old.value" in leaves(program) for program in programs.values())
    assert all(wrapped(program, "old.value") for program in programs.values())


def test_a_diagonal_is_that_of_f_with_a_sign_in_the_line():
    path, programs, asked = told("sophia")
    np.testing.assert_array_equal(asked["diagonal"][0], [-2.0, -4.0])
    assert any("old.diagonal" in leaves(program) for program in programs.values())
    assert all(wrapped(program, "old.diagonal") for program in programs.values())
    assert np.array_equal(path.seen[1], -path.gradient[0])
