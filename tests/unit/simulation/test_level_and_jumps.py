"""What has no slope is not yet a minimum or a saddle: beside a jump, and in the tail of a bell, it is level ground."""

import re

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from simulation.judging.outcome import outcome
from surfaces import SURFACES, Surface, critical_points
from words.sentence import sentence

LINE, PLANE = (-5.0, 5.0), (-5.0, 5.0, -5.0, 5.0)


def kind(text, start, lr=0.1, steps=200):
    surface = Surface.from_formula(text, domain=LINE if len(start) == 1 else PLANE)
    return outcome(simulate(OPTIMIZERS["sgd"](lr=lr), surface, start, steps), surface).kind


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("floor(x) + x^2", (2.3,), "plateau"),  # next to the left of 0 f is lower by 1
        ("floor(x) + x^2 + y^2", (2.3, 1.0), "plateau"),
        ("-floor(x) - x^2", (0.0,), "plateau"),
        ("where(x < 1, -3, 0) + (x - 1)^2", (2.0,), "plateau"),
        ("floor(y) + x^2 + y^2", (1.0, 2.3), "plateau"),
        ("-exp(-x^2 - y^2)", (4.0, 4.0), "plateau"),
        ("exp(-x^2 - y^2)", (4.0, -4.0), "plateau"),
        ("x^6", (0.0,), "minimum"),
        ("x^4 + y^4", (0.0, 0.0), "minimum"),
        ("x^3 - 3*x*y^2", (0.0, 0.0), "saddle"),
        ("x^2 + 5*floor(x)^2", (0.4,), "minimum"),  # f jumps up to the left of 0
    ],
)
def test_level_ground_and_what_stands_out(text, start, expected):
    assert kind(text, start) == expected


def test_easom_is_level_far_from_its_hole():
    surface = SURFACES["easom"]
    assert outcome(simulate(OPTIMIZERS["sgd"](lr=0.1), surface, (-4.0, -4.0), 20), surface).kind == "plateau"


def test_no_minimum_is_listed_beside_a_fall():
    for text in ("floor(x) + x^2", "floor(x) + x^2 + y^2"):
        surface = Surface.from_formula(text, domain=LINE if "y" not in text else PLANE)
        assert not [p for p in critical_points(surface) if p.kind == "minimum" and p.x == 0]


@pytest.mark.parametrize(
    ("text", "start", "expected", "jump"),
    [
        ("ceil(x) + x^2", (0.3,), "plateau", True),  # f(0) = 0 is a minimum, and beside it f is 1
        ("ceil(x) + x^2", (-0.3,), "minimum", False),
        ("ceil(x) + x^2", (0.0,), "minimum", False),
        ("ceil(x) + x^2 + y^2", (0.3, 1.0), "plateau", True),
        ("where(x > 0, 1, 0) + x^2", (0.3,), "plateau", True),
        ("where(x > 0, 1e-3, 0) + x^2", (0.3,), "plateau", True),
        ("where(x > 0, 1, 0) + x^2", (-0.3,), "minimum", False),
        ("where(x >= 0, 1, 0) + x^2", (0.3,), "plateau", True),
        ("floor(x) + x^2", (2.3,), "plateau", True),
        ("0*x", (1.0,), "plateau", False),
    ],
)
def test_beside_a_jump_nothing_has_converged(text, start, expected, jump):
    surface = Surface.from_formula(text, domain=LINE if len(start) == 1 else PLANE)
    path = simulate(OPTIMIZERS["sgd"](lr=0.1), surface, start, 200)
    found = outcome(path, surface)
    assert (found.kind, found.jump) == (expected, jump)
    assert found.where != "minimum" or abs(found.value - float(surface.value(np.array(found.point)))) < 1e-9
    assert ("jumps beside it" in " ".join(sentence(path, surface))) == jump


def test_a_cusp_is_no_jump():
    surface = Surface.from_formula("sqrt(abs(x))", domain=LINE)
    path = simulate(OPTIMIZERS["sgd"](lr=1e-9), surface, (1e-5,), 20)
    assert outcome(path, surface).kind == "minimum"


#: Formulas of many kinds with places of all kinds, as functions of u and v. Of slopes that span more than nine orders
#: of magnitude in one picture, as a bell's tail has, it depends on the unit which of them are none (`Sizes.slope`).
_SHAPES = [
    ("u^2 + v^2", (0.5, -0.3)),
    ("100*(v - u^2)^2 + (1 - u)^2", (1.0, 1.0)),
    ("u^2 - v^2", (0.3, 0.0)),
    ("u^4 + v^4", (0.0, 0.0)),
    ("abs(u) + abs(v)", (0.0, 0.0)),
    ("floor(u) + u^2 + v^2", (0.3, 1.0)),
    ("floor(u) + u^2 + u^4/8 + v^2", (0.3, 1.0)),
    ("where(u > 0, 1, 0) + u^2 + v^2", (0.3, 1.0)),
    ("where(u > 0, 1, 0) + u^2 + v^2", (-0.3, 1.0)),
    ("where(u < 1, -3, 0) + (u - 1)^2 + v^2", (2.0, 0.0)),
    ("-exp(-u^2 - v^2)", (0.5, 0.5)),
    ("sin(u)*cos(v)", (1.0, 0.3)),
    ("u^3 - 3*u*v^2", (0.0, 0.0)),
    ("(u*v - 1)^2", (0.0, 0.0)),
    ("max(u, 0) + 0*v", (-2.0, 1.0)),
]


@pytest.mark.parametrize(("text", "start"), _SHAPES)
@pytest.mark.parametrize(
    ("height", "shift", "width"), [(1e-6, 0, 1), (1e6, 0, 1), (1, 1e3, 1), (1, 0, 100), (64, 8, 4)]
)
def test_no_verdict_turns_with_the_units(text, start, height, shift, width):
    """f in other units, and x that is counted from elsewhere or in other lengths: steps are then as much longer."""

    def judged(height, shift, width):
        u, v = f"((x - {shift})/{width})", f"((y - {shift})/{width})"
        words = re.sub(r"\b[uv]\b", lambda found: u if found[0] == "u" else v, text)
        box = (shift - 5.0 * width, shift + 5.0 * width) * 2
        surface = Surface.from_formula(f"{height}*({words})", domain=box)
        where = tuple(shift + width * one for one in start)
        found = outcome(simulate(OPTIMIZERS["sgd"](lr=0.05 / 8 * width**2 / height), surface, where, 300), surface)
        return found.where, found.jump

    assert judged(height, shift, width) == judged(1, 0, 1)


def test_where_newton_lands_beyond_a_jump_the_run_is_not():
    surface = Surface.from_formula("floor(x/100) - exp(-(x/100)^2)", domain=(-500.0, 500.0))
    found = outcome(simulate(OPTIMIZERS["sgd"](lr=625.0), surface, (30.0,), 200), surface)
    assert (found.kind, found.jump) == ("plateau", True)
