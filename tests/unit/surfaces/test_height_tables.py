"""Tables and arrays of heights as people have them: axes, numbers of rows, points, gaps, decimal commas."""

import io

import numpy as np
import pytest

from surfaces.heightmaps.files import read_heights, readings

X, Y = np.linspace(-2, 3, 11), np.linspace(1, 4, 7)
F = np.sin(2 * X) * np.cos(Y)[:, None]  # the first row has the least y
TOP = F[::-1]
BOX = (-2, 3, 1, 4)


def csv(rows, separator=","):
    return "\n".join(separator.join(map(str, row)) for row in rows).encode()


def with_axes(heights, x, y, corner=""):
    return [[corner, *x], *([b, *row] for b, row in zip(y, heights.tolist(), strict=True))]


def points(shuffled=False, z=F):
    xs, ys = np.meshgrid(X, Y)
    table = np.stack([xs, ys, z], -1).reshape(-1, 3)
    return np.random.default_rng(0).permutation(table) if shuffled else table


def npz(**arrays):
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()


def npy(array):
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.csv", csv(with_axes(F, X, Y))),
        ("f.csv", csv(with_axes(F, X, Y, "y\\x"))),
        ("f.csv", csv(with_axes(F, X, Y, 0))),
        ("f.csv", csv(with_axes(F[::-1], X, Y[::-1], "nan"))),
        ("f.csv", csv(with_axes(F[:, ::-1], X[::-1], Y))),
        ("f.tsv", csv(with_axes(F, X, Y), "\t")),
        ("f.csv", csv(with_axes(F, X, Y), ";").replace(b".", b",")),
        ("f.xyz", csv(points(), " ")),
        ("f.csv", csv([("x", "y", "z"), *points(shuffled=True)])),
        ("f.csv", csv([("z", "x", "y"), *points()[:, [2, 0, 1]]])),
        ("f.csv", csv([("", "x", "y", "z"), *((at, *row) for at, row in enumerate(points()))])),
        ("f.csv", csv([*points(), *points()[:5]], ";")),
        ("f.csv", csv(points(), ";").replace(b".", b",")),
        ("f.csv", csv(points()).decode().encode("utf-16")),
        ("f.npy", npy(points(shuffled=True))),
        ("f.npy", npy(np.array(with_axes(F, X, Y, np.nan)))),
        ("f.npz", npz(x=X, y=Y, z=F)),
        ("f.npz", npz(lon=X, lat=Y[::-1], elevation=F[::-1])),
        ("f.npz", npz(X=np.meshgrid(X, Y)[0], Y=np.meshgrid(X, Y)[1], Z=F)),
        ("f.npz", npz(X=np.meshgrid(X, Y, indexing="ij")[0], Y=np.meshgrid(X, Y, indexing="ij")[1], Z=F.T)),
        ("f.npz", npz(points=points())),
    ],
)
def test_heights_with_their_places(name, content):
    found = read_heights(name, content)
    np.testing.assert_allclose(found.heights, TOP, atol=1e-12)
    np.testing.assert_allclose(found.domain, BOX)
    assert "x from −2 to 3, y from 1 to 4" in found.note


def test_uneven_axes_are_resampled():
    x = np.sort(np.random.default_rng(2).uniform(0, 3, 60))
    y = np.linspace(0, 2, 50) ** 1.5
    found = read_heights("f.csv", csv(with_axes(np.sin(x) * np.cos(y)[:, None], x, y)))
    even_x, even_y = np.linspace(x[0], x[-1], 60), np.linspace(y[-1], y[0], 50)
    np.testing.assert_allclose(found.heights, np.sin(even_x) * np.cos(even_y)[:, None], atol=1e-3)
    assert "uneven axes resampled" in found.note


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(("row", "column"), [(True, True), (True, False), (False, True)])
def test_numbers_of_rows_and_columns_are_no_heights(first, row, column):
    table = [[first + at, *line] if column else list(line) for at, line in enumerate(TOP)]
    if row:
        table = [[""] * column + [first + at for at in range(len(X))], *table]
    assumed, *others = readings("f.csv", csv(table))
    np.testing.assert_allclose(assumed.heights, TOP)
    assert assumed.domain == (0, 10, 0, 6)
    assert "left out" in assumed.note
    assert others


