"""Words of others are text: in Markdown, in a spreadsheet, in a terminal and on a picture."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exports.data import results_csv
from simulation import RunSpec
from tests.helpers.hostile import HOSTILE
from words.foreign import cell, markdown, visible
from words.labels import labels

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def is_seen(text):
    return not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in text)


@given(ANY)
def test_whatever_is_shown_can_be_seen_on_one_line(text):
    assert is_seen(visible(text))
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_hides_anything(text):
    assert is_seen(visible(text))


def test_what_can_be_seen_stays_as_it_is():
    for text in ("Adam, η = 0.05", "lr 1e-3 → 1e-5", "Schrittweite groß", "学习率", "👩 é ö ﷽", "f − f* ≤ 10⁻⁹"):
        assert visible(text) == text


def test_each_kind_of_hidden_mark():
    assert visible("\x1b[31mred\x07") == "␛[31mred␇"
    assert visible("a\u202eb\u200bc\ufeffd\u2066e\u00adf\U000e0041g") == "abcdefg"
    assert visible("one\r\n two\u2028three\x85four\tfive") == "one two three four five"
    assert visible("a\x00b\x7fc") == "a␀b␡c"
    assert visible("e" + "\u0301" * 9 + "!") == "e" + "\u0301" * 3 + "!"
    assert visible("\u3164\u2800") == ""


def test_plain_sentences_are_not_touched_by_markdown():
    for text in (
        "run 1, gradient_norm: must be a number of at least 0, not −1.",
        "Adam has no 'lr2'; it has lr, beta1, beta2, eps, weight_decay.",
        "β = 0.9, η = 1e-3 (2)",
        "x < 3 and y > 4; R & D: fine",
    ):
        assert markdown(text) == text


def test_markup_is_escaped_and_what_is_replaced_later_is_code():
    assert markdown("![](//h/x)") == r"!\[\](//h/x)"
    assert markdown("[Log in](//h)") == r"\[Log in\](//h)"
    assert markdown("**b** _i_ ~s~ $x$ `c`") == r"\*\*b\*\* \_i\_ \~s\~ \$x\$ \`c\`"
    assert markdown(":red[x] :smile: <b> &lt;") == r"\:red\[x\] `:smile:` \<b> \&lt;"
    assert markdown(":material/home:") == r"\:material\/home:"
    assert markdown("__b__ a__b a_b") == r"\_\_b\_\_ a\_\_b a_b"
    assert markdown("https://h.org/a_b, www.h.org and a@h.org") == "`https://h.org/a_b,` `www.h.org` and `a@h.org`"
    assert [markdown(text) for text in ("# a", "- a", "> a", "1. a", "=== a")] == [
        r"\# a", r"\- a", r"\> a", r"1\. a", r"\=== a"
    ]  # fmt: skip


@given(st.text("![]()<>*_~$`:#=-+1.)&|\\ ahw/@", max_size=30))
@example("`:1@1")
def test_no_mark_of_markup_is_left_alone(text):
    outside = re.sub(r"(?<!\\)((?:\\\\)*)`[^`\\]+`", r"\1", markdown(text))  # an escaped mark begins no code
    assert not re.search(r"(?<!\\)(?:\\\\)*(?:\*|\[|\]|\$|~|`)", outside)


def test_a_spreadsheet_runs_no_cell_and_numbers_stay_numbers():
    for text in ("=1+1", "+1+1", "-1+1", "@SUM(1)", " =1", "\t=1", "\u200b=1", "＝1", "＋x", "－x", "＠x"):
        assert cell(text).startswith("'"), text
    for value in ("-5", "+1e-3", "-inf", "Adam", "β = 0.9", "1+1", "−5", -5.0, 3, None, True):
        assert cell(value) == value


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_of_results_is_harmless(text):
    rows = list(csv.DictReader(io.StringIO(results_csv([{"run": text, "final f": -1.5}]))))
    assert len(rows) == 1
    assert float(rows[0]["final f"]) == -1.5
    assert not rows[0]["run"].startswith(("=", "+", "@", "-", "\t"))


def test_a_run_is_named_by_what_can_be_seen_of_its_label():
    specs = [RunSpec(rule="adam", label="\u202eevil\n"), RunSpec(rule="sgd", label="\u200b\u3164")]
    assert labels(specs)[0] == "evil"
    assert labels(specs)[1].startswith("SGD")
