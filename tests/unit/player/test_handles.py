"""What can be moved in the player: which numbers, within which places, and where they stand."""

import itertools
import math

import pytest

from optimizers import OPTIMIZERS
from parameters import Hyper
from parameters.stops import stops_of
from player.handles import FEW, ground_handles, handles
from surfaces import SURFACES


def places(handle) -> list[float]:
    """As `frontend/payload/places.js` puts them together."""
    first, difference, count = handle.get("even", (0.0, 0.0, 0))
    return sorted({*(round(first + i * difference, 12) for i in range(count)), *handle["stops"]})


def numbers(rule) -> dict[str, Hyper]:
    values = rule.values()
    known = rule.settings(values)
    return {name: h for name, h in known.items() if h.kind in ("number", "integer") and h.counts(values)}


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_number_of_a_rule_is_one_with_the_places_of_its_slider(key):
    rule = OPTIMIZERS[key]()
    found = {one["name"]: one for one in handles(rule)}
    assert set(found) == set(numbers(rule))
    for name, hyper in numbers(rule).items():
        assert places(found[name]) == pytest.approx(stops_of(hyper), abs=1e-12)
        assert len(found[name]["stops"]) <= FEW or hyper.log or hyper.kind == "integer"
        assert found[name]["words"]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_at_first_there_are_a_step_size_and_a_momentum_at_most(key):
    usual = [one["name"].split(".")[-1] for one in handles(OPTIMIZERS[key]()) if one.get("usual")]
    assert len(usual) <= 2
    names = {name.split(".")[-1] for name in numbers(OPTIMIZERS[key]())}
    if "lr" in names:
        assert "lr" in usual
    if names & {"momentum", "beta1"}:
        assert set(usual) & {"momentum", "beta1"}
    if names:
        assert usual


def test_what_makes_no_difference_is_none():
    plain = {one["name"] for one in handles(OPTIMIZERS["sgd"]())}
    assert "nesterov" not in plain
    assert all(numbers(OPTIMIZERS["sgd"]())[name].counts(OPTIMIZERS["sgd"]().values()) for name in plain)


def test_a_rule_around_another_has_those_of_both():
    names = {one["name"] for one in handles(OPTIMIZERS["lookahead"]())}
    assert any(name.startswith("inner.") for name in names)
    assert any("." not in name for name in names)


@pytest.mark.parametrize("key", [key for key, surface in SURFACES.items() if surface.parameters])
def test_numbers_of_a_surface(key):
    surface = SURFACES[key]
    found = {one["name"]: one for one in ground_handles(surface.parameters)}
    assert set(found) == set(surface.parameters)
    for name, hyper in surface.parameters.items():
        assert places(found[name]) == pytest.approx(stops_of(hyper), abs=1e-12)


def test_decays_that_end_at_one_are_told_apart_and_nothing_else_is():
    decay, any_number = Hyper(0.9, slider=(0.0, 1.0)), Hyper(0.0, slider=(-2.0, 2.0))
    assert {0.999, 0.9999} <= set(stops_of(decay))
    steps = stops_of(any_number)
    assert all(math.isclose(b - a, steps[1] - steps[0], rel_tol=1e-6) for a, b in itertools.pairwise(steps))
