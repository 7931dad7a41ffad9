"""The lines of a rule in what is pasted: Python of a class or a loop, LaTeX of several lines, assignments with ';'."""

from __future__ import annotations

import re

from formulas.errors import FormulaError
from formulas.reading.rules.conditions import OPENS, Branches
from formulas.reading.rules.conditions import Assigned as Line
from formulas.reading.rules.heads import beginnings, moved, says_nothing, without_head
from formulas.reading.rules.inplace import assigned

_LONGEST = 800  # characters of a line
_BREAK = re.compile(r"\r\n|\r|\n")
_PYTHON = re.compile(
    r"^\s*(?:class|def|for|while|with|import|from|@|return|if|elif|else:)\b|\bself\.|\.grad\b|\]\s*[-+*/]?=|\.(?:[a-z]+_|assign\w*)\(",
    re.MULTILINE,
)
#: Lines of Python that set nothing of the rule.
_SKIPPED = re.compile(
    r"(?:class|def|for|with|import|from|return|pass|continue|break|global|nonlocal|print|assert|super|else|try|del|while)\b"
    r"|\w+\s*=\s*(?:self\.)?state\[\w+\]\s*$"
    r"|(?!(?:x|w|params)\b)\w+(?:\s*,\s*(?!(?:x|w|params)\b)\w+)+\s*=\s*(?:self\.)?(?:opt_|optimizer_)?state\s*$"
    r"|@|\"\"\"|'''|[\w.\[\]]*\.(?:zero_grad|zero_|backward|requires_grad_)\(|(?:self\.)?state\s*=|[\w.]+\s*=\s*(?:\{\}|\[\]|None)\s*$"
    r"|[\w.\[\]]+\s*=\s*(?:np|torch|numpy|jnp)\.(?:zeros|ones|full|array|tensor|empty)\w*\("
)
#: Remarks of other languages behind a line: words, and no number that is divided.
_COMMENT = re.compile(r"(?:(?:^|[\s;])(?://|%)\s*(?=[A-Za-z]{3,}\b)[A-Za-z][^=]*|/\*.*?\*/)$")
#: What stands before a line: its number, a bullet, a type, words with a colon.
_LEAD = re.compile(
    r"^\s*(?:\d{1,2}\s*[.):]\s+(?=[^\s\d])|[*•·–-]\s+(?=[A-Za-zα-ωθ\\]))?(?:(?:const|let|var|auto|double|float)\s+(?=[A-Za-z_]\w*\s*=)"
    r"|[A-Z][A-Za-z' -]{3,50}:\s+(?=\S+\s*(?:=|:=|←)))?"
)
_DOLLARS = re.compile(r"\$\s*(?:,|;|and)?\s*\$")
_BROADCAST = re.compile(r"(?<=[\w)\]\s])\.(?=[-+*/^]?=|[-+*/^])")
_APPLIED = re.compile(r"(?<=[a-z])\.(?=\()")  # sqrt.(v)
_SELF = re.compile(r"self\.(\w+)\s*(?::\s*\w+\s*)?=\s*(?:\1\b|[-+.0-9e]+|None|\{\}|\[\]|dict\(\))\s*$")
_COUNTER = re.compile(r"(?:self\.)?(\w+)\s*(?:\+=\s*1|(?:=|:=|←|<-)\s*(?:self\.)?\1\s*\+\s*1)\s*$")
_STEPS = ("t", "k", "n", "iter", "step")  # which count where they grow by one, in any language
_TUPLE = re.compile(r"([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)+)\s*=(?!=)\s*([^()=]+)$")
_FIRST = re.compile(
    r"if\s+(?:len\((?:self\.)?state(?:\[\w+\])?\)\s*==\s*0|not\s+(?:self\.)?\w+|[\w.]+(?:\[[\w'\"]+\])?\s+is\s+None"
    r"|(?:closure|loss)\s+is\s+not\s+None|\w+\s+not\s+in\s+.*)\s*:"
)
_THERE = re.compile(r"if\s+[\w.]+(?:\[[\w'\"]+\])?\s+is\s+not\s+None\s*:\s*$")  # of which the lines hold
_INIT = re.compile(r"def\s+__init__\b")
_NAMES_BEHIND = re.compile(r"(?:\s*,\s*[A-Za-z_]\w*)+$")  # states that are returned behind the point
_BEGUN = re.compile(r"\\(?:begin|end)\s*\{[a-z]+\*?\}(?:\{[^{}]*\})?")

