"""The page of a demo of maps: its picture, and how the runs of its cells ended."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from exports.html.documents import document
from exports.maps.picture import png
from exports.maps.told import rows, told
from exports.work import Tell
from gallery import MapDemo
from maps import compute
from words.language import _


def chart(demo: MapDemo, above: str, styles: Sequence[str], tell: Tell) -> bytes:
    """The page, with `above` over the picture. Nothing moves in it, and it asks for its styles alone."""
    for result, share in compute(demo.experiment):  # noqa: B007 - the last one is the whole
        tell(share)
    whole = base64.b64encode(png(result)).decode()
    lines = "".join(f"<li>{escape(line)}</li>" for line in map(told, rows(result)))
    said = f"{_(demo.title)}. {_(demo.look)}"
    body = (
        f'<main>{above}<img class="chart" src="data:image/png;base64,{whole}" alt="{escape(said)}">'
        f'<ul class="chart-told">{lines}</ul></main>'
    )
    return document(_(demo.title), body, styles)
