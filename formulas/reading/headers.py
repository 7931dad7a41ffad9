"""What stands around a formula: `lambda x, y:`, `def f(x, y): return`, `f(x, y) =`, dollars, a full stop."""

import re
from dataclasses import dataclass

from formulas.errors import FormulaError
from formulas.reading.around.selected import parted

_LAMBDA = re.compile(r"\s*+(?:[A-Za-z_]\w*+\s*+=\s*+)?lambda\b([^():]*+):")
_DEF = re.compile(r"\s*+def\s++[A-Za-z_]\w*+\s*+\(([^()]*+)\)\s*+(?:->[^:]*+)?:")
_HANDLE = re.compile(r"\s*+(?:[A-Za-z_]\w*+\s*+=\s*+)?@\s*+\(([^()]*+)\)")
_LIST = re.compile(r"\s*+Function\s*+\[\s*+\{([^{}]*+)\}\s*+,(?=.*\])", re.DOTALL)
_BRACED = re.compile(
    r"\s*+(?:[A-Za-z_.]\w*+\s*+(?:<-|=)\s*+)?(?:(?:function|fn|func)\b\s*+(?:[A-Za-z_]\w*+)?|[A-Za-z_]\w*+(?=[^{]*+\{\s*+(?:(?:return|if)\b|[A-Za-z_]\w*+\s*+=(?!=)[^{};]*+;)))"
    r"\s*+\(([^()]*+)\)\s*+(?:->\s*+\w++\s*+)?\{"
)
_FUNCTION = re.compile(r"\s*+(?:[A-Za-z_.]\w*+\s*+(?:<-|=)\s*+)?function\b\s*+(?:[A-Za-z_]\w*+\s*+)?\(([^()]*+)\)")
_TYPE = re.compile(r"\A(?:(?:const|unsigned|long|double|float|int|auto|var|real)\s++)*+[*&]?\s*+")
_ENDS = re.compile(r"(?:\}|\bend\b)[\s;]*+\Z")
_IF = re.compile(r"\s*+if\b")
_RETURN = re.compile(r"\s*+(?:(?:\"\"\"[^\"]*+\"\"\"|'''[^']*+''')\s*+)?return\b")
_EQUATION = re.compile(
    r"[\s$]*+(?:\\\[|\\\()?\s*+(?:\\mathcal\{[A-Z]\}|\\?[A-Za-z]{2,12}|[A-Za-z])(?:_\\?[A-Za-z0-9]++|_\{\\?[A-Za-z0-9]++\})?\s*+"
    r"(?:\\left)?\(([^()]*?)(?:\\right)?\)\s*+(?::=|=|≔|\\coloneqq|\\equiv)(?!=)"
)
_SINGLE = re.compile(
    r"[\s$]*+(?:loss|cost|objective|obj|func?|energy|result|value|out|ans|f_?[0-9]|fval|[zZfFJLVUCE])\s*+:?=(?!=)"
)
_PAIR = re.compile(
    r"\s*+([A-Za-z_]\w*+)\s*+,\s*+([A-Za-z_]\w*+)\s*+=\s*+([A-Za-z_]\w*+)\[([01])\]\s*+,\s*+\3\[([12])\][ \t]*+[;\n\r]"
)
_UNPACK = re.compile(
    r"\s*+\(?\s*+([A-Za-z_]\w*+)\s*+,\s*+([A-Za-z_]\w*+)\s*+\)?\s*+=\s*+([A-Za-z_]\w*+)(?:\.T)?[ \t]*+(?:;|\n|\r)"
)
_ARROW = re.compile(
    r"\s*+(?:[A-Za-z]\s*+(?::=|[:=]))?\s*+\(?\s*+([A-Za-z_]\w*+\s*+(?:,\s*+[A-Za-z_]\w*+\s*+)?)\)?\s*+(?:=>|->|↦|→|\\mapsto|\\to\b)"
)
_LOCAL = re.compile(r"\s*+(?!return\b)([A-Za-z_]\w*+)[ \t]*+([-+*/]?)(?:=|<-)(?!=)([^\n\r;]++)[\n\r;]")
_LOCALS = re.compile(r"\s*+((?:[A-Za-z_]\w*+[ \t]*+,[ \t]*+)++[A-Za-z_]\w*+)[ \t]*+=(?!=)([^\n\r;]++)[\n\r;]")
_CLOSURE = re.compile(
    r"\s*+(?:(?:let\s++(?:mut\s++)?)?[A-Za-z_]\w*+\s*+=\s*+)?(?:move\b\s*+)?\|\s*+"
    r"(&?[A-Za-z_]\w*+\s*+(?::[^|,]++)?+(?:,\s*+&?[A-Za-z_]\w*+\s*+(?::[^|,]++)?+)++|&?[A-Za-z_]\w*+\s*+:[^|,]++|"
    r"&?([A-Za-z_]\w*+)(?=\s*\|.*\b\2\[0\]))\s*+\|(?:\s*+->\s*+\w++(?=\s*+\{))?+",
    re.DOTALL,
)
_NEUTRAL = re.compile(r"(?:\+0|\*1)(?:\.0*)?\Z")  # with which a sum or a product begins
_LOOP = re.compile(r"\s*+(?:for|while)\b")
_LOOPS = "A loop is read where it goes over two coordinates or counts up to 4: write for i in range(2)."
_ASSIGNS = "Only assignments and a return are read: write def f(x, y): return and the formula."
_DOCUMENTED = re.compile(r"\s*+(?:\"\"\"[^\"]*+\"\"\"|'''[^']*+''')")
_GIVEN = re.compile(
    r"(?:[,;](?:\s|\\q?quad\b|\\[ ,;:])*+|\s++(?:where|with|for|and)\s++)([A-Za-z]\w*+)\s*+=\s*+(-?[0-9.]++)\s*+\Z"
)
_TAIL = re.compile(r"(?:\\\]|\\\)|\\q?quad|\\[,;]|[\s$;,.])+\Z")


