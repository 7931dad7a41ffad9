r"""Matrices as MATLAB and LaTeX write them, [3 1; 1 2] and \begin{pmatrix} 3 & 1 \\ 1 & 2 \end{pmatrix} → nested lists.

A product of them is a number or nothing: shapes are looked at here, as a list does not tell a row from a column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from formulas.errors import FormulaError

_NAMED = re.compile(r"\A\s*([A-Za-z]\w{0,9})\s*=\s*(\[[^\[\]=]*\]'?)\s*[;\n,]\s*(?=\S)")
_LATEX = re.compile(
    r"(?:\\left\s*[\[(]\s*)?\\begin\{([pb]?matrix|smallmatrix|array)\}(?:\{[lcr| ]*\})?(.*?)\\end\{\1\}"
    r"(?:\s*\\right\s*[\])])?",
    re.DOTALL,
)
_BRACKETS = re.compile(r"(?<![\w\[)\]'])\[([^\[\]=]*)\](?!\s*\[)|(?<=['\]\s])\[([^\[\]=]*)\]")
_TURNED = re.compile(r"\s*(?:'|\.'|\^\s*\{?\s*(?:\\top|\\intercal|\\math(?:sf|rm)\s*\{?\s*T\s*\}?|T|⊤)\s*\}?|[ᵀ⊤])")
_TIMES = re.compile(r"\s*(?:@|\*|·|\\cdot\b|\\times\b|\\,|\\;|\\!)?\s*")
_UNKNOWN = re.compile(r"\s*\*?\s*([A-Z])\s*\*?\s*\Z")
_BETWEEN = re.compile(r"(?<=[\w)\]'])\s+(?=[\w(\[.])|(?<=[\w)\]'])\s+(?=[-+][\w(.])")
_NORM = re.compile(
    r"(?:\\(?:left\s*)?\\\||\\\||\\(?:left\s*)?\\?lVert|‖|\|\|)\s*\(([^()|,]+,[^()|,]+)\)\s*"
    r"(?:\\(?:right\s*)?\\\||\\\||\\(?:right\s*)?\\?rVert|‖|\|\|)(?:_\{?([12])\}?)?"
)
_CODE = re.compile(r":|\b(?:for|if|else|in|f64|f32)\b")
_OF_VECTORS = re.compile(r"\b(?:norm|sum|sumsq|mean|prod|dot|max|min)\s*\(\s*\Z")
_NAMES, _SIDE = 6, 12


@dataclass(frozen=True)
class _Matrix:
    """Rows of texts, and where it stands, its transposition included."""

    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int
    plain: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    @property
    def text(self) -> str:
        if 1 in self.shape:
            return f"np.array([{', '.join(cell for row in self.rows for cell in row)}])"
        rows = ", ".join(f"[{', '.join(row)}]" for row in self.rows)
        return f"np.array([{rows}])"


def listed(text: str) -> str:
    """The text with nested lists for its matrices. FormulaError where a product of them is no number."""
    text = _NORM.sub(lambda m: f"norm(np.array([{m[1]}]), {m[2] or 2})", text)
    if "[" not in text and "matrix" not in text and "{array}" not in text:
        return text
    text = _with_values(text)
    found = _matrices(text)
    if not any(not one.plain for one in found):
        return text
    pieces, at = [], 0
    for chain in _chains(text, found):
        _must_fit(chain, text)
        pieces += [text[at : chain[0].start], " @ ".join(one.text for one in chain)]
        at = chain[-1].end
    return "".join([*pieces, text[at:]])


def _with_values(text: str) -> str:
    """A = [3 1; 1 2]; x'*A*x with the numbers in place of the name."""
    for _ in range(_NAMES):
        if not (named := _NAMED.match(text)):
            break
        value, rest = named[2], text[named.end() :]
        text = re.sub(rf"(?<![\w\\]){named[1]}(?!\w)", lambda _m, value=value: value, rest)  # type: ignore[misc]
        if len(text) > 4_000:
            raise FormulaError("The matrices are too large: write a shorter formula.", 0, text)
    return text


def _matrices(text: str) -> list[_Matrix]:
    """The matrices of a text, in order; those in one row with commas, which may be lists, are `plain`."""
    found = [(m.start(), m.end(), _cells(m[2], r"\\\\(?:\[[^\]]*\])?", "&"), False) for m in _LATEX.finditer(text)]
    for m in _BRACKETS.finditer(text):
        inner = (m[1] if m[1] is not None else m[2]).strip()
        if any(start <= m.start() < end for start, end, _rows, _plain in found) or not inner or _CODE.search(inner):
            continue
        spaced = "," not in inner and ";" not in inner
        rows = _cells(_BETWEEN.sub(",", inner), r"[;\n]", ",")
        if not spaced or len(rows[0]) > 1:
            found.append((m.start(), m.end(), rows, ";" not in inner and not _OF_VECTORS.search(text, 0, m.start())))
    matrices = []
    for start, end, rows, plain in sorted(found):
        if len({len(row) for row in rows}) != 1 or max(len(rows), len(rows[0])) > _SIDE or not all(map(all, rows)):
            if plain:
                continue
            raise FormulaError("The rows of a matrix are not equally long: write [3 1; 1 2].", 0, text)
        turned = tuple(zip(*rows, strict=True))
        while transposed := _TURNED.match(text, end):
            end, rows, turned = transposed.end(), turned, rows
        matrices.append(_Matrix(rows, start, end, plain))
    return matrices


def _cells(inner: str, between_rows: str, between_cells: str) -> tuple[tuple[str, ...], ...]:
    rows = [row for row in re.split(between_rows, inner) if row.strip()]
    return tuple(tuple(cell.strip() for cell in row.split(between_cells)) for row in rows)


def _chains(text: str, found: list[_Matrix]) -> list[list[_Matrix]]:
    """The matrices that are multiplied with one another. FormulaError where one between them is not known."""
    chains = [[found[0]]]
    for one in found[1:]:
        last = chains[-1][-1]
        if unknown := _UNKNOWN.fullmatch(text, last.end, one.start):
            said = f"The numbers of {unknown[1]} are not known: write [2 0; 0 1] for a matrix in its place."
            raise FormulaError(said, 0, text)
        if _TIMES.fullmatch(text, last.end, one.start):
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _must_fit(chain: list[_Matrix], text: str) -> None:
    rows, columns = chain[0].shape
    for one in chain[1:]:
        if one.shape[0] != columns:
            sizes = f"{rows}×{columns} and {one.shape[0]}×{one.shape[1]}"
            raise FormulaError(f"Matrices of {sizes} do not fit each other: write [x y]*[3 1; 1 2]*[x; y].", 0, text)
        columns = one.shape[1]
    if len(chain) > 1 and rows > 1 and columns > 1 and not all(1 not in one.shape for one in chain):
        raise FormulaError("This product is a matrix and no number: write [x y]*[3 1; 1 2]*[x; y].", 0, text)
