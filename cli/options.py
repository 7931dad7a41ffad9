"""What a command can be told, as data: typer's options are made of it, and so is how arguments are read."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Annotated, Any, Literal

import typer
from typer.exceptions import TyperException

from cli.output import ReaderGoneError

BETWEEN = "\x1f"  # the words of an option that takes several

Kind = Literal["one", "words", "again", "flag", "switch", "maybe"]


@dataclass(frozen=True)
class Option:
    """One option.

    kind     "one" value; several "words" after it; "again" for a value each time; "flag"; "switch", a flag that can be
             said no to; "maybe" a value
    flags    how it is written, the first is its name
    offers   what a shell may complete, asked for when it does
    """

    kind: Kind
    flags: tuple[str, ...]
    help: str
    metavar: str = ""
    panel: str | None = None
    offers: Callable[[], Sequence[str]] | None = None

    @property
    def name(self) -> str:
        """Under which a command finds it."""
        return max(self.flags[:2], key=len).lstrip("-").replace("-", "_")

    def parameter(self) -> inspect.Parameter:
        """It as typer reads it."""
        offers = self.offers
        made: dict[str, Any] = {"help": self.help, "metavar": self.metavar or None, "rich_help_panel": self.panel}
        if offers:
            made["autocompletion"] = lambda incomplete: [text for text in offers() if text.startswith(incomplete)]
        flags = [f"{f}/--no-{f.lstrip('-')}" if self.kind == "switch" else f for f in self.flags]
        types: dict[str, tuple[Any, Any]] = {
            "again": (list[str], []),
            "words": (list[str], []),
            "flag": (bool, False),
            "switch": (bool | None, None),
        }
        kind, default = types.get(self.kind, (str | None, None))
        annotation: Any = Annotated[kind, typer.Option(*flags, show_default=False, **made)]
        return inspect.Parameter(self.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)

    def value(self, given: Any) -> Any:
        """What was given as commands have it: words apart again, nothing as it is."""
        if self.kind == "words":
            return [word for text in given for word in text.split(BETWEEN) if word]
        return given


@dataclass(frozen=True)
class Command:
    """One command: its options, what it does with them, and for the words that stand alone their name and help."""

    act: Callable[[Any], None]
    help: str
    options: tuple[Option, ...]
    words: tuple[str, str] | None = None
    offers: Callable[[], Sequence[str]] | None = None

    def function(self) -> Callable[..., None]:
        """What typer calls; it reads off its signature what can be said."""

        def command(**given: Any) -> None:
            own = {option.name: option.value(given[option.name]) for option in self.options}
            try:
                self.act(SimpleNamespace(**own, words=given.get("words") or []))
                sys.stdout.flush()
            except BrokenPipeError:
                raise ReaderGoneError from None

        parameters = [option.parameter() for option in self.options]
        if self.words:
            metavar, said = self.words
            offers = self.offers or tuple
            complete = lambda incomplete: [text for text in offers() if text.startswith(incomplete)]  # noqa: E731
            about = typer.Argument(metavar=metavar, help=said, autocompletion=complete, show_default=False)
            annotation = Annotated[list[str] | None, about]
            kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
            parameters.insert(0, inspect.Parameter("words", kind, default=None, annotation=annotation))
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        command.__doc__ = self.help
        return command


def spelled(arguments: Sequence[str], options: Sequence[Option]) -> list[str]:
    """The arguments with every value behind an equals sign, where nothing is taken for an option that is none: what
    begins with a minus is a value (`-x^2`, `-1e-3`, `-`), unless it is an option's name or two minuses and a word.
    TyperException in one sentence if an option lacks its value."""
    known = {flag: option for option in options for flag in option.flags}
    short = {flag for flag in known if not flag.startswith("--")} | {"-h"}
    found, rest = [], list(arguments)
    while rest:
        text = rest.pop(0)
        name, given, value = text.partition("=")
        option = known.get(name if name.startswith("--") else text)
        if option is None or option.kind in ("flag", "switch"):
            found.append(text)
            continue
        name = option.flags[-1] if not name.startswith("--") else name
        values = [value] if given and name != text else []
        while rest and is_value(rest[0], short) and (not values or (option.kind == "words" and not given)):
            values.append(rest.pop(0))
        joined = BETWEEN.join(values)
        if not values and option.kind != "maybe" and name != "--set":
            raise TyperException(f"{text} requires a value.")
        found.append(f"{name}={joined}")
    return found


def is_value(text: str, short: set[str]) -> bool:
    """Whether an argument is a value and no option."""
    return text not in short and not re.match(r"--([a-z][a-z-]*(=|$)|$)", text)