def test_heights_that_happen_to_count_stay_heights():
    ramp = np.add.outer(5 * np.arange(6), np.arange(9))
    assert [reading.note for reading in readings("f.csv", csv(ramp))] == ["6 rows × 9 columns."]
    flat = np.tile(np.arange(8), (5, 1))
    np.testing.assert_array_equal(read_heights("f.csv", csv(flat))[0], flat)


def test_the_other_reading_of_a_first_row_is_there():
    table = [range(len(X)), *TOP]
    assumed, other = readings("f.csv", csv(table))
    assert assumed.heights.shape == (7, 11)
    np.testing.assert_allclose(other.heights, np.array([list(row) for row in table], float))
    assert (assumed.reading, other.reading) == ("heights without the first row", "heights throughout")


@pytest.mark.parametrize("value", [-9999, -99999, -32768, 1e20, -3.4028234663852886e38])
@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_what_stands_for_no_height_is_no_pit(value, kind):
    heights = (100 * F).astype(kind)
    heights[2:4, 5] = value
    assumed, *others = readings("f.npy", npy(heights))
    np.testing.assert_allclose(assumed.heights, 100 * F, atol=30)
    assert "is taken as no height; 2 missing heights filled in" in assumed.note
    if abs(value) < 1e12:
        assert others[0].heights.min() == pytest.approx(min(value, -100), rel=1e-6)


@pytest.mark.parametrize("heights", [np.linspace(-10_500, 8_800, 77), np.linspace(-9_999, 0, 77), np.arange(77) - 999])
def test_deep_water_is_water(heights):
    assert len(readings("f.npy", npy(heights.reshape(7, 11)))) == 1


@pytest.mark.parametrize("gap", ["", "NA", "nan", "NaN", "-", "N/A", "null", "?"])
def test_missing_cells_are_filled_with_the_ground_around(gap):
    x = np.linspace(0, 3, 40)
    ground = np.sin(x) * np.cos(x)[:, None]
    table = ground.tolist()
    for row, column in ((0, 0), (5, 7), (5, 8), (39, 12), (20, 39)):
        table[row][column] = gap
    found = read_heights("f.csv", csv(table))
    np.testing.assert_allclose(found.heights, ground, atol=2e-3)
    assert found.note == "40 rows × 40 columns; 5 missing heights filled in from those around."


def test_large_holes_are_filled_too():
    x = np.linspace(0, 3, 300)
    ground = np.sin(x) * np.cos(x)[:, None]
    ground[50:250, 100:200] = np.nan
    heights = read_heights("f.npy", npy(ground))[0]
    assert np.isfinite(heights).all()
    assert np.abs(np.diff(heights, axis=0)).max() < 0.1


ASC = "ncols 11\nnrows 7\nxllcorner -2.25\nyllcorner 0.75\ncellsize 0.5\nNODATA_value -9999\n"


