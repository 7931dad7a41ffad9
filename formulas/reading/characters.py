"""What single characters stand for: signs, letters and digits that formulas are pasted with."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lam",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
]

#: Greek letters and their variants → names. LaTeX's commands have the same names, lambda aside.
LETTERS: Mapping[str, str] = MappingProxyType(
    {
        **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK, strict=True)),
        **dict(
            zip(
                "ΓΔΘΛΞΣΦΨΩ",
                ["Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Phi", "Psi", "Omega"],
                strict=True,
            )
        ),
        **{"ϵ": "epsilon", "ϑ": "theta", "ϕ": "phi", "ϱ": "rho", "ς": "sigma", "µ": "mu", "ϰ": "kappa"},
    }
)

#: Names of Greek letters in plain words and in LaTeX → names.
WORDS: Mapping[str, str] = MappingProxyType(
    {name: name for name in (*_GREEK, *LETTERS.values())}
    | {"lambda": "lam", "lamda": "lam"}
    | {f"var{name}": name for name in ("epsilon", "theta", "phi", "rho", "sigma", "kappa", "pi")}
)

#: Signs → ours.
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys("−–—‐‑﹣－", "-"),
        **dict.fromkeys("×·⋅∙∗•＊⊙∘", "*"),
        **dict.fromkeys("÷∕⁄／", "/"),
        **{"＋": "+", "＾": "^", "（": "(", "）": ")", "，": ",", "≤": "<=", "⩽": "<=", "≦": "<="},
        **{"≥": ">=", "⩾": ">=", "≧": ">=", "∣": "|", "❘": "|", "｜": "|", "←": "=", "≔": "=", "∧": "&"},
    }
)

#: Raised and lowered digits and signs → plain ones.
RAISED: Mapping[str, str] = MappingProxyType(dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣʸᵗ⁽⁾", "0123456789+-nxyt()", strict=True)))
LOWERED: Mapping[str, str] = MappingProxyType(dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖ", "0123456789ijk", strict=True)))

#: ½ → (1, 2)
PARTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **{"½": ("1", "2"), "⅓": ("1", "3"), "⅔": ("2", "3"), "¼": ("1", "4"), "¾": ("3", "4"), "⅕": ("1", "5")},
        **{"⅖": ("2", "5"), "⅗": ("3", "5"), "⅘": ("4", "5"), "⅙": ("1", "6"), "⅛": ("1", "8"), "⅜": ("3", "8")},
        **{"⅝": ("5", "8"), "⅞": ("7", "8")},
    }
)

#: Marks that stand for the times t - 1, t and t + 1 behind a name, once these have been read.
TIMES: Mapping[str, int] = MappingProxyType({"\ue000": -1, "\ue001": 0, "\ue002": 1})

_NOTHING = frozenset("\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")  # spaces without width, signs that nobody sees


def is_blank(character: str) -> bool:
    """Whether a character only separates: spaces of all widths, line breaks, and marks of no width."""
    return character in " \t\r\n\f\v" or character in _NOTHING or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def plain(character: str) -> str:
    """The plain letter or digit behind one of mathematical type or of full width; the character itself otherwise."""
    if "\U0001d400" <= character <= "\U0001d7ff" or "！" <= character <= "～" or character in "ℎℓℯⅇ":
        return unicodedata.normalize("NFKC", character)
    return character
