"""Step sizes that a page may start from."""

import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from simulation.suggest import suggested_lr, suggestions
from surfaces import SURFACES

BOWL = SURFACES["elongated_bowl"]  # curvatures 0.1 and 2; the shorter side of its picture decides for Adam


def test_half_of_the_largest_curvature_or_a_hundredth_of_the_picture():
    assert suggested_lr(OPTIMIZERS["sgd"], BOWL) == 0.2  # 0.5/2 = 0.25, rounded to 1, 2 or 5
    xmin, xmax, ymin, ymax = BOWL.domain
    assert suggested_lr(OPTIMIZERS["adam"], BOWL) == pytest.approx(min(xmax - xmin, ymax - ymin) / 100, rel=0.6)


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
