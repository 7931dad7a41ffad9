"""A small still picture of curves, as SVG for `st.image`: what a card shows of trainings."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from figures.palette import COLORS
from figures.small_map import DARK, LIGHT
from words.numbers import short

WIDTH, HEIGHT = 640, 400
_EDGE, _ABOVE = 26, 40  # pixels beside and below the curves; above them, where their names stand
_BELOW = 22  # pixels below the word beside the lowest value, where the ends of x stand
_LETTER = 11.5  # pixels of a letter, about; of narrow and of wide ones
_NARROW, _WIDE = dict.fromkeys("fijlrtI.,:;'|() ", 6.5), dict.fromkeys("mwMW@—", 18.0)
_DOTTED = 6  # pixels from the middle to the edge of a value that stands alone
_DOT = 38  # of a name in the legend: its dot, and the room beside both
_MANY_TIMES = 20.0  # the largest by the smallest value above which ratios say more than differences


def curves(
    xs: Sequence[np.ndarray],
    ys: Sequence[np.ndarray],
    names: Sequence[str],
    *,
    dark: bool | None,
    title: str,
    colors: Sequence[str] = COLORS,
    beside: Sequence[np.ndarray] = (),
    span: tuple[str, str] = ("", ""),
) -> str:
    """SVG of every y against its x, which begins at 0, with the largest and the smallest value beside and the ends of x
    below, or `span` in their place, named `title`. What is `beside` them, one a curve where there is any, is dashed, in
    the same colour and against the same x.

    Values that are not finite leave gaps. Where all are positive and the largest is many times the smallest, heights
    are logarithms. Where `dark` is None it is as the reader's screen is.
    """
    ends = low, high = _ends((*ys, *beside))
    lines = "".join(
        f'<path d="{_line(across, down)}" fill="none" stroke="{color}" '
        f'stroke-width="{width}"{dashes} stroke-linejoin="round" stroke-linecap="round"/>{_alone(across, down, color)}'
        for heights, width, dashes in ((beside, 3, ' stroke-dasharray="9 8"'), (ys, 4, ""))
        for (across, down), color in zip(_places(xs, heights, ends), colors, strict=False)
    )
    style = _style(bool(dark)) + (f"@media (prefers-color-scheme:dark){{{_style(True)}}}" if dark is None else "")
    words = "".join(
        f'<text x="{_EDGE}" y="{y}">{short(value, 3)}</text>'
        for y, value in ((_ABOVE + 22, high), (HEIGHT - _BELOW, low))
    )
    first, last = span if any(span) else ("0", short(_last(xs), 3))
    words += f'<text x="{_EDGE + 60}" y="{HEIGHT - 6}" font-size="18">{escape(first)}</text>'
    words += f'<text x="{WIDTH - _EDGE}" y="{HEIGHT - 6}" font-size="18" text-anchor="end">{escape(last)}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"<title>{escape(title)}</title><style>{style}</style>"
        f'<rect class="sky" width="{WIDTH}" height="{HEIGHT}"/>{lines}'
        f'<g class="ink" font-family="sans-serif" font-size="20">{words}{_legend(names, colors)}</g></svg>'
    )


def _style(dark: bool) -> str:
    return f".sky{{fill:{(DARK if dark else LIGHT).sky}}}.ink{{fill:{'#c9d6e2' if dark else '#4a5a68'}}}"


def places(xs: Sequence[np.ndarray], ys: Sequence[np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Where the points of such a picture are, across and down, of `WIDTH` and `HEIGHT`; not finite where y is not."""
    return _places(xs, ys, _ends(ys))


def _places(
    xs: Sequence[np.ndarray], ys: Sequence[np.ndarray], ends: tuple[float, float]
) -> list[tuple[np.ndarray, np.ndarray]]:
    low, high = ends
    log, last = low > 0 and high > _MANY_TIMES * low, _last(xs)
    found = []
    for x, y in zip(xs, ys, strict=False):
        with np.errstate(all="ignore"):
            heights, (bottom, top) = (np.log(y), np.log(ends)) if log else (y, np.array(ends))
            share = (heights - bottom) / ((top - bottom) or 1.0)
        across = _EDGE + 60 + x / last * (WIDTH - 2 * _EDGE - 60)
        found.append((across, HEIGHT - _EDGE - share * (HEIGHT - 2 * _EDGE - _ABOVE)))
    return found


def _last(xs: Sequence[np.ndarray]) -> float:
    return float(max(map(np.max, xs))) or 1.0


def _ends(ys: Sequence[np.ndarray]) -> tuple[float, float]:
    """The smallest and the largest value."""
    finite = np.concatenate([y[np.isfinite(y)] for y in ys])
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)


def _line(across: np.ndarray, down: np.ndarray) -> str:
    good = np.isfinite(down)
    # A first point goes nowhere: with round ends, one that stays alone is a dot.
    return "".join(
        f"L{across[i]:.1f} {down[i]:.1f}" if i and good[i - 1] else f"M{across[i]:.1f} {down[i]:.1f}h0"
        for i in range(len(down))
        if good[i]
    )


def _alone(across: np.ndarray, down: np.ndarray, color: str) -> str:
    """Dots where a value has none beside it: of a line without length nothing would be seen."""
    good = np.concatenate(([False], np.isfinite(down), [False]))
    lone = np.flatnonzero(good[1:-1] & ~good[:-2] & ~good[2:])
    return "".join(f'<circle cx="{across[i]:.1f}" cy="{down[i]:.1f}" r="{_DOTTED}" fill="{color}"/>' for i in lone)


def _legend(names: Sequence[str], colors: Sequence[str]) -> str:
    """A dot in the colour of each curve and its name, in a row; the longest names are cut where there is no room."""
    letters = _letters(names)
    parts = []
    at = float(_EDGE)
    for name, color in zip(names, colors, strict=False):
        said = name if len(name) <= letters else f"{name[: letters - 1]}…"
        parts.append(f'<circle cx="{at + 7:.0f}" cy="22" r="7" fill="{color}"/>')
        parts.append(f'<text x="{at + 20:.0f}" y="29">{escape(said)}</text>')
        at += _DOT + _width(said)
    return "".join(parts)


def _width(text: str) -> float:
    """About how many pixels it takes."""
    return sum(_NARROW.get(letter) or _WIDE.get(letter) or _LETTER for letter in text)


def _letters(names: Sequence[str]) -> int:
    """How many letters a name may have, so that all fit in the row; at least one."""
    room = WIDTH - 2 * _EDGE - _DOT * len(names)
    most = max(map(len, names), default=1)
    while most > 1 and sum(_width(name[:most]) for name in names) > room:
        most -= 1
    return most
