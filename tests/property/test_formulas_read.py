"""Any text: one sentence, readings to choose from, or a formula that reads back as itself.

More: benchmarks.by_hand.fuzz.
"""

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from formulas import Formula, FormulaError, Language, latex, parse
from formulas.reading.formula_text import read_formula
from formulas.unparse import unparse
from tests.helpers.pasted_texts import pasted
from tests.helpers.typed_texts import ALPHABETS, typed
from tests.property.test_formulas_random import KINKED, SMOOTH, accepted, expressions

RANDOM = st.randoms(use_true_random=False)
TEXTS = st.one_of(
    RANDOM.map(typed), RANDOM.map(pasted), st.text(max_size=60), *(st.text(a, max_size=60) for a in ALPHABETS)
)
FREE = Language(("x", "y"), free_names=True)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("x\ue000")
@example("\\")
@example("lambda " + " " * 1400)
@example("f(" + "x," * 700 + ")=x")
@example("|" * 400)
@example("√" * 400)
@example("sin " * 200)
@example("trunc(" * 29 + "x" + ")" * 29)
def test_any_text_is_read_or_one_sentence(text):
    try:
        read, error = read_formula(text), None
    except FormulaError as refused:
        error = refused
    if error:
        assert 0 <= error.column <= len(text)
        assert error.text == text
        assert error.message.isprintable()
        assert error.message.endswith(".")
        assert len(error.message) <= 200
        for reading in error.readings:
            assert read_formula(reading).text == reading
        return
    tree = Formula.parse(read.text, parameters=None).tree
    assert read_formula(read.text).text == read.text
    assert Formula.parse(unparse(tree), parameters=None).tree == tree


@settings(max_examples=300, deadline=None)
@given(RANDOM.map(typed))
def test_what_is_written_in_our_own_language_stays_as_it_is(text):
    try:
        Formula.parse(text)
    except FormulaError:
        assume(False)
    assert read_formula(text).text == text


@settings(max_examples=300, deadline=None)
@given(
    expressions(SMOOTH + KINKED + ("cbrt", "floor", "ceil", "sigmoid", "relu", "gauss", "sinc", "asinh", "softplus"))
)
def test_latex_of_a_formula_is_read_as_the_same_function(text):
    formula = accepted(text)
    try:
        read = read_formula(rf"f(x, y) = {latex(formula.tree)}", ("x", "y"))
    except FormulaError as error:
        assume("parts" in error.message or "characters" in error.message)
        raise
    x, y = np.random.default_rng(len(text)).uniform(-3, 3, (2, 5))
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(Formula.parse(read.text).value(x, y), formula.value(x, y), rtol=1e-9, atol=1e-12)
    assert parse(read.text, FREE)
