"""Small pictures of curves."""

import re

import numpy as np
import pytest

from figures.curves import HEIGHT, WIDTH, curves, places


def legend(names):
    drawn = curves([np.arange(3.0)] * len(names), [np.ones(3)] * len(names), names, dark=False, title="a title")
    return [(float(x), name) for x, name in re.findall(r'<text x="(\d+)" y="29">([^<]*)</text>', drawn)]


def test_names_are_whole_where_the_row_has_room():
    names = ["Momentum", "Adam", "RMSprop", "Nesterov", "SGD"]
    assert [name for _x, name in legend(names)] == names


@pytest.mark.parametrize(
    "names", [["a" * 60, "SGD"], ["W" * 40] * 6, ["Adam with decoupled weight decay"] * 3, ["SGD"]]
)
def test_the_longest_are_cut_where_it_has_none(names):
    found = legend(names)
    assert len(found) == len(names)
    for (x, said), name in zip(found, names, strict=True):
        assert said == name or (said.endswith("…") and name.startswith(said[:-1]) and len(said) < len(name))
        assert x < WIDTH
    longest = max(len(said) for _x, said in found)
    assert all(said == name or len(said) == longest for (_x, said), name in zip(found, names, strict=True))


def test_places_are_those_of_the_lines():
    xs, ys = [np.arange(3.0), np.arange(2.0)], [np.array([1.0, np.nan, 100.0]), np.array([10.0, 1.0])]
    drawn = curves(xs, ys, ["a", "b"], dark=False, title="a title")
    for across, down in places(xs, ys):
        for x, y in zip(across, down, strict=True):
            assert np.isnan(y) or (f"{x:.1f} {y:.1f}" in drawn and 0 < x < WIDTH and 0 < y < HEIGHT)


def test_colours_are_those_that_are_given_and_what_is_beside_is_dashed():
    x = np.arange(3.0)
    drawn = curves([x, x], [x, x + 1], ["a", "b"], dark=False, title="t", colors=["#111111", "#222222"], beside=[x + 5])
    assert drawn.count('stroke="#111111"') == 2
    assert drawn.count('stroke="#222222"') == 1
    assert drawn.count("stroke-dasharray") == 1
    assert drawn.count('fill="#222222"') == 1
    assert ">7<" in drawn, "the largest value of all"


def test_the_ends_of_x_are_said_and_a_value_that_stands_alone_is_a_dot():
    x, alone = np.arange(5.0), np.array([np.nan, 2.0, np.nan, np.nan, np.nan])
    drawn = curves([x, x], [x, alone], ["a", "b"], dark=False, title="t", colors=["#111111", "#222222"])
    assert re.findall(r'font-size="18"[^>]*>([^<]*)<', drawn) == ["0", "4"]
    assert re.findall(r'<circle [^>]*r="6" fill="([^"]*)"', drawn) == ["#222222"]
    said = curves([x], [x], ["a"], dark=False, title="t", span=("lr = 0.1", "lr = 10"))
    assert re.findall(r'font-size="18"[^>]*>([^<]*)<', said) == ["lr = 0.1", "lr = 10"]
