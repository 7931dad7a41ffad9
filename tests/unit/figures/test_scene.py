"""One description of a scene: what the player's script has is written from it, and what both work out is the same."""

import base64
from dataclasses import replace

import numpy as np
import pytest

from figures.palette import MARKERS
from figures.scene import looks
from figures.scene.ground import seen, view_of
from figures.scene.loss import losses
from figures.scene.overlaps import dashes, overlap, shrunk
from figures.scene.scene import Scene, signs
from player.shown import grid
from simulation import Experiment, bundle
from simulation.experiments.view import COLOURS
from surfaces import SURFACES
from tests.helpers import looks as written
from tests.helpers.scene import ask

AREAS = [(700, 520), (640, 400), (300, 320)]


def scene(**data) -> Scene:
    experiment = Experiment.from_data({"steps": 40, **data})
    return Scene.of(experiment, bundle(experiment))


def test_the_script_looks_as_it_is_said_here():
    assert written.FILE.read_text("utf-8") == written.written(), "make format writes it anew"


def test_every_head_and_every_choice_of_colours_has_its_look():
    assert set(looks.SHAPES) == set(MARKERS)
    assert {"calm", *looks.NAMED} == set(COLOURS)
    assert set(looks.CALM) == set(looks.THEMES) == set(looks.HALOS)


def test_contour_lines_and_colours_are_those_of_the_player():
    flat = [key for key, surface in SURFACES.items() if surface.dimensions == 2]
    cases = [(key, area, dark, looks_as) for key in flat for area in AREAS[: 1 + 2 * (key in flat[:4])]
             for dark, looks_as in [(len(key) % 2 == 0, "calm" if len(key) % 3 else "viridis")]]  # fmt: skip
    grounds = {key: Experiment.from_data({"surface": key, "runs": [{"rule": "sgd"}]}).ground for key in flat}
    said = ask(
        [
            {
                "do": "bands",
                "grid": base64.b64encode(grid(grounds[key])).decode(),
                "area": dict(zip(("width", "height"), area, strict=True)),
                "dark": dark,
                "colorscale": chosen,
            }
            for key, area, dark, chosen in cases
        ]
    )
    held = 0
    for (key, (width, height), dark, chosen), theirs in zip(cases, said, strict=True):
        view = view_of(SURFACES[key], width / height)
        assert view == pytest.approx(theirs["view"], rel=1e-9, abs=1e-9), key
        if not theirs["held"]:  # the player asks the server for more then
            continue
        held += 1
        _, found = seen(SURFACES[key], view)
        assert (found.lines, found.before, found.shades) == (theirs["lines"], theirs["before"], theirs["shades"]), key
        assert found.first == theirs["first"], key
        scale = looks.NAMED.get(chosen) or looks.CALM["dark" if dark else "light"]
        assert np.abs(np.array(found.colors(scale)) - theirs["colors"]).max() <= 1, key
    assert held > 0.8 * len(cases)


def test_beyond_the_core_of_a_picture_the_steps_between_its_lines_grow():
    bowl = SURFACES["elongated_bowl"]
    values, found = seen(bowl, view_of(bowl, 0.9))
    heights = found.heights(found.levels)
    assert found.places(heights) == pytest.approx(found.levels)
    steps = np.diff(heights)
    assert steps[: looks.LEVELS["most"] - 2] == pytest.approx(np.full(looks.LEVELS["most"] - 2, steps[0]))
    assert np.all(np.diff(steps[looks.LEVELS["most"] :]) > 0)
    assert found.lines < 40 < (np.nanmax(values.heights) - found.low) / steps[0]
    ticks = found.ticks()
    assert ticks == sorted(ticks)
    assert found.edges[0] <= found.places(ticks)[0] <= found.places(ticks)[-1] <= found.edges[-1]


