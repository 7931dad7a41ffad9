"""Choices of C, JavaScript, R and Rust, if (x > 0) { return a; } else { return b; }, without braces and semicolons."""

from __future__ import annotations

import re

_CHOOSES = re.compile(r"\bif\s*\([^{}]*\)\s*\{?\s*return\b")
_OPENS = re.compile(r"(\bif\s*\((?:[^(){}]|\((?:[^(){}]|\([^(){}]*\))*\))*\)\s*|\belse\s*)\{")
_ENDS = re.compile(r";(\s*)(\}?)(?=\s*(?:else\b|return\b|if\b|\}|\Z))")
_PAREN = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
#: A function whose body stands in braces.
_FUNCTION = re.compile(
    r"\A(?:\s*[A-Za-z_.]\w*\s*(?:<-|=))?\s*(?:(?:function|fn|func)\b\s*\w*|(?:[a-z]+\s+){0,3}(?!if\b)[A-Za-z_]\w*)"
    r"\s*(\([^()]*\))\s*(?:->\s*\w+\s*)?\{(.*)\}[\s;]*\Z",
    re.DOTALL,
)
#: JavaScript's (x, y) => { … }
_ARROW = re.compile(
    r"\A(?:\s*(?:(?:const|let|var)\s+)?\w+\s*=)?\s*(?:\(([^()]*)\)|([A-Za-z]\w*))\s*=>\s*(?=\{.*\}[\s;]*\Z)", re.DOTALL
)
_STATEMENT = re.compile(r"\breturn\b|[;{\n]|<-|(?<![=<>!])=(?!=)")
_SHORT = re.compile(rf"\bif\s*({_PAREN})(.*?)\belse\b", re.DOTALL)
_BLOCKS = (
    (re.compile(rf"\bif\s*({_PAREN})\s*(?=[^\s{{])([^;{{}}\n]*);"), r"if \1 {\2;}"),
    (re.compile(r"\belse\s+(?!if\b)([^\s;{}][^;{}\n]*);"), r"else {\1;}"),
    (re.compile(r"\}\s*else\s+if\b([^{}]*)\{"), r"\nelseif \1\n"),
    (re.compile(r"\}\s*else\s*\{"), "\nelse\n"),
    (re.compile(r"\bif\b([^{}]*)\{"), r"\nif \1\n"),
    (re.compile(r"\}"), "\nend\n"),
    (re.compile("<-"), "="),
)


def unbraced(text: str) -> str:
    """The text of a function that chooses, with `end` for what closes its blocks, or `then` behind R's short tests."""
    text = _ARROW.sub(_head, text)
    if not (found := _FUNCTION.match(text)) or not re.search(r"\bif\b", found[2]):
        return text if re.search(r"[{\n]|\b(?:return|then|end)\b", text) else _SHORT.sub(r"if \1 then \2 else", text)
    body = found[2].strip()
    if not _STATEMENT.search(body):
        return _SHORT.sub(r"if \1 then \2 else", text)
    for pattern, new in _BLOCKS:
        body = pattern.sub(new, body)
    return text if "{" in body else f"function f{found[1]}\n{body}"


def _head(arrow: re.Match[str]) -> str:
    return f"function f({arrow[1] or arrow[2]}) "


def branches(text: str) -> str:
    """The text with `if (c) return a else return b`, as long as it was; functions, and braces around all, stay."""
    if not _CHOOSES.search(text) or _FUNCTION.match(_ARROW.sub(_head, text)):
        return text
    text = _OPENS.sub(r"\1 ", text)
    for found in reversed(list(_ENDS.finditer(text))):
        closes = bool(found[2]) and text.count("}") > text.count("{")
        text = f"{text[: found.start()]} {found[1]}{' ' if closes else found[2]}{text[found.end() :]}"
    return text
