"""How textbooks write rules: times, derivatives, old and new points → the marks and names that lines are read with."""

from __future__ import annotations

import re

from formulas.errors import FormulaError
from formulas.reading.rules.names import POINTS

_TIME = re.compile(
    r"_(?:\{ ?\(?([tkn]) ?(?:([-+−]) ?1)?\)? ?\}|([tk])(?![A-Za-z0-9_]))|\^\{?\(([tkn])(?:([-+−])1)?\)\}?"
)
_LOWERED = re.compile("[ₜₖₙ](?:([₊₋])₁)?")
_NABLA = re.compile(
    r"(?:∇|\\nabla) {0,3}(?:(?:_ ?(?:\{[^{}]{0,20}\}|\\?[A-Za-z]{1,8})|[θwx](?= ?[fLJEFCQ]\b)|_?θ) {0,3})?"
    r"(?:\\(?:mathcal|hat|tilde|widehat|bar) ?\{? ?)?"
    r"(?:(?:[fLJEFCQ](?![A-Za-z])|\\ell\b)\}?(?:_[ti]\b|_\{ ?[ti] ?\})?)?\}?"
)
_POINT = (
    r"(?:\\?theta|θ|[wxW]|\\(?:mathbf|boldsymbol) ?\{ ?\\?[A-Za-z]+ ?\})(?: ?_ ?(?:\{ ?[A-Za-z0-9]{1,3} ?\}|[tkn0-9]))?"
)
_LOSS = r"(?:\\mathcal ?\{? ?)?(?:[fLJEFCQ]|[Ll]oss|[Cc]ost)\}?(?: ?\( ?\\?[a-zθ]+ ?\))?"
_D = r"(?:\\partial|d|\\mathrm ?\{d\}) ?"
_QUOTIENT = re.compile(
    rf"\\[dt]?frac ?\{{ ?{_D}{_LOSS} ?\}} ?\{{ ?{_D}{_POINT} ?\}}"
    rf"|\\[dt]?frac ?\{{ ?{_D}\}} ?\{{ ?{_D}{_POINT} ?\}} ?{_LOSS}"
    rf"|(?<![A-Za-z])\(?(?:∂ ?|d){_LOSS} ?/ ?(?:∂ ?|d){_POINT}(?![A-Za-z0-9_])(?: ?\))?"
)
_HATTED = re.compile("([A-Za-zα-ω])([\u0302\u0303\u0304])")
_HATS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar"}
_BAR = re.compile(
    r"(?:\\(?:left|right|[bB]igg?[lrm]?)\s*)?(?:\|\||‖|∥|\\\||\\[lr]?Vert(?![A-Za-z]))"
    r"(?:\s*_\s*(?:\{\s*(1|2)\s*\}|(1|2)(?!\d)))?"
)
_TRANSPOSED = re.compile(
    r"([A-Za-z]\w*[\ue000-\ue002]?) ?\^ ?\{? ?(?:\\top|\\intercal|\\mathsf ?\{? ?T ?\}?|⊤|T) ?\}? ?"
    r"(?=[A-Za-z])([A-Za-z]\w*[\ue000-\ue002]?)"
)
_CHANGE = re.compile(
    r"(?:\\Delta|Δ) ?(?:\\(?:mathbf|boldsymbol) ?\{ ?\\?([A-Za-z]+) ?\}|(\\?theta|θ|[wx])(?![A-Za-z]))"
)
_PLAIN = {"\\theta": "theta", "θ": "theta"}
_COORDINATE = re.compile(
    r"(?:\\?theta|θ|[wxW]|\\(?:mathbf|boldsymbol) ?\{ ?\\?[A-Za-z]+ ?\}) ?_ ?(?:\{ ?([ij]) ?\}|([ij]))(?![A-Za-z0-9_])"
    r"(?:\^\{? ?\(?[tkn](?: ?\+ ?1)?\)? ?\}?)?\s*(?:=(?!=)|:=|←|\\leftarrow|\\gets)"
)
_OF_ONE = re.compile(r"(_\{ ?[tkn](?: ?[-+−] ?1)?) ?, ?[ij]{1,2} ?\}")
_MARKS = {"-": "\ue000", "": "\ue001", "+": "\ue002"}
_BLANK_BEFORE_TIME = re.compile("(?<=[A-Za-z}]) +(?=[\ue000-\ue002])")
#: The gradient of a function that is named, JAX's grad(f)(w) and torch's autograd.grad(f(w), w)[0].
_OF_A_LOSS = re.compile(
    r"(?<![\w.])(?:jax\.|torch\.func\.)?grad\(\s*[A-Za-z_]\w*\s*\)\(\s*([A-Za-z_]\w*)[^()]*\)"
    r"|(?<![\w.])(?:torch\.)?(?:autograd\.)?grad\((?:[^()]|\([^()]*\))*,\s*\[?([A-Za-z_]\w*)\]?[^()]*\)\s*\[0\]"
)
#: The gradient of a function in words: grad f(x).
_NAMED_LOSS = re.compile(
    r"(?<![A-Za-z\\_.])(?:grad(?:ient)?|[Nn]abla|Grad)[ \t]+(?:of[ \t]+)?[fLJEF]\b(?![ \t]*[-+*/^=])"
)
_MEAN_SQUARE = re.compile(r"E ?\[ ?(g|\\?Delta ?\\?(?:theta|x)|Δ[θx])(?:_t)? ?\^ ?\{?2\}? ?\]")
_RAISED_FIRST = re.compile(r"\^(\{[^{}^]{1,20}\}|[A-Za-z0-9])(_(?:\{[^{}]{1,8}\}|[A-Za-z0-9]))(?![A-Za-z0-9_])")
_TWO_TIMES = re.compile(r"_\{ ?t ?, ?t ?- ?1 ?\}")
_RAISED_TIME = re.compile(r"((?:\\[a-z]+|[A-Za-zα-ω])\}?)\^(\{ ?[tkn] ?\+ ?1 ?\})\s*(?:=|:=|←|\\leftarrow|\\gets)")
_NEXT = re.compile(r"[_^]\{? ?\(? ?(\\tau|\\ell|[a-su-zA-Zτℓ]) ?\+ ?1 ?\)? ?\}?\s*(?:=(?!=)|:=|←|\\leftarrow|\\gets)")
_RAISED_TO = re.compile(r"(?:\*\*|\^)\s*(?:self\.|\w+\[['\"])?(step|iter|iteration|num_steps|n_iter|epoch)\b")
_LONG = re.compile(r"(?<![\\\w.])[A-Za-z]\w{20,40}(?!\w)")
_LONGEST = 20
_SECOND = re.compile(
    r"(?<![A-Za-z])[fLJEF](?:''|″|’’|′′)|(?:∇|\\nabla) {0,3}\^ ?\{? ?2|(?:∇|\\nabla)²|\\partial ?\^ ?\{? ?2"
)
_PRIMED = re.compile(r"(?<![A-Za-z])[fLJEF] ?(?:'|′|’|\^ ?\{? ?\\prime ?\}?)(?!['′’])")
_COUNTED_TIME = re.compile(r"[A-Za-zα-ω]\w*[\[(] ?([tkn]) ?\+ ?1 ?[\])]\s*(?:=(?!=)|:=|←)")


