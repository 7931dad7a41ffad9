"""The index of a gallery: every demo as a card under its topic, and a box to search in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from exports.html import parts
from exports.html.documents import document
from exports.html.lessons import AnyDemo, named, prose, topic
from words.language import _


def index(demos: Mapping[str, AnyDemo], pictures: str, styles: Sequence[str]) -> bytes:
    """The index of demos whose pages lie beside it; `pictures` is the folder of their cards."""
    groups = [(group, dict(members)) for group, members in groupby(demos.items(), key=lambda pair: topic(pair[1]))]
    topics = "".join(
        f'<li><a href="#{_anchor(group)}">{escape(_(group))} <span>{len(members)}</span></a></li>'
        for group, members in groups
    )
    sections = "".join(_section(group, members, pictures) for group, members in groups)
    search, none = _("Search the gallery"), _("No demo mentions all of these words.")
    body = (
        f"<header><h1>Slalom</h1><p>{escape(_INTRO())}</p>\n"
        f'<input type="search" placeholder="{escape(search)}" aria-label="{escape(search)}" hidden>\n'
        f'<nav aria-label="{escape(_("Topics"))}"><ul>{topics}</ul></nav></header>\n'
        f'<main>{sections}<p id="none" role="status" hidden>{escape(none)}</p></main>'
    )
    return document(_("Slalom: watch optimizers run downhill"), body, styles, parts.own("index.js"), kind="gallery")


def _INTRO() -> str:  # noqa: N802 - a text, which is translated when it is asked for
    return _(
        "Optimizers, seen at work. Open a picture of runs and it plays: drag the start, move a number, look into a "
        "step; your browser works it out. Maps and trainings of networks were computed once. Nothing is installed, "
        "and nothing is sent anywhere."
    )


def _section(group: str, members: Mapping[str, AnyDemo], pictures: str) -> str:
    cards = "".join(_card(key, demo, pictures) for key, demo in members.items())
    return f'<section id="{_anchor(group)}"><h2>{escape(_(group))}</h2><ul>{cards}</ul></section>\n'


def _card(key: str, demo: AnyDemo, pictures: str) -> str:
    """Picture, title and text; the title is a link that covers the card. What is searched are its words and names."""
    words = " ".join(sorted(named(demo) | {_(topic(demo))}))
    return (
        f'<li class="card" data-words="{escape(words)}">'
        f'<img src="{pictures}/{key}.svg" alt="" width="640" height="400" loading="lazy">'
        f'<h3><a href="{key}.html">{escape(_(demo.title))}</a></h3><p>{prose(demo.look)}</p></li>'
    )


def _anchor(group: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in group.lower())
