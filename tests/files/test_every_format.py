"""Every format of twelve runs of 2,000 steps, from the shell, opened by programs that know nothing of ours."""

import tempfile

import pytest

from cli import main
from exports.formats import FORMATS
from figures.options import SIZES
from tests.helpers.readers import READERS

STEPS = 2000
RATES = (0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5)
LINK = f"surface=rosenbrock&steps={STEPS}" + "".join(f"&run=adam~lr~{lr}" for lr in RATES)
FILM = {"seconds": "0.4", "fps": "10", "hold": "0.1", "layout": "panels"}
OPTIONS = {key: {"layout": "panels", "size": "page"} for key in ("png", "svg", "pdf")} | dict.fromkeys(
    ("gif", "webp", "mp4", "webm"), FILM
)
WIDE, HIGH, _ = SIZES["page"]
#: Format → what its reader must find, as far as it is known.
FOUND = {
    "png": (round(WIDE / 2.54 * 192), round(HIGH / 2.54 * 192), 1),
    "svg": (round(WIDE / 2.54 * 72), round(HIGH / 2.54 * 72)),
    "pdf": (round(WIDE / 2.54 * 72), round(HIGH / 2.54 * 72)),
    "gif": (800, 600, 4),
    "webp": (800, 600, 4),
    "mp4": (800, 600, 5),
    "webm": (800, 600, 5),
    "json": (12,),
    "results": (12,),
    "csv": (12 * (STEPS + 1),),
    "parquet": (12 * (STEPS + 1),),
}


@pytest.mark.parametrize("key", FORMATS)
def test_twelve_long_runs(key, tmp_path, monkeypatch):
    """It is what the reader of its format expects, and beside it nothing is left on the disk."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    file = tmp_path / f"twelve{FORMATS[key].suffix}"
    given = [text for name, value in OPTIONS.get(key, {}).items() for text in (f"--{name}", value)]
    assert main(["export", key, "--link", LINK, "-o", str(file), *given]) == 0
    found, known = READERS[key](file.read_bytes()), FOUND.get(key, ())
    assert found[: len(known)] == pytest.approx(known, abs=key in ("png", "svg", "pdf"))
    assert min(found) > 0
    assert [one.name for one in tmp_path.iterdir() if one != tmp_path / "temporary"] == [file.name]
    assert list((tmp_path / "temporary").iterdir()) == []
