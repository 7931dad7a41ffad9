"""Tables of the user's own as examples to learn."""

import pytest

from networks.data.own import read_own

ROWS = "\n".join(f"{i},{i / 10},{'wet' if i % 3 else 'dry'}" for i in range(12))


def test_words_are_classes_in_the_order_of_the_alphabet():
    found = read_own(f"a,b,weather\n{ROWS}".encode())
    assert (found["columns"], found["classes"]) == (["a", "b"], ["dry", "wet"])
    assert found["targets"][:3] == [0.0, 1.0, 1.0]
    assert found["inputs"][3] == [3.0, 0.3]


def test_the_target_may_be_any_column():
    by_name, by_number = (read_own(f"weather,a,b\n{_turned()}".encode(), target) for target in ("weather", "1"))
    assert by_name == by_number
    assert by_name["columns"] == ["a", "b"]


def _turned() -> str:
    return "\n".join(",".join([row.split(",")[-1], *row.split(",")[:-1]]) for row in ROWS.splitlines())


def test_whole_numbers_are_classes_and_others_are_met():
    assert read_own("\n".join(f"{i},{i % 3}" for i in range(12)).encode())["classes"] == ["0", "1", "2"]
    found = read_own("\n".join(f"{i},{i / 7}" for i in range(12)).encode())
    assert found["classes"] == []
    assert found["targets"][7] == 1.0
    assert found["columns"] == ["column 1"]


def test_semicolons_and_decimal_commas_are_read():
    found = read_own(b"a;b;c\n" + "\n".join(f"{i};{i},5;{'ja' if i % 2 else 'nein'}" for i in range(12)).encode())
    assert found["inputs"][2] == [2.0, 2.5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Two columns"),
        ("a\n1\n2", "Two columns"),
        ("a,b,c\n1,Rome,x\n2,3,y", "Rome"),
        ("a,b,c\n1,,x\n2,3,y", "nothing"),
        ("a,b\n1,x\n2,x", "every row"),
        ("a,b\n1,x\n2,", "target"),
        ("a,b\n" + "\n".join(f"{i},w{i}" for i in range(30)), "20 classes"),
        ("\n".join("1,2" for _ in range(6000)), "5,000 rows"),
        ("a,b\n" + "\n".join("1,2" for _ in range(5001)), "5,000 rows"),
        (",".join("1" * 70) + "\n" + ",".join("2" * 70), "64 inputs"),
        ("\0\1\2", "no"),
    ],
)
def test_what_is_no_such_table_is_said_in_a_sentence(text, said):
    with pytest.raises(ValueError, match=rf"{said}.*\.$"):
        read_own(text.encode())


def test_ten_million_rows_are_refused_before_they_are_read():
    with pytest.raises(ValueError, match="at most 24 MB"):
        read_own(b"1,2\n" * 10**7)


def test_a_target_that_is_not_there_is_said_with_the_columns_that_are():
    with pytest.raises(ValueError, match=r"a, b, weather; not 'rain'"):
        read_own(f"a,b,weather\n{ROWS}".encode(), "rain")
