"""Rules typed as text: what is accepted, what the lines mean, and the sentence for everything else."""

import numpy as np
import pytest

from formulas import FormulaError, Program
from formulas.program import MAX_CHARACTERS, MAX_LINES

ADAM = """m = b1*m + (1-b1)*g
v = b2*v + (1-b2)*g^2
w = w - lr * (m/(1-b1^t)) / (sqrt(v/(1-b2^t)) + eps)
"""


def step(text, w, g=(0.5, -2.0), t=1.0, **numbers):
    """The new w and the states as a dict, after one step from states of zero."""
    program = Program.parse(text)
    w, g = np.array(w, float), np.array(g, float)
    states = [np.zeros_like(w) for _ in program.states]
    with np.errstate(all="ignore"):
        w, *states = program.function(w, g, t, *states, *(numbers[name] for name in program.numbers))
    return w, dict(zip(program.states, states, strict=True))


def test_states_and_named_numbers_are_told_apart():
    program = Program.parse(ADAM)
    assert program.states == ("m", "v")
    assert program.numbers == ("b1", "b2", "lr", "eps")
    assert program.asks_gradient
    assert program.questions == ()


def test_what_is_set_first_is_neither():
    program = Program.parse("u = sign(g)  # a comment, é\n\n   # another\nw = w - lr*u\n")
    assert (program.states, program.numbers) == ((), ("lr",))


def test_lines_run_in_order_with_the_newest_values():
    w, states = step("m = m + g\nw = w - m\nlast = last + w", (1.0, 2.0))
    np.testing.assert_array_equal(w, (0.5, 4.0))
    np.testing.assert_array_equal(states["last"], w)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("w -= a*g", "w = w - a*g"),
        ("w *= a - 1", "w = w*(a - 1)"),
        ("w /= a + 1", "w = w/(a + 1)"),
        ("w += a\r\nw ^= 2", "w = w + a\nw = w**2"),
        ("w += a\rw **= 2", "w = (w + a)^2"),
    ],
)
def test_shorthand(short, long):
    np.testing.assert_array_equal(step(short, (1.0, 2.0), a=0.3)[0], step(long, (1.0, 2.0), a=0.3)[0])


def test_arguments_are_never_written_to():
    w = np.array([1.0, 2.0])
    (new,) = Program.parse("w -= lr*g").function(w, w, 1.0, 0.1)
    assert new is not w
    np.testing.assert_array_equal(w, (1.0, 2.0))


def test_squares_round_as_rules_in_code_do():
    g = np.array([0.1, 0.7])
    np.testing.assert_array_equal(step("w = a*g^2", g, g, a=0.3)[0], 0.3 * g * g)
    np.testing.assert_array_equal(step("w = a*(g*g)", g, g, a=0.3)[0], 0.3 * (g * g))


def test_functions_of_a_whole_point():
    w, g = np.array([3.0, 4.0]), np.array([1.0, 2.0])
    text = "w = norm(w) + norm1(w) + dot(w, g) + 0*w"
    np.testing.assert_array_equal(step(text, w, g)[0], (5 + 7 + 11,) * 2)
    np.testing.assert_allclose(step("w = rms(w) + norm(2)", w, g)[0], (5 / np.sqrt(2) + np.sqrt(8),) * 2, rtol=1e-15)


@pytest.mark.parametrize("text", ["w = 3", "w = norm(w)", "w = t*lr", "s = norm(g) + 0*s\nw = s"])
def test_everything_kept_has_the_shape_of_w(text):
    program = Program.parse(text)
    w = np.ones((5, 2))
    numbers = [0.1] * len(program.numbers)
    for part in program.function(w, w, 1.0, *(w for _ in program.states), *numbers):
        assert part.shape == w.shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w = w/(1 - a)", np.inf),
        ("w = w + 1/(1 - a)", np.inf),
        ("w = w + (a - 2)^(1/2)", np.nan),
        ("w = w + (a - 1)^(-t)", np.inf),
        ("w = w + (1e15*a)^(t*1e3)", np.inf),
        ("w = w + log(a - 1)", -np.inf),
    ],
)
def test_what_is_undefined_is_infinite_or_nan_and_raises_nothing(text, expected):
    np.testing.assert_array_equal(step(text, (1.0, 1.0), a=1.0)[0], (expected,) * 2)


