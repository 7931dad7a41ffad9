"""Heights at points x, y, z: which columns they are, on a grid or scattered."""

import io

import numpy as np
import pytest

from surfaces.critical import critical_points
from surfaces.heightmaps.files import read_heights, readings
from surfaces.heightmaps.heightmap import heightmap

RNG = np.random.default_rng(7)
X, Y = np.meshgrid(np.linspace(-2, 2, 17), np.linspace(-1, 1, 9))


def f(x, y):
    return (x - 0.3) ** 2 + 2 * (y + 0.2) ** 2 + 0.5 * x * y


GRID = np.stack([X, Y, f(X, Y)], -1).reshape(-1, 3)


def scattered(count, g=f):
    x, y = RNG.uniform((-2, -1), (2, 1), (count, 2)).T
    return np.stack([x, y, g(x, y)], -1)


def csv(rows, head="x,y,z", mark=","):
    return (
        head + "\n" * bool(head) + "\n".join(mark.join(map(repr, row)) for row in np.asarray(rows).tolist())
    ).encode()


def truth(found, g=f):
    xmin, xmax, ymin, ymax = found.domain
    rows, columns = found.heights.shape
    return g(*np.meshgrid(np.linspace(xmin, xmax, columns), np.linspace(ymax, ymin, rows)))


@pytest.mark.parametrize(
    ("head", "order"),
    [
        ("y,x,z", (1, 0, 2)),
        ("lat,lon,elevation", (1, 0, 2)),
        ("Latitude,Longitude,Alt", (1, 0, 2)),
        ("z,y,x", (2, 1, 0)),
        ("x1,x2,y", (0, 1, 2)),
        ("x0,x1,f", (0, 1, 2)),
        ("loss,w1,w2", (2, 0, 1)),
        ("height [m],X [m],Y [m]", (2, 0, 1)),
        ("Northing_m,Easting_m,h", (1, 0, 2)),
        ("x (km),y (km),temperature", (0, 1, 2)),
        ("y,x,z\nm,m,m", (1, 0, 2)),
        ("# y x z", (1, 0, 2)),
    ],
)
def test_names_say_which_column_is_which(head, order):
    found = read_heights("f.csv", csv(GRID[:, order], head))
    np.testing.assert_allclose(found.domain, (-2, 2, -1, 1))
    np.testing.assert_allclose(found.heights, truth(found), atol=1e-12)


@pytest.mark.parametrize("head", ["x,y,z,error", "error,x,y,z", "x,y,error,z", "id,x,y,error,z"])
def test_each_other_column_may_be_the_height(head):
    columns = {"x": 0, "y": 1, "z": 2, "error": 3, "id": 4}
    table = np.column_stack([GRID, np.sin(GRID[:, 0]), np.arange(len(GRID)) + 5])
    assumed, *others = readings("f.csv", csv(table[:, [columns[name] for name in head.split(",")]], head))
    np.testing.assert_allclose(assumed.heights, truth(assumed), atol=1e-12)
    assert "height is z" in assumed.note
    assert others[0].reading == "points x, y, z, height is error"
    np.testing.assert_allclose(others[0].heights, truth(others[0], lambda x, _y: np.sin(x)), atol=1e-12)


@pytest.mark.parametrize("head", ["x1,x2,x3,x4,x5", "a,b,c,d,e", "", "0,1,2,3,4"])
def test_named_columns_of_heights_are_no_points(head):
    heights = f(X, Y)[:, :5]
    found = read_heights("f.csv", csv(heights, head))
    np.testing.assert_allclose(found.heights, heights)