def prepared(text: str) -> str:
    """The line with marks for times, gradients and norms as functions."""
    for mark in _MARKS.values():
        text = text.replace(mark, "")
    grad = r" \grad " if "\\" in text else " grad "
    text = _OF_A_LOSS.sub(lambda m: f"{grad}({m[1] or m[2]})", text)
    text = _HATTED.sub(lambda m: f"{m[1]}_{_HATS[m[2]]}", text)
    if found := _SECOND.search(text):
        said = f"The second derivative at column {found.start() + 1} is not given to own rules"
        raise FormulaError(f"{said}: use g, or choose Newton.", found.start(), text)
    text = _NAMED_LOSS.sub(lambda _: grad, text)
    text = _PRIMED.sub(lambda _: grad, _QUOTIENT.sub(lambda _: grad, text))
    text = _NABLA.sub(lambda _: grad, text)
    text = _MEAN_SQUARE.sub(lambda m: "E_g" if m[1] == "g" else "E_d", text)
    text = _CHANGE.sub(lambda m: f"Δ_{{{m[1] or _PLAIN.get(m[2], m[2])}}}", text)
    text = _TWO_TIMES.sub("_{t}", text)
    text = _RAISED_FIRST.sub(r"\2^\1", text)
    text = _TIME.sub(lambda m: _MARKS[(m[2] or m[5] or "").replace("−", "-")], text)
    text = _LOWERED.sub(lambda m: _MARKS[{"₊": "+", "₋": "-"}.get(m[1], "")], text)
    text = _BLANK_BEFORE_TIME.sub("", text)
    return _TRANSPOSED.sub(r"dot(\1, \2)", _with_norms(text))


