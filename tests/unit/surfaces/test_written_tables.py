"""Tables as spreadsheets and programs write them around their numbers."""

import numpy as np
import pytest

from surfaces.heightmaps.files import read_heights, readings
from surfaces.losses.table import read_data

T = np.round(np.sin(np.arange(30.0)).reshape(5, 6) * 3000, 2)


def lines(mark=",", write=repr, rows=T):
    return "\n".join(mark.join(map(write, row)) for row in rows.tolist())


def grouped(group, point=".", mark=";"):
    return lines(mark, lambda value: f"{value:,.2f}".replace(".", "p").replace(",", group).replace("p", point))


@pytest.mark.parametrize(
    "text",
    [
        grouped("'"),
        grouped("’"),
        grouped("\xa0", ","),
        grouped("\u202f", ","),
        grouped("\u2009", "."),
        grouped(".", ","),
        "sep=;\r\n" + lines(";").replace(".", ","),
        "% heights\n" + lines(" "),
        "// heights\n" + lines("\t"),
        "! heights\n" + lines(" "),
        "Survey of the hill, 3 May 2024\nby A. B.\n\n" + lines(),
        "Survey of 3 May\n" + lines(" "),
        "a,b,c,d,e,f\nm,m,m,m,m,m\n" + lines(),
        lines() + "\n,,,,,\n,,,,,\n",
        ";;;;;\n" + lines(";"),
        repr(T.tolist()),
        "np.array(" + repr(T.tolist()).replace("],", "],\n ") + ", dtype=float)",
        str(T),
        "Z = [" + lines(" ").replace("\n", "; ") + "];",
        "{" + ",\n".join("{" + ", ".join(map(str, row)) + "}" for row in T.tolist()) + "};",
        lines(" ", lambda value: f"{value:.6E}".replace("E", "D")),
        lines(write=lambda value: f"{value:+.3f}".replace("-", "−")),
    ],
)
def test_what_stands_around_numbers(text):
    np.testing.assert_allclose(read_heights("f.txt", text.encode())[0], T, rtol=1e-4)


@pytest.mark.parametrize("error", ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "<NA>", "n.a.", "—"])
def test_a_row_that_begins_with_an_error_of_a_spreadsheet_is_no_remark(error):
    found = read_heights("f.csv", lines(rows=T).replace(repr(T[2, 0].item()), error).encode())
    assert found.heights.shape == T.shape
    assert "1 missing height filled in" in found.note


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1,5,2,05\n3,25,4,75\n5,5,6,5\n7,5,8,5", "1,5,2,05"),
        ("-0,5,2,5,1,1,1,1\n" * 5, "-0,5,2,5"),
        ("x,y,a,b\n1,50,2,07\n3,25,4,00", "1,50,2,07"),
        ("+1,001,2,5\n1,2,3,4\n1,2,3,4\n1,2,3,4", r"\+1,001,2,5"),
        ("12,00,13,10,9,05\n1,20,3,40,5,60\n" * 3, "12,00,13,10"),
    ],
)
def test_commas_that_do_both_get_a_sentence(text, shown):
    for read in (read_data, lambda content: readings("f.csv", content)):
        with pytest.raises(ValueError, match=rf"between the numbers and inside of them \({shown}\): save it"):
            read(text.encode())


def test_commas_that_may_do_both_get_a_note():
    assert "All commas stand between whole numbers" in read_data(b"1,5,2,5\n2,7,3,1\n").note()
    assert read_data(b"1,5,2,5\n20,71,3,1\n").note() == ""
    assert read_data(b"1,5\n2,7\n").note() == ""
    with pytest.raises(ValueError, match="decimal commas need semicolons between the numbers"):
        read_data(b"1,5,2,5\n2,3,1\n")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("size,price\nm²,€\n1,2\n3,4\n", ("size [m²]", "price [€]")),
        ("# size price\n1 2\n3 4\n", ("size", "price")),
        ("Data of 2024\nsize;price\n1;2\n3;4\n", ("size", "price")),
        ("size;price\n[m];\n1;2\n3;4\n", ("size [m]", "price")),
        ("size,town,price\n1,A,2\n3,B,4\n", ("size", "price")),
    ],
)
def test_names_are_kept_with_their_units(text, names):
    file = read_data(text.encode())
    assert file.names == names
    np.testing.assert_array_equal(file.numbers, [[1, 2], [3, 4]])
