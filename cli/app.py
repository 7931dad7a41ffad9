"""The command `slalom`: what is typed is read here, and what goes wrong becomes one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.exceptions import TyperException

from cli.commands import commands
from cli.experiment import OPTIONS
from cli.kept import OUTPUT, by_suffix, films
from cli.kept import commands as kept
from cli.options import Command, is_value, spelled
from cli.output import FailedError, ReaderGoneError, note
from exports.formats import FORMATS
from exports.work import CancelledError, ChoiceError, ExportError
from simulation import ExperimentError
from words.foreign import visible

RIGHT, FAILED, WRONG, STOPPED = 0, 1, 2, 130
_GROUPS = ("export", "film")  # of commands, one a format
_SETTINGS = {"help_option_names": ["-h", "--help"]}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0; 1 if something that is right failed; 2 if what is asked for is wrong; 130 if it was stopped.
    Whatever goes wrong is one sentence on stderr. SystemExit if the arguments themselves cannot be read, and for help.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _done(given)
    except TyperException as error:
        raise SystemExit(_usage(visible(error.format_message()), given)) from None
    except ChoiceError as error:
        return _said(str(error), WRONG)
    except (ExportError, FailedError) as error:
        return _said(str(error), FAILED)
    except ReaderGoneError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return RIGHT
    except OSError as error:
        return _said(f"{error.filename}: {error.strerror}." if error.filename else str(error), WRONG)
    except ValueError as error:  # ExperimentError and what formats say of their options
        return _said(str(error), WRONG)
    except (KeyboardInterrupt, typer.Abort, CancelledError):
        return STOPPED
    except Exception as error:
        return _said(f"this should not have happened: {type(error).__name__}: {error}", FAILED)


def _done(given: Sequence[str]) -> int:
    known = commands()
    groups = dict(zip(_GROUPS, (list(FORMATS), films()), strict=True))
    app = _app(known, groups)
    if not given and "_SLALOM_COMPLETE" not in os.environ:
        raise SystemExit(_usage(f"a command is required: {', '.join([*known, *groups])}", []))
    ended = typer.main.get_command(app).main(_read(given, known, groups), prog_name="slalom", standalone_mode=False)
    if isinstance(ended, int) and ended:
        return ended
    if {"-h", "--help"} & {*given}:
        raise SystemExit(RIGHT)
    return RIGHT


def _app(known: dict[str, Command], groups: dict[str, list[str]]) -> typer.Typer:
    app = typer.Typer(help="Watch optimizers run downhill.", context_settings=_SETTINGS, pretty_exceptions_enable=False)
    for name, command in known.items():
        app.command(name, context_settings=_SETTINGS)(command.function())
    for group, keys in groups.items():
        said = f"Keep an experiment as a file: slalom {group} {keys[0]} -o FILE, or by the suffix of FILE alone."
        inside = typer.Typer(help=said, context_settings=_SETTINGS)
        for key, command in kept(keys).items():
            inside.command(key, context_settings=_SETTINGS)(command.function())
        app.add_typer(inside, name=group)
    return app


def _read(given: Sequence[str], known: dict[str, Command], groups: dict[str, list[str]]) -> list[str]:
    """The arguments as typer takes them: values behind equals signs, and the format named, where the file says it."""
    first = given[0] if given else ""
    if first in known:
        return [first, *spelled(given[1:], known[first].options)]
    if first not in groups:
        return list(given)
    key, rest = _format(list(given[1:]), groups[first])
    if not key:
        return list(given)
    return [first, key, *spelled(rest, kept([key])[key].options)]


def _format(rest: list[str], keys: Sequence[str]) -> tuple[str, list[str]]:
    """The format, named first, as `--html`, or by the file's suffix; and what else is said. ExperimentError if the
    suffix is that of none."""
    if rest and rest[0] in keys:
        return rest[0], rest[1:]
    for at, text in enumerate(rest):
        if text.startswith("--") and text[2:] in keys and text[2:] not in {option.name for option in OPTIONS}:
            return text[2:], rest[:at] + rest[at + 1 :]
    if {"-h", "--help"} & {*rest} or (rest and not rest[0].startswith("-")):
        return "", rest
    place = _value_of(OUTPUT.flags, rest)
    if key := by_suffix(place, keys):
        return key, rest
    listed = ", ".join(keys)
    if not place or place == "-":
        raise ExperimentError(
            f"Say what to export: one of {listed}, or a file's name with its suffix (-o picture.svg)."
        )
    suffixes = ", ".join(FORMATS[key].suffix for key in keys)
    raise ExperimentError(f"{place[-60:]!r} has the suffix of no format; there are {suffixes}.")


def _value_of(flags: Sequence[str], rest: Sequence[str]) -> str:
    for at, text in enumerate(rest):
        name, equals, value = text.partition("=")
        if name in flags:
            return value if equals else rest[at + 1] if at + 1 < len(rest) and is_value(rest[at + 1], set()) else ""
    return ""


def _usage(text: str, given: Sequence[str]) -> int:
    where = f"slalom {given[0]}" if given and given[0] in (*commands(), *_GROUPS) else "slalom"
    return _said(f"{text.rstrip('.')}; `{where} --help` shows what there is.", WRONG)


def _said(text: Any, code: int) -> int:
    note(text)
    return code
