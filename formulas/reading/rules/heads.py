"""What stands around the lines of a rule: heads of functions and loops, a paper's words, values to begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formulas.reading.rules.names import POINTS, STEP_SIZES

_NAMES = r"[A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)+"
_HEADS = (
    re.compile(r"\s*(?:[A-Za-z_]\w*\s*=\s*)?lambda\s([^():]*):\s*"),
    re.compile(r"\s*def\s+\w+\(([^()]*)\)\s*(?:->\s*\w+\s*)?:\s*(?=return\b)"),
    re.compile(r"\s*(?:(?:const|let|var)\s+)?(?:[A-Za-z_]\w*\s*=\s*)?\(([^()]*)\)\s*=>\s*\{?"),
    re.compile(r"\s*[A-Za-z_.]\w*\s*(?:<-|=)\s*function\s*\(([^()]*)\)\s*\{?"),
    re.compile(r"\s*(?:function|fn|func|double|float|void|auto)\b\s*\w+\(([^()]*)\)\s*(?:->\s*\w+\s*)?\{"),
    re.compile(rf"\s*\w+\(({_NAMES})\)\s*=\s*(?!=)"),
)
_C_LOOP = re.compile(r"\s*for\s*\([^();]*;[^();]*;[^();]*\)\s*\{?")
_DEF = re.compile(r"\b(?:def|function(?:\s+\w+\s*=)?|procedure)\s+\w+\s*\(([^()]*)\)")
_SETS = re.compile(r"=|←|<-|\breturn\b")
#: Lines of a paper's algorithm, and of a program, that set nothing.
_SAYS = re.compile(
    r"\s*(?:(?:Require|Ensure|Input|Output|Given|Data|Result|Algorithm)\b[^=←]*|(?:while|for|foreach)\b.*\bdo\b\s*:?"
    r"|repeat|until\b[^=←]*|loop|do|end(?:[ _]?(?:while|for|loop|if|function|procedure))?|[{}]+;?"
    r"|return\s+[^-+*/=()]*|procedure\s+\w+\s*\([^()]*\)|function\s+(?:\[?\w+\]?\s*=\s*)?\w+\s*\([^()]*\))\s*$"
)
_LOOP = re.compile(r"\s*(?:\d+[:.]\s*)?(?:for|while|repeat|loop)\b")
_BEGINS = re.compile(r"\s*([A-Za-zα-ω]\w*?)(_\{?0\}?)?\s*(?:=|←|<-|:=)\s*([-+]?[0-9.]+(?:e-?\d+)?)\s*[;,.]?\s*$")
_COUNTS = ("t", "k", "n", "i", "iter", "step")


def moved(text: str) -> str:
    """The name under which a function is given the point that it returns moved; w if no head says it."""
    heads = [found[1] for line in text.splitlines() for one in (*_HEADS, _DEF) if (found := one.search(line))]
    return next((name for head in heads for name in re.findall(r"[A-Za-z_]\w*", head) if name in POINTS), "w")


def says_nothing(code: str) -> bool:
    """Whether a line only says what is given, or begins or ends something."""
    return bool(_SAYS.match(code))


def without_head(code: str) -> str:
    """The line without the head of a function or a loop before what it sets or returns; as long as it was."""
    if found := _C_LOOP.match(code):
        rest = code[found.end() :]
        return " " * found.end() + (rest.rstrip(" ;}") if "{" in found[0] else rest)
    found = next((match for head in _HEADS if (match := head.match(code))), None)
    if not found:
        return code
    rest = code[found.end() :]
    rest = rest.rstrip(" ;}") if found[0].rstrip().endswith("{") else rest
    returns = "" if not rest.strip() or _SETS.search(rest) else "return "
    return f"{returns}{rest.lstrip()}".rjust(found.end() + len(rest))


def beginnings(typed: Sequence[str]) -> dict[int, str]:
    """Line → what it comes to, of values before a loop with which names begin that are set in it: nothing where that is
    0, as states do, or of the point, the step size and what counts."""
    loop = next((number for number, line in enumerate(typed) if _LOOP.match(line)), 0)
    behind = "\n".join(typed[loop:])
    found = {}
    for number, line in enumerate(typed[:loop]):
        if not (begins := _BEGINS.match(line)):
            continue
        name, first, value = begins.groups()
        sets = rf"(?:^|[\s.;]){name}(?:_\{{?[tk]\b.*?)?\s*[-+*/]?(?:=|←|<-|:=)(?!=)"
        set_again = re.search(sets, behind, re.MULTILINE)
        if name in (*POINTS, *STEP_SIZES, *_COUNTS, "lr") or ((first or set_again) and float(value) == 0):
            found[number] = ""
        elif set_again:
            found[number] = f"{name} = where(t > 1, {name}, {value})"
    return found
