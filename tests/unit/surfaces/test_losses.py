"""Losses on data: the bundled tables, the mean, mini-batches of it, and data of users."""

import math
import pickle

import numpy as np
import pytest
import scipy.optimize
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression

from surfaces import SURFACES, Surface
from surfaces.losses.loss import loss_of
from surfaces.losses.own_data import with_data

LOSSES = [key for key, surface in SURFACES.items() if surface.examples]
ROWS = [(1.0, 2.0), (2.0, 2.5), (4.0, 5.0), (7.0, 6.0)]

every = pytest.mark.parametrize("key", LOSSES)


def test_the_tables_equal_scikit_learns():
    iris, cancer = load_iris(), load_breast_cancer()
    for key, columns in {
        "least_squares": iris.data[:, 2:].T,
        "logistic": (cancer.data[:, 0], 1 - cancer.target),
        "tanh_neuron": (iris.data[:, 3], np.where(iris.target == 1, 1, -1)),
        "one_weight": iris.data[:, 2:].T,
    }.items():
        np.testing.assert_array_equal((loss_of(SURFACES[key]).u, loss_of(SURFACES[key]).v), columns)
    assert list(LOSSES) == ["least_squares", "logistic", "tanh_neuron", "one_weight"]
    assert iris.feature_names[2:] == list(loss_of(SURFACES["least_squares"]).names)


def test_the_minimum_is_what_scikit_learn_fits():
    iris, cancer = load_iris(), load_breast_cancer()
    line = LinearRegression().fit(iris.data[:, 2:3], iris.data[:, 3])
    np.testing.assert_allclose(SURFACES["least_squares"].minima[0], (line.coef_[0], line.intercept_), rtol=1e-12)
    through = LinearRegression(fit_intercept=False).fit(iris.data[:, 2:3], iris.data[:, 3])
    np.testing.assert_allclose(SURFACES["one_weight"].minima[0], through.coef_, rtol=1e-12)
    z = (cancer.data[:, :1] - 14) / 3.5
    fit = LogisticRegression(C=np.inf, tol=1e-10).fit(z, 1 - cancer.target)
    np.testing.assert_allclose(SURFACES["logistic"].minima[0], (fit.coef_[0, 0], fit.intercept_[0]), rtol=1e-6)


def test_the_bad_valley_of_the_neuron_is_worse_than_a_constant():
    neuron = SURFACES["tanh_neuron"]
    constant = neuron.value((0.0, -30.0))
    assert neuron.value(neuron.minima[0]) < constant < neuron.value(neuron.local_minima[0])
    found = scipy.optimize.minimize(neuron.value, neuron.starts[0], jac=neuron.gradient, method="BFGS")
    np.testing.assert_allclose(found.x, neuron.local_minima[0], rtol=1e-4)


