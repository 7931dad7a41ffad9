"""How a map is computed: coarse at once, then finer, and the same whoever cuts it up."""

import csv
import io

import numpy as np
import pytest

from maps import MapExperiment, compute, computed
from simulation.judging.many import FATES
from tests.helpers.cells import ARRAYS, assert_equal, assert_same, some

SMALL = {
    "hyperparameters": "map=hyperparameters&axis=lr~0.001~1~8~log&axis=momentum~0~0.99~7&surface=himmelblau&steps=30"
    "&run=momentum",
    "basins": "map=basins&cells=8~7&surface=himmelblau&steps=40&run=sgd~lr~0.01&run=adam~lr~0.2",
}


@pytest.mark.parametrize("kind", SMALL)
def test_cells_are_their_own_experiments(kind):
    of = computed(MapExperiment.from_query(SMALL[kind]))
    for cell in some(of.experiment, 6):
        assert_equal(of, cell)


def test_a_map_is_coarse_first_and_the_same_in_the_end(monkeypatch):
    experiment = MapExperiment.from_query(SMALL["hyperparameters"])
    whole = computed(experiment)
    monkeypatch.setattr("maps.pieces.COARSE", 0.0)
    monkeypatch.setattr("maps.pieces.ROWS_OF_PROGRAM", 31 * 5)
    shares = []
    for of, share in compute(experiment):
        shares.append(share)
        assert share == of.done
        assert (of.fate[0] >= 0).all()  # every cell has a number from the first picture on
    assert shares[0] < 0.05
    assert shares == sorted(shares)
    assert len(shares) > 5
    assert_same(of, whole)


def test_what_is_taken_of_a_growing_map_grows_no_more(monkeypatch):
    """Who draws it looks at its arrays while another thread fills them."""
    monkeypatch.setattr("maps.pieces.COARSE", 0.0)
    monkeypatch.setattr("maps.pieces.ROWS_OF_PROGRAM", 41 * 5)
    taken, first = None, {}
    for of, _share in compute(MapExperiment.from_query(SMALL["basins"])):
        if taken is None:
            taken = of.taken()
            first = {name: getattr(of, name).copy() for name in ARRAYS}
    assert taken is not None
    assert taken.done < of.done == 1
    for name, array in first.items():
        np.testing.assert_array_equal(getattr(taken, name), array)


def test_a_map_can_be_left():
    slices = compute(MapExperiment.from_query(SMALL["basins"]))
    next(slices)
    slices.close()


def test_the_worst_and_the_median_of_several_starts():
    link = "map=hyperparameters&axis=lr~0.001~0.1~3~log&axis=momentum~0~0.9~3&fan=4&surface=beale&steps=20&run=momentum"
    experiment = MapExperiment.from_query(link)
    median, worst = (computed(experiment.model_copy(update={"of": of})) for of in ("median", "worst"))
    assert (worst.loss >= median.loss).all()
    assert (worst.loss > median.loss).any()
    for cell in some(experiment, 4):
        assert_equal(worst, cell)
        assert_equal(median, cell)


def test_rows_and_arrays_of_a_map():
    of = computed(MapExperiment.from_query(SMALL["basins"]))
    rows = list(csv.DictReader(io.StringIO(of.to_csv())))
    assert len(rows) == of.known.size
    (across, xs), (up, ys) = of.axes
    assert (across, up) == ("start.x", "start.y")
    row = rows[1 * 56 + 3 * 8 + 5]
    assert (row["run"], float(row[across]), float(row[up])) == ("1", xs[5], ys[3])
    assert float(row["f"]) == of.f[1, 3, 5]
    assert row["fate"] == FATES[of.fate[1, 3, 5]]
    with np.load(io.BytesIO(of.to_npz()), allow_pickle=False) as kept:
        assert MapExperiment.from_json(str(kept["experiment"])) == of.experiment
        for name in ARRAYS:
            np.testing.assert_array_equal(kept[name], getattr(of, name))


def test_basins_are_symmetric_where_the_function_is():
    """Himmelblau's function has no symmetry but that of its formula; (x² − 1)² + (y² − 1)² has all of a square."""
    link = "map=basins&cells=21~21&box=-2~2~-2~2&surface=formula&formula=(x^2-1)^2%2B(y^2-1)^2&steps=60&run=sgd~lr~0.05"
    of = computed(MapExperiment.from_query(link))
    for same in (np.fliplr, np.flipud, np.transpose):
        np.testing.assert_array_equal(of.fate[0], same(of.fate[0]))
        np.testing.assert_array_equal(of.arrived[0], same(of.arrived[0]))
    assert [FATES[code] for code in np.unique(of.fate)] == ["minimum", "saddle", "maximum"]
    assert len(np.unique(of.place[of.fate == 0])) == 4
