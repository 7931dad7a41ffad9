"""What columns are called: their names without units, and which two of them are x and y."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What x and y are called, in pairs.
_PAIRS = (
    *(("x", "y"), ("lon", "lat"), ("long", "lat"), ("lng", "lat"), ("longitude", "latitude"), ("easting", "northing")),
    *(("east", "north"), ("rechtswert", "hochwert"), ("xs", "ys"), ("xx", "yy"), ("theta_x", "theta_y")),
)
#: The same with numbers. They are no pair where a third goes on with them; with x1 and x2, y is another thing.
_LETTERS = ("x", "w", "theta", "p", "param", "parameter", "weight", "θ")
_NUMBERED = tuple(
    tuple(f"{name}{between}{at + k}{after}" for k in range(3))
    for name in _LETTERS
    for between, after in (("", ""), ("_", ""), (" ", ""), ("[", "]"))
    for at in (1, 0)
)
_UNIT = re.compile(
    r"(?<=\S)\s{0,5}([\[(](?![0-9]).{0,40}|[ _-](coordinate|coord|m|km|ft|mm|cm|deg|axis|pos|position))$"
)


#: What a cell above the first column and before the first row says of both: lat\lon, y / x.
_CORNER = (re.compile(r"([^\\]{1,80})\\([^\\]{1,80})"), re.compile(r"([^/|]{1,80})[/|]([^/|]{1,80})"))


def of_corner(text: str) -> tuple[str, str]:
    """(name of what runs along the rows, x; name of what runs down, y) as the corner of a table calls them, first what
    runs down; empty where it does not say, or only that they are x and y."""
    for pattern in _CORNER:
        if found := pattern.fullmatch(text.strip()):
            down, along = found[1].strip(), found[2].strip()
            named = all(any(map(str.isalpha, name)) for name in (down, along))
            return (along, down) if named and {down.lower(), along.lower()} != {"x", "y"} else ("", "")
    return "", ""


def plain_name(name: str) -> str:
    """The name of a column in small letters, without its unit: "X [m]" is x, and "height_m" is height."""
    return _UNIT.sub("", name.lower().strip(" _\"'.:"))


def pair_of(names: Sequence[str]) -> tuple[int, int] | None:
    """The columns of x and y by their plain names, None if these do not say."""
    numbered = ((first, second) for first, second, third in _NUMBERED if third not in names)
    for pair in (*_PAIRS, *numbered):
        if {*pair} <= {*names}:
            return names.index(pair[0]), names.index(pair[1])
    return None
