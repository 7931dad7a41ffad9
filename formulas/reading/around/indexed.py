r"""Sums over coordinates as they are typed without TeX → TeX's.

Σ xᵢ²    sum_{i=1}^n x_i    sum(x_i^2)    Sum[x[i]^2, {i, 1, n}]    sum(x_i^2, i = 1..n)    sum(x[i]^2 for i in 1:n)

A sum is (\sum_i (…)) then; the same holds for products.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from formulas.reading.around.selected import parted
from formulas.reading.characters import LETTERS

_LOWERED = {"ᵢ": "i", "ⱼ": "j", "ₖ": "k"}
_NEXT = re.compile("([ᵢⱼₖ])([₊₋])₁")
_GREEK = re.compile(r"[ΣΠ](?=\s*(?:_\s*[{ijk]|[ᵢⱼₖ]|[(A-Za-z√|‖\\]))")
_WORD = re.compile(r"(?<![\\\w.])(sum|prod)(?=\s*_\s*(?:([ijk])\b|\{))")
_CALL = re.compile(r"(?<![\\\w.])(sum|prod|Sum|Product|product)\s*([(\[])")
_COUNTED = re.compile(r"_\s*\{?\s*([ijk])\b|\[\s*([ijk])\s*\]|([ᵢⱼₖ])")
_RANGE = re.compile(
    r"\s*(?:\{\s*)?([ijk])\s*(?:=\s*(\d)\s*(?:\.\.\.?|to|:)\s*(\w+(?:-1)?)|(?:,\s*|\s+in\s+)(\d)\s*(?:,|:|\.\.)\s*(\w+))\s*\}?\s*\Z"
)
_LOOP = re.compile(
    r"(.*)\bfor\s+([ijk])\s*(?:in\b|=|∈)\s*(?:eachindex\(\w+\)|([01])\s*:\s*(?:(\d)|end|[ndN]|length\(\w+\))(\s*-\s*1)?)\s*\Z",
    re.DOTALL,
)
_GREEK_SUMS = {"Σ": r"\sum ", "Π": r"\prod "}
_MOST = 12


def indexed(text: str, declared: Iterable[str] = ()) -> str:
    """The text with such sums as TeX has them; any other comes back as it is, and so does a sign or word that is
    declared to be a number's name.
    """
    names = frozenset(declared)
    text = _NEXT.sub(lambda m: f"_{{{_LOWERED[m[1]]}{'+' if m[2] == '₊' else '-'}1}}", text)
    text = _GREEK.sub(lambda m: m[0] if LETTERS.get(m[0]) in names else _GREEK_SUMS[m[0]], text)
    text = _WORD.sub(lambda m: m[0] if f"{m[1]}_{m[2]}" in names else rf"\{m[1]}", text)
    at = 0
    for _ in range(_MOST):
        if not (found := _CALL.search(text, at)):
            break
        at = found.end()
        arguments, end = parted(text, at)
        if put := _sum(found[1], arguments):
            text, at = f"{text[: found.start()]}{put}{text[end:]}", found.start() + 1
    return text


def _sum(name: str, arguments: list[str]) -> str:
    """The arguments of a sum → TeX's; "" if none of them is counted, or something else is said."""
    what, *over = arguments or [""]
    if not over and (loop := _LOOP.match(what.strip().strip("[]") if what[:1] == "[" else what)):
        what, over = loop[1], [f"{loop[2]}={loop[3] or 1}..{loop[4] or 'n'}{(loop[5] or '').replace(' ', '')}"]
    ends = _RANGE.match(", ".join(over)) if over else None
    letters = {a or b or _LOWERED[c] for a, b, c in _COUNTED.findall(what)}
    if len(letters) != 1 or re.search(r"\bfor\b", what) or (over and (not ends or ends[1] not in letters)):
        return ""
    letter = letters.pop()
    sign = r"\sum" if name in ("sum", "Sum") else r"\prod"
    bounds = rf"_{{{letter}={ends[2] or ends[4]}}}^{{{ends[3] or ends[5]}}}" if ends else f"_{letter}"
    return f"({sign}{bounds} ({what}))"
