"""A small still picture of coloured cells, as SVG for `st.image`: what a card shows of a map."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

WIDTH, HEIGHT, GAP = 640, 400, 10


def cells(panels: Sequence[Sequence[str]], colours: Sequence[str], *, title: str) -> str:
    """SVG of panels side by side, named `title`; a panel is its rows from the top, of letters from "A" on, each a place
    in `colours`."""
    width = (WIDTH - GAP * (len(panels) - 1)) / len(panels)
    drawn = "".join(_panel(rows, colours, i * (width + GAP), width) for i, rows in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'shape-rendering="crispEdges"><title>{escape(title)}</title>{drawn}</svg>'
    )


def _panel(rows: Sequence[str], colours: Sequence[str], left: float, width: float) -> str:
    wide, tall = width / len(rows[0]), HEIGHT / len(rows)
    parts = []
    for i, row in enumerate(rows):
        at = 0
        for letter, group in groupby(row):
            count = len(list(group))
            place = f'x="{left + at * wide:.1f}" y="{i * tall:.1f}" width="{count * wide + 0.2:.1f}"'
            parts.append(f'<rect {place} height="{tall + 0.2:.1f}" fill="{colours[ord(letter) - ord("A")]}"/>')
            at += count
    return "".join(parts)
