"""A text without what surrounds its formula. What is left keeps its place, so that columns stay those of what is typed.

Every step replaces characters by as many others, blanks mostly; a text that no step knows comes back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from formulas.reading.around.branches import branches
from formulas.reading.around.sheet import sheet

_Step = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]


def peeled(text: str) -> str:
    """The text, as long as it was. FormulaError where a spreadsheet's cells are no function of two numbers."""
    text = branches(text)
    for pattern, new in _STEPS:
        text = pattern.sub(_same_length(new), text)
    if "\\" in text:
        for pattern, new in _TEX:
            text = pattern.sub(_same_length(new), text)
        text = _displayed(text)
        if "cases" not in text and _LINES.search(text):
            text = _ROWS.sub(_same_length(" "), _LINES.sub(_same_length(" "), text))
    return sheet(text)


def _same_length(new: str | Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    """`new` with blanks behind it until it is as long as what it replaces."""

    def replaced(found: re.Match[str]) -> str:
        put = new(found) if callable(new) else found.expand(new)
        lost = len(found[0]) - len(put)
        assert lost >= 0
        return put + " " * lost

    return replaced


def _blank_lines(found: re.Match[str]) -> str:
    """As many blanks and the same line breaks."""
    return re.sub(r"[^\n\r]", " ", found[0])


_M = re.MULTILINE
_ARRAYS = r"(?:np|numpy|torch|jnp)\.(?:linspace|meshgrid|arange|mgrid)"
_OF_LISTS = "norm|sum|prod|mean|max|min|dot|array|tensor|logsumexp"
_TEST = r"[^{}\[\]()]*(?:[<>≤≥]|\\[lg]eq?)[^{}\[\]()]*?"  # what an indicator is 1 of
_STEPS: Sequence[_Step] = (
    (re.compile(r"\A\s*```[a-z]*\n(.*?)```\s*\Z", re.DOTALL), lambda m: " " * m.start(1) + m[1]),
    (re.compile(r"\A(\s*)(['\"`])([^'\"`]*)\2\s*\Z"), lambda m: f"{m[1]} {m[3]} "),
    (re.compile(r"^(?:>>> ?|\.\.\. ?|In ?\[\d{0,4}\]: ?|Out ?\[\d{0,4}\][:=] ?|julia> ?)", _M), _blank_lines),
    (re.compile(r"\.\.\.[ \t]*(?:%.*)?\n"), " "),  # a line of MATLAB's that goes on
    (re.compile(r"(?:(?<=\s)|^)#+(?=[\s!A-Za-z]|$).*$", _M), _blank_lines),
    (re.compile(r"(?:(?<=[-+*/^(,=])|\A)\s*%(?=(?:e|pi)\b)"), " "),  # Maxima's constants
    (re.compile(r"^\s*(?://|%).*$|;\s*(?://|%).*$", _M), _blank_lines),
    (re.compile(r"(?<=\s)(?:%|//)\s*(?:[A-Z][a-z]{2,}|[a-z]{2,} [a-z]{2,})[\w ,.'!-]*$", _M), _blank_lines),
    (re.compile(r"/\*.*?\*/", re.DOTALL), _blank_lines),
    (re.compile(r"^(?:import [\w. ,]+|from [\w.]+ import [\w ,*]+)$", _M), _blank_lines),
    (re.compile(rf"^\s*(?:\w+\s*,\s*)?\w+\s*=\s*{_ARRAYS}\b.*$", _M), _blank_lines),
    (re.compile(r"(?<=\n)print\(.*$"), _blank_lines),
    (re.compile(r"^class \w+(?:\([\w., ]*\))?:[ \t]*$", _M), _blank_lines),
    (re.compile(r"\A\s*[yY]\s*:?=(?=[^=yY]*\Z)(?=.*x)"), " "),  # y = f(x)
    (re.compile(r"(?<=[(;{\s])(?:int|size_t)\s+(?=[A-Za-z]\w*\s*=)"), " "),
    (re.compile(r"\b(?:const|let(?!(?s:.)*\bend\s*\Z)|var|auto|double|float|inline|static)\s+(?=[A-Za-z])"
                r"(?!\w+\s*[-+*/)])"), " "),
    (re.compile(r"\b\w+\[(['\"])([A-Za-z]\w*)\1\]"), r"\2"),
    (re.compile(r"\A\s*[YZ][1-9]\s*=(?!=)"), " "),  # a calculator's
    (re.compile(r"\s+squared\b"), "^2"),
    (re.compile(r"\s+cubed\b"), "^3"),
    (re.compile(r"\A\s*=(?=\s*[-+(]*[A-Z]{2,7}\()(?!.*\b[A-Z]{1,2}\d)"), " "),  # a spreadsheet's, with names for cells
    (re.compile(r"\b(?:torch\.|np\.)?cl(?:amp|ip)\(([^(),]+),\s*([^(),]+),\s*None\)"), r"max(\1,\2)"),
    (re.compile(r"\b(?:torch\.|np\.)?cl(?:amp|ip)\(([^(),]+),\s*None,\s*([^(),]+)\)"), r"min(\1,\2)"),
    (re.compile(r"^@[A-Za-z][\w.]*(?:\([^()\n]*\))?[ \t]*$(?=\s*def\b)", _M), _blank_lines),
    (re.compile(r"\bconsts::([A-Z]\w*)"), r"M_\1"),
    (re.compile(r"\b(?:(?:std|core|numbers|f64|f32)::|self\.|this\.)"), " "),
    (re.compile(r"(?<![\w.])(\d+\.\d*|\.\d+)f\b"), r"\1"),
    (re.compile(r"\.(?:(?:item|detach|numpy|copy|clone|cpu|flatten|ravel)\(\)|data\b(?!\.grad))"), " "),
    (re.compile(r",\s*(?:axis|dim|keepdims?|dtype)\s*=\s*[-\w.]+"), " "),
    (re.compile(r"\ba_(max|min)(?=\s*=)"), r"\1"),
    (re.compile(r"\b(?:scipy\.)?(?:stats\.)?norm\.(cdf|pdf)(?=\s*\()"), r"norm\1"),
    (re.compile(rf"\b((?:{_OF_LISTS})\s*\()\(([^(),=]+,[^(),=]+)\)(?=\s*[,)])"), r"\1[\2]"),
    (re.compile(r"(,\s*)(?:ord|p)\s*=\s*(?=\d|-?\s*inf\b)"), r"\1"),
    (re.compile(r"\A\s*(?:(?:Contour)?Plot|Plot3D|N?Minimize|FindMinimum)\[(.*?),\s*\{[^\]]*\]\s*\Z", re.DOTALL),
     lambda m: " " * (m.start(1) - m.start()) + m[1]),
    (re.compile(r"\A\s*(?:plot|graph|plot3d|surf|simplify)\s+(?=[^\s=(])"), " "),
    (re.compile(r"\A\s*[A-Za-z]\s*:\s*[ℝR]\^?[²2]?\s*→\s*[ℝR]\s*[,;:]\s*"), " "),
    (re.compile(r"\A\s*print\((.*)\)\s*\Z", re.DOTALL), lambda m: " " * (m.start(1) - m.start()) + m[1]),
    (re.compile(r"\b(nn\.[A-Z]\w+)\(\)(?=\()"), r"\1"),
    (re.compile(r"(?<![\w\\}])(?:I(?=\s*[\[(])|𝟙_?|𝟏_?|1_(?=\{))\s*[{\[(](" + _TEST + r")[}\])]"), r"(\1)"),
    (re.compile(r"@\.(?=\s)"), " "),
    (re.compile(r"(?<=[\w)\]\s])\.(?=[-+*/^])"), " "),  # MATLAB's and Julia's operators of elements, .^
    (re.compile(r"(?<=[a-z0-9])\.(?=\()(?<=[a-z]\d\.)|(?<=[a-z])\.(?=\()"), " "),  # exp.(x), abs2.(x)
    (re.compile(r"(?<=[A-Za-z])_(?=\s*[,\]])"), " "),  # f[x_, y_]
    (re.compile(r"\b([a-zA-Z])\[([A-Za-z0-9_ ]+(?:,[A-Za-z0-9_ ]+)?)\](\s*:=)"), r"\1(\2)\3"),
    (re.compile(r"\|\|([^|]{1,60})\|\|"), r"‖\1‖"),
    (re.compile(r"\A\s*(?:arg)?(?:minimi[sz]e|maximi[sz]e|min|max)\b:?\s+(?![\s({\[,])"), " "),
    (re.compile(r"\A\s*(?:minimi[sz]e|maximi[sz]e)\s+(?=\()"), " "),
    (re.compile(r"\A\s*plot3?d?\((.*?)(?:,\s*\(?[A-Za-z]\s*(?:=|,)\s*[^,]*(?:\.\.|,)[^,]*)+\)[\s;:]*\Z", re.DOTALL),
     lambda m: " " * (m.start(1) - m.start()) + m[1]),
    (re.compile(r"\(\s*\[\s*(\w+\s*,\s*\w+)\s*\]\s*\)(?=\s*(?:=>|\{))"), r"(\1)"),  # ([x, y]) =>
    (re.compile(r"\A\s*(?!lambda\b|if\b|def\b)[A-Za-z][A-Za-z' -]{0,30}:\s*(?![=\s])(?!.*(?:->|=>|→|↦|mapsto))"), " "),
    (re.compile(r"(?<![=<>!])=\s*[zZ]\s*\Z"), " "),
)  # fmt: skip

_ONE = r"\\(?:mathbb|mathbf|mathbbm|mathds|bm|boldsymbol)\s*\{?[1I]\}?"
_TO = r"\\(?:to|rightarrow|longrightarrow)"
_TEX: Sequence[_Step] = (
    (re.compile(r"(?<!\\)\\[,;:!]"), " "),
    (re.compile(rf"{_ONE}\s*_?\s*(?:\\left\s*)?\{{?(?:\\?\{{|[\[(])({_TEST})(?:\\right\s*)?(?:\\?\}}|[\])])\}}?"),
     r"(\1)"),
    (re.compile(r"\A([\s$]*)\\(?:operatorname|mathrm|mathit|mathbf|mathcal|text)\{([A-Za-z])\}(?=\s*\()"), r"\1\2"),
    (re.compile(r"(?<=[A-Za-z}])\^(\{[^{}^]{1,20}\}|[0-9])(_(?:\{[^{}]{1,8}\}|[0-9ijk]))"), r"\2^\1"),  # x^2_1
    (re.compile(r"\\(?:tag|label)\{[^{}]*\}|\\(?:nonumber|notag)\b"), " "),
    (re.compile(r"\{\s*(\\(?:text|mathrm|mbox|textrm)\s*\{\s*(?:if|for|else|otherwise)[\s.,]*\})\s*\}"), r"\1"),
    (re.compile(rf"{_TO}\s*(?:\\m(?:in|ax)|\\(?:text|mathrm)\{{\s*m(?:in|ax)\s*\}})[\s$.]*\Z"), " "),
    (re.compile(r"\A[\s$]*(?:[A-Za-z]\s*(?::|\\colon)\s*)?\\mathbb\s*\{?\s*R\s*\}?(?:\s*\^\s*\{?[12]\}?)?"
                rf"\s*{_TO}\s*"r"\\mathbb\s*\{?\s*R\s*\}?[\s,;.]*(?:\\q?quad|\\[ ,;])*"), " "),
    (re.compile(r"\A[\s$]*(?:\\underset\{[^{}]*\}\{\\(?:arg)?m(?:in|ax)\}|"
                r"\\(?:arg)?m(?:in|ax)\s*_(?!\s*\{?\s*(?:1\s*\\leq?\s*)?[ijk]\b)\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\S)|"
                r"\\(?:text|mathrm)\{\s*(?:minimi[sz]e|maximi[sz]e|min|max)\s*\})\s*:?"), " "),
)  # fmt: skip
_LINES = re.compile(
    r"\\(?:begin|end)\s*\{(?:align|aligned|equation|split|gather|gathered|multline|eqnarray|math|displaymath)\*?\}"
)
_ROWS = re.compile(r"\\\\(?:\[[^\]]*\])?|&")
_DISPLAYED = re.compile(r"\A(\s*)\{(\\(?:displaystyle|textstyle)\b.*)\}(\s*)\Z", re.DOTALL)
_STYLE = re.compile(r"\\(?:displaystyle|textstyle)\b")


def _displayed(text: str) -> str:
    r"""{\displaystyle …} as an encyclopaedia writes every formula."""
    if found := _DISPLAYED.match(text):
        text = f"{found[1]} {found[2]} {found[3]}"
    return _STYLE.sub(_same_length(" "), text)
