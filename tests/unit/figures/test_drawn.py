"""A scene drawn by Matplotlib and by Plotly: what moves is set to a step, and looks are those of the scene."""

import re
import threading

import matplotlib
import numpy as np
import pytest
from matplotlib.patches import FancyArrowPatch

from figures.in_matplotlib.figure import drawn, figure
from figures.in_matplotlib.polyline import polyline
from figures.in_matplotlib.ticks import power, powers
from figures.in_matplotlib.writing import png, svg
from figures.in_plotly.figure import figure as in_plotly
from figures.scene.looks import SHAPES
from optimizers import OPTIMIZERS
from simulation import Experiment, bundle, simulate
from surfaces import SURFACES

ROSENBROCK = SURFACES["rosenbrock"]


def experiment(**data) -> Experiment:
    runs = [{"rule": "adam", "hyperparameters": {"lr": 0.05}}, {"rule": "sgd", "hyperparameters": {"lr": 1e-3}}]
    return Experiment.from_data({"surface": "rosenbrock", "steps": 40, "runs": runs, **data})


def test_what_moves_is_set_to_a_step():
    found = drawn(experiment(), curve="f")
    lane, loss = found.lanes[0], found.losses[0]
    for step in (40, 0, 17, 100):
        found.show(step)
        row = min(step, 40)
        assert lane.line.get_xydata() == pytest.approx(lane.lane.points[: row + 1])
        assert lane.halo.get_xydata() == pytest.approx(lane.lane.points[: row + 1])
        assert lane.head.get_xydata() == pytest.approx(lane.lane.points[[row]])
        assert loss.head.get_xydata() == pytest.approx(np.array([[row, lane.lane.path.value[row]]]))
    found.show(30, since=20)
    assert lane.line.get_xydata() == pytest.approx(lane.lane.points[20:31])
    assert [artist for _, artist in found.moving if artist in (lane.line, lane.halo, lane.head)] == lane.artists


def test_a_picture_of_a_step_is_that_of_an_experiment_that_ends_there():
    whole, short = drawn(experiment(), last=12), drawn(experiment(steps=12))
    assert png(whole.figure) == png(short.figure)


def test_paths_need_their_surface_and_get_their_names():
    paths = [simulate(OPTIMIZERS["sgd"](lr=lr), ROSENBROCK, (-1.2, 1.0), 20) for lr in (1e-3, 2e-3)]
    with pytest.raises(ValueError, match="does not know its surface"):
        figure(paths)
    text = svg(figure(paths, surface=ROSENBROCK, names=["one_1", "$2$"], title="Mine")).decode()
    assert all(word in text for word in (">one_1<", ">$2$<", ">Mine<"))
    assert svg(figure(paths[0], surface=ROSENBROCK))


def test_options_are_checked_in_one_sentence():
    with pytest.raises(ValueError, match=r"^Picture: width must be a number [^.]*, not 500\.$"):
        figure(experiment(), size="own", width=500)
    with pytest.raises(ValueError, match=r"^Picture has no 'colour'; it has size, "):
        figure(experiment(), colour="red")
    for made in (figure, in_plotly):
        with pytest.raises(ValueError, match=r"^Paths cannot begin at step 8: the last one is 5\.$"):
            made(experiment(), first=8, last=5)


def test_nobodys_settings_change_a_picture_and_it_changes_nobodys():
    usual = png(figure(experiment()))
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "axes.grid": True, "text.parse_math": True}):
        assert png(figure(experiment())) == usual
        assert matplotlib.rcParams["font.size"] == 30


def test_threads_draw_the_same():
    known, found = bundle(experiment()), []
    once = svg(figure(experiment(), bundles=known))
    threads = [
        threading.Thread(target=lambda: found.append(svg(figure(experiment(), bundles=known)))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [once] * 4


def test_what_is_far_away_is_cut_and_keeps_its_direction():
    points = np.array([[0.0, 0.0], [1e200, 1e200], [np.inf, 0.0], [0.5, 0.0], [0.5, -1e9], [0.75, 0.5]])
    line = polyline(points, (0.0, 1.0, 0.0, 1.0))
    assert np.nanmax(np.abs(line.points)) <= 4.0
    assert line.points[1] == pytest.approx([4.0, 4.0])
    assert line.until(0) == pytest.approx(np.array([[0.0, 0.0]]))
    assert (line.points[-1] == [0.75, 0.5]).all()
    assert np.isnan(line.points).any()


def test_ticks_of_a_log_scale():
    assert [power(tick) for tick in powers((1e-9, 1e2), 6)] == ["10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰", "10²"]
    assert power(3e-3) == "3·10⁻³"
    assert powers((0.2, 0.9), 5)[0] > 0


def test_plotly_draws_the_same_scene():
    found = in_plotly(experiment(), layout="panels", curve="gap", theme="dark")
    kinds = [trace.type for trace in found.data]
    assert kinds.count("contour") == 2
    square = SHAPES["square"].symbol
    heads = [trace for trace in found.data if trace.type == "scatter" and trace.marker.symbol == square]
    assert [head.marker.color for head in heads] == ["#D55E00"]
    path = bundle(experiment())[1][0]
    assert (heads[0].x[0], heads[0].y[0]) == pytest.approx(tuple(path.x[-1]))
    assert found.layout.yaxis3.type == "log"
    assert (found.layout.width, found.layout.height) == (900, 600)
    assert not re.search(r"<b>", in_plotly(experiment(), title="<b>&$x$").layout.title.text)


def test_plotly_draws_the_arrows_that_matplotlib_draws():
    found = in_plotly(experiment(), arrows="all", layout="panels")
    heads = [trace for trace in found.data if trace.type == "scatter" and trace.marker.symbol == "arrow"]
    both = figure(experiment(), arrows="all", layout="panels")
    drawn = [one for axes in both.axes for one in axes.patches if isinstance(one, FancyArrowPatch)]
    assert len(heads) == 2 * len(drawn) > 0  # each on a halo
    steps = [trace for trace in heads if "step taken" in (trace.hovertemplate or "")]
    for trace, [path] in zip(steps, bundle(experiment()), strict=True):
        assert (trace.x[1] - trace.x[0], trace.y[1] - trace.y[0]) == pytest.approx(tuple(path.x[-1] - path.x[-2]))
    key = [trace.name for trace in found.data if trace.legend == "legend2"]
    assert key[:2] == ["start", "minimum"]
    assert "step taken" in key
    plain = [trace for trace in in_plotly(experiment()).data if trace.type == "scatter"]
    assert not any(trace.marker.symbol == "arrow" for trace in plain)


def test_plotly_goes_along_x_before_it_goes_to_the_curve():
    line = in_plotly(Experiment.from_data({"surface": "parabola", "steps": 3, "runs": [{"rule": "sgd"}]}), arrows="all")
    stairs = [trace for trace in line.data if trace.type == "scatter" and trace.line.shape is not None]
    assert {trace.line.shape for trace in stairs} == {"hv"}
    assert any(trace.line.dash == "4px,3px" for trace in line.data)  # the tangent


def test_plotly_draws_curves_and_bundles():
    line = in_plotly(Experiment.from_data({"surface": "parabola", "steps": 20, "runs": [{"rule": "adam"}]}))
    assert line.data[0].type == "scatter"
    fan = in_plotly(experiment(fan=3))
    assert sum(trace.opacity is not None for trace in fan.data) == 4
