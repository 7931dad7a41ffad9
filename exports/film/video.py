"""Films by ffmpeg: MP4 and WebM. Frames go to it as they are drawn; it writes into a folder that is gone afterwards."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from exports.film.options import FilmOptions
from exports.film.reel import Reel
from exports.work import ExportError, Tell, Work
from parameters import Described
from words.language import _

#: H.264 in YUV 4:2:0 is what every player reads; its index is in front, so that it plays while it is being loaded.
#: Without a date and numbers drawn at random, so that the same film is the same file.
_SAME = ("-fflags", "+bitexact", "-flags:v", "+bitexact")
_MP4 = ("-c:v", "libx264", "-preset", "veryfast", "-tune", "animation", "-crf", "18", "-movflags", "+faststart")
_WEBM = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-crf", "24", "-b:v", "0")
#: Colours as televisions have them, and said so: readers that are left to guess show other ones.
_COLORS = (
    "-vf",
    "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd,setparams=color_primaries=bt709:color_trc=bt709",
    "-pix_fmt",
    "yuv420p",
)


def as_mp4(work: Work, options: Described, tell: Tell) -> bytes:
    """H.264; ExportError if there is no ffmpeg."""
    return _encoded(work, options, tell, "film.mp4", _MP4)


def as_webm(work: Work, options: Described, tell: Tell) -> bytes:
    """VP9; ExportError if there is no ffmpeg."""
    return _encoded(work, options, tell, "film.webm", _WEBM)


def ffmpeg() -> str:
    """Where the program is; ExportError says how to get it."""
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        words = _("MP4 and WebM are made by ffmpeg, which is not here; `pip install slalom[film]` brings it.")
        raise ExportError(words) from None


def _encoded(work: Work, options: Described, tell: Tell, name: str, codec: Sequence[str]) -> bytes:
    assert isinstance(options, FilmOptions)
    program = ffmpeg()
    reel = Reel(work, options, even=True)
    width, height = reel.size
    raw = ("-f", "rawvideo", "-pix_fmt", "rgba", "-s", f"{width}x{height}", "-r", str(options.fps), "-i", "pipe:0")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        file = Path(folder) / name
        command = [program, "-v", "error", "-nostdin", *raw, "-an", *codec, *_COLORS, *_SAME, str(file)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said)
        try:
            _fed(process, reel, tell)
            process.wait()
        finally:
            _ended(process)
        if process.returncode or not file.exists():
            raise ExportError(_failure(said))
        tell(1.0)
        return file.read_bytes()


def _fed(process: subprocess.Popen[bytes], reel: Reel, tell: Tell) -> None:
    """All frames. If the program has gone away, what it has said is read by the caller."""
    pipe = process.stdin
    assert pipe is not None
    try:
        for shot, frame in reel.play(tell):
            for _i in range(shot.frames):
                pipe.write(frame.data)
        pipe.close()
    except BrokenPipeError:
        process.wait()


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Whatever has happened, the program does not outlive its film."""
    if process.poll() is None:
        process.kill()
        process.wait()
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.close()


def _failure(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return _("The film could not be written: ffmpeg says “{words}”.").format(words=lines[-1] if lines else "?")
