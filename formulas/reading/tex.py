"""LaTeX's commands, as far as formulas are written with them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from formulas.reading.characters import WORDS

COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?|(.))", re.DOTALL)

#: Commands that say nothing about the value.
SPACES = frozenset(
    [
        "quad",
        "qquad",
        "left",
        "right",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "Biggl",
        "Biggr",
        "displaystyle",
        "textstyle",
        "limits",
        "nolimits",
        "thinspace",
        ",",
        ";",
        ":",
        "!",
        ">",
    ]
) | {" ", "\n"}

#: Commands that stand for a sign.
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("cdot", "times", "ast", "star", "odot", "circ"), "*"),
        **{"div": "/", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">="},
        **{"lt": "<", "gt": ">", "gets": "=", "leftarrow": "=", "coloneqq": "=", "bmod": "%", "mod": "%", "land": "&"},
        **{"lbrace": "(", "rbrace": ")", "lbrack": "(", "rbrack": ")", "{": "(", "}": ")", "wedge": "&"},
        **{
            "vert": "|",
            "mid": "|",
            "lvert": "|(",
            "rvert": "|)",
            "|": "||",
            "Vert": "||",
            "lVert": "||(",
            "rVert": "||)",
        },
        **{"lfloor": "floor(", "rfloor": ")", "lceil": "ceil(", "rceil": ")", "%": "%", "_": "_"},
    }
)

#: Commands that only change the type of what stands in their braces.
TYPES = frozenset(["mathbf", "boldsymbol", "bm", "mathit", "mathsf", "vec", "mathcal", "textbf"])
HATS = frozenset(["hat", "widehat", "tilde", "bar"])
WORDED = frozenset(["operatorname", "mathrm", "text", "textrm", "mathop", "textit", "mbox", "textnormal"])
FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"))


def name(command: str) -> str:
    """The name that a command of a letter or a function stands for, "" if it is no such command."""
    if command in WORDS:
        return WORDS[command]
    return command if command in _FUNCTIONS or command == "grad" else ""


_FUNCTIONS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "arcsin",
        "arccos",
        "arctan",
        "sinh",
        "cosh",
        "tanh",
        "exp",
        "log",
        "ln",
        "lg",
        "sqrt",
        "max",
        "min",
        "cot",
        "sec",
        "csc",
        "coth",
        "sech",
        "abs",
        "norm",
        "sgn",
        "sign",
    ]
)