def test_what_is_dashed_is_what_the_player_dashes():
    way = np.cumsum(np.full((30, 2), 0.1), axis=0)
    bent = way + np.where(np.arange(30)[:, None] > 20, 0.3, 0.0)
    early = way + np.where(np.arange(30)[:, None] > 2, 0.3, 0.0)
    paths = [way, way + 1e-5, bent, early, way[:10], np.where(np.arange(30)[:, None] > 25, np.inf, way)]
    (theirs,) = ask([{"do": "overlaps", "paths": [p.clip(-1e9, 1e9).tolist() for p in paths], "size": [4, 4]}])
    overs = overlap([p.clip(-1e9, 1e9) for p in paths], (4, 4))
    assert overs == [one["over"] for one in theirs]
    assert overs[:4] == [0, 1, 2, 0]
    assert [list(dashes(over)) for over in overs] == [one["dash"] for one in theirs]
    assert [shrunk(over) for over in overs] == pytest.approx([one["shrunk"] for one in theirs])


def test_a_scene_has_every_path_and_marks_the_median_run():
    found = scene(runs=[{"rule": "adam"}, {"rule": "sgd", "transforms": [{"name": "noise"}]}], seeds=4)
    assert [len(run.lanes) for run in found.runs] == [1, 4]
    assert [[lane.faint for lane in run.drawn] for run in found.runs] == [[False], [True, True, True, False]]
    assert [len(one) for one in found.maps(apart=True)] == [1, 4]
    curves = losses(found).curves
    assert curves[0].low is None
    assert (curves[1].low <= curves[1].y).all()
    assert (curves[1].y <= curves[1].high).all()


def test_quartiles_are_those_of_the_finite_paths():
    """Step by step, however the paths end."""
    found = scene(runs=[{"rule": "adam", "transforms": [{"name": "noise"}]}], seeds=5)
    (run,) = found.runs
    table = np.array([lane.path.value for lane in run.lanes])
    table[1, 20:], table[2, 9], table[3] = np.inf, np.nan, np.nan
    table[:, -1] = np.nan
    lanes = tuple(replace(lane, path=replace(lane.path, value=row)) for lane, row in zip(run.lanes, table, strict=True))
    (curve,) = losses(replace(found, runs=(replace(run, lanes=lanes),))).curves
    for step, column in enumerate(table.T[:-1]):
        quartiles = np.quantile(column[np.isfinite(column)], (0.25, 0.5, 0.75))
        assert (curve.low[step], curve.y[step], curve.high[step]) == pytest.approx(quartiles, rel=1e-15)
    assert np.isnan([curve.low[-1], curve.y[-1], curve.high[-1]]).all()


def test_where_f_is_below_zero_no_scale_is_a_log_scale():
    assert losses(scene(surface="rosenbrock", runs=[{"rule": "adam"}])).log
    assert not losses(scene(surface="formula", formula="x^2 + y^2 - 99", runs=[{"rule": "adam"}])).log


def test_where_a_log_scale_would_show_nothing_there_is_none():
    """Newton is at the minimum itself after one step."""
    assert not losses(scene(surface="parabola", runs=[{"rule": "newton"}])).log
    assert losses(scene(surface="parabola", runs=[{"rule": "newton"}, {"rule": "adam"}])).log


def test_on_a_line_points_are_on_the_curve():
    line = next(key for key, surface in SURFACES.items() if surface.dimensions == 1)
    found = scene(surface=line, runs=[{"rule": "adam"}])
    assert found.line
    points = found.runs[0].leader.points
    assert points[:, 1] == pytest.approx(SURFACES[line].value(points[:, :1]))
    assert "start" in signs(found)


def test_names_must_be_as_many_as_runs():
    path = bundle(Experiment.from_data({"steps": 3, "runs": [{"rule": "sgd"}]}))[0][0]
    with pytest.raises(ValueError, match="2 runs and 1 names"):
        Scene.of_paths(SURFACES["rosenbrock"], [path, path], ["one"])
