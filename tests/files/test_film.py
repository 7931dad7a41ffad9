"""Films, opened again by readers that know nothing of ours: Pillow, and ffmpeg through imageio-ffmpeg."""

import gc
import sys
import tempfile

import numpy as np
import psutil
import pytest
from PIL import ImageSequence

from exports.film import video
from exports.film.options import FilmOptions
from exports.film.reel import Reel
from exports.formats import FORMATS
from exports.work import CancelledError, ExportError, Work
from figures.in_matplotlib.draw import draw
from figures.in_matplotlib.writing import png
from figures.scene.looks import THEMES, channels
from figures.scene.scene import Scene
from simulation import Experiment
from tests.helpers.films import MOVING, frames, opened, played, size_of

FILMS = ("gif", "webp", "mp4", "webm")
RUNS = [{"rule": key, "hyperparameters": {"lr": lr}} for key, lr in (("adam", 0.05), ("sgd", 1e-3), ("momentum", 5e-4))]
BETAS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99)
SHORT = {"seconds": 0.6, "fps": 10, "hold": 0.3}
SMALL = SHORT | {"size": "own", "width": 360, "height": 270}


def made(**data) -> Work:
    return Work.of(Experiment.from_data({"surface": "rosenbrock", "steps": 60, "runs": RUNS, **data}))


@pytest.fixture(scope="module")
def one() -> Work:
    return made(runs=RUNS[:1])


@pytest.fixture(scope="module")
def three() -> Work:
    return made()


@pytest.mark.parametrize("key", MOVING)
@pytest.mark.parametrize("loop", [True, False])
def test_pictures_that_move(one, key, loop):
    film = opened(FORMATS[key].make(one, SHORT | {"loop": loop}))
    assert (film.size, film.n_frames) == ((800, 600), 6)
    durations = []
    for frame in ImageSequence.Iterator(film):
        frame.load()
        durations.append(frame.info["duration"])
    assert durations == [100] * 5 + [400]
    assert film.info.get("loop", 1) == (0 if loop else 1)


@pytest.mark.parametrize(("key", "codec"), [("mp4", "h264"), ("webm", "vp9")])
def test_videos(one, tmp_path, key, codec):
    content = FORMATS[key].make(one, SHORT)
    about, shown = played(content, tmp_path)
    assert about.startswith(codec)
    assert "yuv420p(tv, bt709" in about
    assert ", 10 fps" in about
    assert size_of(about) == (800, 600)
    assert len(shown) == 9  # 0.6 s that move and 0.3 s that stand
    if key == "mp4":
        assert content.index(b"moov") < content.index(b"mdat")  # plays while it is being loaded


def test_a_video_of_an_odd_size_has_a_pixel_more(one, tmp_path):
    odd = SHORT | {"size": "own", "width": 321, "height": 241}
    for key in ("mp4", "webm"):
        assert size_of(played(FORMATS[key].make(one, odd), tmp_path)[0]) == (322, 242)
    assert opened(FORMATS["gif"].make(one, odd)).size == (321, 241)


