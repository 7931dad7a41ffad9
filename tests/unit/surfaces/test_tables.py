"""CSV files of two columns or more, as people have them."""

import pytest

from surfaces.losses.table import MAX_BYTES, MAX_ROWS, read_data, read_table

ROWS = ((1.0, 2.5), (-3.0, 4e2))


@pytest.mark.parametrize(
    "text",
    [
        "1,2.5\n-3,4e2\n",
        "1;2.5\r\n-3;400\r\n",
        "1\t2.5\n-3\t400",
        "\ufeff1, 2.5\n\n-3, 400\n\n",
        '"1","2.5"\n"-3","400"',
    ],
)
def test_ways_to_write_the_same_table(text):
    assert read_table(text.encode()).rows == ROWS
    assert read_table(text.encode()).names == ("input", "target")


def test_a_line_of_names():
    table = read_table("Größe;Wert, gemessen\n1;2.5\n-3;400".encode())
    assert table.rows == ROWS
    assert table.names == ("Größe", "Wert, gemessen")
    assert read_table("Größe;Wert\n1;2.5\n-3;400".encode("latin-1")).names == ("Größe", "Wert")
    assert read_table(b",price\n1,2.5\n-3,400").names == ("input", "price")


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"1,5;2\n3;4", ((1.5, 2), (3, 4))),
        (b"1,5 2,5\n-3,25 4", ((1.5, 2.5), (-3.25, 4))),
        (b'"1,5","2,5"\n"3,0","4,0"', ((1.5, 2.5), (3, 4))),
        (b"1.234,5;2\n3;4", ((1234.5, 2), (3, 4))),
        (b"1,234.5\t2\n3\t4", ((1234.5, 2), (3, 4))),
        ("x;y\n−1,5;2e3\n3;4".encode(), ((-1.5, 2000), (3, 4))),
        ("a,b\n1,2\n3,4".encode("utf-16"), ((1, 2), (3, 4))),
        ("a,b\n1,2\n3,4".encode("utf-16-le"), ((1, 2), (3, 4))),
        ("a,b\n1,2\n3,4".encode("utf-16-be"), ((1, 2), (3, 4))),
        ("a,b\n1,2\n3,4".encode("utf-32"), ((1, 2), (3, 4))),
        (b"# from a spreadsheet\n1|2\n3|4\n", ((1, 2), (3, 4))),
        (b"1,2\n5,\n3,4\nNA,7\n", ((1, 2), (3, 4))),
        (b"name,1,2\nother,3,4\n", ((1, 2), (3, 4))),
        (b",u,v\n0,1,2\n1,3,4\n", ((1, 2), (3, 4))),
        (b"u;w;v\n1;9;2\n3;9;4\n", ((1, 2), (3, 4))),
    ],
)
def test_ways_in_which_people_have_their_tables(content, rows):
    assert read_table(content).rows == rows


def test_any_two_columns_are_input_and_target():
    file = read_data(b"size,rooms,town,price\n60,2,A,9\n80,,B,7\n90,4,C,5\n")
    assert file.names == ("size", "rooms", "price")
    assert file.table().names == ("size", "price")
    assert file.table((2, 1)).rows == ((9, 2), (5, 4))
    assert file.table((2, 1)).names == ("price", "rooms")
    assert (
        file.note((2, 1))
        == "The first line holds names; column 3 of texts left out; 1 row with an empty cell left out."
    )
    assert read_data(b"1,2\n3,4").note() == ""
    assert read_data(b"1,2,3\n3,4,5").names == ("column 1", "column 2", "column 3")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "2 to 2,000 rows, not 0"),
        (b"a,b\n1,2", "2 to 2,000 rows, not 1"),
        (b"1,2\n3", "Line 2 has 1 number, but the first has 2: every row needs the same number"),
        (b"1\n2\n3", "one column of numbers; the data need two"),
        (b"a;b\n1;2\n\n3;x\n4;5", "Line 4, column 2 holds 'x' where a number belongs"),
        (b"1;2\n3;", "2 to 2,000 rows, not 1"),
        (b"a;b\nc;d\ne;f\n1;2\n3;4", "Line 2, column 1 holds 'c' where a number belongs"),
        (b"1,2\n3,inf", "Row 2 of the data has a number that is not finite"),
        (b"1,2\n3,1_000", "Line 2, column 2 holds '1_000'"),
        (b",,,\n,,,\n", "2 to 2,000 rows, not 0"),
        (b"1,2\n" * (MAX_ROWS + 1), "more than 2,000 rows"),
        (b"1,2\n" * (MAX_BYTES // 4 + 1), "1.0 MB; at most 1 MB"),
        (b"PK\x03\x04\0\0", "no plain text"),
        (b'"' + b"1" * 200_000 + b"\n", "Line 1 is no line of a CSV"),
    ],
)
def test_what_is_wrong_is_one_sentence(content, message):
    with pytest.raises(ValueError, match=message) as caught:
        read_table(content)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 150
