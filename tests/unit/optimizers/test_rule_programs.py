"""Rules as programs: worked out with the numbers of a path, every line gives what the path says."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.reading.directions import directions, scale
from optimizers.reading.inspector import as_program, program
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.programs import forms, given, work_out

SURFACE = SURFACES["elongated_bowl"]
STEPS = (1, 2, 3, 10, 40)


@pytest.mark.parametrize(("key", "settings"), forms())
def test_every_line_gives_what_the_path_says(key, settings):
    rule = OPTIMIZERS[key](**settings)
    path = simulate(rule, SURFACE, (-1.2, 1.0), 40)
    for step in STEPS:
        known = given(rule, path, step, SURFACE)
        for formula in program(rule):
            value = work_out(formula.program, known)
            said = path.x if formula.target == "x" else path.states.get(formula.target)
            if said is not None:
                # what nearly cancels keeps the error of its largest part
                largest = max(1e-300, np.max(np.abs(path.x[step - 1 : step + 1])), np.max(np.abs(said[step])))
                np.testing.assert_allclose(value, said[step], rtol=1e-11, atol=1e-13 * largest, err_msg=formula.target)
                value = said[step]
            known[formula.target] = value


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_what_is_written_as_text_has_no_program(key):
    rule = OPTIMIZERS[key]()
    inner = getattr(rule, "inner", None)
    assert bool(program(rule)) is bool(inner or not rule.latex_lines)
    assert all(name in rule.init(np.zeros(2))._asdict() for name in directions(rule))


@pytest.mark.parametrize("key", ["lookahead", "averaged", "sharpness_aware"])
def test_a_rule_around_another_has_its_lines_and_then_its_own(key):
    rule = OPTIMIZERS[key].from_values({"inner": "rmsprop", "inner.centered": True, "inner.lr": 0.1})
    inner, (*lines, own) = program(rule.inner), program(rule)
    assert [line.target for line in lines] == [f"inner.{line.target}" for line in inner]
    assert [line.latex for line in lines] == [line.latex for line in inner]
    assert own.target in rule.points
    assert all(text in own.latex for text in rule.latex_lines)


@pytest.mark.parametrize(
    ("key", "settings", "expected"),
    [
        ("momentum", {}, {"v": -1}),
        ("momentum", {"form": "velocity"}, {"v": 1}),
        ("nesterov", {"form": "sutskever"}, {"v": 1}),
        ("adam", {}, {"m": -1}),
        ("ademamix", {}, {"m": -1, "a": -1}),
        ("schedule_free_sgd", {}, {}),
        ("rprop", {}, {}),
        ("lbfgs", {}, {}),
    ],
)
def test_states_that_point_somewhere(key, settings, expected):
    assert directions(OPTIMIZERS[key](**settings)) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("sgd", None),
        ("novograd", None),
        ("newton", None),
        ("adam", ["/", "lr", ["+", ["sqrt", "v_hat"], "eps"]]),
        ("adamax", ["/", "lr", "u"]),
        ("rprop", "s"),
        ("adadelta", ["*", "lr", ["/", ["sqrt", ["+", "old.u", "eps"]], ["sqrt", ["+", "v", "eps"]]]]),
    ],
)
def test_the_scale_of_each_coordinate(key, expected):
    found = scale(OPTIMIZERS[key]())
    assert (found and as_program(found)) == expected


@pytest.mark.parametrize(
    ("inner", "settings"),
    [
        ("momentum", {"lr": 0.05, "weight_decay": 0.3}),
        ("adam", {"lr": 0.1, "weight_decay": 0.3}),
        ("nadam", {"lr": 0.1, "weight_decay": 0.3, "decoupled_weight_decay": True}),
        ("polyak", {}),
        ("sophia", {"lr": 0.1}),
        ("sam", {"lr": 0.05}),
    ],
)
def test_what_a_rule_inside_of_sam_was_given_is_what_its_lines_say(inner, settings):
    """Its gradient is that of elsewhere with its decay here; what was answered elsewhere and not kept has no number."""
    rule = OPTIMIZERS["sharpness_aware"](inner=OPTIMIZERS[inner](**settings), rho=0.5)
    path = simulate(rule, SURFACE, (-1.2, 1.0), 40)
    worked_out = set()
    for step in STEPS:
        known = given(rule, path, step, SURFACE)
        for line in program(rule):
            name = line.target.removeprefix("inner.")
            said = path.x if name == "x" else path.states.get(line.target)
            if line.program is None:
                if said is not None:
                    known[line.target] = said[step]
                continue
            try:
                value = work_out(line.program, known)
            except KeyError:  # it hangs on a line that has no number
                continue
            if said is not None:
                np.testing.assert_allclose(value, said[step], rtol=1e-11, atol=1e-13, err_msg=line.target)
                worked_out.add(name)
            known[line.target] = value
    assert ("x" in worked_out) is (inner != "polyak")
