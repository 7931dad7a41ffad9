"""What would be right: sentences about characters and names that a formula cannot contain."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from formulas.language import Language

_FOREIGN = {
    **dict.fromkeys("−–—‐‑﹣", "-"),
    **dict.fromkeys("×·⋅∙∗•", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("[]{}", "a round bracket"),
    **{"≤": "<=", "≥": ">=", "|": "abs(x) for |x|", "√": "sqrt(x) for √x", "∛": "sign(x)*abs(x)^(1/3) for ∛x"},
    **{"°": "*pi/180 for degrees", "∞": "a large number", "%": "mod(x, y) for x%y", "#": "the formula alone"},
    **{"!": "the product, as in 1*2*3 for 3!", "\\": "plain text such as x/y or sqrt(x)", ";": "one formula"},
    **{sign: f"an expression without '{sign}'" for sign in "=≠:?"},
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LOOKALIKES = dict(zip("хуеаосриіјѕһԁԛԝνοχ", "xyeaocpuijshdqwvox", strict=True))
_QUOTES = "'\"`´‘’“”„«»′″"

_LISTED = 16  # functions that a sentence names
_LONGEST = 20  # characters of a name that is shown, and looked at
#: Names of other languages and what to write for them here: an equal function of x and y, or none.
_SYNONYMS = {
    **{"ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctg": "atan", "tg": "tan", "sen": "sin"},
    **{"sgn": "sign", "fabs": "abs", "absolute": "abs", "minimum": "min", "maximum": "max", "fmin": "min"},
    **{"fmax": "max", "heaviside": "(1 + sign(x))/2", "arctan2": "atan2", "arcsinh": "asinh", "arccosh": "acosh"},
    **{"arctanh": "atanh", "pow": "x^y", "power": "x^y", "square": "x^2", "exp2": "2^x", "rint": "round"},
    **{"log10": "log(x)/log(10)", "lg": "log(x)/log(10)", "log2": "log(x)/log(2)", "log1p": "log(1 + x)"},
    **{"cot": "1/tan(x)", "ctg": "1/tan(x)", "sec": "1/cos(x)", "csc": "1/sin(x)", "coth": "1/tanh(x)"},
    **{
        "expm1": "exp(x) - 1",
        "expit": "sigmoid",
        "ceiling": "ceil",
        "tau": "2*pi",
        "inf": "a large number",
        "infinity": "a large number",
        "nan": "a number",
    },
}


def about_character(text: str, at: int) -> str:
    """The sentence on the character `text[at]`, which no formula can contain there."""
    character, column = text[at], at + 1
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return f"An invisible character (U+{ord(character):04X}) is at column {column}: remove it."
    if category.startswith("M"):
        return f"A mark on a letter (U+{ord(character):04X}) is at column {column}: remove it."
    if character in _LOOKALIKES:
        return f"The letter at column {column} only looks like {_LOOKALIKES[character]}: type {_LOOKALIKES[character]}."
    if character in _QUOTES:
        return f"Unexpected quotation mark at column {column}: remove it."
    if character == ".":
        return f"The point at column {column} is not part of a number: write numbers as in 0.5, names without points."
    if text.startswith(("!=", "=="), at):
        return not_a_comparison(at)
    raised = re.match("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]*", text[at:]).group()  # type: ignore[union-attr]
    if better := _FOREIGN.get(character) or (raised and f"^{raised.translate(_RAISED)}") or _plain(character):
        return f"Unexpected '{raised or character}' at column {column}: write {better}."
    shown = f"U+{ord(character):04X}" if category.startswith("C") else f"'{character}'"
    accepted = "numbers, names, + - * / ^, brackets ( ) and commas"
    return f"Unexpected character {shown} at column {column}: use {accepted}."


def not_a_comparison(at: int) -> str:
    """The sentence on a comparison at `at` where only numbers have a place."""
    return f"A comparison at column {at + 1} is not accepted: write an expression with a number as its value."


def _plain(character: str) -> str:
    """How an unusual form of a letter, digit or sign is typed; empty if there is no way."""
    typed = unicodedata.normalize("NFKC", character).replace("⁄", "/")
    if typed.isascii() and typed != character and typed.strip("."):
        return f"({typed})" if "/" in typed else typed
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    greek = re.fullmatch("GREEK SMALL LETTER ([A-Z]+)", unicodedata.name(typed[0], ""))
    return greek.group(1).lower().replace("lamda", "lam") if greek else ""


def about_name(name: str, column: int, language: Language, called: bool) -> str:
    """The sentence on a name that is unknown; `called` says whether an opening bracket follows."""
    where = f"{name[:_LONGEST]!r} at column {column + 1}"
    if better := _better(name, language, called):
        return f"Unknown name {where}: write {better}."
    if called and language.functions:
        others = " and others" if len(language.functions) > _LISTED else ""
        return f"Unknown function {where}: use {', '.join([*language.functions][:_LISTED])}{others}."
    return f"Unknown name {where}: use {', '.join(language.names)}."


def _better(name: str, language: Language, called: bool) -> str:
    known = {*language.functions, *language.names}
    if name.lower() in known:
        return name.lower()
    synonym = _SYNONYMS.get(name.lower(), "")
    if synonym and {*re.findall(r"[a-z]+(?=\()|^[a-z]+$", synonym)} <= known:
        return synonym
    return _joined(name, language.names, language.functions, called) if len(name) <= _LONGEST else ""


def _joined(name: str, names: Iterable[str], functions: Mapping[str, int], called: bool) -> str:
    """What a name run together from known ones means: x*y for xy, x^2 for x2, sin(x) for sinx."""
    # "++" never tries other ways to cut a name, of which there can be very many.
    one_name, one_function = _any_of(names), _any_of(f for f, arguments in functions.items() if arguments == 1)
    if found := re.fullmatch(f"({one_name})([0-9]+)", name):
        return f"{found[1]}*{found[2]} for a product or {found[1]}^{found[2]} for a power"
    if not called and (found := re.fullmatch(f"({one_function})((?:{one_name}|[0-9])++)", name)):
        return f"{found[1]}({'*'.join(re.findall(f'{one_name}|[0-9]+', found[2]))})"
    if re.fullmatch(f"(?:{one_name})++(?:{one_function if called else ''})?", name):
        rest = re.sub(f"{one_function}$", "", name) if called else name
        if not re.fullmatch(f"(?:{one_name})++", rest) or (called and rest == name and {*rest} - {"x", "y"}):
            return ""
        parts = re.findall(one_name, rest) + [name[len(rest) :]] * (rest != name)
        return f"{'*'.join(parts)}{'(...)' if parts[-1] in functions else ''} for a product"
    return ""


def _any_of(words: Iterable[str]) -> str:
    """A regular expression of the words, the longest first; one that never matches if there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
