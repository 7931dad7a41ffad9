"""The query of a link as it is pasted: a whole address, out of a mail or a page, wrapped, broken, encoded twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, unquote_plus

_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_BREAK = re.compile(r"=?[ \t]*[\r\n]+[ \t>]*")
_ENDS = ".,;:!?)]}*_`"  # of the sentence around an address
_TEXTS = ("label", "text", "formula")
_AROUND = ("url", "q", "u", "target", "redirect")  # in which others hand an address on
#: What counts visitors or sets a frame is no part of what is shown.
_BESIDE = re.compile(r"(?:utm_\w+|\w*clid|mc_[ce]id|igsh\w*|ref|si|embed(?:_options)?|theme)\Z")
# Letters in it, as numbers may stand behind the % of a formula; and nothing that an address would have encoded.
_ENCODED = re.compile(r"(?=.*%(?:[2-7][A-F]|0[AD]))[\w.~*%+,!'()-]*\Z", re.IGNORECASE | re.ASCII)
_LABEL = re.compile(r"(?=.*%[0-9A-F]{2})[\w.~*%+,!'()-]*\Z", re.IGNORECASE | re.ASCII)
_TYPED = re.compile(r"[\^*()/]")
_WRAPPED = 2


def query_in(text: str) -> str:
    """The query string of the link in `text`, without "?"; of a text that is a query, the text.

    It may be a whole address, in brackets or a sentence or broken into lines, one with HTML's &amp;, one that another
    address carries along, and one whose marks were encoded once more.
    """
    text = _INVISIBLE.sub("", text).strip()
    if "&amp;" in text:
        text = text.replace("&amp;", "&")
    whole = _ADDRESS.search(_BREAK.sub("", text)) if "://" in text else None
    if whole:
        closes = whole.string[: whole.start()].endswith("(") and whole[0].endswith(")")
        return _in_address(whole[0][:-1] if closes else whole[0])
    before, mark, behind = text.partition("?")
    query = behind if mark and "=" not in before else text
    return _plain(query)


def pairs_in(query: str) -> Iterator[tuple[str, str]]:
    """Key and value of every part of a query but those that are no part of any experiment.

    A formula that was typed into an address has its plus: in one that was encoded, + is a blank, and ^, * and brackets
    do not stand in it as they are.
    """
    for part in query.split("&"):
        key, _, raw = part.partition("=")
        typed = key == "formula" and bool(_TYPED.search(raw)) and "%2B" not in raw.upper()
        for name, value in parse_qsl(part.replace("+", "%2B") if typed else part, keep_blank_values=True):
            if not _BESIDE.match(name):
                yield name.removeprefix("amp;"), _once_more(name, value)


def _once_more(key: str, value: str) -> str:
    """The value of a part, decoded again if it was encoded twice."""
    twice = _ENCODED.match(value) or (key == "label" and _LABEL.match(value))
    return unquote_plus(value) if twice else value


def _in_address(address: str) -> str:
    for _ in range(_WRAPPED):
        inner = [value for key, value in parse_qsl(address.partition("?")[2]) if key in _AROUND and "://" in value]
        if not inner:
            break
        address = inner[0]
    query = address.partition("?")[2].partition("#")[0]
    last = query.rpartition("&")[2].partition("=")[0]
    return _plain(query if last in _TEXTS else query.rstrip(_ENDS))


def _plain(query: str) -> str:
    """The query as it was before all of it was encoded."""
    return unquote(query) if "=" not in query and re.search("%3D", query, re.IGNORECASE) else query
