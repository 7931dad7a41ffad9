"""Any text is one sentence, or a formula that a second evaluation agrees with.

More: benchmarks.by_hand.fuzz.
"""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from formulas import Formula, FormulaError
from tests.helpers.arithmetic import compare
from tests.helpers.typed_texts import ALPHABETS, typed

texts = st.one_of(
    st.randoms(use_true_random=False).map(typed), st.text(max_size=60), *(st.text(a, max_size=60) for a in ALPHABETS)
)


@settings(max_examples=600, deadline=None)
@given(texts)
@example("\x00")
@example("\\\n")
def test_any_text_is_a_formula_or_one_sentence(text: str) -> None:
    try:
        formula = Formula.parse(text)
    except FormulaError as refused:
        error = refused
    else:
        x, y = np.random.default_rng(len(text)).uniform(-3, 3, (2, 4))
        assert compare(formula, x, y).difference == ""
        with np.errstate(all="ignore"):
            assert len(formula.second(x, y)) == 3
        assert formula.latex
        return
    assert 0 <= error.column <= len(text)
    assert error.message.isprintable()
    assert error.message.endswith(".")
    assert len(error.message) <= 200
