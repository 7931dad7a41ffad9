"""What an experiment can be kept as: one list, from which pages, shell and notebook offer the same files.

A format names where it is made and says what can be chosen about it. What makes it is imported when it is asked for, so
that a page that offers a film has not loaded an encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from exports.film.options import FilmOptions, LoopOptions
from exports.html.options import PageOptions
from exports.names import file_name
from exports.picture.options import PixelOptions
from exports.work import Tell, silent
from figures.options import Options
from parameters import Described
from words.language import _


@dataclass(frozen=True)
class Nothing(Described):
    """Of a file about which there is nothing to choose."""

    title = "options"


#: What formats are offered together, by the folder in which they are made; what lies in none of them is data.
GROUPS = {"picture": _("Picture"), "film": _("Film"), "html": _("Page"), "data": _("Data"), "code": _("Code")}


@dataclass(frozen=True)
class Format:
    """A kind of file.

    title    what it is called
    suffix   of its name, ".png"
    mime     its media type
    maker    "module:function"; the function takes the work, the options and whom it tells how far it has come, and
             returns the bytes. It raises ExportError in one sentence if it cannot, and lets `CancelledError` pass
    options  what can be chosen; its defaults, ranges and words are those of its fields
    shown_by "module:function"; the function takes the work and the address of a file, and returns what shows it in
             another page. "" where nothing does
    noted_by "module:function"; the function takes the work and the options, and returns what must be said of the file
             in a sentence, or "". "" where nothing is ever said
    """

    title: str
    suffix: str
    mime: str
    maker: str
    options: type[Described] = Nothing
    shown_by: str = ""
    noted_by: str = ""

    @property
    def group(self) -> str:
        """One of `GROUPS`."""
        folder = self.maker.split(":")[0].split(".")[1]
        return folder if folder in GROUPS else "data"

    @property
    def short(self) -> str:
        """The title in a word: "PNG"."""
        return self.title.split("(")[-1].rstrip(")").split(", ")[-1]

    def make(self, work: Any, values: Mapping[str, Any] | None = None, tell: Tell = silent) -> bytes:
        """The file. `values` are options by name; those that are not there have their defaults.

        ValueError in one sentence about an option that is unknown or wrong, ExportError if the file cannot be made.
        """
        maker: Callable[[Any, Described, Tell], bytes] = _imported(self.maker)
        return maker(work, self.options.from_values(values or {}), tell)

    def snippet(self, work: Any) -> str:
        """What shows the file in a page that lies beside it; "" where nothing does."""
        return _imported(self.shown_by)(work, self.file_name(work)) if self.shown_by else ""

    def note(self, work: Any, values: Mapping[str, Any] | None = None) -> str:
        """What must be said of the file that `make` gives for the same, in a sentence; "" where there is nothing."""
        return _imported(self.noted_by)(work, self.options.from_values(values or {})) if self.noted_by else ""

    def file_name(self, work: Any) -> str:
        """What the file is called, after what is in it."""
        return file_name(work.experiment, self.suffix)


def _imported(place: str) -> Any:
    module, name = place.split(":")
    return getattr(import_module(module), name)


_PICTURE, _PAGE = "exports.picture.write", "exports.html.page"
_LOOPS, _VIDEO, _BOXES = "exports.film.loops", "exports.film.video", "exports.picture.boxes:boxes"

FORMATS: dict[str, Format] = {
    "png": Format(_("Picture (PNG)"), ".png", "image/png", f"{_PICTURE}:as_png", PixelOptions, noted_by=_BOXES),
    "svg": Format(_("Picture (SVG)"), ".svg", "image/svg+xml", f"{_PICTURE}:as_svg", Options),
    "pdf": Format(_("Picture (PDF)"), ".pdf", "application/pdf", f"{_PICTURE}:as_pdf", Options, noted_by=_BOXES),
    "gif": Format(_("Film (GIF)"), ".gif", "image/gif", f"{_LOOPS}:as_gif", LoopOptions, noted_by=_BOXES),
    "webp": Format(_("Film (WebP)"), ".webp", "image/webp", f"{_LOOPS}:as_webp", LoopOptions, noted_by=_BOXES),
    "mp4": Format(_("Film (MP4)"), ".mp4", "video/mp4", f"{_VIDEO}:as_mp4", FilmOptions, noted_by=_BOXES),
    "webm": Format(_("Film (WebM)"), ".webm", "video/webm", f"{_VIDEO}:as_webm", FilmOptions, noted_by=_BOXES),
    "json": Format(_("Experiment (JSON)"), ".json", "application/json", "exports.plain:as_json"),
    "html": Format(
        _("A page that plays anywhere (HTML)"), ".html", "text/html", f"{_PAGE}:page", PageOptions, f"{_PAGE}:snippet"
    ),
    "results": Format(
        _("Experiment and results (JSON)"), ".results.json", "application/json", "exports.data.results_json:as_results"
    ),
    "csv": Format(_("Paths (CSV)"), ".csv", "text/csv", "exports.data.table:as_csv"),
    "parquet": Format(
        _("Paths (Parquet)"), ".parquet", "application/vnd.apache.parquet", "exports.data.parquet:as_parquet"
    ),
    "npz": Format(_("Paths (NumPy, NPZ)"), ".npz", "application/x-npz", "exports.data.npz:as_npz"),
    "python": Format(_("Python"), ".py", "text/x-python", "exports.code.python:as_python"),
    "pytorch": Format(_("PyTorch"), ".torch.py", "text/x-python", "exports.code.pytorch:as_pytorch"),
    "matplotlib": Format(_("Matplotlib script"), ".plot.py", "text/x-python", "exports.code.drawing:as_matplotlib"),
}
