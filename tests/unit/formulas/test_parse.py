"""What is accepted, how it is read, and what a user is told otherwise."""

import math
import pickle

import numpy as np
import pytest

from formulas import Call, Formula, FormulaError, Language, Name, Node, Number, Operation, children, parse, walk


def tree(text: str, **options: object) -> Node:
    return parse(text, Language(("x", "y"), **options))  # type: ignore[arg-type]


def spelled(node: Node) -> str:
    """The tree with all its brackets."""
    match node:
        case Number(value=value):
            return f"{value:g}"
        case Name(id=name):
            return name
        case Operation(op="neg", args=(arg,)):
            return f"(-{spelled(arg)})"
        case Operation(op=op, args=(left, right)):
            return f"({spelled(left)}{op}{spelled(right)})"
        case Call(function=function, args=args):
            return f"{function}({','.join(map(spelled, args))})"
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x+y*x", "(x+(y*x))"),
        ("x-y-1", "((x-y)-1)"),
        ("x/y/2", "((x/y)/2)"),
        ("x^y^2", "(x^(y^2))"),
        ("x**y^2", "(x^(y^2))"),
        ("-x^2", "(-(x^2))"),
        ("(-x)^2", "((-x)^2)"),
        ("2^-x", "(2^(-x))"),
        ("-x*y", "((-x)*y)"),
        ("x*-y", "(x*(-y))"),
        ("x+y^2", "(x+(y^2))"),
        ("+x", "x"),
        ("--x", "(-(-x))"),
        (" \t x \r\n + \n y ", "(x+y)"),
        ("max(x, min(y, 1))", "max(x,min(y,1))"),
        (".5 + 5. + 1e-3 + 1E+2", "(((0.5+5)+0.001)+100)"),
        ("007*x", "(7*x)"),
        ("sin (x)", "sin(x)"),
        ("((x))", "x"),
        ("pi*e", "(pi*e)"),
    ],
)
def test_reads(text: str, expected: str) -> None:
    assert spelled(tree(text)) == expected


def test_nodes_know_their_column() -> None:
    root = tree("x^2 +  sin(y)")
    assert {(type(node).__name__, node.column) for node in walk(root)} == {
        ("Operation", 0),
        ("Name", 0),
        ("Number", 2),
        ("Call", 7),
        ("Name", 11),
    }


