"""How a map is computed: coarse at once, then finer, and the same whoever cuts it up."""

import pytest

from maps import MapExperiment, computed
from tests.helpers.cells import assert_equal, some

SMALL = {
    "hyperparameters": "map=hyperparameters&axis=lr~0.001~1~8~log&axis=momentum~0~0.99~8&surface=himmelblau&steps=30"
    "&run=momentum",
    "basins": "map=basins&cells=8~8&surface=himmelblau&steps=40&run=sgd~lr~0.01&run=adam~lr~0.2",
}


@pytest.mark.parametrize("kind", SMALL)
def test_cells_are_their_own_experiments(kind):
    of = computed(MapExperiment.from_query(SMALL[kind]))
    for cell in some(of.experiment, 6):
        assert_equal(of, cell)
