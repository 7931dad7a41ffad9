"""Files of every format, opened by programs that know nothing of ours. Each reader says how large what it read is."""

import io
import json
import re
import subprocess
from collections.abc import Callable

import imageio_ffmpeg
import numpy as np
import pandas as pd
import pyarrow.parquet
from lxml import etree, html
from PIL import Image
from pypdf import PdfReader


def _picture(content: bytes) -> tuple[int, ...]:
    """Width, height and number of frames."""
    picture = Image.open(io.BytesIO(content))
    for at in range(getattr(picture, "n_frames", 1)):
        picture.seek(at)
        picture.load()
    return *picture.size, getattr(picture, "n_frames", 1)


def _video(content: bytes) -> tuple[int, ...]:
    """Width, height and number of frames."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", "pipe:0", "-f", "null", "-"]
    said = subprocess.run(command, input=content, capture_output=True, check=True).stderr.decode()
    size = re.search(r"Video: .*?, (\d+)x(\d+)", said)
    count = re.findall(r"frame= *(\d+)", said)
    assert size
    return int(size[1]), int(size[2]), int(count[-1])


def _svg(content: bytes) -> tuple[int, ...]:
    """Width and height in points, and how many texts there are."""
    root = etree.fromstring(content)
    left, top, width, height = map(float, root.get("viewBox").split())
    return round(width - left), round(height - top), len(list(root.iter("{http://www.w3.org/2000/svg}text")))


def _pdf(content: bytes) -> tuple[int, ...]:
    """Width and height in points, and how many words there are."""
    (page,) = PdfReader(io.BytesIO(content)).pages
    return round(page.mediabox.width), round(page.mediabox.height), len(page.extract_text().split())


def _page(content: bytes) -> tuple[int, ...]:
    """How many scripts it has; none of them is elsewhere."""
    root = html.fromstring(content.decode())
    assert not root.xpath("//script/@src | //link/@href | //img/@src[not(starts-with(., 'data:'))]")
    return (len(root.xpath("//script")),)


def _code(content: bytes) -> tuple[int, ...]:
    """How many lines it has."""
    compile(content, "script.py", "exec")
    return (len(content.splitlines()),)


def _json(content: bytes) -> tuple[int, ...]:
    """How many runs it is of."""
    return (len(json.loads(content)["runs"]),)


def _npz(content: bytes) -> tuple[int, ...]:
    """How many arrays it holds."""
    with np.load(io.BytesIO(content)) as arrays:
        return (len([arrays[name] for name in arrays.files]),)


READERS: dict[str, Callable[[bytes], tuple[int, ...]]] = {
    **dict.fromkeys(("png", "gif", "webp"), _picture),
    **dict.fromkeys(("mp4", "webm"), _video),
    **dict.fromkeys(("json", "results"), _json),
    **dict.fromkeys(("python", "pytorch", "matplotlib"), _code),
    "svg": _svg,
    "pdf": _pdf,
    "html": _page,
    "csv": lambda content: pd.read_csv(io.BytesIO(content)).shape,
    "parquet": lambda content: pyarrow.parquet.read_table(io.BytesIO(content)).shape,
    "npz": _npz,
}
