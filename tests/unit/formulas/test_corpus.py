"""Nothing that is typed does anything but answer: a formula that works, or one clear sentence."""

import re

import numpy as np
import pytest

from formulas import Formula, FormulaError
from tests.helpers.formula_texts import LONG_ACCEPTED, LONG_REFUSED, TEXTS

AT = np.float64(0.3), np.float64(0.7)
#: Words for programmers, which no sentence for a user may contain.
JARGON = re.compile(
    r"\b(syntax|token|ast|parse\w*|invalid|exception|error|float\w*|int|integer|str|string|operand|python|object|None"
    r"|traceback|attribute|keyword|literal|module|stack|recursion|null)\b|__|\\"
)


def cases(kind):
    """(text, what is stated) of every group, with the group and a number as the name."""
    return [
        pytest.param(text, stated, id=f"{group} {number}")
        for group, texts in TEXTS[kind].items()
        for number, (text, stated) in enumerate(texts.items())
    ]


def refusal(text):
    with pytest.raises(FormulaError) as caught:
        Formula.parse(text)
    return caught.value


@pytest.mark.parametrize(("text", "stated"), cases("refused"))
def test_refused_where_and_why(text, stated):
    error = refusal(text)
    assert [error.column, error.message] == stated
    assert error.text == text


@pytest.mark.parametrize(("text", "column", "phrase"), LONG_REFUSED.values(), ids=LONG_REFUSED)
def test_too_much_is_refused(text, column, phrase):
    error = refusal(text)
    assert error.column == column
    assert phrase in error.message


def test_refusals_are_sentences_without_jargon():
    texts = [text for group in TEXTS["refused"].values() for text in group] + [
        text for text, *_ in LONG_REFUSED.values()
    ]
    for text in texts:
        error = refusal(text)
        assert 0 <= error.column <= len(text)
        assert len(error.message) <= 160
        assert error.message.isprintable()
        assert re.fullmatch(r"[A-Za-z].*[^.]\.", error.message)
        assert ". " not in error.message
        words = re.sub("'.*?'", "", error.message)  # what the user typed is quoted
        assert not JARGON.search(words), error.message


@pytest.mark.parametrize(("text", "stated"), cases("accepted"))
def test_accepted_with_value_and_gradient(text, stated):
    formula = Formula.parse(text)
    with np.errstate(all="ignore"):
        first = formula.first(*AT)
    np.testing.assert_allclose(first[: len(stated)], [float(number) for number in stated], rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize(
    "text", [*(text for group in TEXTS["accepted"].values() for text in group), *LONG_ACCEPTED.values()]
)
def test_accepted_and_usable(text):
    formula = Formula.parse(text)
    x = np.array([0.0, 0.3, -1.5, 1e3, np.inf, np.nan])
    y = np.array([0.0, 0.7, 2.0, -1e5, 1.0, 1.0])
    with np.errstate(all="ignore"):
        value = formula.value(x, y)
        first, second = formula.first(x, y), formula.second(x, y)
        assert len(first) == len(second) == 3
        np.testing.assert_array_equal(first[0], value)
        for part in (value, *first, *second):
            assert part.shape == x.shape
            assert part.dtype == np.float64
        for part in first[1:]:
            assert not np.isnan(part[np.isfinite(value) & np.isfinite(x)]).any()
        point = [np.float64(part[1]) for part in (x, y)]
        for many, one in zip((*first, *second), (*formula.first(*point), *formula.second(*point)), strict=True):
            np.testing.assert_array_equal(many[1], one)
    assert formula.latex


def test_size():
    refused, accepted = (sum(map(len, TEXTS[kind].values())) for kind in ("refused", "accepted"))
    assert refused >= 400
    assert accepted >= 200
