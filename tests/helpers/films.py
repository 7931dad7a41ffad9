"""Films opened by Pillow and ffmpeg."""

import io
import re
import subprocess

import imageio_ffmpeg
import numpy as np
from PIL import Image, ImageSequence

MOVING = ("gif", "webp")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def played(content: bytes, folder) -> tuple[str, list[np.ndarray]]:
    """What ffmpeg says of the stream in a file, and all of its frames."""
    file = folder / "film"
    file.write_bytes(content)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", file, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    found = subprocess.run(command, capture_output=True, check=True)
    about = re.search(r"Stream #0:0.*: Video: (.*)", found.stderr.decode()).group(1)
    width, height = size_of(about)
    return about, list(np.frombuffer(found.stdout, np.uint8).reshape(-1, height, width, 3).astype(int))


def size_of(about: str) -> tuple[int, int]:
    width, height = re.search(r", (\d+)x(\d+)[, ]", about).groups()
    return int(width), int(height)


def frames(key: str, content: bytes, folder) -> list[np.ndarray]:
    if key not in MOVING:
        return played(content, folder)[1]
    return [np.asarray(frame.convert("RGB"), dtype=int) for frame in ImageSequence.Iterator(opened(content))]
