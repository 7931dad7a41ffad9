"""Matrices as MATLAB and LaTeX write them, NumPy's choices, and what else is pasted, against the functions meant."""

import numpy as np
import pytest

from formulas import Formula, FormulaError
from formulas.reading.formula_text import read_formula
from optimizers.typed.text_to_rule import read_program

X, Y = np.random.default_rng(4).uniform(-2, 2, (2, 40))


def form(x, y):
    return 3 * x * x + 2 * x * y + 2 * y * y


PIECES = np.where(X < 0, X**2, np.where(X < 1, X, 1.0))
BRACKETS = r"\left[\begin{array}{cc}3 & 1\\1 & 2\end{array}\right]\left[\begin{array}{c}x\\y\end{array}\right]"
BMATRIX, PMATRIX = (rf"\begin{{{kind}}}3 & 1\\1 & 2\end{{{kind}}}" for kind in ("bmatrix", "pmatrix"))
COLUMN = r"\begin{pmatrix}x \\ y\end{pmatrix}"
MEANT = {
    "[x y]*[3 1;1 2]*[x;y]": form(X, Y),
    "0.5*[x, y]*[3 1; 1 2]*[x; y]": form(X, Y) / 2,
    "0.5*[x,y]*[3,1;1,2]*[x;y]": form(X, Y) / 2,
    "[x;y]'*[3 1;1 2]*[x;y]": form(X, Y),
    "[x-1 y+2]*[3 1;1 2]*[x-1;y+2]": form(X - 1, Y + 2),
    "[x - 1, y]*[3 -1; -1 2]*[x - 1; y]": form(X - 1, -Y),
    "A = [3 1; 1 2]; b = [1; 1]; 0.5*[x y]*A*[x;y] - b'*[x;y]": form(X, Y) / 2 - X - Y,
    "A = [3 1; 1 2]\n[x y]*A*[x;y]": form(X, Y),
    "norm([x; y])^2": X**2 + Y**2,
    "norm([x y])": np.hypot(X, Y),
    "sum([x y].^2)": X**2 + Y**2,
    "[x y]*[x;y]": X**2 + Y**2,
    r"\begin{bmatrix}x & y\end{bmatrix}" + BMATRIX + r"\begin{bmatrix}x\\y\end{bmatrix}": form(X, Y),
    r"\tfrac12" + COLUMN + "^T " + PMATRIX + COLUMN: form(X, Y) / 2,
    COLUMN + r"^{\top}\cdot" + PMATRIX + r"\cdot" + COLUMN: form(X, Y),
    r"\left[\begin{array}{cc}x & y\end{array}\right]" + BRACKETS: form(X, Y),
    r"\lVert (x,y) \rVert^2": X**2 + Y**2,
    r"\|(x-1, y)\|": np.hypot(X - 1, Y),
    "np.select([x < 0, x < 1], [x**2, x], default=1) + y": PIECES + Y,
    "np.select([x < 0, x < 1], [x**2, x], 1)": PIECES,
    "np.select([x < 0], [y])": np.where(X < 0, Y, 0),
    "np.piecewise(x, [x < 0, (x >= 0) & (x < 1)], [lambda x: x**2, lambda t: t, 1]) + 0*y": PIECES,
    "np.piecewise(x, [x < 1, x < 0], [lambda v: v, lambda v: v**2, 1])": PIECES,
    "np.piecewise(x + y, [x + y < 0], [lambda s: s**2, -1])": np.where(X + Y < 0, (X + Y) ** 2, -1),
    "x squared + y cubed": X**2 + Y**3,
    "=IF(x>0,x^2,-x)+y^2": np.where(X > 0, X**2, -X) + Y**2,
    "Rational(1, 2)*x**2 + Integer(3)*y**2": X**2 / 2 + 3 * Y**2,
    "torch.clamp(x, min=0) + y": np.maximum(X, 0) + Y,
    "torch.clamp(x, max=1)**2 + y": np.minimum(X, 1) ** 2 + Y,
    "np.clip(x, 0, None) + np.clip(y, None, 1)": np.maximum(X, 0) + np.minimum(Y, 1),
    "Y1=X²+Y²": X**2 + Y**2,
    "a(x+1)^2+pi(x)+y": (X + 1) ** 2 + np.pi * X + Y,
    "logistic(x) + y": 1 / (1 + np.exp(-X)) + Y,
    r"f(x,\,y) = \mathrm{e}^{-(x^2+y^2)}\!\left(1 - x\right)": np.exp(-(X**2) - Y**2) * (1 - X),
    r"\operatorname{f}(x, y) = \dfrac{x^2}{2} + \dfrac{y^2}{4}": X**2 / 2 + Y**2 / 4,
    "[2x+1]^2+y^2": (2 * X + 1) ** 2 + Y**2,
    "np.array([x, y]) @ np.array([[3, 1], [1, 2]]) @ np.array([x, y])": form(X, Y),
}  # fmt: skip


