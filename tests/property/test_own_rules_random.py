"""Random texts as rules: an answer for everything, and the numbers that an independent evaluation gives."""

import math

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from formulas import FormulaError, Program
from formulas.program import PROGRAM_FUNCTIONS
from formulas.program_code import ASKS
from formulas.tree import Call, Name, Node, Number, Operation
from formulas.unparse import unparse
from optimizers.typed.rule_to_text import as_text
from optimizers.typed.text_to_rule import written

PIECES = [
    "w",
    "g",
    "t",
    "lr",
    "m",
    "=",
    "==",
    "+=",
    "^",
    "**",
    "*",
    "/",
    "-",
    "(",
    ")",
    ",",
    "<",
    "\n",
    "\r",
    " ",
    "#",
    ";",
]
PIECES += [
    "where",
    "norm",
    "gradient",
    "x",
    "step",
    "0",
    "1e15",
    "9" * 40,
    "1e-400",
    "import",
    "lambda",
    "__class__",
    ".",
]
PIECES += [
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "\\",
    "\0",
    "\u2028",
    "é",
    "ⅹ",
    "²",
    ":",
    ":=",
    "@",
    "if",
    "yield",
    "None",
    "w = w - lr*g\n",
]

NUMBERS = st.sampled_from([Number(0.5), Number(2.0), Number(3.0), Number(1e-3)])
NAMES = st.sampled_from([Name(name) for name in ("w", "g", "t", "lr", "m", "v", "a", "b")])
ELEMENTARY = [name for name, count in PROGRAM_FUNCTIONS.items() if count == 1 and name not in ASKS]


def nodes(children):
    def operation(op):
        return st.tuples(children, children).map(lambda args: Operation(op, args))

    comparison = st.one_of(operation("<"), operation("<="), operation(">"), operation(">="))
    return st.one_of(
        *map(operation, "+-*/"),
        st.tuples(children, NUMBERS).map(lambda args: Operation("^", args)),
        children.map(lambda arg: Operation("neg", (arg,))),
        st.tuples(st.sampled_from(ELEMENTARY), children).map(lambda pair: Call(pair[0], (pair[1],))),
        st.tuples(st.sampled_from(["min", "max", "dot"]), children, children).map(lambda c: Call(c[0], c[1:])),
        st.tuples(comparison, children, children).map(lambda args: Call("where", args)),
    )


TREES = st.recursive(st.one_of(NUMBERS, NAMES), nodes, max_leaves=12)
LINES = st.lists(st.tuples(st.sampled_from(["m", "v", "u", "w"]), TREES), min_size=1, max_size=5)
BINARY = {
    **{"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power, "min": np.minimum},
    **{"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "max": np.maximum},
}
OTHERS = {
    **{"asin": np.arcsin, "acos": np.arccos, "atan": np.arctan, "asinh": np.arcsinh, "acosh": np.arccosh},
    **{"atanh": np.arctanh, "round": np.rint, "relu": lambda a: np.maximum(a, 0), "gauss": lambda a: np.exp(-a * a)},
    **{"sigmoid": lambda a: 1 / (1 + np.exp(-a)), "softplus": lambda a: np.logaddexp(0, a)},
    **{"sinc": lambda a: np.sinc(a / np.pi)},
    **{name: np.vectorize(getattr(math, name), otypes=[float]) for name in ("erf", "erfc")},
}


def worked_out(node: Node, known):
    """The value of a tree, by walking it."""
    if isinstance(node, Number):
        return np.float64(node.value)
    if isinstance(node, Name):
        return known[node.id]
    match node:
        case Operation(op="*", args=(a, Operation(op="^", args=(b, Number(value=2.0))))):  # from left to right
            a, b = worked_out(a, known), worked_out(b, known)
            return a * b * b
        case Operation(op="^", args=(a, Number(value=0.5))):
            return np.sqrt(worked_out(a, known))
        case Operation(op="^", args=(a, Number(value=2.0 | 3.0 as times))):
            a = worked_out(a, known)
            return a * a * (a if times == 3 else 1)
    args = [worked_out(arg, known) for arg in node.args]
    act = node.op if isinstance(node, Operation) else node.function
    whole = [np.broadcast_to(arg, (2,)) for arg in args]
    match act:
        case "neg":
            return -args[0]
        case "where":
            return np.where(*args)
        case "dot":
            return np.sum(whole[0] * whole[1])
        case "norm":
            return np.sqrt(np.sum(whole[0] * whole[0]))
        case "norm1":
            return np.sum(np.abs(whole[0]))
        case "rms":
            return np.sqrt(np.mean(whole[0] * whole[0]))
    return BINARY[act](*args) if act in BINARY else OTHERS.get(act, getattr(np, act, None))(*args)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
@example("w=" + "-" * 1490 + "w")
@example("w=" + "(" * 700 + "w" + ")" * 700)
@example("=" * 1500)
@example("\n" * 1500)
@example(" " * 1499 + "=")
@example("w" * 1500)
@example("w = w" + "^w" * 50)
def test_every_text_is_a_rule_or_one_sentence(text):
    try:
        rule, error = written(text)(), None
    except FormulaError as wrong:
        rule, error = None, wrong
    if error:
        assert str(error).startswith("Line ")
        assert "\n" not in str(error)
        assert 0 <= error.column <= len(error.text)
    else:
        assert as_text(rule) == text


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_a_tree_is_spelled_so_that_it_reads_back(tree):
    try:
        read = Program.parse(f"w = {unparse(tree)}")
    except FormulaError as error:  # a constant part that is undefined, or one part too many
        assume("missing" in str(error) or "unexpected" in str(error))
        raise
    assert read.assignments[0].tree == tree


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_generated_code_gives_what_the_lines_say(lines):
    text = "\n".join(f"{name} = {unparse(tree)}" for name, tree in [*lines, ("w", Name("w"))])
    try:
        program = Program.parse(text)
    except FormulaError:
        return
    known = {"w": np.array([0.3, -1.5]), "g": np.array([2.0, 0.7]), "t": np.float64(3), "lr": np.float64(0.1)}
    known |= {name: np.array([0.9, 0.2]) for name in program.states}
    known |= {name: np.float64(0.8) for name in program.numbers if name != "lr"}
    states, numbers = [known[n] for n in program.states], [float(known[n]) for n in program.numbers]
    with np.errstate(all="ignore"):
        results = program.function(known["w"], known["g"], 3.0, *states, *numbers)
        for assignment in program.assignments:
            known[assignment.name] = worked_out(assignment.tree, known)
    for name, result in zip(("w", *program.states), results, strict=True):
        assert result.shape == (2,)
        np.testing.assert_allclose(result, np.broadcast_to(known[name], (2,)), rtol=1e-9, atol=1e-12)