@every
@pytest.mark.parametrize("size", [1, 2, 7, 24])
def test_a_batch_is_the_mean_over_its_rows(key, size):
    surface = SURFACES[key]
    rows = np.random.default_rng(size).integers(surface.examples, size=size)
    p = np.random.default_rng(0).uniform(-3, 3, (5, surface.dimensions))
    batch = surface.batch(rows)
    singles = [surface.batch(rows[i : i + 1]) for i in range(size)]
    assert batch.examples == size
    np.testing.assert_allclose(batch.value(p), np.mean([s.value(p) for s in singles], 0), rtol=1e-13)
    np.testing.assert_allclose(batch.gradient(p), np.mean([s.gradient(p) for s in singles], 0), rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(batch.hessian(p), np.mean([s.hessian(p) for s in singles], 0), rtol=1e-12, atol=1e-13)


@every
@pytest.mark.parametrize("size", [1, 2, 3, 9, 150])
def test_points_of_a_batch_equal_single_points_bit_for_bit(key, size):
    batch = SURFACES[key].batch(np.arange(size))
    p = np.random.default_rng(1).uniform(-9, 9, (7, 11, batch.dimensions))
    value, gradient = batch.value_and_gradient(p)
    hessian = batch.hessian(p)
    for index in np.ndindex(7, 11):
        single = batch.value_and_gradient(p[index])
        assert single[0] == value[index]
        np.testing.assert_array_equal(single[1], gradient[index])
        np.testing.assert_array_equal(batch.hessian(p[index]), hessian[index])


def test_blocks_do_not_show():
    surface = SURFACES["logistic"]
    p = np.random.default_rng(2).uniform(-9, 9, (1000, 2))  # more than one block of 569 rows
    np.testing.assert_array_equal(surface.gradient(p)[::50], [surface.gradient(point) for point in p[::50]])


def test_the_logistic_loss_holds_far_away():
    p = np.array([(1e5, -3e5), (-2e4, 50.0), (0.0, 1e6)])
    surface = SURFACES["logistic"]
    z = p[:, :1] * (loss_of(surface).u - 14) / 3.5 + p[:, 1:]
    np.testing.assert_allclose(surface.value(p), (np.logaddexp(0, z) - loss_of(surface).v * z).mean(1), rtol=1e-14)
    assert np.isfinite(surface.gradient(p)).all()
    assert np.isfinite(surface.hessian(p)).all()


@every
def test_the_formula_names_the_mean_and_the_rows(key):
    latex = SURFACES[key].latex
    assert latex.startswith(rf"\frac{{1}}{{{SURFACES[key].examples}}} \sum_{{i=1}}^")
    assert "u_{i}" in latex
    assert "v_{i}" in latex


@every
def test_a_loss_can_be_pickled(key):
    surface = SURFACES[key]
    copy, point = pickle.loads(pickle.dumps(surface)), (1.0, 2.0)[: surface.dimensions]
    np.testing.assert_array_equal(copy.gradient(point), surface.gradient(point))


def test_centring_makes_the_bowl_round():
    surface = SURFACES["least_squares"]
    u = loss_of(surface).u
    assert np.linalg.cond(surface.hessian((0.0, 0.0))) > 100
    assert np.linalg.cond(surface.with_parameters(c=u.mean(), s=u.std()).hessian((0.0, 0.0))) == pytest.approx(1)


def test_a_line_through_own_data():
    own = with_data(SURFACES["least_squares"], ROWS)
    (slope, intercept), z = own.minima[0], (np.array(ROWS)[:, 0] - own.values["c"]) / own.values["s"]
    np.testing.assert_allclose((slope, intercept), np.polyfit(z, np.array(ROWS)[:, 1], 1), rtol=1e-12)
    assert own.values["c"] == 3.5
    assert own.values["s"] == pytest.approx(np.std([1, 2, 4, 7]), rel=0.01)
    assert own.teaches == "Your own data, 4 rows: the input is shifted by 3.5 and measured in units of 2.29."
    assert own.domain[0] < slope < own.domain[1]
    assert own.domain[2] < intercept < own.domain[3]
    assert own.with_parameters(c=0, s=1).value((1.0, 0.0)) == pytest.approx(np.mean([1, 0.25, 1, 1]))


def test_a_line_through_the_origin_is_not_shifted():
    own = with_data(SURFACES["one_weight"], ROWS)
    u, v = np.array(ROWS).T
    np.testing.assert_allclose(own.minima[0], own.values["s"] * (u @ v) / (u @ u), rtol=1e-12)
    assert own.values["c"] == 0
    assert own.values["s"] == pytest.approx(np.sqrt(np.mean(u**2)), rel=0.01)
    assert own.domain[0] < own.starts[0][0] < own.minima[0][0] < own.domain[1]


def test_classes_may_be_coded_by_any_two_numbers():
    rows = [(0.0, 7.0), (1.0, 7.0), (2.0, -3.0), (0.5, -3.0), (1.5, 7.0)]
    assert loss_of(with_data(SURFACES["logistic"], rows)).v.tolist() == [1, 1, 0, 0, 1]
    assert loss_of(with_data(SURFACES["tanh_neuron"], rows)).v.tolist() == [1, 1, -1, -1, 1]
    assert len(with_data(SURFACES["logistic"], rows).minima) == 1


def test_classes_that_a_threshold_parts_have_no_minimum():
    assert with_data(SURFACES["logistic"], [(0, 0), (1, 0), (2, 1), (3, 1)]).minima == ()


def test_a_neuron_fits_numbers_between_its_ends():
    rows = [(u, math.tanh(0.5 * u - 1)) for u in range(6)]
    (minimum,) = with_data(SURFACES["tanh_neuron"], rows).with_parameters(c=0, s=1).minima
    np.testing.assert_allclose(minimum, (0.5, -1), rtol=1e-12)


@pytest.mark.parametrize(
    ("key", "rows", "message"),
    [
        ("least_squares", [], "2 to 2,000 rows, not 0"),
        ("least_squares", [(1, 2)], "2 to 2,000 rows, not 1"),
        ("least_squares", [(1, 2)] * 2001, "2 to 2,000 rows, not 2,001"),
        ("least_squares", [(1, 2, 3), (4, 5, 6)], "two numbers, the input and the target"),
        ("least_squares", [(1, 2), (3,)], "two numbers, the input and the target"),
        ("least_squares", [1, 2, 3], "two numbers, the input and the target"),
        ("least_squares", [("a", "b"), ("c", "d")], "two numbers, the input and the target"),
        ("least_squares", None, "two numbers, the input and the target"),
        ("least_squares", [(1, 2), (math.nan, 3)], "Row 2 of the data has a number that is not finite"),
        ("least_squares", [(1, 2e13), (2, 3)], "Row 1 of the data has a number .* beyond 10¹²"),
        ("least_squares", [(3, 2), (3, 4)], "All inputs of the data are the same number"),
        ("logistic", [(1, 0), (2, 1), (3, 2)], "two classes .* not 3"),
        ("logistic", [(1, 1), (2, 1)], "two classes .* not 1"),
        ("tanh_neuron", [(1, 0.5), (2, 1.5), (3, 0)], "two classes, or numbers from -1 to 1"),
        ("tanh_neuron", [(1, 0.5), (2, 0.5)], "two classes, or numbers from -1 to 1"),
        ("rosenbrock", ROWS, "Rosenbrock is no loss on data"),
    ],
)
def test_data_that_do_not_suit_get_one_sentence(key, rows, message):
    with pytest.raises(ValueError, match=message) as caught:
        with_data(SURFACES[key], rows)
    assert str(caught.value).endswith(".")


def test_only_losses_have_examples():
    assert SURFACES["rosenbrock"].examples == 0
    assert loss_of(Surface.from_formula("x + y")) is None
