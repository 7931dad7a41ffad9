"""Commands that keep an experiment as a file: every format with its own options, as its metadata says."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from cli.experiment import OPTIONS, experiment_of, view_of
from cli.options import Command, Option
from cli.output import note, progress, worked, write
from exports.formats import FORMATS, Format
from parameters import Hyper
from parameters.numbers import span, typed

OUTPUT = Option(
    "one", ("-o", "--output"), "where to: a file, or - for stdout; else it is named after what is in it", "FILE"
)
_TAKEN = {option.name for option in (*OPTIONS, OUTPUT)}


def commands(keys: Sequence[str]) -> dict[str, Command]:
    """A command for each of these formats."""
    return {key: Command(partial(_keep, key), FORMATS[key].title, (OUTPUT, *own(key), *OPTIONS)) for key in keys}


def films() -> list[str]:
    """Those of the formats that move."""
    return [key for key, known in FORMATS.items() if known.group == "film"]


def by_suffix(place: str, keys: Sequence[str], formats: Mapping[str, Format] = FORMATS) -> str:
    """The format of a file's name, that with the longest suffix; "" if there is none."""
    fits = [key for key in keys if place.lower().endswith(formats[key].suffix)]
    return max(fits, key=lambda key: len(formats[key].suffix), default="")


def own(key: str) -> tuple[Option, ...]:
    """The options of a format. One that is called like a part of an experiment has the format's name before its own."""
    return tuple(_option(key, name, known) for name, known in FORMATS[key].options.hyperparameters().items())


def about(known: Hyper) -> str:
    """What it is, and its choices or its range."""
    may = ""
    if known.kind == "choice":
        may = ", ".join(map(str, known.choices))
    elif known.kind in ("number", "integer") and math.isfinite(known.within[1]):
        may = span(*known.within, counts=known.kind == "integer")
    return "; ".join(part for part in (known.doc, may) if part)


def default_of(known: Hyper) -> str:
    """The default in words."""
    if known.kind in ("number", "integer"):
        return typed(known.default)
    return {"True": "yes", "False": "no"}.get(str(known.default), str(known.plain_default))


def _option(key: str, name: str, known: Hyper) -> Option:
    flag = f"--{name}" if name not in _TAKEN else f"--{key}-{name}"
    kind: Any = "switch" if known.kind == "switch" else "one"
    offers = (lambda: list(map(str, known.choices))) if known.choices else None
    metavar = {"number": "NUMBER", "integer": "N", "choice": "CHOICE", "integers": "N,N"}.get(known.kind, "")
    default = default_of(known)
    said = f"{about(known)}; default {default}" if default else about(known)
    return Option(kind, (flag.replace("_", "-"),), said, metavar, f"Of {FORMATS[key].title}", offers)


def _keep(key: str, given: Any) -> None:
    made: Format = FORMATS[key]
    values = _values(key, given)
    _checked(key, values)  # what is wrong is said before anything runs
    _named(key, given.output or "")
    work = worked(experiment_of(given), view_of(given))
    with progress(made.title) as tell:
        content = made.make(work, values, tell)
    place = given.output or made.file_name(work)
    write(place, content)
    if place != "-":
        print(f"wrote {place}")
    if said := made.note(work, values):
        note(said)


def _checked(key: str, values: Mapping[str, Any]) -> None:
    """ValueError in one sentence about an option that is wrong, or that changes nothing beside the others."""
    options = FORMATS[key].options
    chosen = options.from_values(values).values()
    flags = dict(zip(options.hyperparameters(), own(key), strict=True))
    for name, known in options.hyperparameters().items():
        if name in values and not known.counts(chosen):
            typed_as = _typed(flags[name], values[name]).partition(" ")[0]
            wanted = " and ".join(_typed(flags[other], value) for other, value in known.when.items())
            raise ValueError(f"{typed_as} changes nothing without {wanted}.")


def _named(key: str, place: str) -> None:
    """ValueError in one sentence if a file of this format is to be called like one of another, which no program that
    goes by names would open."""
    made, other = FORMATS[key], by_suffix(place, list(FORMATS))
    if other and not place.lower().endswith(made.suffix[made.suffix.rindex(".") :]):
        raise ValueError(f"{place[-60:]!r} is a name for {other}, not for {key}, whose names end in {made.suffix}.")


def _typed(option: Option, value: Any) -> str:
    """An option as it is typed to have this value, or one of a set of them."""
    flag = option.flags[0]
    if option.kind == "switch":
        return flag if value else f"--no-{flag.removeprefix('--')}"
    return f"{flag} {' or '.join(sorted(value)) if isinstance(value, frozenset) else value}"


def _values(key: str, given: Any) -> Mapping[str, Any]:
    """The options that were given, as the format takes them. ValueError in one sentence if one cannot be read."""
    found = {}
    for (name, known), option in zip(FORMATS[key].options.hyperparameters().items(), own(key), strict=True):
        text = getattr(given, option.name)
        if isinstance(text, str):
            try:
                found[name] = text if isinstance(known.default, str) and not known.choices else known.read(text)
            except ValueError:
                why = known.problem(text) or "cannot be read"
                raise ValueError(f"{option.flags[0]} {why}, not {text[:40]!r}.") from None
        elif text is not None:
            found[name] = text
    return found
