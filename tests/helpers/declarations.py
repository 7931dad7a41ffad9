"""The player's header as TypeScript declares it: `python -m tests.helpers.declarations` writes the file anew."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin

from typing_extensions import get_type_hints, is_typeddict

from player import header, header_live, header_network

FILE = Path(header.__file__).parent / "frontend" / "payload" / "header.d.ts"
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "Program"}
_HEAD = """\
/** The headers of the blobs. From player/header*.py, which say what each key means: `make format`. */

export type Program = number | string | null | [string, ...Program[]];
"""


def written() -> str:
    """The whole file."""
    modules = (header_live, header_network, header)
    own = [it for one in modules for it in vars(one).values() if is_typeddict(it) and it.__module__ == one.__name__]
    return _HEAD + "".join(map(_interface, own))


def _interface(described: type) -> str:
    hints = get_type_hints(described, include_extras=True)
    lines = [f"  {name}{'?' * (get_origin(hint) is NotRequired)}: {_type(hint)};" for name, hint in hints.items()]
    return "\n".join(["", f"/** {described.__doc__} */", f"export interface {described.__name__} {{", *lines, "}", ""])


def _type(hint: Any) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return _type(args[0])
    if origin is Literal:
        return " | ".join(f"'{value}'" if isinstance(value, str) else str(value).lower() for value in args)
    if origin in (Union, types.UnionType):
        return " | ".join(map(_type, args))
    if origin is tuple:
        return f"[{', '.join(map(_type, args))}]"
    if origin is list:
        (inner,) = map(_type, args)
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<{', '.join(map(_type, args))}>"
    return _PLAIN.get(hint) or hint.__name__


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