@pytest.mark.parametrize("key", FILMS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_head_ends_where_the_last_point_is(one, tmp_path, key, theme):
    """To a pixel: the middle of what has the colour of the head, near its last point, is that point."""
    options = SHORT | {"theme": theme, "trail": 1}
    shown = frames(key, FORMATS[key].make(one, options), tmp_path)
    lane = Reel(one, FilmOptions.from_values(options)).drawn.lanes[0]
    assert (shown[0] != shown[-1]).any()
    for seen, step in ((shown[0], 0), (shown[-1], 60)):
        high = lane.axes.figure.bbox.height
        column, row = lane.axes.transData.transform(lane.lane.points[step])
        row = high - row
        away = np.abs(seen - channels(lane.lane.look.color)).sum(axis=-1)
        rows, columns = np.nonzero(away < 90)
        near = np.hypot(rows + 0.5 - row, columns + 0.5 - column) < 8
        assert near.sum() > 20
        middle = (rows[near].mean() + 0.5, columns[near].mean() + 0.5)
        assert middle == pytest.approx((row, column), abs=1), step
    assert np.abs(shown[-1][2, 2] - channels(THEMES[theme].page)).max() <= 2


@pytest.mark.parametrize("key", ["gif", "webp"])
@pytest.mark.parametrize("theme", ["light", "dark", "publication"])
def test_the_last_frame_is_the_picture(three, tmp_path, key, theme):
    options = FilmOptions.from_values({"theme": theme, "curve": "gap", "counter": False, **SHORT})
    seen = frames(key, FORMATS[key].make(three, options.values() | {"loop": True}), tmp_path)[-1]
    drawn = draw(Scene.of(three.experiment, three.bundles, three.names), options.picture(800, 600))
    away = np.abs(seen - np.asarray(opened(png(drawn.figure)).convert("RGB"), dtype=int)).max(axis=-1)
    if key == "webp":
        assert away.max() == 0
    assert away.mean() < 0.8
    assert (away > 40).mean() < 1e-3
    assert (away == 0).mean() > 0.8


@pytest.mark.parametrize("layout", ["overlay", "panels"])
@pytest.mark.parametrize(
    ("data", "differ"),
    [
        ({"steps": 1}, True),
        ({"steps": 2}, True),
        ({"surface": "parabola", "runs": [{"rule": "adam"}]}, True),
        ({"runs": [{"rule": "sgd", "hyperparameters": {"lr": 0.5}}, {"rule": "adam"}]}, True),
        ({"seeds": 5, "runs": [{"rule": "adam", "transforms": [{"name": "noise"}]}] * 2}, True),
        ({"fan": 8}, True),
        ({"surface": "formula", "formula": "3", "runs": [{"rule": "adam"}]}, False),
        ({"surface": "himmelblau", "maximize": True}, True),
        ({"steps": 50_000, "runs": [{"rule": "sgd", "hyperparameters": {"lr": 1e-5}}]}, True),
    ],
)  # fmt: skip
def test_every_kind_of_run_has_its_film(data, differ, layout, tmp_path):
    work = made(**data)
    curve = {"overlay": "none", "panels": "f"}[layout]
    content = FORMATS["gif"].make(work, SMALL | {"layout": layout, "curve": curve, "height": 420, "theme": "dark"})
    shown = frames("gif", content, tmp_path)
    assert len(shown) == min(6, max(len(path.value) for paths in work.bundles for path in paths))
    maps = [frame[:380] for frame in shown]  # without the number of the step
    assert (maps[0] != maps[-1]).any() == (differ or curve == "f")


def test_twelve_maps_of_two_thousand_steps(tmp_path):
    runs = [{"rule": "momentum", "hyperparameters": {"lr": 4e-4, "momentum": beta}} for beta in BETAS]
    work = made(steps=2000, runs=runs)
    for key in FILMS:
        shown = frames(key, FORMATS[key].make(work, SHORT | {"layout": "panels", "hold": 0}), tmp_path)
        assert len(shown) == 6
        reel = Reel(work, FilmOptions.from_values({"layout": "panels"}))
        for axes in reel.drawn.maps:
            left, low, right, high = (round(edge) for edge in axes.bbox.extents)
            part = (slice(reel.drawn.figure.canvas.get_width_height()[1] - high, None), slice(left, right))
            changed = np.abs(shown[0][part] - shown[-1][part])[: high - low]
            assert (changed.sum(axis=-1) > 60).sum() > 50, key


def test_a_film_of_some_steps_only(three, tmp_path):
    reel = Reel(three, FilmOptions.from_values(SMALL | {"first": 10, "last": 40}))
    assert (reel.shots[0].step, reel.shots[-1].step) == (10, 40)
    shown = frames("webp", FORMATS["webp"].make(three, SMALL | {"first": 10, "last": 40}), tmp_path)
    assert (shown[0] == reel.frame(10)[..., :3]).all()
    assert (shown[-1] == reel.frame(40)[..., :3]).all()
    trailing = Reel(three, FilmOptions.from_values(SMALL | {"trail": 5}))
    assert (trailing.frame(60) != reel.frame(60)).any()
    lane = trailing.drawn.lanes[0]
    assert dict(lane.at(60, 55))[lane.line] == pytest.approx(lane.lane.points[55:])


def test_who_waits_is_told_how_far_it_has_come(one):
    for key in FILMS:
        told: list[float] = []
        FORMATS[key].make(one, SMALL, told.append)
        assert (told[0], told[-1]) == (0.0, 1.0)
        assert told == sorted(told)
        assert len(told) >= 7


@pytest.mark.parametrize("key", FILMS)
def test_stopped_it_leaves_no_file_and_no_process(one, key, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[int] = []

    def stop(share: float) -> None:
        seen.append(len(psutil.Process().children()))
        if share > 0.4:
            raise CancelledError

    with pytest.raises(CancelledError):
        FORMATS[key].make(one, SMALL, stop)
    assert len(seen) < 6
    assert max(seen) == (0 if key in MOVING else 1)
    assert psutil.Process().children() == []
    assert list(tmp_path.iterdir()) == []


def test_without_ffmpeg_a_sentence_says_how_to_get_it(one, monkeypatch):
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    for key in ("mp4", "webm"):
        with pytest.raises(ExportError, match=r"made by ffmpeg.*`pip install slalom\[film\]` brings it\.$"):
            FORMATS[key].make(one, SMALL)
    assert FORMATS["gif"].make(one, SMALL)


def test_what_ffmpeg_complains_about_is_said(one, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(video, "_MP4", ("-c:v", "no such codec"))
    with pytest.raises(ExportError, match="The film could not be written: ffmpeg says"):
        FORMATS["mp4"].make(one, SMALL)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_made_is_one_sentence(one):
    wrong = [
        ("gif", {"fps": 60}, "GIF shows at most 50 frames per second"),
        ("gif", {"first": 61}, "cannot begin at step 61: the last one is 60"),
        ("mp4", {"first": 30, "last": 20}, "cannot begin at step 30: the last one is 20"),
        ("webp", {"size": "own", "width": 200, "height": 200, "font_size": 40}, "too small for its words"),
        ("gif", {"size": "own", "width": 200, "height": 200, "font_size": 20}, "too small for all that is to be in it"),
        ("webm", {"size": "huge"}, "size must be one of standard, wide, full HD"),
        ("mp4", {"seconds": 0}, "seconds must"),
    ]
    for key, options, words in wrong:
        with pytest.raises(ValueError, match=words):
            FORMATS[key].make(one, options)
    with pytest.raises(ExportError, match="too many"):
        Reel(
            made(steps=20_000, runs=RUNS[1:2]), FilmOptions.from_values({"size": "full HD", "seconds": 600, "fps": 60})
        )


def test_thirty_films_leave_nothing_behind(one):
    def memory() -> float:
        gc.collect()
        return psutil.Process().memory_info().rss / 1e6

    tiny = SMALL | {"seconds": 0.3}
    for key in FILMS:
        FORMATS[key].make(one, tiny)
    before = memory()
    for i in range(30):
        FORMATS[FILMS[i % 4]].make(one, tiny)
    assert memory() - before < 15
    assert psutil.Process().children() == []


def test_nothing_is_seen_before_its_step():
    """The band around the median of several seeds grows with its line; beyond the step the axes are empty."""
    runs = [{"rule": "adam", "transforms": [{"name": "noise"}]}] * 2
    reel = Reel(made(seeds=5, runs=runs), FilmOptions.from_values(SHORT | {"curve": "f", "size": "upright"}))
    loss = reel.drawn.loss
    assert loss.bbox.height > 150
    assert loss.bbox.y1 < reel.drawn.maps[0].bbox.y0  # an upright film has its curve below
    for step in (0, 20, 50):
        seen, high = reel.frame(step)[..., :3].astype(int), reel.drawn.figure.bbox.height
        beyond = loss.transData.transform((step, 1))[0] + 12
        part = seen[round(high - loss.bbox.y1) : round(high - loss.bbox.y0) - 2, round(beyond) : round(loss.bbox.x1)]
        assert (part.max(axis=-1) - part.min(axis=-1) < 12).all(), step  # grey lines at most
        for one in reel.drawn.losses:
            (band,) = one.band.get_paths()
            assert band.vertices[:, 0].max() == step
