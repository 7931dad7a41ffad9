"""The payload of the player: what goes in comes out, at about four bytes a number."""

import json
import re
import struct
from pathlib import Path

import numpy as np
import pytest

from figures.palette import MARKERS
from player import PathView, Series, labels, pack_grid, pack_paths
from player.pack import pack_patch
from player.views import Framing

FRONTEND = Path(__file__).parents[3] / "player" / "frontend"


def unpack(blob: bytes) -> tuple[dict, np.ndarray]:
    (length,) = struct.unpack_from("<I", blob)
    assert (4 + length) % 4 == 0
    return json.loads(blob[4 : 4 + length]), np.frombuffer(blob, "<f4", offset=4 + length)


def path(rows: int = 5, **changes) -> PathView:
    x = np.arange(2.0 * rows).reshape(rows, 2)
    series = [Series("x", x, "w"), Series("value", x[:, 0] ** 2), Series("lr", np.full(rows, 0.1), "η")]
    fields = {"label": "Adam", "color": "#000", "marker": "circle", "series": series, "last": rows - 1, "status": ""}
    return PathView(**{**fields, **changes})


def bowl(p: np.ndarray) -> np.ndarray:
    return p[..., 0] ** 2 / 20 + p[..., 1] ** 2


def test_paths_survive_the_round_trip():
    header, numbers = unpack(pack_paths([path(5), path(3, label="SGD")], {"title": "β and η"}))
    assert header["title"] == "β and η"
    assert [run["rows"] for run in header["runs"]] == [5, 3]
    assert [(s["name"], s["width"], s["label"]) for s in header["runs"][0]["series"]] == [
        ("x", 2, "w"),
        ("value", 1, ""),
        ("lr", 1, "η"),
    ]
    assert len(numbers) == (5 + 3) * 4
    np.testing.assert_array_equal(numbers[:10], np.arange(10))
    np.testing.assert_array_equal(numbers[20:26], np.arange(6))


def test_a_number_costs_four_bytes():
    views = [path(2001) for _ in range(12)]
    assert len(pack_paths(views, {"labels": labels(str)})) <= 1.1 * 4 * 12 * 2001 * 4


def test_not_a_number_and_overflow_travel_in_the_arrays_only():
    x = np.array([[np.nan, np.inf], [-np.inf, 1e300]])
    series = [Series("x", x), Series("value", np.array([-1e300, 0.0]))]
    _, numbers = unpack(pack_paths([path(series=series, last=1)], {}))
    np.testing.assert_array_equal(numbers, [np.nan, np.inf, -np.inf, np.inf, -np.inf, 0])
    with pytest.raises(ValueError, match="JSON"):
        pack_paths([path()], {"start": [np.nan, 0.0]})


def test_what_stands_in_a_table_is_zero_only_if_it_is():
    tiny = np.array([[1e-60, -1e-60], [0.0, 1.0]])
    series = [Series("x", tiny, "w"), Series("value", tiny[:, 0])]
    _, numbers = unpack(pack_paths([path(series=series, last=1)], {}))
    assert np.sign(numbers).tolist() == [1, -1, 0, 1, 0, 0]
    assert np.abs(numbers[:2]).max() < np.finfo(np.float32).tiny


@pytest.mark.parametrize(
    ("values", "even"),
    [
        (np.arange(5.0), [1, 1, 0]),
        (np.array([np.nan, 0.1, 0.1, 0.1, 0.1]), [0.1, 0, 1]),
        (np.array([0.0, 2.0, 4.0, 6.0, 9.0]), None),
        (np.array([5.0, 2.0, 4.0, 6.0, 8.0]), None),
        (np.full(5, np.nan), None),
    ],
)
def test_evenly_spaced_numbers_cost_no_bytes(values, even):
    x = Series("x", np.zeros((5, 2)), "w")
    header, numbers = unpack(pack_paths([path(series=[Series("n", values), x, Series("value", np.ones(5), "f")])], {}))
    described = header["runs"][0]["series"][0]
    assert described.get("even") == even
    assert len(numbers) == 15 + (0 if even else 5)
    _, numbers = unpack(pack_paths([path(series=[Series("value", np.ones(5), "f"), x])], {}))
    assert len(numbers) == 15


def test_a_run_may_have_a_name_that_lasts():
    header, _ = unpack(pack_paths([path(id="a"), path()], {"layout": "panels"}))
    assert [run.get("id") for run in header["runs"]] == ["a", None]
    assert header["layout"] == "panels"


def test_no_runs_make_a_header_alone():
    header, numbers = unpack(pack_paths([], {"title": ""}))
    assert header["runs"] == []
    assert numbers.size == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"series": [Series("value", np.zeros(5))]}, 'needs series "x"'),
        ({"series": [Series("x", np.zeros((5, 2))), Series("value", np.zeros(4))]}, "same number of rows"),
        ({"marker": "heart"}, "marker is one of"),
        ({"last": 5}, "it has 5 rows"),
    ],
)
def test_a_malformed_path_is_refused_in_a_sentence(changes, words):
    with pytest.raises(ValueError, match=words):
        pack_paths([path(**changes)], {})


