"""Arrows of a step, and the tangent, of a function on a line."""

import numpy as np

from exports.work import Work
from figures.scene.arrows import arrows, tangent
from simulation import Experiment

KINDS = ("gradient", "momentum", "step")


def scene(link: str):
    return Work.of(Experiment.from_query(link)).scene


def test_on_a_line_arrows_lie_along_x_at_the_height_they_begin_at():
    drawn = scene("surface=formula&formula=x%5E2&domain=-3~3&start=-2.5&steps=9&run=momentum~lr~0.15~momentum~0.5")
    lane = drawn.runs[0].leader
    found = {one.kind: one for one in arrows(drawn, lane, 2, KINDS)}
    assert list(found) == ["step", "momentum", "gradient"], "the widest first"
    before, after = lane.path.x[1, 0], lane.path.x[2, 0]
    for one in found.values():
        assert one.at.tolist() == [before, before**2]
        assert one.vector[1] == 0
    assert found["step"].vector[0] == after - before
    assert found["gradient"].vector[0] == -2 * before


def test_a_tangent_touches_the_curve_where_its_slope_was_asked():
    drawn = scene("surface=formula&formula=x%5E2&domain=-3~3&start=-2.5&steps=9&run=sgd~lr~0.1")
    lane = drawn.runs[0].leader
    ends = tangent(drawn, lane, 3, (-3.0, 3.0, -1.0, 9.0))
    asked = lane.path.x[2, 0]
    np.testing.assert_allclose(ends.mean(axis=0), [asked, asked**2])
    np.testing.assert_allclose(np.diff(ends[:, 1]) / np.diff(ends[:, 0]), 2 * asked)
    assert tangent(drawn, lane, 0, (-3.0, 3.0, -1.0, 9.0)) is None


def test_a_surface_has_no_tangent():
    drawn = scene("surface=sphere&steps=5&run=sgd~lr~0.1")
    assert tangent(drawn, drawn.runs[0].leader, 2, (-3.0, 3.0, -3.0, 3.0)) is None
    assert arrows(drawn, drawn.runs[0].leader, 2, KINDS)[0].kind == "gradient"
