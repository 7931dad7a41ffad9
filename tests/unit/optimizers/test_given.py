"""What a run puts between f and its rule, as formulas: with the numbers of a path they are what was given."""

import itertools

import numpy as np
import pytest

from optimizers import OPTIMIZERS, TRANSFORMS
from optimizers.reading.given import given as between_of
from optimizers.reading.inspector import program
from optimizers.reading.notation import assignments, formula
from optimizers.schedules.plain import Exponential, Step
from optimizers.transforms import L1, L2, ClipNorm, ClipValue, GradientNoise, MiniBatch, Normalize
from player.explain import Derivatives, between, explain
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.programs import given, spelled, work_out

BOWL, LOSS = SURFACES["elongated_bowl"], SURFACES["least_squares"]
ALONE = {
    "noise": GradientNoise(sigma=0.3),
    "decaying noise": GradientNoise(sigma=0.3, decay=0.55),
    "clip": ClipValue(c=0.2),
    "norm": ClipNorm(theta=0.3),
    "norm 1": ClipNorm(theta=0.3, p=1),
    "norm inf": ClipNorm(theta=0.3, p=np.inf),
    "normalize": Normalize(),
    "l2": L2(weight_decay=0.05),
    "l1": L1(weight_decay=0.05),
}
PAIRS = list(itertools.permutations(ALONE, 2))
LONG = ("noise", "normalize", "l2", "norm", "l1", "norm inf", "decaying noise", "clip")
RULES = ["sgd", "momentum", "nesterov", "adam", "sam", "lookahead", "sharpness_aware", "averaged"]


def held_to_the_path(rule, surface, transforms, steps=(1, 2, 12), **how):
    path = simulate(rule, surface, surface.starts[0], 12, transforms=transforms, **how)
    lines = program(rule, between(rule, path, transforms))
    assert any("as" in str(line.program) for line in lines)
    for step in steps:
        known = given(rule, path, step, surface, transforms)
        size = np.abs(known["exact"]).max() + np.abs(path.seen[step]).max()
        for line in lines:
            for value, shown in parts(line.program):
                made = work_out(spelled(shown), known)
                np.testing.assert_allclose(made, work_out(value, known), rtol=1e-10, atol=1e-13 * size)
            value = work_out(spelled(line.program), known)
            said = path.x if line.target == "x" else path.states.get(line.target)
            known[line.target] = value if said is None else said[step]


def parts(tree):
    """What is given in a line: what the path says of it, and how it comes about."""
    if not isinstance(tree, list):
        return []
    return [(tree[1], tree[2])] if tree[0] == "as" else [part for branch in tree[1:] for part in parts(branch)]


@pytest.mark.parametrize("maximize", [False, True])
@pytest.mark.parametrize("names", [*((name,) for name in ALONE), *PAIRS, LONG], ids="+".join)
def test_the_line_of_the_gradient_is_what_the_rule_was_given(names, maximize):
    transforms = [ALONE[name] for name in names]
    held_to_the_path(OPTIMIZERS["sgd"](lr=0.1, weight_decay=0.03), BOWL, transforms, maximize=maximize)


@pytest.mark.parametrize("maximize", [False, True])
@pytest.mark.parametrize("key", RULES)
def test_of_every_kind_of_rule(key, maximize):
    for names in (("noise", "clip"), LONG):
        held_to_the_path(OPTIMIZERS[key](), BOWL, [ALONE[name] for name in names], maximize=maximize)


@pytest.mark.parametrize("maximize", [False, True])
@pytest.mark.parametrize("order", ["shuffled", "in_order", "with_replacement"])
def test_of_mini_batches(order, maximize):
    for names in ((), ("noise",), ("norm",), LONG[:7]):
        transforms = [MiniBatch(size=7, order=order), *(ALONE[name] for name in names)]
        for key in ("sgd", "nesterov", "lookahead"):
            held_to_the_path(OPTIMIZERS[key](), LOSS, transforms, maximize=maximize)


def test_a_schedule_gives_every_step_its_own_number():
    """Also where the step size belongs to a rule inside another one, and where it is never that of the rule."""
    for key, name in (("sgd", "lr"), ("lookahead", "inner.lr")):
        rule = OPTIMIZERS[key]()
        for schedule in (Step(step_size=3, gamma=0.5), Exponential(gamma=0.5)):
            path = simulate(rule, BOWL, BOWL.starts[0], 4, schedule={name: schedule})
            why, _ = explain(rule, path, str, Derivatives(BOWL.gradient, BOWL.hessian))
            assert why["values"][name] == "lr"