def _with_norms(text: str) -> str:
    """The line with norms as functions, of pairs of bars."""
    bars = list(_BAR.finditer(text))
    if len(bars) % 2:
        return text
    pieces, at = list[str](), 0
    for opens, closes in zip(bars[::2], bars[1::2], strict=True):
        order = "1" if "1" in (closes[1], closes[2]) else ""
        pieces += [text[at : opens.start()], f" norm{order}(", text[opens.end() : closes.start()], ")"]
        at = closes.end()
    return "".join([*pieces, text[at:]])


def counting(text: str) -> set[str]:
    """The names that count the steps: k of x_{k+1} = x_k - g/k, step of beta**step."""
    return {found[1].lstrip("\\") for found in _NEXT.finditer(text)} | set(_RAISED_TO.findall(text))


def timed(text: str) -> str:
    """The whole text with times below their names: of w^{t+1} = w^t, w[t+1] = w[t], w(t+1) and w_new = w_old; the
    letter that counts the steps is t, whatever it was."""
    for letter in {found[1] for found in _NEXT.finditer(text)}:
        text = re.sub(rf"([_^]\{{? ?\(? ?){re.escape(letter)}(?![A-Za-z0-9])", r"\1t", text)
    for name in {found[1] for found in _RAISED_TIME.finditer(text)}:
        raised = re.compile(rf"(?<![A-Za-z]){re.escape(name)}\^(?=\{{ ?[tkn]\b|[tkn]\b)")
        text = raised.sub(lambda m: f"{m[0][:-1]}_", text)
    for letter in {found[1] or found[2] for found in _COORDINATE.finditer(text)}:
        text = re.sub(rf" ?_ ?(?:\{{ ?{letter} ?\}}|{letter}(?![A-Za-z0-9_]))", "", text)
    text = _OF_ONE.sub(r"\1}", text)
    for letter in {found[1] for found in _COUNTED_TIME.finditer(text)}:
        below = re.compile(rf"([A-Za-zα-ω]\w*)[\[(] ?{letter} ?(?:([-+−]) ?1 ?)?[\])]")
        text = below.sub(lambda m: f"{m[1]}_{{t{m[2]}1}}" if m[2] else f"{m[1]}_{{t}}", text)
    for name in sorted(set(_LONG.findall(text))):
        if (shorter := _shortened(name)) and not re.search(rf"\b{shorter}\b", text):
            text = re.sub(rf"\b{name}\b", shorter, text)
    lines = [line for line in text.splitlines() if line.strip()]
    new = re.match(r"\s*(\w+)_(?:new|next)\s*=", text)
    if len(lines) == 1 and new and new[1] in POINTS:
        text = re.sub(rf"\b{new[1]}_(?:new|next|old|prev)\b", new[1], text)
    return text


def _shortened(name: str) -> str:
    """bias_correction2_sqrt as b_correction2_sqrt, which is short enough for a name; "" if no initials make it so."""
    words = name.split("_")
    for at, word in enumerate(words[:-1]):
        words[at] = word[:1]
        if len("_".join(words)) <= _LONGEST:
            return "_".join(words)
    return ""
