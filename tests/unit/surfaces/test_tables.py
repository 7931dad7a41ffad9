"""CSV files of two columns, as people have them."""

import pytest

from surfaces.losses.table import MAX_BYTES, MAX_ROWS, read_table

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
    ("content", "message"),
    [
        (b"", "2 to 2,000 rows, not 0"),
        (b"a,b\n1,2", "2 to 2,000 rows, not 1"),
        (b"1,2\n3", "Line 2 of the file has 1 column, not two"),
        (b"1;2;3\n4;5;6", r"Line 1 of the file has 3 columns, not two\.$"),
        (b"1,5,2,5\n1,6,2,6", "Line 1 of the file has 4 columns, not two. For decimals write a point"),
        (b"1,5;2\n3;4", "Line 1 of the file has '1,5': write decimals with a point"),
        (b"a;b\n1;2\n3;x", "Line 3 of the file has 'x' where a number belongs"),
        (b"1;2\n3;", "Line 2 of the file has nothing where a number belongs"),
        (b"a;b\nc;d\n1;2\n3;4", "Line 2 of the file has 'c' where a number belongs"),
        (b"1,2\n3,nan", "Row 2 of the data has a number that is not finite"),
        (b"1,2\n" * (MAX_ROWS + 1), "more than 2,000 rows"),
        (b"1,2\n" * (MAX_BYTES // 4 + 1), "1.0 MB; at most 1 MB"),
        (b"PK\x03\x04\0\0", "no plain text"),
        ("1,2\n3,4".encode("utf-16"), "no plain text"),
        (b'"' + b"1" * 200_000 + b"\n", "Line 1 of the file"),
    ],
)
def test_what_is_wrong_is_one_sentence(content, message):
    with pytest.raises(ValueError, match=message) as caught:
        read_table(content)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 150
