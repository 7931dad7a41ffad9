"""Step sizes that a page may start from."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import Stop, simulate
from simulation.experiments.suggest import suggested_lr, suggestions
from surfaces import SURFACES

BOWL = SURFACES["elongated_bowl"]  # curvatures 0.1 and 2; the shorter side of its picture decides for Adam


def test_half_of_the_largest_curvature_or_a_hundredth_of_the_picture():
    assert suggested_lr(OPTIMIZERS["sgd"], BOWL) == 0.2  # 0.5/2 = 0.25, rounded to 1, 2 or 5
    xmin, xmax, ymin, ymax = BOWL.domain
    assert suggested_lr(OPTIMIZERS["adam"], BOWL) == pytest.approx(min(xmax - xmin, ymax - ymin) / 100, rel=0.6)


def test_the_first_step_is_short_and_the_minimum_is_stable():
    assert suggested_lr(OPTIMIZERS["sgd"], SURFACES["log_barrier"]) == 0.005  # half of 1/λ beside the wall
    assert suggested_lr(OPTIMIZERS["sgd"], SURFACES["branin"]) == 0.02  # the minimum is steeper than the start
    assert suggested_lr(OPTIMIZERS["sgd"], SURFACES["kinks"]) == 0.02  # no curvature: a step of 10/100


@pytest.mark.parametrize("key", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("surface", SURFACES)
def test_the_first_picture_shows_a_path(key, surface):
    """It lasts, and goes further than the ball is wide: neither lost at once nor stuck."""
    ground = SURFACES[surface]
    rule = OPTIMIZERS[key].from_values(suggestions(OPTIMIZERS[key], ground, {}))
    path = simulate(rule, ground, ground.starts[0], 500, stop=Stop(gradient_norm=1e-5))
    low, high = ground.corners
    side = np.min(high - low)
    assert path.last > 15 or path.status == "converged"
    rows = path.x[np.isfinite(path.x).all(axis=-1)]
    assert np.hypot.reduce(np.abs(rows - rows[0]), axis=-1).max() > 0.05 * side


def test_a_rule_around_another_one_asks_for_the_inner_step_size():
    around = suggestions(OPTIMIZERS["lookahead"], BOWL, {"inner": "sgd"})
    assert around == {"inner.lr": suggested_lr(OPTIMIZERS["sgd"], BOWL)}
    assert suggestions(OPTIMIZERS["lookahead"], BOWL, {}) == {"inner.lr": suggested_lr(OPTIMIZERS["adam"], BOWL)}
    assert suggestions(OPTIMIZERS["lookahead"], BOWL, {"inner": "nelder_mead"}) == {}
    assert suggestions(OPTIMIZERS["nelder_mead"], BOWL, {}) == {}


@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("surface", SURFACES)
def test_what_is_suggested_is_valid_and_runs(key, surface):
    rule = OPTIMIZERS[key].from_values(suggestions(OPTIMIZERS[key], SURFACES[surface], {}))
    assert simulate(rule, SURFACES[surface], SURFACES[surface].starts[0], 2).last >= 1