@pytest.mark.parametrize("text", MEANT)
def test_is_the_function_that_was_meant(text):
    read = read_formula(text).text
    assert read_formula(read).text == read
    a = {"parameters": ("a",)} if text.startswith("a(") else {}
    args = (1.0,) if a else ()
    np.testing.assert_allclose(Formula.parse(read, **a).value(X, Y, *args), MEANT[text], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x;y]*[x y]", "is a matrix and no number"),
        ("[x y]*[1 2 3;4 5 6]*[x;y]", "do not fit each other"),
        ("[x y]*A*[x;y]", "The numbers of A are not known"),
        ("[x y]*[3 1;1]*[x;y]", "not equally long"),
        ("np.select([x < 0, x > 1], [x])", "do not fit"),
        ("np.piecewise(x, [x < 0])", "do not fit"),
        ("gamma(x)+y^2", "is not known"),
        ("H(x)+y", "is not known"),
        ("u(x)*y", "is not known"),
        ("x^2 + k(y)", "is not known"),
        (r"\zeta(x)+y", "is not known"),
        ("|x+iy|", "no imaginary unit"),
        (r"\left|x+iy\right|^2", "no imaginary unit"),
        ("abs(x+1j*y)", "no imaginary unit"),
        ("x^2+2i*y", "no imaginary unit"),
        ("x^2+3j*y", "no imaginary unit"),
        ("abs(x + y*i)", "no imaginary unit"),
    ],
)
def test_says_what_is_wrong(text, said):
    with pytest.raises(FormulaError) as error:
        read_formula(text)
    assert said in error.value.message
    assert error.value.message.endswith(".")
    assert error.value.text == text


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (r"w^{(\tau+1)} = w^{(\tau)} - \eta \nabla E(w^{(\tau)})", "w = w - lr*g"),
        (r"\theta_{\tau+1} = \theta_\tau - \eta g_\tau", "w = w - lr*g"),
        (r"w_{n+1}=w_n-\eta\,\text{sign}(g_n)", "w = w - lr*sign(g)"),
        (r"w_{i+1} = w_i - \eta g_i", "w = w - lr*g"),
        (r"x^{(j+1)} = x^{(j)} - \eta f'(x^{(j)})", "w = w - lr*g"),
        ("v_{n+1} = \\beta v_n + g_n\nw_{n+1} = w_n - \\eta v_{n+1}", "v = beta*v + g\nw = w - lr*v"),
        ("x = x - lr*f'(x)", "w = w - lr*g"),
    ],
)
def test_the_letter_that_counts_steps_may_be_any(typed, lines):
    assert read_program(typed)[0].text == lines


@pytest.mark.parametrize(
    "typed",
    [
        "x = x - f'(x)/f''(x)",
        r"x_{n+1} = x_n - \frac{f'(x_n)}{f''(x_n)}",
        r"x = x - (\nabla^2 f(x))^{-1} \nabla f(x)",
        r"x = x - g/\frac{\partial^2 f}{\partial x^2}",
        "x = x - g/f′′(x)",
    ],
)
def test_second_derivatives_are_not_given(typed):
    with pytest.raises(FormulaError, match="second derivative"):
        read_program(typed)