def test_inputs_are_not_changed():
    x = np.arange(10.0).reshape(5, 2)
    before = x.copy()
    pack_paths([path(series=[Series("x", x), Series("value", x[:, 0])])], {})
    np.testing.assert_array_equal(x, before)


def test_grid_rows_are_y():
    header, f = unpack(pack_grid(bowl, (-7, 7, -3, 3), "bowl", "linear", (4, 5)))
    assert header["x"] == [-7, 7]
    assert header["y"] == [-3, 3]
    assert (header["rows"], header["columns"], header["key"], header["scale"]) == (4, 5, "bowl", "linear")
    x, y = np.linspace(-7, 7, 5), np.linspace(-3, 3, 4)
    np.testing.assert_allclose(f.reshape(4, 5), x[None] ** 2 / 20 + y[:, None] ** 2, rtol=1e-6)


def test_log_colour_starts_at_the_lowest_known_value():
    header, f = unpack(pack_grid(lambda p: bowl(p) - 3, (-8, 8, -2, 2), "k", "log", (10, 10), lowest=-3.0))
    assert header["lowest"] == -3
    assert header["softening"] == pytest.approx(1e-3)
    assert np.all(f - header["lowest"] + header["softening"] > 0)
    without, f = unpack(pack_grid(bowl, (-8, 8, -2, 2), "k", "log", (10, 10)))
    assert without["lowest"] == f.min()


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e300, 0.0])
def test_a_grid_of_anything_has_a_readable_header(value):
    header, f = unpack(pack_grid(lambda p: np.full(p.shape[:-1], value), (0, 1, 0, 1), "k", "log", (3, 3)))
    assert header["softening"] > 0
    assert f.shape == (9,)


def test_an_unknown_scale_is_refused():
    with pytest.raises(ValueError, match="linear"):
        pack_grid(bowl, (0, 1, 0, 1), "k", "cubic")


def test_the_script_says_nothing_that_cannot_be_translated():
    script = "\n".join(file.read_text() for file in sorted(FRONTEND.rglob("*.js")))
    said = set(re.findall(r"(?<![\w.])(?:this\.)?t\('([^']+)'", script))
    assert said <= set(labels(str)), said - set(labels(str))
    unused = {text for text in labels(str) if f"'{text}'" not in script}
    assert not unused


def test_labels_pass_through_the_translation():
    assert labels(str.upper)["Play"] == "PLAY"


def test_every_marker_can_be_drawn():
    shapes = (FRONTEND / "basics" / "looks.js").read_text()
    assert set(MARKERS) == set(re.findall(r"^  (\w+): \{ symbol", shapes, flags=re.MULTILINE))


def test_a_grid_goes_beyond_its_domain_in_its_own_steps():
    framing = Framing((2, 1, 0, 3), 1.0, (0.0, 0.5))
    header, f = unpack(pack_grid(bowl, (-7, 7, -3, 3), "bowl", "linear", (4, 5), framing=framing))
    assert (header["rows"], header["columns"], header["x"], header["y"]) == (4, 5, [-7, 7], [-3, 3])
    assert (header["beyond"], header["stretch"], header["lean"]) == ([2, 1, 0, 3], 1, [0, 0.5])
    x, y = -7 + 3.5 * np.arange(-2, 6), -3 + 2.0 * np.arange(7)
    np.testing.assert_allclose(f.reshape(7, 8), x[None] ** 2 / 20 + y[:, None] ** 2, rtol=1e-6)


@pytest.mark.parametrize(
    ("value", "window"),
    [
        (bowl, (-1e150, 1e150, -1e150, 1e150)),  # larger than float32 can say
        (lambda p: 78.0 + 1e-10 * bowl(p), (-1.0, 1.0, -1.0, 1.0)),  # finer than float32 can say
        (lambda p: -bowl(p), (-4.0, 4.0, 2.0, 3.0)),
        (lambda p: np.full(p.shape[:-1], 3.0), (0.0, 1.0, 0.0, 1.0)),
        (lambda p: np.where(p[..., 0] > 0, p[..., 1], np.nan), (-1.0, 1.0, -1.0, 1.0)),
    ],
)
def test_a_patch_keeps_its_digits_at_every_size(value, window):
    header, numbers = unpack(pack_patch(value, window, "bowl", (9, 9)))
    assert header["window"] == list(window)
    x, y = np.linspace(*header["x"], 9), np.linspace(*header["y"], 9)
    assert x[0] < window[0] < window[1] < x[-1]
    assert y[0] < window[2] < window[3] < y[-1]
    f = header["least"] + header["factor"] * numbers.astype(float).reshape(9, 9)
    wanted = value(np.stack(np.meshgrid(x, y), axis=-1))
    extent = np.nanmax(wanted) / 2 - np.nanmin(wanted) / 2
    np.testing.assert_allclose(f, wanted, rtol=1e-15, atol=max(2e-7 * extent, 0))


def test_of_nothing_there_is_a_patch_too():
    _, numbers = unpack(pack_patch(lambda p: np.full(p.shape[:-1], np.inf), (0, 1, 0, 1), "k", (3, 3)))
    assert not np.isfinite(numbers).any()
