"""Small pictures drawn by hand: inline SVG in the colours of the theme, for places where a chart would be too much."""

from __future__ import annotations

from html import escape

import numpy as np

from ui.numbers import short

WIDTH, HEIGHT, EDGE = 240, 72, 6


def curve(values: np.ndarray, title: str) -> str:
    """SVG of `values (n,)` against their number, with the largest and the smallest written beside; `title` is read
    aloud. Values that are not finite leave gaps."""
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
        f'<svg class="slalom-sketch" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"><title>{escape(title)}</title>'
        f'<path d="{path}"/>{words}</svg>'
    )