@pytest.mark.parametrize("name", ["f.asc", "f.txt", "f.csv"])
@pytest.mark.parametrize("end", ["\n", "\r\n", " "])
def test_an_ascii_grid(name, end):
    body = end.join(" ".join(map(str, row)) for row in TOP)
    found = read_heights(name, (ASC + body).encode())
    np.testing.assert_allclose(found.heights, TOP)
    np.testing.assert_allclose(found.domain, BOX)
    centred = ASC.replace("corner -2.25", "center -2").replace("corner 0.75", "center 1").upper()
    np.testing.assert_allclose(read_heights(name, (centred + body.replace(".", ",")).encode()).domain, BOX)
    gap = read_heights(name, (ASC + body.replace(str(TOP[3, 9]), "-9999")).encode())
    assert "1 missing height filled" in gap.note
    np.testing.assert_allclose(gap.heights, TOP, atol=0.3)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("f.asc", b"ncols 4\nnrows 4\n1 2 3", "needs ncols, nrows and cellsize"),
        ("f.asc", ASC.encode() + b"1 2 3", "has 3 heights, not the 7 × 11"),
        ("f.asc", ASC.encode() + b"1 " * 78, "has more heights, not the 7 × 11"),
        ("f.asc", ASC.replace("11", "many").encode(), "gives ncols no number"),
        ("f.asc", ASC.replace("11", "9" * 40).encode(), "more than 1,250,000 heights"),
        ("f.asc", ASC.replace("cellsize 0.5", "cellsize 0").encode(), "needs ncols, nrows and cellsize"),
        ("f.asc", ASC.encode() + b"1 " * 76 + b"high", "something else than numbers"),
        ("f.npz", npz(a=np.arange(9)), "needs an array of two dimensions"),
        ("f.npz", npz(a=np.array(["a"])), "plain real numbers"),
        ("f.npz", npz(z=np.zeros((3000, 3000))), "more than 1,250,000 numbers"),
        ("f.npz", npz(**{f"a{i}": np.zeros((4, 4)) for i in range(99)}), "more than 1,250,000 numbers"),
        ("f.npz", npz(z=F)[:-30], "cannot be read"),
        ("f.npz", npz(z=F)[:60], "cannot be read"),
        ("f.csv", csv(np.outer(np.arange(99), (1, 2, 3))), "lie on one line"),
        ("f.csv", csv(F[:, :2]), "4 rows and 4 columns of numbers, not 7 × 2"),
    ],
)
def test_mistakes_get_one_sentence(name, content, message):
    with pytest.raises(ValueError, match=message) as caught:
        readings(name, content)
    assert type(caught.value) is ValueError
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 170


def test_one_of_several_arrays_is_chosen():
    assumed, other = readings("f.npz", npz(first=F, second=2 * F, label=np.array("hill")))
    np.testing.assert_array_equal(assumed.heights, F)
    np.testing.assert_array_equal(other.heights, 2 * F)
    assert other.reading == "array 'second'"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("1,5;2;3;4", (1.5, 2, 3, 4)),
        ("1,5 2 3,25 4", (1.5, 2, 3.25, 4)),
        ("1.5|2|3|4", (1.5, 2, 3, 4)),
        ('"1,5","2","3","4"', (1.5, 2, 3, 4)),
        ("1.234,5;2;3;4", (1234.5, 2, 3, 4)),
        ("1,234.5;2;3;4", (1234.5, 2, 3, 4)),
        ("−1;2;3;4", (-1, 2, 3, 4)),
        ("1e3\t2E-1\t+3\t.5", (1000, 0.2, 3, 0.5)),
        ("  1  2   3 4  ", (1, 2, 3, 4)),
        ("# hill\n1, 2, 3, 4,", (1, 2, 3, 4)),
        ("a,b,c,d\n1,2,3,4", (1, 2, 3, 4)),
        ("north,1,2,3,4", (1, 2, 3, 4)),
    ],
)
def test_ways_to_write_numbers(cells, expected):
    *first, line = cells.split("\n")
    content = "\n".join([*first, *[line] * 3, line.replace("2", "9")])
    for coding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        heights, _ = read_heights("f.csv", content.encode(coding))
        np.testing.assert_allclose(heights[0], expected)


@pytest.mark.parametrize(
    ("corner", "axes"),
    [
        ("lat\\lon", ("lon", "lat", "")),
        ("depth [m] / time", ("time", "depth [m]", "")),
        ("β₂|β₁", ("β₁", "β₂", "")),
        ("lon \\ m/s", ("m/s", "lon", "")),
        ("y\\x", ()),
        ("", ()),
        ("heights", ()),
        ("1/2", ()),
        ("a/b/c", ()),
        ("\\", ()),
    ],
)
def test_the_corner_names_the_axes(corner, axes):
    x, y = np.linspace(-2, 3, 9), np.linspace(10, 14, 6)
    found = read_heights("h.csv", csv(with_axes(y[:, None] ** 2 + x, x, y, corner)))
    assert found.reading == "heights with axes"
    assert found.axes == axes
    assert found.domain == (-2, 3, 10, 14)
