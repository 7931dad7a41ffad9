"""Arrays that write down what is done with them: what they leave behind, worked out by NumPy, is what was done."""

import numpy as np
import pytest

from formulas.constants import fold
from formulas.lanes import dot, norm, ratio, rms
from formulas.machine import OPERATIONS, WIDTH, assembled
from formulas.special import sinc1, sinc2, softplus
from formulas.traced import NumberNeededError, Tracer, UntraceableError, cells_of

X, LR = np.array([0.3, -1.7]), 0.5
TESTS = {"==": np.equal, "!=": np.not_equal, "isfinite": np.isfinite, "isnan": np.isnan}


def worked_out(act):
    """What the instructions of `act(x, lr)` come to."""
    tracer = Tracer(["lr"])
    x, lr = tracer.array("x", (2,)), tracer.number("lr")
    cells = cells_of(act(x, lr))
    operands = cells.ravel().tolist()
    block = assembled(tracer.emitter.live(operands), ["x.0", "x.1", "lr"], {"found": operands})
    registers = [*X.tolist(), LR, *block.constants, *[0.0] * block.registers][: block.registers]
    with np.errstate(all="ignore"):
        for i in range(0, len(block.code), WIDTH):
            code, out, *read = block.code[i : i + WIDTH]
            registers[out] = _done(OPERATIONS[code], [registers[at] for at in read])
    return np.array([registers[at] for at in block.results["found"]]).reshape(cells.shape)


def _done(op, numbers):
    if op == "where":
        return numbers[1] if numbers[0] else numbers[2]
    if op in TESTS:
        return float(TESTS[op](*numbers[: TESTS[op].nin]))
    count = 1 if op in ("neg", "sqrt", "abs", "sign", "exp", "log", "sin", "cos", "cbrt") else 2
    return float(np.logaddexp(*numbers[:2])) if op == "logaddexp" else fold(op, *numbers[:count])


ACTS = {
    "arithmetic": lambda x, lr: 1 - lr * x / (x + 2),
    "a norm": lambda x, _: norm(x) + norm(x, 1) + norm(x, np.inf),
    "a product of points": lambda x, lr: dot(x, x * lr),
    "a ratio": lambda x, _: ratio(x, norm(x)) + rms(x),
    "tests and choices": lambda x, lr: np.where((x > 0) & (x < lr), x, np.where(x == 0, 1.0, -x)),
    "a clip": lambda x, lr: np.clip(x, -lr, lr) + np.maximum(x, 0.1),
    "zeros": lambda x, _: np.zeros_like(x) + x,
    "parts": lambda x, _: x[..., :1] * x[1] + x[..., None][0],
    "functions": lambda x, _: np.cbrt(x) + np.exp(-x) + softplus(x) + np.sin(x),
    "sinc": lambda x, _: sinc1(x) + sinc2(x),
    "finite": lambda x, _: np.isfinite(x).all(axis=-1, keepdims=True) * x,
    "what asarray makes": lambda x, lr: np.where(np.asarray(lr <= 1), x, 0.0),
    "a matrix": lambda x, _: np.diagonal(x[:, None] * x[None, :], axis1=-2, axis2=-1),
}


@pytest.mark.parametrize("name", ACTS)
def test_the_instructions_do_what_was_done(name):
    np.testing.assert_allclose(worked_out(ACTS[name]), ACTS[name](X, LR), rtol=1e-15)


@pytest.mark.parametrize(
    "matrix", [[2.0, 0.5, 1.0], [1.0, 0.5, 2.0], [1.0, 0.0, 2.0], [3.0, 0.0, -2.0], [1.0, 2.0, 1.0]]
)
def test_eigenvalues_and_eigenvectors_of_two_rows(matrix):
    a, b, c = matrix
    own = np.array([[a, b], [b, c]])

    def act(x, _):
        one = x - X  # zeros that are not known yet
        symmetric = own + one[:, None] + one[None, :]
        values, vectors = np.linalg.eigh(symmetric)
        return np.sum(vectors * values * vectors[1:], axis=-1)

    values, vectors = np.linalg.eigh(own)
    np.testing.assert_allclose(worked_out(act), np.sum(vectors * values * vectors[1:], axis=-1), atol=1e-14)


REFUSED = {
    "a value": lambda x, _: 1.0 if x[0] > 0 else 0.0,
    "a count": lambda x, _: range(x[0]),
    "a float": lambda x, _: float(x[0]),
    "a function that no instruction does": lambda x, _: np.spacing(x),
    "a function of arrays": lambda x, _: np.argsort(x),
    "a whole product": lambda x, _: np.add.accumulate(x),
}


@pytest.mark.parametrize("name", REFUSED)
def test_code_that_needs_a_value_is_told_so(name):
    with pytest.raises(UntraceableError):
        worked_out(REFUSED[name])


def test_a_number_that_is_known_before_the_run_is_asked_for_by_its_name():
    with pytest.raises(NumberNeededError) as caught:
        worked_out(lambda x, lr: x if 2 * lr > 1 else -x)
    assert caught.value.names == {"lr"}
