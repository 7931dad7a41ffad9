"""What Mathematica alone writes, Which[…], With[{a = 2}, …], #1^2 &, x // Abs, in the notation that all others share.

A text in which nothing is called with square brackets and a capital comes back as it is.
"""

from __future__ import annotations

import re

from formulas.errors import FormulaError
from formulas.reading.around.selected import parted
from formulas.reading.known.functions import KNOWN

_MATHEMATICA = re.compile(
    r"\b[A-Z][a-z]+[a-zA-Z]*\[|\\\[[A-Z]|#[12]?[^#]*&\s*\]?\s*\Z|\}\s*\.\s*\{|/\.\s*\{?\s*[A-Za-z]\w*\s*(?:->|→)"
)
_WHICH = re.compile(r"\bWhich\s*\[")
_LOCALS = re.compile(r"\A\s*(?:With|Module|Block)\s*\[\s*\{([^{}]*)\}\s*,(.*)\]\s*\Z", re.DOTALL)
_RULES = re.compile(r"\A(.*?)/\.\s*\{?\s*((?:[A-Za-z]\w*\s*(?:->|→)\s*-?[\d./]+\s*,?\s*)+)\}?\s*\Z", re.DOTALL)
_POSTFIX = re.compile(r"\A(.*\S)\s*//\s*([A-Z][A-Za-z]*)\s*\Z", re.DOTALL)
_PURE = re.compile(r"\A\s*(?:Function\s*\[(?=[^{]*#)(.*)\]|(.*#.*)&)\s*\Z", re.DOTALL)
_SLOT = re.compile(r"#([12]?)(?![\w#])")
_PRODUCT = re.compile(r"(?<=[}\w)])\s*\.\s*(?=\{)|(?<=\})\s*\.\s*(?=[A-Za-z(])")
_APPLIED = re.compile(r"\b([A-Z][A-Za-z]+)@\s*(\w+|\([^()]*\))")
_NAMED = re.compile(r"\\\[([A-Z][A-Za-z]*)\]")
_SIGNS = {"CenterDot": "*", "Times": "*", "Divide": "/", "LessEqual": "<=", "GreaterEqual": ">=", "ExponentialE": "e"}
_PIPED = re.compile(r"\A(.*\S)\s*\|>\s*([a-z]\w*)\s*\Z", re.DOTALL)
_CLIP = re.compile(r"\bClip\s*\[([^\[\]{},]+)(?:,\s*\{([^{},]+),([^{},]+)\})?\]")
#: Functions that only say what to do with a result.
_TIDIES = ("Simplify", "FullSimplify", "N", "Expand", "TraditionalForm")
_MOST = 12


def unfolded(text: str) -> str:
    """The text without them. FormulaError in a sentence where Which has no last value."""
    plain, text = text, _APPLIED.sub(_called, _without_postfix(text))
    if plain == text and not _MATHEMATICA.search(text):
        return text
    text = _NAMED.sub(lambda m: _SIGNS.get(m[1], f" {m[1].lower()} "), text)
    if pure := _PURE.match(text):
        text = _SLOT.sub(lambda slot: "y" if slot[1] == "2" else "x", pure[1] or pure[2])
    if rules := _RULES.match(text):
        text = f"With[{{{re.sub('->|→', '=', rules[2])}}},{rules[1]}]"
    if local := _LOCALS.match(text):
        values = parted(f"{local[1]})", 0)[0]
        text = "".join(f"{value}\n" for value in values if "=" in value) + local[2].strip()
    text = _CLIP.sub(lambda m: f"Min[Max[{m[1]}, {m[2] or -1}], {m[3] or 1}]", text)
    return _choices(_PRODUCT.sub(" @ ", text))


def _called(found: re.Match[str]) -> str:
    """F[x] for F@x."""
    return f"{found[1]}[{found[2]}]" if _is_function(found[1]) else found[0]


def _is_function(name: str) -> bool:
    return name in KNOWN or name.lower() in KNOWN


def _without_postfix(text: str) -> str:
    """F[x] for x // F, f(x) for Julia's x |> f; elsewhere what stands behind // is a comment, or divides."""
    for _ in range(_MOST):
        if (piped := _PIPED.match(text)) and _is_function(piped[2]):
            text = f"{piped[2]}({piped[1]})"
            continue
        found = _POSTFIX.match(text)
        if not found or not (found[2] in _TIDIES or _is_function(found[2])):
            break
        text = found[1] if found[2] in _TIDIES else f"{found[2]}[{found[1]}]"
    return text


def _choices(text: str) -> str:
    """Nested If for Which."""
    for _ in range(_MOST):
        if not (found := _WHICH.search(text)):
            break
        parts, end = parted(text, found.end())
        if len(parts) < 4 or len(parts) % 2 or parts[-2] != "True":
            said = f"The choice at column {found.start() + 1} must end with what holds otherwise"
            raise FormulaError(f"{said}: write Which[x < 0, -x, True, x].", min(found.start(), len(text)), text)
        chosen = parts[-1]
        for test, value in reversed(list(zip(parts[:-2:2], parts[1:-2:2], strict=True))):
            chosen = f"If[{test}, {value}, {chosen}]"
        text = text[: found.start()] + chosen + text[end:]
    return text