def test_equality_ignores_layout_and_spelling() -> None:
    assert tree("x + 1") == tree("x  +1.0")
    assert hash(tree("x + 1")) == hash(tree("x+1.0"))
    assert tree("x + 1") != tree("x + 2")
    assert children(Name("x")) == ()


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("x + z", 4, "Unknown name 'z' at column 5: use x, y, pi, e."),
        ("2x", 1, "An operator is missing at column 2: write 2*x for a product."),
        ("x y", 2, "An operator is missing at column 3: write x*y for a product."),
        ("2(x)", 1, "An operator is missing at column 2: write 2*(...) for a product."),
        ("(x)(y)", 3, "An operator is missing at column 4: write (...)*(...) for a product."),
        ("(x)2", 3, "An operator is missing at column 4: write (...)*2 for a product."),
        ("x(y)", 1, "An operator is missing at column 2: write x*(...) for a product, as x is not a function."),
        ("1 2", 2, "An operator is missing at column 3: write one number or put an operator between the two."),
        ("xy", 0, "Unknown name 'xy' at column 1: write x*y for a product."),
        ("Sin(x)", 0, "Unknown name 'Sin' at column 1: write sin."),
        ("ln(x)", 0, "Unknown name 'ln' at column 1: write log."),
        ("pow(x, 2)", 0, "Unknown name 'pow' at column 1: write x^y."),
        ("X", 0, "Unknown name 'X' at column 1: write x."),
        ("sin x", 0, "The function sin at column 1 needs brackets: write sin(x)."),
        ("1 + max", 4, "The function max at column 5 needs brackets: write max(x, y)."),
        ("sin^2(x)", 0, "The function sin at column 1 needs brackets: write sin(x)^n for a power."),
        ("max(x)", 0, "The function max at column 1 takes 2 arguments, not 1: write max(x, y)."),
        ("sin(x, y)", 0, "The function sin at column 1 takes 1 argument, not 2."),
        ("(x", 0, "The bracket opened at column 1 is never closed: add ')'."),
        ("x + (y*(2)", 4, "The bracket opened at column 5 is never closed: add ')'."),
        ("x)", 1, "The bracket ')' at column 2 was never opened: remove it or add '('."),
        (")", 0, "The bracket ')' at column 1 was never opened: remove it or add '('."),
        ("sin()", 4, "A number, a name or a bracket is missing between '(' and ')' at column 5."),
        ("x*/y", 2, "A number, a name or a bracket is missing between '*' and '/' at column 3."),
        ("x +  ", 3, "The formula ends after '+': add a number, a name or a bracket."),
        ("*x", 0, "Nothing stands before '*' at column 1: add a number or a name."),
        (",x", 0, "Nothing stands before ',' at column 1: add a number or a name."),
        ("", 0, "The formula is empty: write something like x^2 + y^2."),
        ("1,5*x", 1, "The comma at column 2 is outside a function's brackets: write decimals with a point, as in 1.5."),
        ("(x, y)", 2, "The comma at column 3 is outside a function's brackets: write one formula, not several."),
        ("y = x", 2, "Unexpected '=' at column 3: write an expression without '='."),
        ("x²", 1, "Unexpected '²' at column 2: write ^2."),
        ("x − y", 2, "Unexpected '−' at column 3: write -."),
        ("|x|", 0, "Unexpected '|' at column 1: write abs(x) for |x|."),
        ("x@y", 1, "Unexpected character '@' at column 2: use numbers, names, + - * / ^, brackets ( ) and commas."),
        ("x < y", 0, "A comparison at column 1 belongs first in where(x < y, a, b)."),
        ("log(x, 2)", 0, "The function log at column 1 takes 1 argument, not 2: write log(x)/log(y) for another base."),
        ("1e16*x", 0, "The number 1e16 at column 1 is out of range: use 0 or 10^-15 to 10^15."),
        ("x^41", 2, "The exponent at column 3 is too large: use -40 to 40."),
        ("x^(6*7)", 3, "The exponent at column 4 is too large: use -40 to 40."),
        ("x/(1 - 1)", 3, "Division by zero at column 4: use another divisor."),
        ("x + log(0)", 4, "log of this constant at column 5 is undefined: use other numbers."),
        ("sqrt(-1)", 0, "sqrt of this constant at column 1 is undefined: use other numbers."),
        ("x*0^-1", 2, "The constant at column 3 is undefined: use other numbers."),
        ("exp(1000)", 0, "exp of this constant at column 1 is too large: use other numbers."),
        ("(10^30)^30", 0, "The constant at column 1 is too large: use other numbers."),
        (
            "(-2)^0.5",
            1,
            "The negative base at column 2 has no real power with this exponent: "
            "use a positive base or a whole number as exponent.",
        ),
        ("x" * 401, 400, "The formula has 401 characters: at most 400 are accepted."),
        ("+".join("x" * 101), 200, "The formula has over 200 parts: write a shorter one."),
        ("(" * 31 + "x", 30, "Brackets at column 31 are nested deeper than 30: write a flatter formula."),
        ("-" * 70 + "x", 61, "Operations are nested too deeply here: write a flatter formula."),
    ],
)
def test_says_what_is_wrong(text: str, column: int, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        tree(text)
    error = caught.value
    assert str(error) == error.message == message
    assert (error.column, error.text) == (column, text)
    assert error.caret == " " * column + "^"


def test_errors_survive_pickling() -> None:
    with pytest.raises(FormulaError) as caught:
        tree("x + z")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.message, copy.column, copy.text) == (caught.value.message, 4, "x + z")


def test_long_flat_sums_are_not_deep() -> None:
    assert sum(1 for _ in walk(tree("+".join("x" * 100)))) == 199


@pytest.mark.parametrize("name", ["pi", "sin", "x", "lambda", "_a", "a b", "ä", "", "a" * 21, "1a", "a-b", "a\n"])
def test_parameter_names_are_checked(name: str) -> None:
    with pytest.raises(FormulaError, match=r"cannot be a name|already taken"):
        Formula.parse("x", parameters=(name,))


def test_parameters_are_names() -> None:
    assert spelled(tree("a*x + b1", parameters=("a", "b1"))) == "((a*x)+b1)"
    with pytest.raises(FormulaError, match="use x, y, a, pi, e"):
        tree("c*x", parameters=("a",))


def test_parameters_may_be_called_as_anything_generated_code_uses() -> None:
    formula = Formula.parse("t0*x + where*y + value*power", parameters=("t0", "where", "value", "power"))
    assert formula.value(np.float64(1), np.float64(2), 3.0, 4.0, 5.0, 6.0) == 41.0


def test_another_language() -> None:
    rule = Language(
        variables=("w", "g", "t"),
        functions={"sqrt": 1, "where": 3},
        constants={},
        comparisons=True,
        free_names=True,
        max_characters=1500,
    )
    text = "w - lr*where(g > 0, m, sqrt(v))/(1 - beta1^t)"
    assert spelled(parse(text, rule)) == "(w-((lr*where((g>0),m,sqrt(v)))/(1-(beta1^t))))"
    for wrong in ("sin(g)", "_m + 1", "where(g < w < t, 1, 2)", "lambda", "g < w", "where(g, 1, 2)", "1 + (g < w)"):
        with pytest.raises(FormulaError):
            parse(wrong, rule)


def test_constants() -> None:
    formula = Formula.parse("pi + e")
    assert formula.value(np.float64(0), np.float64(0)) == math.pi + math.e