def test_two_questions_in_a_step_have_names_of_their_own():
    lines = program(OPTIMIZERS["sam"](), between_of([ALONE["noise"], ALONE["norm"]]))
    targets = [line.target for line in lines]
    assert len(set(targets)) == len(targets) == 6


def test_every_transform_reads_itself():
    """One that is added to the list has formulas as soon as its `apply` is arithmetic."""
    for cls in TRANSFORMS.values():
        rule = OPTIMIZERS["sgd"]()
        plain, own = formula(rule), formula(rule, between_of([cls()]))
        assert plain != own


def test_it_reads_as_in_a_book():
    def line(*transforms, maximize=False):
        return assignments(OPTIMIZERS["sgd"](), between_of(transforms, maximize=maximize))["g"]

    w = r"\left(w\right)"
    assert line() == rf"g \leftarrow \nabla f{w}"
    assert line(GradientNoise()) == rf"g \leftarrow \nabla f{w} + \sigma \xi"
    assert line(GradientNoise(), ClipValue()) == (
        rf"g \leftarrow \operatorname{{clip}}\left(\nabla f{w} + \sigma \xi, -c, c\right)"
    )
    assert line(ClipValue(), GradientNoise()) == (
        rf"g \leftarrow \operatorname{{clip}}\left(\nabla f{w}, -c, c\right) + \sigma \xi"
    )
    assert line(Normalize()) == rf"g \leftarrow \frac{{\nabla f{w}}}{{\left\|\nabla f{w}\right\|}}"
    assert line(L2(), maximize=True) == rf"g \leftarrow -\nabla f{w} + \lambda w"
    assert line(MiniBatch()) == rf"g \leftarrow \nabla f_{{\mathcal{{B}}}}{w}"
    assert line(maximize=True) == rf"g \leftarrow -\nabla f{w}"


def test_symbols_of_transforms_are_not_those_of_the_rule():
    rule = OPTIMIZERS["sgd"](weight_decay=0.1)
    latex = formula(rule, between_of([L2(), L1()]))
    assert r"\lambda' w_{t-1} + \lambda''" in latex
    assert r"+ \lambda w_{t-1}" in latex


def test_a_rule_that_is_written_by_hand_says_what_stands_for_its_gradient():
    for key in ("line_search", "newton", "bfgs", "lbfgs", "conjugate_gradient", "trust_region", "sharpness_aware"):
        latex = formula(OPTIMIZERS[key](), between_of([GradientNoise(), ClipValue()]))
        assert r"\tilde{\nabla} f\left(w\right) &= \operatorname{clip}\left(\nabla f\left(w\right) + \sigma" in latex
    assert formula(OPTIMIZERS["nelder_mead"](), between_of([ClipValue()])) == formula(OPTIMIZERS["nelder_mead"]())


def test_a_step_size_on_a_schedule_has_a_time():
    rule = OPTIMIZERS["sgd"]()
    assert r"\eta_{t} g_{t}" in formula(rule, between_of(scheduled=["lr"]))
    assert r"\eta g_{t}" in formula(rule)
    assert r"\beta_{1,t}" in formula(OPTIMIZERS["adam"](), between_of(scheduled=["beta1"]))
    assert r"\eta_{t} g_{t}" in formula(OPTIMIZERS["lookahead"](inner=rule), between_of(scheduled=["inner.lr"]))


def test_true_gradients_travel_where_the_rule_is_given_others():
    def told(transforms=(), rule="sgd", **settings):
        made = OPTIMIZERS[rule](**settings)
        path = simulate(made, BOWL, BOWL.starts[0], 9, transforms=transforms)
        return path, explain(made, path, str, Derivatives(BOWL.gradient, BOWL.hessian), transforms)

    for rule in ("sgd", "nesterov", "sam"):
        assert "downhill" not in told(rule=rule)[1][0]
    for transforms, settings in (([ClipValue(c=0.1)], {}), ((), {"weight_decay": 0.1})):
        path, (why, series) = told(transforms, **settings)
        assert why["downhill"] == -1
        (exact,) = (one.values for one in series if one.name == "exact")
        np.testing.assert_array_equal(exact[1:], path.gradient[:-1])
    with pytest.raises(ValueError, match="the path has 1 transforms, not 0"):
        between(OPTIMIZERS["sgd"](), told([ClipValue()])[0], [])
