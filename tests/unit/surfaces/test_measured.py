"""Cells with units and signs: read with a note of what was assumed, or refused with one sentence."""

import io

import numpy as np
import pytest

from surfaces.heightmaps.files import readings
from surfaces.losses.table import read_data

READ = {
    "2 m;12 %\n3 m;13 %": ([(2, 12), (3, 13)], "The unit m in column 1 left out; the unit % in column 2 left out (12"),
    "1.5e3 kg,€3\n2e3 kg,€4.5": ([(1500, 3), (2000, 4.5)], "The unit kg in column 1 left out; the unit € in column 2"),
    '1;"$ 4,000"\n2;$ 5,500.5': ([(1, 4000), (2, 5500.5)], "commas in column 2 separate thousands"),
    "1,(3)\n2,4\n3,(5.5)": ([(1, -3), (2, 4), (3, -5.5)], "Numbers in brackets in column 2 are negative."),
    "(3),1\n4,2": ([(-3, 1), (4, 2)], "Numbers in brackets in column 1 are negative."),
    "-$5,1\n$6,3": ([(-5, 1), (6, 3)], "The unit $ in column 1 left out."),
    "12°C;1,5\n13°C;2,5": ([(12, 1.5), (13, 2.5)], "The unit °C in column 1 left out; commas are decimal marks."),
    "1'000 m;2\n2'000 m;3": ([(1000, 2), (2000, 3)], "The unit m in column 1 left out."),
    "5 %,1\n0.5,2\n7%,4": ([(5, 1), (0.5, 2), (7, 4)], "The unit % in column 1 left out (12 % is 12)."),
    "3 m/s,1\n4 m/s,2": ([(3, 1), (4, 2)], "The unit m/s in column 1 left out."),
    "3 km²\t1\n4 km²\t2": ([(3, 1), (4, 2)], "The unit km² in column 1 left out."),
    "USD 3,1\nUSD 4,2": ([(3, 1), (4, 2)], "The unit USD in column 1 left out."),
    "−2 m,1\n3 m,2": ([(-2, 1), (3, 2)], "The unit m in column 1 left out."),
}


@pytest.mark.parametrize("text", READ)
def test_units_are_left_out_with_a_note(text):
    file = read_data(text.encode())
    rows, note = READ[text]
    assert file.table().rows == tuple(rows)
    assert note in file.note()


def test_names_stand_above_numbers_with_units():
    assert read_data(b"size,price\n2 m,3 %\n4 m,4 %").names == ("size", "price")
    assert read_data(b"2 m,3\n4 m,4").names == ("input", "target")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2 m,1\n3 km,2", "Column 1 has numbers in m and in km; give all of them in one unit, without it."),
        ("$2,1\n€3,2\n4,2", "Column 1 has numbers in $ and in €; give all of them in one unit, without it."),
        ("5,1\n1,2 m x\n2,3", "Line 2, column 2 holds '2 m x' where a number belongs."),
        ("1,2\n(3,4\n5,6", "Line 2, column 1 holds '(3' where a number belongs."),
        ("1,2\n(-3),4\n5,6", "Line 2, column 1 holds '(-3)' where a number belongs."),
        ("1,2\n$3 m,4\n5,6", "Line 2, column 1 holds '$3 m' where a number belongs."),
    ],
)
def test_what_cannot_be_compared_is_refused(text, sentence):
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read_data(text.encode())
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "names", ["1st 2nd 3rd 4th", "1a 2b 3c 4d", "0x10 0x20 0x30 0x40", "2020Q1 2020Q2 2020Q3 2020Q4"]
)
def test_names_that_begin_with_digits_are_texts(names):
    text = "\n".join(f"{name},{at},{at * at}" for at, name in enumerate(names.split()))
    file = read_data(text.encode())
    assert file.table().rows[1] == (1, 1)
    assert "column 1 of texts left out" in file.note().lower()


def test_heights_have_units_too():
    (file, *_) = readings("h.csv", b"1 m;2 m;3 m;4 m\n" * 4)
    assert file.heights[0].tolist() == [1, 2, 3, 4]
    assert "the unit m in column 4 left out" in file.note


@pytest.mark.parametrize(
    "text",
    ['year,gdp\n1990,"1,234.5"\n1991,"2,345.6"\n1992,"3,000"\n', "1990;1,234.5\n1991;2,345.6\n1992;3,000\n",
     'a\tb\n1990\t1,234.5\n1991\t2,345.6\n1992\t3,000\n'],
)  # fmt: skip
def test_a_point_behind_one_comma_says_what_the_others_are(text):
    file = read_data(text.encode())
    assert file.table().rows == ((1990, 1234.5), (1991, 2345.6), (1992, 3000))
    assert "commas separate thousands" in file.note().lower()


def test_a_unit_of_many_columns_is_said_once():
    (file, *_) = readings("h.csv", b"1 m;2 m;3 m;4 m;5 m\n" * 4)
    assert file.note == "4 rows × 5 columns; the unit m in 5 columns left out."
    (file, *_) = readings("h.csv", b"1 m;2 m;3 km;4 m;5 m\n" * 4)
    assert "the unit m in column 2 left out; the unit km in column 3" in file.note


def of_array(array, kind="npy"):
    stream = io.BytesIO()
    np.save(stream, array) if kind == "npy" else np.savez(stream, picture=array)
    return readings(f"a.{kind}", stream.getvalue())[0]


GREY = np.repeat(np.arange(0, 200, 5, dtype=np.uint8)[:, None], 30, axis=1)
COLORS = np.stack([GREY, GREY // 2, 255 - GREY], axis=-1)


@pytest.mark.parametrize("kind", ["npy", "npz"])
def test_colours_in_arrays_are_those_of_a_picture(kind):
    grey = of_array(np.stack([GREY] * 3, axis=-1), kind)
    np.testing.assert_allclose(grey.heights, GREY / 255, atol=0.005)
    assert "an array of colours" in grey.note
    luma = COLORS @ np.array([0.299, 0.587, 0.114]) / 255
    np.testing.assert_allclose(of_array(COLORS, kind).heights, luma, atol=0.01)
    np.testing.assert_allclose(of_array(COLORS / 255, kind).heights, luma, atol=0.01)
    np.testing.assert_allclose(of_array(COLORS.astype(np.uint16) * 257, kind).heights, luma, atol=0.01)
    clear = np.concatenate([COLORS, np.full((*GREY.shape, 1), 255, np.uint8)], axis=-1)
    np.testing.assert_allclose(of_array(clear, kind).heights, luma, atol=0.01)
    clear[3:5, 3:5, 3] = 0
    assert "4 missing heights filled in" in of_array(clear, kind).note


@pytest.mark.parametrize("array", [COLORS * -1.0, COLORS + 0.5, COLORS * 1e4, np.full((9, 9, 3), np.nan)])
def test_what_is_no_colour_is_refused(array):
    with pytest.raises(ValueError, match=r"^Colours in an array are numbers from 0 to 1, or whole numbers"):
        of_array(array)
