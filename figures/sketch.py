"""Small pictures drawn by hand, as SVG for `st.image`, for places where a chart would be too much.

An image knows nothing of the theme around it, so its colours are chosen to be read on white and on black.
"""

from __future__ import annotations

from html import escape

import numpy as np

from words.numbers import short

WIDTH, HEIGHT, EDGE = 240, 72, 6
LINE, WORDS = "#1487cc", "#76838f"


def curve(values: np.ndarray, title: str, color: str = LINE) -> str:
    """SVG of `values (n,)` against their number, with the largest and the smallest written beside, and named `title`.
    Values that are not finite leave gaps."""
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return ""
    low, high = float(finite.min()), float(finite.max())
    x = np.linspace(EDGE, WIDTH - EDGE, len(values)) if len(values) > 1 else np.array([WIDTH / 2])
    y = HEIGHT / 2 - (values - (low + high) / 2) / ((high - low) or 1.0) * (HEIGHT - 2 * EDGE - 24)
    path = "".join(
        f"{'L' if i and np.isfinite(values[i - 1]) else 'M'}{x[i]:.1f} {y[i]:.1f}"
        for i in range(len(values))
        if np.isfinite(values[i])
    )
    words = f'<text x="{EDGE}" y="12">{short(high)}</text>'
    if low < high:
        words += f'<text x="{EDGE}" y="{HEIGHT - 3}">{short(low)}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img">'
        f'<title>{escape(title)}</title><path d="{path}" fill="none" stroke="{color}" stroke-width="2"/>'
        f'<g font-family="sans-serif" font-size="11" fill="{WORDS}">{words}</g></svg>'
    )
