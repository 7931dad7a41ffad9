"""What a shell sees: files that are whole or not there, progress on a terminal only, tables, and one sentence."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from exports.work import Tell, Work, silent
from simulation import Experiment
from simulation.experiments.run import bundle_in_slices
from words.foreign import visible
from words.numbers import short

STDOUT = "-"


class FailedError(Exception):
    """What was asked for is right and could not be done, in one sentence."""


class ReaderGoneError(Exception):
    """Whoever reads stdout has had enough; typer would take a broken pipe for a failure."""


def note(text: str) -> None:
    """One line on stderr."""
    print(f"slalom: {visible(text)}", file=sys.stderr)


def write(place: str, content: bytes) -> None:
    """To a file, or for "-" to stdout. A file is there whole or as it was. FailedError if that cannot be done."""
    if place == STDOUT:
        sys.stdout.flush()
        binary = getattr(sys.stdout, "buffer", None)
        if binary:
            binary.write(content)
            binary.flush()
        else:
            sys.stdout.write(content.decode(errors="replace"))
        return
    file = Path(place)
    if file.exists() and not file.is_file():  # a device or a pipe is written to, and takes no other file's place
        _failing(place, lambda: file.write_bytes(content))
        return
    _failing(place, lambda: _replace(file, content))


def _failing(place: str, act: Any) -> None:
    try:
        act()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FailedError(f"{place}: {error.strerror or 'it cannot be written'}.") from None


def _replace(file: Path, content: bytes) -> None:
    handle, beside = tempfile.mkstemp(prefix=f".{file.name[:100]}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as into:
            into.write(content)
        os.chmod(beside, file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_mask())
        os.replace(beside, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def progress(what: str) -> Iterator[Tell]:
    """Whom to tell how far it has come: a bar on stderr while that is a terminal, else nobody."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def worked(experiment: Experiment, view: Mapping[str, Any] | None = None) -> Work:
    """The experiment, run, and how it is seen at first."""
    slices = bundle_in_slices(experiment)
    with progress("running") as tell:
        while True:
            try:
                tell(next(slices))
            except StopIteration as end:
                return Work(experiment, end.value, view or {})


def table(rows: Sequence[dict[str, Any]], title: str = "") -> None:
    """Rows under their names: ruled on a terminal, in plain columns for a pipe."""
    if not rows:
        return
    names = list(rows[0])
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        made = Table(title=title or None, title_justify="left")
        for at, name in enumerate(names):
            numbers = all(isinstance(row.get(name), int | float | None) for row in rows)
            made.add_column(name, justify="right" if numbers else "left", no_wrap=at == 0)
        for row in cells:
            made.add_row(*map(Text, row))
        Console().print(made)
        return
    widths = [max(len(row[i]) for row in [names, *cells]) for i in range(len(names))]
    for row in [names, *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return short(value, 4) if isinstance(value, float) else visible(str(value))
