"""Words in a figure: in fonts that have their letters, never read as mathematics, and no wider than their place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from figures.in_matplotlib.writing import quiet
from figures.scene.layout import Measure

#: Both come with Matplotlib, so that a picture is the same on every machine.
FONTS = {"sans serif": "DejaVu Sans", "serif": "STIXGeneral"}
#: What else comes with it, of their kind and with more signs.
_NEAR = {"sans serif": "DejaVu Sans", "serif": "DejaVu Serif"}
_OURS = "−·×…⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂η"
#: Fonts that may have what these lack, where they are installed: Chinese, Japanese, Korean, signs and emoji.
_OTHERS = (
    "DejaVu Sans", "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC",
    "Noto Sans JP", "Noto Sans KR", "Source Han Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "PingFang SC",
    "Hiragino Sans", "Apple SD Gothic Neo", "Arial Unicode MS", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "Noto Emoji", "Segoe UI Emoji", "Symbola", "Unifont",
)  # fmt: skip
_UNSEEN = frozenset(map(chr, range(0xFE00, 0xFE10)))  # say how the sign before is drawn


def file_of(font: str) -> str:
    """Where a font of `FONTS` lies."""
    return findfont(FontProperties(family=[FONTS[font]]))


def families(font: str, texts: Iterable[str]) -> list[str]:
    """The font, and after it those that have letters which it lacks: of the texts, and of numbers as we write them."""
    return list(_chosen(font, _signs_of([_OURS, *texts]))[0])


def boxes(font: str, texts: Iterable[str]) -> str:
    """The signs of the texts that no font here has: a box stands in the place of each."""
    with quiet():
        return "".join(sorted(_chosen(font, _signs_of(texts))[1]))


def _signs_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(sign for text in texts for sign in text if sign.isprintable() and sign not in _UNSEEN)


@lru_cache(maxsize=64)
def _chosen(font: str, signs: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The fonts for these signs, and the signs that none of them has; those that are known for many come first."""
    chosen = [FONTS[font]]
    missing = signs - _signs(chosen[0])
    for name in (_NEAR[font], *_OTHERS, *sorted(_installed().difference(_OTHERS))) if missing else ():
        if missing and name not in chosen and name in _installed() and (found := _known(name, missing)):
            chosen.append(name)
            missing -= found
    return tuple(chosen), missing


def _known(name: str, signs: frozenset[str]) -> frozenset[str]:
    """Those of the signs that a font has; of one that cannot be drawn, such as colour emoji, none."""
    try:
        face = FT2Font(findfont(FontProperties(family=[name]), fallback_to_default=False))
    except (OSError, RuntimeError, ValueError):
        return frozenset()
    return frozenset(sign for sign in signs if face.scalable and face.get_char_index(ord(sign)))


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    """By name, without the one whose letters are boxes."""
    return frozenset(entry.name for entry in fontManager.ttflist if not entry.name.startswith("Last Resort"))


@lru_cache(maxsize=32)
def _signs(family: str) -> frozenset[str]:
    """The signs that a font has."""
    return frozenset(map(chr, FT2Font(findfont(FontProperties(family=[family]))).get_charmap()))


def plain(text: Text) -> Text:
    """Whose dollars and underscores are dollars and underscores."""
    text.set_parse_math(False)
    return text


@lru_cache(maxsize=64)
def _face(family: tuple[str, ...], size: float, bold: bool) -> FT2Font:
    face = FT2Font(findfont(FontProperties(family=list(family[:1]), weight="bold" if bold else "normal")))
    face.set_size(size, 72)
    return face


def measured(family: Iterable[str], size: float, *, bold: bool = False) -> Measure:
    """The width of texts in points. A sign that the first font lacks counts as one as wide as it is high."""
    names = tuple(family)
    own, face = _signs(names[0]), _face(names, size, bold)

    def width(text: str) -> float:
        known = "".join(sign for sign in text if sign in own)
        face.set_text(known, 0.0)
        return face.get_width_height()[0] / 64 + size * (len(text) - len(known))

    return width