ERRORS = [
    ("", 0, 0, "No line sets w: end with a line such as w = w - lr*g."),
    ("m = g\n\n", 2, 0, "No line sets w: end with a line such as w = w - lr*g."),
    ("w", 0, 0, "This line sets nothing: write name = expression."),
    ("w = w - lr*g\n  w <= 3", 1, 2, "This line sets nothing: write name = expression."),
    ("w =", 0, 3, "Nothing stands after '=': add an expression such as w - lr*g."),
    ("= w", 0, 0, "A name is missing before '=': write name = expression."),
    ("w = 2m", 0, 5, "An operator is missing at column 6: write 2*m for a product."),
    ("w = w - lr*foo(g)", 0, 11, "Unknown function 'foo' at column 12: use sin, cos,"),
    ("w = w - lr(g)", 0, 10, "An operator is missing at column 11: write lr*(...) for a product"),
    ("w = ln(w)", 0, 4, "Unknown name 'ln' at column 5: write log."),
    ("w = w - \nm = 2", 0, 7, "The formula ends after '-'"),
    ("g = g/2\nw = w - g", 0, 0, "g is given and cannot be set: choose another name."),
    ("  t = 2\nw = w - g", 0, 2, "t is given and cannot be set: choose another name."),
    ("lr = 2\nw = w - g", 0, 0, "lr is given and cannot be set: choose another name."),
    ("e = 2\nw = w - g", 0, 0, "e is given and cannot be set: choose another name."),
    ("sqrt = 2\nw = w - g", 0, 0, "sqrt is a function and cannot be set: choose another name."),
    ("β = 2\nw = w - g", 0, 0, "'β' cannot be set: use a letter, then at most 19 letters, digits or '_'."),
    ("w[0] = 2", 0, 0, "'w[0]' cannot be set"),
    ("a.b = 2", 0, 0, "'a.b' cannot be set"),
    ("lambda = 2", 0, 0, "'lambda' cannot be set"),
    ("w = a = 3", 0, 6, "Unexpected '=' at column 7"),
    ("w = t > 1", 0, 4, "A comparison at column 5 belongs first in where(x < y, a, b)."),
    ("w = min(g)", 0, 4, "The function min at column 5 takes 2 arguments, not 1"),
    ("w = g; w = 2", 0, 5, "Several assignments need several lines"),
    ("w /= 0", 0, 5, "Division by zero at column 6"),
    ("w = 9**9**9", 0, 7, "The exponent at column 8 is too large"),
    ("w = w^41", 0, 6, "The exponent at column 7 is too large"),
    ("w = 1e300*g", 0, 4, "The number 1e300 at column 5 is out of range"),
    ("w = w\n" * 21, 20, 0, f"The rule has over {MAX_LINES} lines"),
    ("w = w" + " " * MAX_CHARACTERS, 0, 0, f"at most {MAX_CHARACTERS} are accepted."),
    ("w = w\n w = " + "-" * 400 + "w", 1, 400, "This line has 406 characters: at most 400 are accepted."),
    ("w = " + "+".join("g" * 101), 0, 204, "The formula has over 200 parts"),
    (f"m = {'+'.join('g' * 80)}\nw = {'+'.join('g' * 80)}", 1, 0, "The rule has over 300 parts up to here"),
    ("w = " + "+".join(f"a{i}" for i in range(17)), 0, 0, "The rule has 17 named numbers: at most 16"),
    ("w = " + "+".join(f"gradient({i}*w)" for i in range(5)), 0, 0, "The rule asks"),
    ("w = " + "(" * 31 + "g" + ")" * 31, 0, 34, "nested deeper than 30"),
]


@pytest.mark.parametrize(("text", "line", "column", "sentence"), ERRORS, ids=range(len(ERRORS)))
def test_errors_are_one_sentence_with_a_place(text, line, column, sentence):
    with pytest.raises(FormulaError) as caught:
        Program.parse(text)
    error = caught.value
    assert isinstance(error, ValueError)
    assert (error.line, str(error).startswith(f"Line {line + 1}: ")) == (line, True)
    assert sentence[0].lower() + sentence[1:] in str(error) or sentence in str(error)
    assert error.column == column
    assert "\n" not in str(error)
    assert error.text == text.split("\n")[line]


def test_reserved_names():
    with pytest.raises(FormulaError, match="Line 1: the name q is taken: choose another one"):
        Program.parse("q = 2\nw = w - q", reserved=("q",))
    with pytest.raises(FormulaError, match="Line 2: the name step is taken: choose another one"):
        Program.parse("a = g\nw = w - step*a", not_numbers=("step",))
    assert Program.parse("step = g\nw = w - step", not_numbers=("step",)).numbers == ()
