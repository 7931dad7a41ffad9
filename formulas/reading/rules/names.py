"""What the names of a rule mean: the point, its gradient, states with a time, functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from formulas.advice import about_name
from formulas.errors import FormulaError
from formulas.language import Language
from formulas.program import GIVEN, PROGRAM_FUNCTIONS
from formulas.reading.characters import WORDS
from formulas.reading.known.functions import KNOWN, OF_MODULES
from formulas.reading.token import Token

#: Names under which a gradient at the point goes. Called, they are the gradient at another point.
GRADIENTS = frozenset(
    (
        *("grad", "grads", "gradient", "gradients", "g_t", "gt", "dw", "dW", "dx", "dtheta", "d_w", "df", "dfdx"),
        *("df_dx", "dL", "dJ", "nabla", "grad_w", "grad_f", "grad_t", "gw", "G", "grad_fn", "gradf", "fprime"),
        *("compute_gradient", "nabla_f", "jac", "d_p", "params_grad", "param_grad", "weights_grad", "w_grad", "x_grad"),
        *("theta_grad", "loss_grad", "grad_loss", "evaluate_gradient", "compute_gradients", "get_gradient"),
    )
)
#: Names under which the point goes, the likeliest first; it is the one that a line sets.
POINTS = (
    *("w", "theta", "x", "params", "param", "p", "weights", "weight", "parameters", "parameter"),
    *("W", "X", "Theta", "z", "u", "position", "pos", "xk", "variable", "var"),
)
LANGUAGE = Language(("w", *GIVEN), functions=PROGRAM_FUNCTIONS, free_names=True)
OF_POINTS = frozenset(("norm", "norm1", "dot", "rms", "gradient", "value", "curvature", "clip", "clamp"))
_FUNCTIONS = frozenset("fFJL")  # what is descended on, where it is called
#: Names that nobody gives a number which stays, where no line sets them → what to write instead.
_HESSIAN = (
    "is usually the Hessian, a matrix, which typed rules do not have: write curvature(w), its diagonal, or choose "
    "another name for a number"
)
_NOISE = (
    "is usually drawn anew in every step: add noise to the gradient beside the rule, or choose another name for "
    "a number"
)
_BEFORE = "is set by no line: add {name} = {now} as the last one to keep what was before"
_OLD = (
    "{now}_old",
    "{now}_prev",
    "{now}_last",
    "old_{now}",
    "prev_{now}",
    "last_{now}",
    "{now}_previous",
    "previous_{now}",
)
NO_NUMBERS = {
    **dict.fromkeys(
        ("H", "Hess", "Hessian", "hessian", "hess", "H_inv", "Hinv", "inv_hessian", "hessian_inv"), _HESSIAN
    ),
    **dict.fromkeys(("noise", "Noise", "gaussian_noise", "random_noise", "randn"), _NOISE),
    **{
        old.format(now=called): _BEFORE.replace("{now}", now)
        for now, names in (("g", ("g", "grad", "gradient")), ("w", ("w", "x", "theta")))
        for called in names
        for old in _OLD
    },
}
STEP_SIZES = frozenset(("eta", "learning_rate", "step_size", "stepsize", "lrate"))
_PIECES = ("lr", "grad", "g", "w")
_LONGEST = 20


def canonical(token: Token) -> str:
    """A name as a rule can have it: beta_1 is beta1, Greek letters are words."""
    if token.text in WORDS:
        return WORDS[token.text]
    if token.index >= 0 and token.style in ("under", "digit") and token.stem in WORDS:
        return f"{WORDS[token.stem]}{token.index}"
    return token.text


@dataclass
class RuleNames:
    """Replaces the names in a line by ours.

    point     the name of the point in the text
    set_here  the names that the text sets
    counters  the names that count the steps
    kept      names that are never cut: those of built-in rules' numbers
    step_size the name of the step size, if it is another than lr
    renamed   names that an earlier line has given another name
    moved     whether an earlier line has set the point
    """

    point: str
    set_here: Collection[str]
    counters: Collection[str]
    kept: Collection[str]
    step_size: str = ""
    renamed: dict[str, str] = field(default_factory=dict)
    moved: bool = False

    def is_gradient(self, name: str) -> bool:
        named = name in GRADIENTS or name in (f"d{self.point}", f"d_{self.point}", f"{self.point}_grad")
        return name == "g" or (named and name not in self.set_here)

    def one_name(self, name: str) -> str:
        """A name on its own."""
        if name in self.renamed:
            return self.renamed[name]
        if name == self.point or (name == "W" and self.point == "w" and name not in self.set_here):
            return "w"
        if self.is_gradient(name):
            return "g"
        if name == self.step_size:
            return "lr"
        if name in self.counters:
            return "t"
        return "lr" if name in ("LR", "Lr") and name not in self.set_here else name

    def resolve(self, tokens: Sequence[Token], line: str) -> list[Token]:
        """The pieces of a line with every name resolved; FormulaError if one is no name."""
        found: list[Token] = []
        for at, token in enumerate(tokens):
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.kind != "name":
                found.append(token)
            else:
                found += self.one(token, after, line)
        return found

    def one(self, token: Token, after: Token | None, line: str) -> list[Token]:
        name, called = canonical(token), after is not None and after.kind == "open"
        if token.style == "module" and name in OF_MODULES and called:
            return [replace(token, kind="function", text=f".{name}")]
        if called and name in GRADIENTS | {"g"} and name not in self.set_here:
            return [replace(token, kind="function", text="gradient")]
        if called and name in _FUNCTIONS and name not in {*self.set_here, *self.kept}:
            return [replace(token, kind="function", text="value")]
        if called and name in OF_POINTS | {"sum", "mean"}:
            return [replace(token, kind="function", text=name)]
        if name in KNOWN and name not in self.set_here:
            bare = KNOWN[name].bare and after is not None and after.kind in ("name", "number", "tex")
            if called or bare:
                return [replace(token, kind="function", text=name)]
        if token.style == "module" and name not in ("pi", "e"):
            raise FormulaError(f"Unknown name {name[:_LONGEST]!r}: use functions of formulas.", token.column, line)
        if called and len(name) > 2 and name not in {*self.set_here, *self.kept, *WORDS.values()}:
            raise FormulaError(about_name(name, token.column, LANGUAGE, called=True), token.column, line)
        if parts := self.cut(name):
            return [
                Token("function" if p in KNOWN else "name", p if p in KNOWN else self.one_name(p), token.column, i > 0)
                for i, p in enumerate(parts)
            ]
        if name in NO_NUMBERS and name not in {*self.set_here, *self.kept, *self.renamed, self.point}:
            said = f"The name {name} at column {token.column + 1} {NO_NUMBERS[name].replace('{name}', name)}."
            raise FormulaError(said, token.column, line)
        return [replace(token, text=self.one_name(name))]

    def cut(self, name: str) -> list[str]:
        """lrg as lr and g, sqrtv as sqrt and v; [] of a name that is not run together from known ones."""
        known = {*self.set_here, *GRADIENTS, *self.kept, self.point, *POINTS[:1], *WORDS.values(), "lr", "t"}
        if name in known or len(name) > _LONGEST or not name.isalpha():
            return []
        pieces = [*_PIECES, *(n for n in self.set_here if n.isalpha()), *(n for n in KNOWN if KNOWN[n].bare)]
        ways: list[list[str] | None] = [None] * len(name) + [[]]
        for at in range(len(name) - 1, -1, -1):
            for piece in sorted(pieces, key=len, reverse=True):
                rest = ways[at + len(piece)] if name.startswith(piece, at) else None
                if rest is not None and (rest or piece not in KNOWN):
                    ways[at] = [piece, *rest]
                    break
        parts = ways[0] or []
        return parts if len(parts) > 1 and {*parts} & {*_PIECES[:3], *KNOWN} else []


def the_moved(names: Collection[str], text: str) -> str:
    """The name among those that are set at which the text takes a gradient: a of a.grad, dW1, ∇F(a); "" if none is."""
    for name in dict.fromkeys(names):
        spelled = rf"(?:\\?(?:mathbf|boldsymbol) ?\{{ ?)?{re.escape(name)}(?![A-Za-z0-9])"
        of_it = rf"\b{re.escape(name)}(?:\.data)?\.grad\b|\bd_?{re.escape(name)}\b"
        at_it = rf"(?:∇|\\nabla|\bgrad\w*)[^()=]{{0,20}}\( ?{spelled}"
        if re.search(f"{of_it}|{at_it}", text):
            return name
    return ""


def are_doubtful(
    numbers: Collection[str], states: Collection[str], set_here: Collection[str], kept: Collection[str]
) -> bool:
    """Whether lines of our own language have names that hardly mean what they say there: a number grad, lrg, w_t
    or H, or a state grad where no line asks for the gradient otherwise.
    """
    names = RuleNames("w", frozenset(set_here), frozenset(), kept)
    for number in numbers:
        timed = number.endswith("_t") and number[:-2] in {*set_here, "w", "g"}
        if number in {*GRADIENTS, *NO_NUMBERS, "W", "LR", "Lr"} or timed or names.cut(number):
            return True
    return bool({*states} & GRADIENTS)