@dataclass(frozen=True)
class Body:
    """The formula itself: its place in the text, the names it gives to the coordinates, and names with their values."""

    start: int
    end: int
    arguments: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


def body(text: str) -> Body:
    """Where the formula is. FormulaError if its head names more than two coordinates."""
    end, given = _tail(text)
    head, function = _head(text)
    if head is None:
        values, start = _locals(text, 0, ())
        single = _SINGLE.match(text, start) if values else None
        lead = re.compile(r"[\s$]*(?:\\\[|\\\()?\s*(?:return\b)?").match(text, single.end() if single else start)
        assert lead
        return Body(min(lead.end(), end), end, (), (*values, *given))
    arguments, values = _arguments(head[1] if head.re.groups else "", text)
    start = head.end()
    if head.re in (_BRACED, _FUNCTION) and (ends := _ENDS.search(text, start)):
        end = min(end, ends.start())
    if head.re is _LIST:
        end = text.rindex("]")
    if function:
        start = _documented(text, start)
        arguments, start = _unpacked(text, start, arguments)
        values, start = _locals(text, start, values)
        found = _RETURN.match(text, start)
        if not found and head.re is _DEF and not _IF.match(text, start):
            raise FormulaError(_LOOPS if _LOOP.match(text, start) else _ASSIGNS, start, text)
        start = found.end() if found else start
    elif head.re in (_EQUATION, _ARROW):
        values, start = _locals(text, start, values)
    trimmed = re.compile(r"[\s;]*\Z").search(text, start, end)
    return Body(min(start, end), trimmed.start() if trimmed else end, arguments, (*values, *given))


def _tail(text: str) -> tuple[int, tuple[tuple[str, str], ...]]:
    """(where the formula ends, values of names that are given behind it: "…, a = 1, b = 100")"""
    end, given = len(text), tuple[tuple[str, str], ...]()
    if tail := _TAIL.search(text):
        end = tail.start()
    while (found := _GIVEN.search(text, 0, end)) and len(given) < 10:
        given, end = (*given, (found[1], found[2].rstrip("."))), found.start()
    return end, given


def _locals(text: str, start: int, values: tuple[tuple[str, str], ...]) -> tuple[tuple[tuple[str, str], ...], int]:
    """The assignments that begin there as names with values, and where they end."""
    while local := _LOCAL.match(text, start) or _LOCALS.match(text, start):
        if local.re is _LOCALS:
            names, several = local[1].split(","), _parts(local[2].strip())
            if len(names) != len(several):
                break
            values = (*values, *zip(map(str.strip, names), several, strict=True))
            start = local.end()
            continue
        before = next((value for name, value in reversed(values) if name == local[1]), "")
        begins = _NEUTRAL.match(f"{local[2]}{before.strip()}")
        value = f"({local[1]}) {local[2]} ({local[3]})" if local[2] and not begins else local[3]
        values, start = (*values, (local[1], value)), local.end()
    return values, start


def _parts(value: str) -> list[str]:
    """What commas part in `20, 0.2`, with or without brackets around it."""
    inner, end = parted(value, 1) if value[:1] in ("(", "[") else ([], 0)
    return inner if inner and end == len(value) else parted(f"{value})", 0)[0]


def _head(text: str) -> tuple[re.Match[str] | None, bool]:
    for pattern in (_DEF, _BRACED, _FUNCTION):
        if found := pattern.match(text):
            return found, True
    return next(
        (m for p in (_LAMBDA, _CLOSURE, _HANDLE, _LIST, _EQUATION, _ARROW, _SINGLE) if (m := p.match(text))), None
    ), False


def _arguments(spelled: str, text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The names of the coordinates, and the names that have a value: `x, y, a=1`."""
    names, values = list[str](), list[tuple[str, str]]()
    for part in spelled.split(",") if spelled.strip() else []:
        name, _, value = (piece.strip() for piece in part.partition("="))
        name = re.sub(r"\[\d*\]\Z", "", _TYPE.sub("", re.sub(r"\s*:.*", "", name)))
        if name in ("self", "cls"):
            continue
        if value and not (name in ("x", "y") and len(names) < 2):
            values.append((name, value))
        else:
            names.append(name)
    if len(names) > 2:
        raise FormulaError(f"A surface has two coordinates, not {len(names)}: write a function of x and y.", 0, text)
    return tuple(names), tuple(values)


def _documented(text: str, start: int) -> int:
    """Where the code of a function begins, behind its docstring."""
    found = _DOCUMENTED.match(text, start)
    return found.end() if found else start


def _unpacked(text: str, start: int, arguments: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """`x, y = p` at the beginning of a function of p."""
    pair = _PAIR.match(text, start)
    if pair and arguments == (pair[3],) and int(pair[5]) == int(pair[4]) + 1:
        return (pair[1], pair[2]), pair.end()
    found = _UNPACK.match(text, start)
    if found and arguments == (found[3],):
        return (found[1], found[2]), found.end()
    return arguments, start
