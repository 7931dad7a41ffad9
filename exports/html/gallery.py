"""Every demo of the Gallery as a page, and an index of them: a folder for any static host, or for no host at all.

What pages share (the player's script, Plotly, the surfaces) lies beside them once, as scripts of the old kind: those
are the only ones that a browser also loads where a page was opened from a disk.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from exports.html import parts
from exports.html.folded import folded
from exports.html.options import PageOptions
from exports.html.page import Held, laid_out
from exports.played import Played
from exports.work import ExportError, Tell, Work, silent
from figures.picture import picture
from gallery import DEMOS, Demo
from words.language import _

INDEX = "index.html"
_SHARED, _PICTURES = "slalom", "pictures"
_STYLE = f"{_SHARED}/style.css"
_GLUE = "\N{NO-BREAK SPACE}"
_POLICY = "default-src 'none'; script-src 'nonce-{nonce}'; style-src file: http: https:; img-src file: http: https:"


def write(directory: str | Path, tell: Tell = silent, demos: Mapping[str, Demo] = DEMOS) -> Path:
    """The folder: whole, or not at all. Returns its index.

    Files of the same names are replaced. ExportError in one sentence if there is a folder with other files in it.
    """
    place = Path(directory)
    if place.exists() and not place.is_dir():
        raise ExportError(_("{place} is a file; the gallery is a folder.").format(place=place))
    if place.exists() and any(place.iterdir()) and not (place / _STYLE).exists():
        raise ExportError(_("{place} has other files in it; name a new folder or an empty one.").format(place=place))
    place.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".slalom-", dir=place.parent))
    try:
        for count, (name, content) in enumerate(_files(demos)):
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_bytes(content)
            tell(min(1.0, count / (2 * len(demos) + 5)))
        _move(new, place)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    tell(1.0)
    return place / INDEX


def _move(new: Path, place: Path) -> None:
    for file in sorted(new.glob("**/*")):
        to = place / file.relative_to(new)
        if file.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, to)


def _files(demos: Mapping[str, Demo]) -> Iterator[tuple[str, bytes]]:
    """Name in the folder, and content."""
    yield _STYLE, parts.style().encode()
    yield f"{_SHARED}/index.css", parts.own("index.css").encode()
    for name in parts.FILES:
        yield f"{_SHARED}/{name}.js", _script(name, parts.script(name))
    shared = {name: Held(file=f"{_SHARED}/{name}.js", part=name) for name in parts.FILES}
    keys, grids = list(demos), set[str]()
    for key, demo in demos.items():
        yield f"{_PICTURES}/{key}.svg", picture(demo.experiment, demo.view, dark=None, title=_(demo.title)).encode()
        played = Played.of_work(Work.of(demo.experiment))
        grid = parts.packed(folded(played.grid()))
        name = f"grid-{hashlib.sha256(grid.encode()).hexdigest()[:12]}"
        if name not in grids:
            grids.add(name)
            yield f"{_SHARED}/{name}.js", _script(name, grid)
        held = shared | {"grid": Held(file=f"{_SHARED}/{name}.js", part=name)}
        yield f"{key}.html", _page(key, demo, played, held, keys, demos)
    yield INDEX, _index(demos).encode()


def _script(name: str, packed: str) -> bytes:
    """What leaves a packed text where a page looks for it."""
    return f'(globalThis.slalomParts??={{}})["{name}"]="{packed}";\n'.encode()


def _page(
    key: str, demo: Demo, played: Played, held: Mapping[str, Held], keys: Sequence[str], demos: Mapping[str, Demo]
) -> bytes:
    options = PageOptions(layout=demo.view, three_d=True)
    blob = played.paths(options.for_player(), demo.view, demo.curve)
    at = keys.index(key)
    near = {"prev": keys[at - 1 : at], "next": keys[at + 1 : at + 2]}
    signs = {"prev": "← {}", "next": "{} →"}
    links = [f'<a href="{INDEX}">{escape(_("Gallery"))}</a>'] + [
        f'<a rel="{rel}" href="{other}.html">{escape(signs[rel].format(_(demos[other].title)))}</a>'
        for rel, others in near.items()
        for other in others
    ]
    above = (
        f'<header class="lesson"><nav aria-label="{escape(_("Gallery"))}">{"".join(links)}</nav>'
        f"<h1>{escape(_(demo.title))}</h1><p>{_prose(demo.look)}</p></header>"
    )
    whole = {**held, "paths": Held(parts.packed(folded(blob)))}
    style = f'<link rel="stylesheet" href="{_STYLE}">'
    return laid_out(_(demo.title), whole, played.still(demo.view), style=style, above=above).encode()


def _prose(text: str) -> str:
    return escape(_(text).replace(" = ", f"{_GLUE}={_GLUE}"))


def _index(demos: Mapping[str, Demo]) -> str:
    groups = [(group, dict(members)) for group, members in groupby(demos.items(), key=lambda pair: pair[1].group)]
    topics = "".join(
        f'<li><a href="#{_anchor(group)}">{escape(_(group))} <span>{len(members)}</span></a></li>'
        for group, members in groups
    )
    sections = "".join(_section(group, members) for group, members in groups)
    nonce = hashlib.sha256(sections.encode()).hexdigest()[:32]
    search, none = _("Search the gallery"), _("No demo mentions all of these words.")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(nonce=nonce)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_('Slalom: watch optimizers run downhill'))}</title>\n"
        f'<link rel="stylesheet" href="{_STYLE}">\n<link rel="stylesheet" href="{_SHARED}/index.css">\n</head>\n'
        f'<body class="page gallery">\n<header><h1>Slalom</h1><p>{escape(_INTRO())}</p>\n'
        f'<input type="search" placeholder="{escape(search)}" aria-label="{escape(search)}" hidden>\n'
        f'<nav aria-label="{escape(_("Topics"))}"><ul>{topics}</ul></nav></header>\n'
        f'<main>{sections}<p id="none" role="status" hidden>{escape(none)}</p></main>\n'
        f'<script nonce="{nonce}">{parts.own("index.js")}</script>\n</body>\n</html>\n'
    )


def _INTRO() -> str:  # noqa: N802 - a text, which is translated when it is asked for
    return _(
        "Optimizers, seen at work. Open a picture and it plays: drag the start, move a number, look into a step. "
        "Everything is worked out in your browser; nothing is installed, and nothing is sent anywhere."
    )


def _section(group: str, members: Mapping[str, Demo]) -> str:
    cards = "".join(_card(key, demo) for key, demo in members.items())
    return f'<section id="{_anchor(group)}"><h2>{escape(_(group))}</h2><ul>{cards}</ul></section>\n'


def _card(key: str, demo: Demo) -> str:
    """Picture, title and text; the title is a link that covers the card. What is searched are its words and names."""
    runs = demo.experiment.runs
    named = {_(run.described.title) for run in runs} | {_(demo.experiment.landscape().name), _(demo.group)}
    return (
        f'<li class="card" data-words="{escape(" ".join(sorted(named)))}">'
        f'<img src="{_PICTURES}/{key}.svg" alt="" width="640" height="400" loading="lazy">'
        f'<h3><a href="{key}.html">{escape(_(demo.title))}</a></h3><p>{_prose(demo.look)}</p></li>'
    )


def _anchor(group: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in group.lower())