#: What stands in brackets behind a name and only says which of the parameters is meant.
_WHICH = re.compile(r"\[\s*(?::|\.\.\.|[A-Za-z_]\w*)?\s*\]")
_KEY = re.compile(r"[A-Za-z_][\w.]*\[\s*(?:'([A-Za-z]\w*)'|\"([A-Za-z]\w*)\")\s*\]")
_GRADIENT = re.compile(r"\b[A-Za-z_]\w*\.grad(?:\.data)?\b|\b[A-Za-z_]\w*\.data\.grad\b")
_TAIL = re.compile(r"\.(?:data|item\(\)|clone\(\)|copy\(\)|detach\(\))")
_OF_PARAMETERS = re.compile(r"(?:params?|weights?|parameters|grads?|gradients)\[")


def lines(text: str) -> tuple[list[str], list[Line], set[str]]:
    """(all lines as typed, those that are assignments, names that count the steps)."""
    typed = _BREAK.split(text)
    python = bool(_PYTHON.search(text))
    point, begun = moved(text), beginnings(typed)
    branches = Branches(typed)
    counters: set[str] = set()
    skip = -1  # lines that are indented further than this are left out
    for number, line in enumerate(typed):
        code = _COMMENT.sub("", line.partition("#")[0]).rstrip()
        if len(code) > _LONGEST:
            said = f"Line {number + 1}: this line has {len(code)} characters: at most {_LONGEST} are read."
            raise FormulaError(said, _LONGEST, line, number)
        code = begun.get(number, code)
        code = without_head(_LEAD.sub(lambda m: " " * len(m[0]), code))
        indent = len(code) - len(code.lstrip())
        if not code.strip() or says_nothing(code) or (skip >= 0 and indent > skip):
            continue
        skip = -1
        inner = code.strip()
        if python and (_FIRST.match(inner) or _INIT.match(inner)):
            skip = indent
        elif python and _THERE.match(inner):
            continue
        elif python and (opens := OPENS.match(inner)):
            branches.open(opens[1] or opens[4], _access(opens[2] or ""), indent, number)
            for part in _parts(rest, python, point) if (rest := opens[3] or opens[5]) else ():
                branches.add(Line(number, indent, part), indent + 1)
        elif (counter := _COUNTER.match(_access(inner))) and (python or counter[1] in _STEPS):
            counters.add(counter[1])
        elif not (python and (_SKIPPED.match(inner) or _SELF.match(inner))) or _returned(inner):
            for part in _parts(inner, python, point):
                branches.add(Line(number, indent, part), indent)
    branches.close()
    if wrong := next((name for name in counters if name in branches.chosen), ""):
        said = f"{wrong} counts the steps and is set back under a condition: write mod(t, 10), or one name for each"
        raise branches.fail(said, 0)
    return typed, branches.found, counters


def _returned(inner: str) -> bool:
    """Whether a line returns the new point: return w - lr*g."""
    return bool(re.match(r"return\s.*[-+*/]", _NAMES_BEHIND.sub("", inner)))


def _parts(inner: str, python: bool, point: str = "w") -> list[str]:
    inner = _BEGUN.sub("", inner) if "\\" in inner else inner
    if inner.startswith("return"):
        said = re.sub(r"^return\s+", "", _NAMES_BEHIND.sub("", inner))
        named = re.search(rf"(?<![A-Za-z0-9_.]){point}(?!\w)", said)
        inner = f"{point if named else 'w'} = {said}"
    inner = _APPLIED.sub("", inner)
    inner = _BROADCAST.sub("", _DOLLARS.sub(";", inner))
    parts = re.split(r";|\\\\" if "\\" in inner else ";", inner)
    if python:
        parts = [assigned(one.strip()) for part in parts for one in _singles(_access(part))]
    return [part for part in parts if part.strip(" \t&,.$")]


def _singles(part: str) -> list[str]:
    """a, b = 1, 2 as its assignments, without those of a name to itself."""
    found = _TUPLE.match(part.strip())
    names, values = (re.split(r"\s*,\s*", side.strip()) for side in (found[1], found[2])) if found else ([], [])
    if not names or len(names) != len(values):
        return [part]
    return [f"{name} = {value}" for name, value in zip(names, values, strict=True) if name != value]


def _access(text: str) -> str:
    """Names without the ways by which Python reaches them: self.m[key], p.grad, group['lr']."""
    text = text.replace("self.", "")
    text = _KEY.sub(lambda m: m[0].partition("[")[0] if _OF_PARAMETERS.match(m[0]) else m[1] or m[2], text)
    text = _GRADIENT.sub("grad", text)
    return _TAIL.sub("", _WHICH.sub("", text))
