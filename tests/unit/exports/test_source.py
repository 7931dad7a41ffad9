"""What is written of a formula for NumPy and torch has the value and the gradient that exact arithmetic has."""

import numpy as np
import pytest
import torch

from exports.code.source import NUMPY, TORCH, source
from formulas import Formula
from tests.helpers.formula_kinks import KINKS, STARTS
from tests.helpers.formula_texts import TEXTS

TEXTS_OF_ALL = {text: stated for group in TEXTS["accepted"].values() for text, stated in group.items()}


def made(formula, library, module):
    found = source(formula.tree, library)
    arguments = ", ".join((*formula.variables, *formula.parameters))
    names = {library.name: module}
    exec("".join(found.helpers) + f"def f({arguments}):\n    return {found.text}\n", names)
    return names["f"], found.singular


def by_torch(formula, at):
    """(f, fx, fy) with torch's gradient."""
    f, singular = made(formula, TORCH, torch)
    w = torch.tensor(at, dtype=torch.float64, requires_grad=True)
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        value = torch.as_tensor(f(*w, *(torch.tensor(1.0) for _ in formula.parameters)), dtype=torch.float64)
    finally:
        torch.set_default_dtype(before)
    gradient = torch.zeros_like(w)
    if value.requires_grad:
        value.backward()
        gradient = w.grad
    if singular:
        gradient[gradient.isnan() & value.isfinite()] = 0.0
    return [value.item(), *gradient.tolist()]


def test_exact_arithmetic_agrees():
    assert len(TEXTS_OF_ALL) >= 200
    for text, stated in TEXTS_OF_ALL.items():
        formula = Formula.parse(text)
        expected = [float(number) for number in stated]
        with np.errstate(all="ignore"):
            value = made(formula, NUMPY, np)[0](np.float64(0.3), np.float64(0.7))
        np.testing.assert_allclose(value, expected[0], rtol=1e-11, atol=1e-13, err_msg=text)
        found = by_torch(formula, (0.3, 0.7))[: len(expected)]
        np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-13, err_msg=text)


@pytest.mark.parametrize("name", KINKS)
def test_kinks_have_our_subgradients(name):
    formula = Formula.parse(KINKS[name].replace("torch*x", "x").replace("f*x", "x"), parameters=None)
    at = STARTS.get(name, [0.9, 0.8])
    with np.errstate(all="ignore"):
        ours = formula.first(*map(np.float64, at), *(1.0 for _ in formula.parameters))
    renamed = Formula.parse(formula.text.replace("larger", "l"), parameters=None)
    np.testing.assert_allclose(by_torch(renamed, at), ours, rtol=1e-12, atol=1e-15)
