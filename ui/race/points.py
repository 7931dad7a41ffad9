"""A picture of curves whose points say their values: all of them to the mouse, the lowest of each to the Tab key."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st

from figures.curves import HEIGHT, WIDTH, curves, places
from ui.widgets.theme import is_dark

_STYLE = """<style>
.points { position: relative; }
.points img { display: block; width: 100%; border-radius: 0.5rem; }
.points .point {
    position: absolute; width: 1.5rem; height: 1.5rem; margin: -0.75rem; border-radius: 50%; outline: none;
}
.points .point:is(:hover, :focus) { border: 2px solid currentColor; z-index: 1; }
.points .point:is(:hover, :focus)::after {
    content: attr(aria-label); position: absolute; bottom: 100%; left: 0; padding: 0.1rem 0.5rem;
    border-radius: 0.25rem; background: #1f2a33; color: #fff; font-size: 0.875rem; white-space: nowrap;
}
.points .point.late::after { left: auto; right: 0; }
</style>"""


def telling(
    xs: Sequence[np.ndarray],
    ys: Sequence[np.ndarray],
    names: Sequence[str],
    said: Sequence[Sequence[str]],
    title: str,
    span: tuple[str, str],
) -> None:
    """Draws every y against its x, with `span` as the ends of x; `said` is what the points of each curve say."""
    drawn = b64encode(curves(xs, ys, names, dark=is_dark(), title=title, span=span).encode()).decode()
    spots = [
        _spot(across[i], down[i], words[i], bool(down[i] == np.nanmax(down)))
        for (across, down), words in zip(places(xs, ys), said, strict=True)
        for i in np.flatnonzero(np.isfinite(down)).tolist()
    ]
    image = f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(title)}">'
    st.html(f'{_STYLE}<div class="points">{image}{"".join(spots)}</div>')


def _spot(across: float, down: float, words: str, reached: bool) -> str:
    late, key = " late" if across > WIDTH / 2 else "", ' tabindex="0"' if reached else ""
    style = f"left: {100 * across / WIDTH:.2f}%; top: {100 * down / HEIGHT:.2f}%"
    return f'<span class="point{late}" role="img" aria-label="{escape(words)}" style="{style}"{key}></span>'
