"""What trainings can be kept as, as `exports.formats.FORMATS` are for paths on a surface."""

from __future__ import annotations

from exports.formats import FORMATS, Format
from exports.html.options import PageOptions
from words.language import _

_DATA, _MORE, _SCRIPT = "exports.data.trained", "exports.data.curvature", "exports.code.training_pytorch"

TRAINED: dict[str, Format] = {
    **{key: FORMATS[key] for key in ("png", "svg", "pdf", "gif", "webp", "mp4", "webm")},
    "html": Format(
        _("A page that plays anywhere (HTML)"),
        ".html",
        "text/html",
        "exports.html.trainings:page",
        PageOptions,
        FORMATS["html"].shown_by,
    ),
    "json": Format(_("Experiment (JSON)"), ".json", "application/json", f"{_DATA}:as_json"),
    "results": Format(_("Experiment and results (JSON)"), ".results.json", "application/json", f"{_DATA}:as_results"),
    "csv": Format(_("Trainings (CSV)"), ".csv", "text/csv", f"{_DATA}:as_csv"),
    "curvature": Format(
        _("Curvature and lines between runs (JSON)"), ".curvature.json", "application/json", f"{_MORE}:as_json"
    ),
    "curvature_csv": Format(
        _("Curvature and lines between runs (CSV)"), ".curvature.csv", "text/csv", f"{_MORE}:as_csv"
    ),
    "pytorch": Format(
        _("PyTorch"), ".torch.py", "text/x-python", f"{_SCRIPT}:as_pytorch", noted_by=f"{_SCRIPT}:what_is_missing"
    ),
    "npz": Format(_("Weights and landscape (NumPy, NPZ)"), ".npz", "application/x-npz", f"{_DATA}:as_npz"),
}
