"""Every demo of the Gallery as a page, and an index of them: a folder for any static host, or for no host at all.

What pages share (the player's script, Plotly, the surfaces) lies beside them once, as scripts of the old kind: those
are the only ones that a browser also loads where a page was opened from a disk.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.html import parts
from exports.html.chart import chart
from exports.html.folded import folded
from exports.html.index import index
from exports.html.lessons import INDEX, AnyDemo, above, card, lessons
from exports.html.options import PageOptions
from exports.html.page import Held, laid_out
from exports.played import Played
from exports.trained import TrainedWork, train_all
from exports.work import ExportError, Tell, Work, silent
from gallery import Demo, MapDemo, NetworkDemo
from maps.price import price
from words.language import _

_SHARED, _PICTURES = "slalom", "pictures"
_STYLE, _INDEX_STYLE = f"{_SHARED}/style.css", f"{_SHARED}/index.css"
_QUICK = 0.2  # seconds that a demo of runs takes, about


@dataclass(frozen=True)
class _Blobs:
    """What the player is given, and an SVG that stands for it where no script runs."""

    paths: bytes
    grid: bytes
    still: str


def write(directory: str | Path, tell: Tell = silent, demos: Mapping[str, AnyDemo] | None = None) -> Path:
    """The folder, of all demos if none are named: whole, or not at all. Returns its index.

    Files of the same names are replaced. Trainings and maps are computed, one after another: minutes in all; `tell`
    can end them. ExportError in one sentence if there is a folder with other files in it.
    """
    demos = lessons() if demos is None else demos
    place = Path(directory)
    if place.exists() and not place.is_dir():
        raise ExportError(_("{place} is a file; the gallery is a folder.").format(place=place))
    if place.exists() and any(place.iterdir()) and not (place / _STYLE).exists():
        raise ExportError(_("{place} has other files in it; name a new folder or an empty one.").format(place=place))
    place.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".slalom-", dir=place.parent))
    try:
        for name, content in _files(demos, tell):
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_bytes(content)
        _move(new, place)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    tell(1.0)
    return place / INDEX


def _move(new: Path, place: Path) -> None:
    for file in sorted(new.glob("**/*")):
        to = place / file.relative_to(new)
        if file.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, to)


def _files(demos: Mapping[str, AnyDemo], tell: Tell) -> Iterator[tuple[str, bytes]]:
    """Name in the folder, and content."""
    yield _STYLE, parts.style().encode()
    yield _INDEX_STYLE, parts.own("index.css").encode()
    for name in parts.FILES:
        yield f"{_SHARED}/{name}.js", _script(name, parts.script(name))
    costs = {key: _cost(demo) for key, demo in demos.items()}
    done, whole = 0.0, sum(costs.values()) or 1.0
    grids = set[str]()
    for key, demo in demos.items():
        yield f"{_PICTURES}/{key}.svg", card(demo).encode()
        over = above(key, demos)
        part = _share(tell, done / whole, costs[key] / whole)
        if isinstance(demo, MapDemo):
            yield f"{key}.html", chart(demo, over, (_STYLE, _INDEX_STYLE), part)
        else:
            try:
                blobs = _blobs(demo, part)
            except ValueError as error:
                raise ExportError(f"{key}: {error}") from None
            name, packed = _grid(blobs)
            if name not in grids:
                grids.add(name)
                yield f"{_SHARED}/{name}.js", _script(name, packed)
            yield f"{key}.html", _page(_(demo.title), blobs, name, over)
        done += costs[key]
        tell(min(1.0, done / whole))
    yield INDEX, index(demos, _PICTURES, (_STYLE, _INDEX_STYLE))


def _share(tell: Tell, done: float, more: float) -> Tell:
    """Tells of a part of the work that begins where so much is done, and is so much more."""
    return lambda share: tell(min(1.0, done + share * more))


def _cost(demo: AnyDemo) -> float:
    """Seconds, about, so that it can be said how far the folder is."""
    if isinstance(demo, Demo):
        return _QUICK
    return 2.0 + float(demo.experiment.seconds) if isinstance(demo, NetworkDemo) else 0.1 + price(demo.experiment) / 5


def _script(name: str, packed: str) -> bytes:
    """What leaves a packed text where a page looks for it."""
    return f'(globalThis.slalomParts??={{}})["{name}"]="{packed}";\n'.encode()


def _grid(blobs: _Blobs) -> tuple[str, str]:
    """The name under which a landscape lies in the folder, once for all that have it, and its packed text."""
    packed = parts.packed(folded(blobs.grid))
    return f"grid-{hashlib.sha256(packed.encode()).hexdigest()[:12]}", packed


def _blobs(demo: Demo | NetworkDemo, tell: Tell) -> _Blobs:
    """What is played, run or trained now."""
    options: dict[str, Any] = PageOptions(layout="overlay", three_d=True).for_player()
    if isinstance(demo, Demo):
        played = Played.of_work(Work.of(demo.experiment))
        return _Blobs(played.paths(options, demo.view, demo.curve), played.grid(), played.still(demo.view))
    work = _trained(demo, tell)
    seen = {**options, "view": {"curve": demo.curve}, "asked": 1}
    return _Blobs(work.played(seen, "overlay"), work.grid(), work.still("overlay"))


def _trained(demo: NetworkDemo, tell: Tell) -> TrainedWork:
    trainings = train_all(demo.experiment, lambda share: tell(0.8 * share))
    return TrainedWork.of(demo.experiment, trainings, lambda share: tell(0.8 + 0.2 * share))


def _page(name: str, blobs: _Blobs, grid: str, over: str) -> bytes:
    held = {part: Held(file=f"{_SHARED}/{part}.js", part=part) for part in parts.FILES}
    held |= {"grid": Held(file=f"{_SHARED}/{grid}.js", part=grid), "paths": Held(parts.packed(folded(blobs.paths)))}
    return laid_out(name, held, blobs.still, style=f'<link rel="stylesheet" href="{_STYLE}">', above=over).encode()
