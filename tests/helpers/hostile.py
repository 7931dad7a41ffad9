"""Texts that mean harm: markup of every kind that a page, a picture, a spreadsheet or a terminal may read."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from simulation.experiments.link import KEYS

HOST = "evil.invalid"  # whatever asks for this has been fooled

#: Each is a label at most: 80 characters.
HOSTILE: tuple[str, ...] = (
    f"![](//{HOST}/a)",
    f"![x](http://{HOST}/b.png)",
    f"[Log in](//{HOST})",
    f"[a]: //{HOST}\n\n[a]",
    f"<http://{HOST}>",
    f"https://{HOST}/c?d=e",
    f"www.{HOST}.example/f",
    f"mail@{HOST}",
    f"<img src=//{HOST}/g onerror=alert(1)>",
    f"<script src=//{HOST}/h.js></script>",
    "<script>window.fooled = 1</script>",
    f"</title></svg><image href='//{HOST}/i'/>",
    f"<svg onload=window.fooled=1><use href='//{HOST}/j#k'/>",
    f"<a href='javascript:window.fooled=1'>{HOST}</a>",
    f"<style>@import '//{HOST}/l.css'</style>",
    f"<iframe src=//{HOST}/m>",
    "<b>bold</b> &lt;i&gt; &#60;u&#62;",
    "**bold** __bold__ *slanted* _slanted_ ~~gone~~",
    "# a heading",
    "1. a list",
    "> a quotation",
    "- [ ] a task",
    "`code` ```\ncode\n```",
    "$\\frac{1}{2}$ and $$\\sum$$",
    f"$\\href{{//{HOST}}}{{x}} \\includegraphics{{//{HOST}/n}}$",
    ":red[danger] :blue-badge[sale] :rainbow[all]",
    ":material/home: :material_home: :smile: :streamlit:",
    ":help[what] :small[x] :color[y]{foreground=red}",
    "a -> b <- c -- d >= e <-> f",
    "| a | b |\n|---|---|\n| c | d |",
    "[^1] and text[^1]",
    f'=HYPERLINK("http://{HOST}","click")',
    f'=IMAGE("http://{HOST}/o.png")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J",
    "\u202egnp.exe\u202c \u2066left\u2069",
    "a\u200bd\u200cm\u200di\u2060n\ufeff\u00ad",
    "line\nbreak\r\nand\u2028more\x00nothing\x85next",
    "z" + "\u0301\u0317" * 20 + "algo",
    "\u3164\u115f\u2800",
    "{0.__class__} %s %(x)s ${x} {{x}}",
    "'; DROP TABLE runs; --",
    "constructor __proto__ toString",
    "W" * 80,
)


def wrong(text: str) -> Iterator[dict[str, str]]:
    """Links that are wrong in one field each, with the text in it."""
    fine = {"surface": "rosenbrock", "run": "adam", "steps": "20"}
    for key in KEYS:
        yield {**fine, key: text}
    for field in (f"adam~{text}~1", f"adam~lr~{text}", f"adam~~{text}", f"adam~~lr.{text}", f"adam~~noise~{text}~1"):
        yield {**fine, "run": field}
    yield {**fine, "surface": f"rosenbrock~{text}~1"}
    yield {**fine, "surface": "formula", "formula": text}
    yield {**fine, "run": "own", "text": text}


def wrong_links() -> list[str]:
    """One field each, so that all fields get some of the texts, and all texts come to some field."""
    count = len(list(wrong("")))
    return [urlencode(list(wrong(text))[i % count]) for i, text in enumerate(HOSTILE)]
