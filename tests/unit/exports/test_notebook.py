"""What a notebook is given, without a kernel: the page, the picture, the sentence; and runs that are run again."""

import numpy as np
import pytest

import slalom
from exports.notebook.again import Experimented, Walked, again
from exports.notebook.widget import PlayerWidget
from exports.work import ExportError
from simulation import Experiment, Trajectory
from slalom import OPTIMIZERS, SCHEDULES, SURFACES, TRANSFORMS, simulate

BOWL = SURFACES["elongated_bowl"]


def walk(rule="adam", start=(-7.0, 2.0), **more) -> Trajectory:
    return simulate(OPTIMIZERS[rule](), BOWL, start, 40, **more)


@pytest.fixture(scope="module")
def experiment():
    runs = [{"rule": "momentum", "hyperparameters": {"momentum": beta}} for beta in (0.0, 0.9)]
    return Experiment.from_data({"surface": "elongated_bowl", "steps": 40, "runs": runs})


def test_a_path_shows_a_page_a_picture_and_a_sentence():
    found = walk()._repr_mimebundle_()
    assert found["text/plain"].startswith("Adam on ")
    assert found["image/svg+xml"].startswith("<svg")
    assert "<iframe" in found["text/html"]
    assert 'sandbox="allow-scripts allow-downloads"' in found["text/html"]


def test_an_experiment_shows_what_the_pages_do(experiment):
    assert experiment._repr_mimebundle_()["text/plain"].startswith("What does β do?: ")


def test_a_list_of_paths_is_one_picture():
    found = slalom._paths([walk("sgd"), walk("momentum")])
    assert found["text/plain"].startswith("2 runs on ")
    assert found["image/svg+xml"].count('class="line"') == 2


@pytest.mark.parametrize("things", [[], [1, 2], ["a"]])
def test_another_list_is_a_list(things):
    assert slalom._paths(things) is None


def test_paths_on_several_surfaces_have_no_picture():
    other = simulate(OPTIMIZERS["adam"](), SURFACES["rosenbrock"], (0.0, 0.0), 5)
    assert slalom._paths([walk(), other]) is None
    with pytest.raises(ExportError, match=r"^Paths are shown together where they were run on the same surface\.$"):
        again([walk(), other])


def test_a_path_that_does_not_know_its_surface_has_no_picture():
    path = Trajectory(**{name: value for name, value in vars(walk()).items() if name != "source"})
    assert path._repr_mimebundle_() is None
    with pytest.raises(ExportError, match="does not say on which it was run"):
        path.figure()


def test_a_batch_is_shown_by_lanes():
    path = simulate(OPTIMIZERS["sgd"](), BOWL, [(-7.0, 2.0), (3.0, 1.0)], 20)
    assert path._repr_mimebundle_() is None
    assert path.lane(1).source.asked.start == (3.0, 1.0)
    assert path.lane(1)._repr_mimebundle_() is not None


@pytest.mark.parametrize("more", [
    {"schedule": SCHEDULES["cosine"]()},
    {"transforms": [TRANSFORMS["noise"](sigma=0.3)], "seed": 4},
    {"maximize": True},
    {"stop": slalom.Stop(gradient_norm=1e-2)},
])  # fmt: skip
def test_a_path_run_again_is_the_same(more):
    path = walk("momentum", **more)
    (found,) = Walked([path]).moved((), []).paths
    np.testing.assert_array_equal(found.x, path.x)
    assert found.maximize == path.maximize


def test_lanes_know_their_own_settings():
    lr = np.array([[0.1], [0.3]])
    batch = simulate(OPTIMIZERS["sgd"](lr=lr), BOWL, (-7.0, 2.0), 20)
    (found,) = Walked([batch.lane(1)]).moved((), []).paths
    np.testing.assert_array_equal(found.x, batch.lane(1).x)


def test_what_is_moved_is_run_again():
    path = walk("momentum")
    (moved,) = Walked([path]).moved((3.0, 1.0), [("", "momentum", 0.5)]).paths
    wanted = simulate(OPTIMIZERS["momentum"](momentum=0.5), BOWL, (3.0, 1.0), 40)
    np.testing.assert_array_equal(moved.x, wanted.x)


def test_a_path_on_a_line_is_run_again():
    path = simulate(OPTIMIZERS["sgd"](lr=0.1), SURFACES["parabola"], 1.5, 20)
    assert path.source.asked.start == (1.5,)
    (moved,) = Walked([path]).moved((-1.0,), []).paths
    assert moved.x[0] == -1.0
    assert path._repr_mimebundle_() is not None


def test_starts_that_lie_apart_stay_so():
    both = Walked([walk(), walk(start=(-6.0, 3.0))]).moved((0.0, 0.0), [])
    assert [tuple(path.x[0]) for path in both.paths] == [(0.0, 0.0), (1.0, 1.0)]


def test_an_experiment_that_is_moved(experiment):
    moved = Experimented(experiment).moved((1.0, 1.0), [("1", "lr", 0.2)]).experiment
    assert moved.start == (1.0, 1.0)
    assert [spec.hyperparameters.get("lr") for spec in moved.runs] == [None, 0.2]


def test_a_number_of_the_surface_is_moved():
    path = simulate(OPTIMIZERS["adam"](), SURFACES["rosenbrock"], (-1.2, 1.0), 20)
    (moved,) = Walked([path]).moved((), [("", "f.b", 10.0)]).paths
    assert moved.source.surface.values["b"] == 10.0


def test_the_widget_hears_what_can_be_and_nothing_else():
    widget = PlayerWidget(again(walk("momentum")))
    first = widget.paths
    for said in (None, 3, {"start": {"x": "a", "y": 1}}, {"start": {"x": float("nan"), "y": 0.0}}, {"turned": [{}, 2]},
                 {"turned": [{"run": "0", "name": "momentum", "value": -7.0}]}, {"bundle": "../secret"},
                 {"looked": {"key": "other", "window": [0, 1, 0, 1]}}, {"looked": {"key": 1}}):  # fmt: skip
        widget.hear(said)
        assert widget.paths == first
    widget.hear({"start": {"x": 3, "y": 1}})
    assert tuple(widget.shown.paths[0].x[0]) == (3.0, 1.0)
    assert widget.paths != first
    widget.close()


def test_tables_have_every_number(experiment):
    path = walk()
    table = path.to_dataframe()
    np.testing.assert_array_equal(table["x"], path.x[:, 0])
    whole = experiment.to_dataframe()
    assert list(dict.fromkeys(whole["run"])) == ["β = 0", "β = 0.9"]
    assert len(whole) == 2 * 41


def test_figures(experiment):
    for thing in (walk(), experiment):
        assert thing.plot().layout.title.text
        assert thing.figure().axes


def test_a_link_opens_the_experiment(experiment):
    link = experiment.edit("https://slalom.example/")
    assert link == f"https://slalom.example/compare?{experiment.to_query()}"
    assert "&amp;" in link._repr_html_()
