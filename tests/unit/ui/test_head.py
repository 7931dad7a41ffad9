"""The style and the script that a page brings along."""

import asyncio
import re
from pathlib import Path

import pytest

from ui.frame.head import Head

PAGE = b"<html><head></head><body><div id=root></div></body></html>"


async def answer(scope, _receive, send):
    """Streamlit's, in two parts."""
    kind = b"text/html; charset=utf-8" if scope["path"] == "/" else b"text/css"
    asked = dict(scope["headers"])
    headers = [(b"content-type", kind), (b"content-length", str(len(PAGE)).encode()), (b"etag", b"old")]
    assert scope["path"] != "/" or b"if-none-match" not in asked
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[20:]})


def asked(path="/", query=b"", accept=b"text/html", app=answer):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"accept", accept), (b"if-none-match", b"old"), (b"accept-encoding", b"gzip")]
    scope = {"type": "http", "path": path, "query_string": query, "headers": headers}
    asyncio.run(Head(app)(scope, None, send))
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:])


def test_a_page_has_our_style_before_anything_is_drawn():
    headers, body = asked()
    assert body.startswith(PAGE[:30])
    assert body.index(b"<style>") > body.index(b"<div id=root>")
    assert body.endswith(b"</script></body></html>")
    assert int(headers[b"content-length"]) == len(body)
    assert b"etag" not in headers


def test_other_files_pass_as_they_are():
    assert asked("/style.css", accept=b"text/css,*/*")[1] == PAGE
    assert asked("/style.css")[1] == PAGE


@pytest.mark.parametrize(
    "query",
    [
        b"embed=true",
        b"embed=true&label=%E2%80%AE",
        b"label=%FF%FE&embed=true",
        b"a=\xe2\x80\xae&embed=true",
        b"embed=true&=",
    ],
)
def test_an_embedded_picture_leaves_no_place_for_a_sidebar(query):
    place = b"padding-left: 300px"
    assert place in asked()[1]
    assert place in asked(query=query.replace(b"true", b"false"))[1]
    assert place not in asked(query=query)[1]


FIRST = b"_slalom/first"


@pytest.mark.parametrize(
    ("path", "query", "drawn"),
    [
        ("/", b"", True),
        ("/lessons/", b"run=adam", True),
        ("/", b"embed=true", False),
        ("/compare", b"", False),
        ("/lessons/gallery/", b"", False),
        ("/reference", b"rule=adam", False),
    ],
)
def test_the_playground_begins_with_its_picture(path, query, drawn):
    async def page(scope, receive, send):
        await answer({**scope, "path": "/"}, receive, send)

    assert (FIRST in asked(path, query, app=page)[1]) == drawn


def test_the_style_of_some_pages_waits_for_them():
    body = asked()[1].decode()
    waits = re.findall('<style data-page="([a-z-]+)" media="not all">(.*?)</style>', body, flags=re.DOTALL)
    assert [place for place, style in waits] == [
        "st-key-player",
        "st-key-map-kind",
        "st-key-gallery-top",
        "st-key-reference-page",
    ]
    always = body.partition("<style data-page")[0]
    assert not re.search(r"\[class[*^$~|]=[^{},]*[\s>+~][^{},]*{", always)  # all below what gets another class


@pytest.mark.parametrize("file", sorted(Path("ui").rglob("*.css")), ids=str)
def test_what_is_drawn_in_the_player_lets_nothing_else_ask_for_its_style(file):
    """After `:has(…)`, browsers find what a rule goes on to by class, else by the mere name of an attribute: at every
    change below such a place, all of Streamlit's elements, which have a `data-testid`, would be given their style."""
    rules = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for selector in (one for rule in re.findall(r"([^{};@]+){", rules) for one in _without_arguments(rule).split(",")):
        *before, last = re.split(r"[\s>+~]+", selector.strip())
        assert last.startswith(".") or not any(":has" in place for place in before), selector


def _without_arguments(rule):
    """Selectors without what stands in parentheses, but that there is a `:has` in it."""
    while "(" in rule:
        rule = re.sub(r"\([^()]*\)", lambda found: ":has" if ":has" in found[0] else "", rule)
    return rule
