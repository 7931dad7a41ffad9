r"""Tree → LaTeX, as the user wrote it: nothing is reordered or simplified, brackets are minimal.

The output uses only commands that KaTeX, MathJax and latex2mathml share (`\frac`, `\sqrt`, `\left( \right)`,
function names, Greek letters).
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from formulas.tree import Call, Name, Node, Number, Operation

_GREEK = re.compile(
    "alpha|beta|[gG]amma|[dD]elta|epsilon|zeta|eta|[tT]heta|iota|kappa|[lL]ambda|mu|nu|[xX]i|[pP]i|rho|[sS]igma|tau"
    "|[uU]psilon|[pP]hi|chi|[pP]si|[oO]mega"
)
_FUNCTIONS = {
    **{"sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan"},
    **{"sinh": r"\sinh", "cosh": r"\cosh", "tanh": r"\tanh", "exp": r"\exp", "log": r"\ln", "min": r"\min"},
    **{"max": r"\max", "sign": r"\operatorname{sign}", "sinc1": r"\operatorname{sinc}'"},
    **{"sinc2": r"\operatorname{sinc}''", "asinh": r"\operatorname{arsinh}", "acosh": r"\operatorname{arcosh}"},
    **{"atanh": r"\operatorname{artanh}"},
}
_ROOTS = {"sqrt": r"\sqrt", "cbrt": r"\sqrt[3]"}
#: indicator is Iverson's bracket: 1 where the condition holds, else 0
_AROUND = {"abs": "||", "indicator": "[]", "dot": (r"\langle ", r"\rangle")}
_STEPS = {"floor": (r"\lfloor ", r"\rfloor"), "ceil": (r"\lceil ", r"\rceil")}
_RAISED = {"sin", "cos", "tan", "sinh", "cosh", "tanh"}  # f^2(x) is read as f(x)^2 for these
_COMPARE = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_COMPARISON, _SUM, _PRODUCT, _POWER, _ATOM = range(5)

#: (LaTeX, how tightly it binds)
_Piece = tuple[str, int]


def latex(tree: Node, symbols: Mapping[str, str] = MappingProxyType({})) -> str:
    r"""LaTeX of a checked tree; `symbols` maps names, of functions too, to LaTeX: `{"beta1": r"\beta_1"}`."""
    return _Printer(symbols).piece(tree)[0]


def symbol(name: str) -> str:
    r"""LaTeX of a name: Greek letters by name, digits at the end as an index (`beta1` is `\beta_{1}`)."""
    match = re.fullmatch(r"([A-Za-z]+)_?([0-9]+)", name)
    stem, index = match.groups() if match else (name, "")
    stem = "lambda" if stem == "lam" else stem  # programs keep the word lambda for themselves
    if _GREEK.fullmatch(stem):
        stem = f"\\{stem}"
    elif len(stem) > 1:
        stem = rf"\mathrm{{{stem}}}".replace("_", r"\_")
    return f"{stem}_{{{index}}}" if index else stem


def _bracket(text: str) -> str:
    return rf"\left({text}\right)"


class _Printer:
    def __init__(self, symbols: Mapping[str, str]) -> None:
        self.symbols = symbols

    def piece(self, node: Node) -> _Piece:
        match node:
            case Number():
                return self.number(node)
            case Name(id=name):
                return self.symbols.get(name) or symbol(name), _ATOM
            case Operation(op="neg", args=(arg,)):
                return f"-{self.within(arg, _PRODUCT)}", _SUM
            case Operation(op="+" | "-" as op, args=(left, right)):
                return f"{self.within(left, _SUM)} {op} {self.within(right, _PRODUCT)}", _SUM
            case Operation(op="*", args=(left, right)):
                return self.product(left, right)
            case Operation(op="/", args=(left, right)):
                return self.fraction(left, right)
            case Operation(op="^", args=(base, exponent)):
                return self.power(base, self.piece(exponent)[0], exponent)
            case Operation(op=op, args=(left, right)):
                return f"{self.piece(left)[0]} {_COMPARE[op]} {self.piece(right)[0]}", _COMPARISON
            case Call(function=function, args=args):
                return self.call(function, args)
        raise TypeError(f"not a node of an expression: {node!r}")

    def within(self, node: Node, binding: int) -> str:
        text, own = self.piece(node)
        return text if own >= binding else _bracket(text)

    def number(self, node: Number) -> _Piece:
        text = node.text or f"{node.value:.15g}"
        if text == "inf":  # where a derivative's number is too large
            return r"\infty", _ATOM
        mantissa, _, exponent = text.lower().partition("e")
        if not exponent:
            return text, _SUM if text.startswith("-") else _ATOM
        power = f"10^{{{int(exponent)}}}"
        return (power, _POWER) if float(mantissa) == 1 else (rf"{mantissa} \cdot {power}", _PRODUCT)

    def fraction(self, left: Node, right: Node) -> _Piece:
        if isinstance(left, Operation) and left.op == "neg":  # -a/b: the minus reads best before the bar
            return f"-{self.fraction(left.args[0], right)[0]}", _SUM
        return rf"\frac{{{self.piece(left)[0]}}}{{{self.piece(right)[0]}}}", _PRODUCT

    def product(self, left: Node, right: Node) -> _Piece:
        # A minus at the front needs no brackets: -a·b reads the same either way.
        is_negative = isinstance(left, Operation) and left.op == "neg"
        first = self.piece(left)[0] if is_negative else self.within(left, _PRODUCT)
        second = self.within(right, _POWER if self.is_product(right) else _PRODUCT)
        return f"{first}{self.times(left, first, second)}{second}", _SUM if is_negative else _PRODUCT

    def is_product(self, node: Node) -> bool:
        if isinstance(node, Number):
            return self.piece(node)[1] == _PRODUCT
        return isinstance(node, Operation) and node.op == "*"

    def times(self, left: Node, first: str, second: str) -> str:
        r"""A space where a product is plain, `\cdot` where digits, fractions or words would run together."""
        digits = second[0].isdigit() or (isinstance(left, Number) and second.startswith(r"\frac"))
        words = r"\mathrm{" in first[-24:] or second.startswith(r"\mathrm{")
        return r" \cdot " if digits or words else " "

    def power(self, base: Node, exponent: str, node: Node) -> _Piece:
        if isinstance(base, Call) and base.function in _RAISED and isinstance(node, Number) and node.value > 0:
            argument = _bracket(self.piece(base.args[0])[0])
            return f"{_FUNCTIONS[base.function]}^{{{exponent}}}{argument}", _POWER
        plain = isinstance(base, Call) and base.function not in ("exp", "where", *_ROOTS)
        text, own = self.piece(base)
        return f"{text if own == _ATOM or plain else _bracket(text)}^{{{exponent}}}", _POWER

    def call(self, function: str, args: tuple[Node, ...]) -> _Piece:
        texts = [self.piece(arg)[0] for arg in args]
        if function in _ROOTS:
            return f"{_ROOTS[function]}{{{texts[0]}}}", _POWER
        if function == "norm":
            index = "".join(f"_{{{p}}}" for p in texts[1:])
            return rf"\left\|{texts[0]}\right\|{index}", _ATOM
        if sides := _AROUND.get(function) or _STEPS.get(function):
            left, right = sides
            return rf"\left{left}{', '.join(texts)}\right{right}", _ATOM
        if function == "exp" and r"\frac" not in texts[0] and "e^{" not in texts[0]:
            return f"e^{{{texts[0]}}}", _POWER
        if function == "where":
            rows = r" \\ ".join(self.cases(args))
            return rf"\begin{{cases}} {rows} \end{{cases}}", _SUM
        name = self.symbols.get(function) or _FUNCTIONS.get(function) or rf"\operatorname{{{function}}}"
        return f"{name}{_bracket(', '.join(texts))}", _POWER

    def cases(self, args: tuple[Node, ...]) -> list[str]:
        """Rows of a choice; a choice inside the last row continues the list."""
        condition, yes, no = args
        row = f"{self.piece(yes)[0]} & {self.piece(condition)[0]}"
        if isinstance(no, Call) and no.function == "where":
            return [row, *self.cases(no.args)]
        return [row, rf"{self.piece(no)[0]} & \text{{otherwise}}"]
