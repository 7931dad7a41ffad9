"""One file with the player, the paths and all that it needs: it opens from a disk, and asks nothing of any network."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import cast

from exports.html import parts
from exports.html.folded import folded
from exports.html.options import PageOptions
from exports.played import Played
from exports.work import Tell, Work
from parameters import Described
from words.labels import title
from words.language import _

#: What a page may do. Its scripts have a word that nothing written by others has; it asks nobody for anything.
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'{beside}; img-src data: blob:{beside}; "
    "base-uri 'none'; form-action 'none'"
)
#: What lies beside a page, in a folder: `'self'` is nothing where a page is opened from a disk.
_BESIDE = " file: http: https:"
HEIGHT = 830  # pixels of an iframe, in which the usual player has room


@dataclass(frozen=True)
class Held:
    """A part of the page: its packed text, or the file beside the page that leaves it under the name `part`."""

    text: str = ""
    file: str = ""
    part: str = ""


def page(work: Work, options: Described, tell: Tell) -> bytes:
    """The page of an experiment."""
    chosen = cast(PageOptions, options)
    tell(0.0)
    played = Played.of_work(work)
    blob = played.paths({**chosen.for_player(), "view": dict(work.view)}, chosen.layout)
    tell(0.3)
    whole = document(blob, played.grid(), played.words["title"], played.still(chosen.layout), chosen)
    tell(1.0)
    return whole


def document(paths: bytes, grid: bytes, name: str, still: str, options: PageOptions) -> bytes:
    """The page of blobs of the player; `name` is its title, and `still` an SVG that stands for it without scripts."""
    held = {"paths": Held(parts.packed(folded(paths))), "grid": Held(parts.packed(folded(grid)))}
    held |= {each: Held(parts.script(each)) for each in _scripts(options.deep)}
    return laid_out(name, held, still, theme=options.theme, style=f"<style>{parts.style()}</style>").encode()


def laid_out(
    name: str, held: Mapping[str, Held], still: str, *, theme: str = "system", style: str, above: str = ""
) -> str:
    """The document. `style` is markup for the head, and `above` markup that stands over the player; without it there is
    a heading for those who listen, as the player's own may be left out."""
    nonce = hashlib.sha256("".join(part.text or part.file for part in held.values()).encode()).hexdigest()[:32]
    beside = _BESIDE if any(part.file for part in held.values()) else ""
    said = _("This page plays where scripts may run. Here is its picture, standing still.")
    without = f'<div class="still"><p>{escape(said)}</p>{still}</div>'
    above = above or f'<h1 class="slalom-hidden">{escape(name)}</h1>'
    themed = "" if theme == "system" else f' data-theme="{theme}"'
    data = "".join(_data(key, part) for key, part in held.items())
    return (
        f'<!doctype html>\n<html lang="en"{themed}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(nonce=nonce, beside=beside)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Slalom">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(name)}</title>\n{style}\n</head>\n"
        f'<body class="page">\n<main>{above}<div id="slalom"></div>\n'
        f'<noscript id="slalom-still">{without}</noscript></main>\n{data}'
        f'<script nonce="{nonce}">{parts.own("begin.js")}</script>\n</body>\n</html>\n'
    )


def _data(name: str, part: Held) -> str:
    """An inert element: no script, whatever it holds."""
    where = f' data-file="{escape(part.file)}" data-part="{escape(part.part)}"' if part.file else ""
    return f'<script type="application/octet-stream" id="slalom-{name}"{where}>{part.text}</script>\n'


def _scripts(deep: bool) -> list[str]:
    return ["player", "cartesian", *(["gl3d"] if deep else [])]


def snippet(work: Work, address: str, height: int = HEIGHT) -> str:
    """What shows the page inside another one, from where it lies."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title(work.experiment))}" loading="lazy" '
        f'allow="fullscreen" style="width: 100%; height: {height}px; border: 0"></iframe>'
    )
