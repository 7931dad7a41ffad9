"""The lines of a table: without remarks, brackets and what else programs write around numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from parameters.numbers import whole
from surfaces.reading.numbers import MISSING
from surfaces.reading.problems import FileError

MAX_LINES, MAX_LINE = 420_000, 500_000
_REMARKS = ("#", "%", "//", "!")
_EMPTY = " \t\r\n;,|"
_ARRAY = re.compile(
    r"\s{0,40}(\w{1,40}\s{0,9}=\s{0,9})?([\w.]{1,20}\()?\s{0,9}(?!\([^(),;\s]{1,40}\))(?=[\[{(]\s{0,9}[\[{(+\-.0-9])"
)
_LEVEL = str.maketrans("{}()", "[][]")


class Lines(NamedTuple):
    """texts    the lines that hold cells, with their ends
    numbers  which lines of the file these are
    remark   the last remark before the first of them, which may hold the names of columns
    """

    texts: list[str]
    numbers: list[int]
    remark: str


def lines_of(text: str, most: int | None = None) -> Lines:
    """The lines of a table, at most so many. `FileError` with one sentence for a file that is too long."""
    if text.count("\n") + text.count("\r") // 2 > MAX_LINES:
        raise FileError(f"The file has more than {whole(MAX_LINES)} lines, which is the limit.")
    texts: list[str] = []
    numbers: list[int] = []
    remark = ""
    for at, line in enumerate(_unbracketed(text).splitlines(keepends=True), start=1):
        bare = line[:MAX_LINE].strip(_EMPTY)
        if _is_remark(bare):
            remark = remark if texts else bare.lstrip("#%/! ")
        elif line.strip() and (bare or texts) and not (at == 1 and re.fullmatch(r"sep=.?", bare)):
            texts.append(line)
            numbers.append(at)
            if most is not None and len(texts) >= most:
                break
    while texts and not texts[-1].strip(_EMPTY):  # rows that a spreadsheet has below its table
        del texts[-1], numbers[-1]
    if max(map(len, texts), default=0) > MAX_LINE:
        raise FileError(f"The file has a line of more than {whole(MAX_LINE)} characters, which is the limit.")
    return Lines(texts, numbers, remark)


def _is_remark(bare: str) -> bool:
    return bare.startswith(_REMARKS) and re.split(r"[;,\t| ]", bare[:20], maxsplit=1)[0].lower() not in MISSING


def _unbracketed(text: str) -> str:
    """Rows of an array as Python, JSON, MATLAB or C write it, as lines; any other text as it is."""
    begins = _ARRAY.match(text[:200])
    if not begins:
        return text
    body = text[begins.end() :]
    body = (body[: body.rfind(")")] if begins[2] else body).translate(_LEVEL)
    body = body[: body.rfind("]") + 1]
    if body[1:50].lstrip().startswith("["):
        rows = body.replace("\r", " ").replace("\n", " ").split("]")
        return "\n".join(row.strip(" ,;[\t") for row in rows)
    return body.strip("[] \t\r\n").replace(";", "\n")