@pytest.mark.parametrize(("count", "close"), [(12, 1e-9), (40, 1e-9), (500, 1e-9), (3_000, 6e-3), (30_000, 6e-3)])
def test_a_smooth_surface_goes_through_scattered_points(count, close):
    found = read_heights("f.csv", csv(scattered(count)))
    assert np.abs(found.heights - truth(found)).max() < close * np.ptp(found.heights)
    assert f"read as {count:,} scattered points x, y, z, with a smooth surface through them" in found.note
    assert "of the map lies outside of the points and is guessed" in found.note
    (point,) = critical_points(heightmap(found.heights, found.domain))
    assert point.kind == "minimum"
    at = np.linalg.solve([[2, 0.5], [0.5, 4]], [0.6, -0.8])
    np.testing.assert_allclose((point.x, point.y), at, atol=0.03)


@pytest.mark.parametrize(
    "table",
    [
        scattered(300)[:, [0, 1, 2]] + (500_000, 5_200_000, 0),
        GRID + RNG.normal(size=GRID.shape) * (1e-3, 1e-3, 0),
        np.concatenate([scattered(200), [[np.nan, 1, 2], [1, 1, np.nan]]]),
        scattered(300) * (1e-6, 1e6, 1),
        scattered(900)[::-1] * (-1, -1, 1),
    ],
    ids=["large coordinates", "a shaken grid", "missing cells", "unlike units", "mirrored"],
)
def test_scattered_points_as_they_are_measured(table):
    found = read_heights("f.xyz", csv(table, "", " "))
    places = table[np.isfinite(table).all(axis=1)]
    surface = heightmap(found.heights, found.domain)
    np.testing.assert_allclose(found.domain[::2], places[:, :2].min(axis=0))
    np.testing.assert_allclose(surface.value(places[:, :2]), places[:, 2], atol=0.03)
    x, y = (part.split(" to ")[0] for part in found.note.split("x from ")[1].split(", y from "))
    np.testing.assert_allclose((numeral(x), numeral(y)), found.domain[::2], rtol=1e-5)


def numeral(text):
    """The number that a sentence says."""
    plain = text.replace("−", "-").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(plain.replace("·10", "e"))


def test_points_there_again_count_with_their_mean():
    twice = scattered(100)
    found = read_heights("f.csv", csv(np.concatenate([twice + np.array([0, 0, 1]), twice - np.array([0, 0, 1])])))
    assert "100 of them are there again: their mean counts" in found.note
    np.testing.assert_allclose(found.heights, truth(found), atol=1e-9)


def test_what_stands_for_no_height_is_no_point():
    table = scattered(200)
    table[5:9, 2] = -9999
    found = read_heights("f.csv", csv(table))
    assert "−9999 is taken as no height" in found.note
    np.testing.assert_allclose(found.heights, truth(found), atol=1e-9)


def npz(**arrays):
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


def npy(array):
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.npz", npz(x=GRID[:, 0], y=GRID[:, 1], z=GRID[:, 2])),
        ("f.npz", npz(height=GRID[:, 2], lat=GRID[:, 1], lon=GRID[:, 0])),
        ("f.npz", npz(x=X[0], y=Y[:, 0], z=f(X, Y).T)),
        ("f.npy", npy(GRID.T)),
        ("f.npy", npy(np.array(list(map(tuple, GRID[:, ::-1])), [("z", "f8"), ("y", "f4"), ("x", "f8")]))),
        ("f.npy", npy(GRID[::-1].astype(">f4"))),
    ],
)
def test_arrays_of_points(name, content):
    found = read_heights(name, content)
    np.testing.assert_allclose(found.domain, (-2, 2, -1, 1))
    np.testing.assert_allclose(found.heights, truth(found), atol=1e-6)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (np.outer(np.arange(40), (1, 2, 3)), "lie on one line"),
        (np.column_stack([np.ones(40), np.arange(40), np.arange(40)]), "lie on one line"),
        (scattered(9), "needs 10 of them or more, not 9"),
        (scattered(30) * np.where(np.arange(30) < 9, 1, np.nan)[:, None], "needs 10 of them or more, not 9"),
        (np.ones((20, 3)), "lie on one line"),
    ],
)
def test_points_without_a_surface_get_one_sentence(table, why):
    with pytest.raises(ValueError, match=why):
        readings("f.csv", csv(table))
