"""What a page, a column of Fortran or a country writes into the numbers and powers of a formula: x<sup>2</sup>, 1.5D0,
DEXP(x), 0,5."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RAISED = re.compile(r"<sup>([^<>]{1,40})</sup>")
_LOWERED = re.compile(r"<sub>([A-Za-z0-9]{1,8})</sub>")
_TAG = re.compile(r"</?(?:i|b|em|strong|var|span|p|code|math)>")
_SIGNS = {"&minus;": "-", **dict.fromkeys(("&times;", "&middot;", "&sdot;"), "*"), "&nbsp;": " ", "&pi;": "pi"}
_MARKED = re.compile("|".join(_SIGNS))
_DOUBLE = re.compile(r"(?<![\w.])(?:(\d+\.\d*|\.\d+)[dD]([-+]?\d{1,3})|(\d+)[dD]([-+]?0{1,2}))(?!\w)")
_OF_DOUBLES = re.compile(
    r"\bD((?:EXP|SQRT|ABS|LOG(?:10)?|COSH?|SINH?|TANH?|A(?:COS|SIN|TAN2?)|M(?:AX|IN)(?=1)))(1?)(?=\s*\()", re.I
)
_DECIMAL = re.compile(r"(?<=[0-9]),(?=[0-9])")
_POINT = re.compile(r"[0-9]\.|\.[0-9]")
_WORD_BEFORE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\s*\Z")
_THOUSANDS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_OF_ONE = ("sin", "cos", "tan", "exp", "sqrt", "abs", "sinh", "cosh", "tanh")
_LISTED = re.compile(r"[-+0-9,;\s]*")


def unmarked(text: str) -> str:
    """Powers and indexes of HTML as ours, without its other marks."""
    text = _MARKED.sub(lambda m: _SIGNS[m[0]], text)
    return _TAG.sub("", _LOWERED.sub(r"_\1", _RAISED.sub(r"^(\1)", text))) if "</" in text else text


def undoubled(text: str, declared: Iterable[str] = ()) -> str:
    """Fortran's double precision: 1.5D0 is 1.5e0 and DEXP is exp, unless a name that is declared is spelled so."""
    names = frozenset(declared)

    def number(found: re.Match[str]) -> str:
        digits, power = found[1] or found[3], found[2] or found[4]
        mark = found[0][len(digits)]
        return found[0] if f"{mark}{power}" in names else f"{digits}e{power}"

    text = _DOUBLE.sub(number, text)
    return _OF_DOUBLES.sub(lambda m: f" {m[1].lower()}{' ' * len(m[2])}", text)


def pointed(text: str) -> str:
    """Decimal points for decimal commas, where every comma that can be one must be: none parts the arguments of a
    function or the numbers of a list, none may part thousands, and no number has a point."""
    if not _DECIMAL.search(text) or _POINT.search(text) or _THOUSANDS.search(text):
        return text
    open_at: list[int] = []
    for at, character in enumerate(text):
        if character in "([{":
            open_at.append(at)
        elif character in ")]}" and open_at:
            open_at.pop()
        elif character == "," and not (_is_decimal(text, at, open_at) or _parts_names(text, open_at)):
            return text
    return _DECIMAL.sub(".", text)


def _is_decimal(text: str, at: int, open_at: list[int]) -> bool:
    """Whether a comma within digits can be nothing else."""
    if not _DECIMAL.match(text, at):
        return False
    if not open_at:
        return True
    begin = open_at[-1]
    word = _WORD_BEFORE.search(text, 0, begin)
    if text[begin] != "(" or (word and word[0].strip() not in _OF_ONE):
        return False
    end = next((i for i in range(at, len(text)) if text[i] in "()"), len(text))
    return not _LISTED.fullmatch(text[begin + 1 : end]) or bool(word)


def _parts_names(text: str, open_at: list[int]) -> bool:
    """Whether a comma parts the names in the head of a function, f(x, y) =."""
    return bool(open_at) and bool(re.match(r"\(\s*[A-Za-z]\w*\s*,\s*[A-Za-z]\w*\s*\)\s*:?=", text[open_at[-1] :]))
