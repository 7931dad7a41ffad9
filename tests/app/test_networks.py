"""The Networks page without a browser: what is trained, said, changed, kept and refused."""

import json
import sys
import threading

import pytest

from networks.experiment import NetworkExperiment
from networks.training import train as training
from tests.helpers.app_pages import opened
from tests.helpers.networks_page import LEARNING, SMALL, at_networks, shown, trained
from ui.networks import learning

TWO = f"{SMALL}&run=adam~lr~0.01&run=sgd~lr~0.1"


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    for kept in (learning._trained, learning._planes, learning._ensembles):
        kept.forget()


def labels(at):
    return [run["label"] for run in shown(at)["runs"]]


def link(at):
    at.session_state["network details"] = "Share and export"
    return next(code.value for code in at.run().code if "run=" in code.value).partition("?")[2].partition("&view=")[0]


def test_what_a_link_asks_for_is_trained_and_told():
    at = at_networks(TWO)
    head = shown(at)
    assert labels(at) == ["Adam", "SGD"]
    assert head["title"] == "Two moons: Adam, SGD"
    assert "has the lowest loss: loss " in head["sentence"]["text"]
    assert any("of the paths' variance" in caption.value for caption in at.caption)
    assert NetworkExperiment.from_query(link(at)) == NetworkExperiment.from_query(TWO)


def test_only_the_run_that_changed_is_trained_again(monkeypatch):
    at = at_networks(TWO)
    walked, walk = [], training.train_in_slices

    def counted(experiment, run=0, *rest, **known):
        walked.append(run)
        return walk(experiment, run, *rest, **known)

    monkeypatch.setattr(training, "train_in_slices", counted)
    at.number_input(key="run 1/adam.lr|box").set_value(0.02)
    assert labels(trained(at.run())) == ["Adam", "SGD"]
    assert walked == [0]
    trained(at.text_input(key="run 1/label").set_value("fast").run() if at.text_input else at)
    assert walked == [0]


def test_several_seeds_have_a_table_of_their_own_and_the_first_is_not_trained_again(monkeypatch):
    at = at_networks(TWO)
    walked, walk = [], training.train_in_slices

    def counted(experiment, run=0, seed=None, *rest, **known):
        walked.append((run, seed))
        return walk(experiment, run, seed, *rest, **known)

    monkeypatch.setattr("networks.training.ensemble.train_in_slices", counted)
    trained(at.number_input(key="seeds|box").set_value(3).run())
    assert walked == [(0, 1), (0, 2), (1, 1), (1, 2)]
    assert "seeds=3" in link(at)
    at.session_state["network details"] = "Results"
    table = at.run().dataframe[1].value
    assert table["run"].tolist() == ["Adam", "SGD"]
    assert {"test accuracy", "ensemble: test accuracy", "averaged weights: validation accuracy"} <= {*table}
    assert any("Curves are medians of 3 seeds" in caption.value for caption in at.caption)


def test_vary_one_makes_a_run_per_value_of_a_setting():
    at = at_networks(f"{SMALL}&run=adam~lr~0.01")
    at.session_state["vary network"] = True
    at.run()
    at.selectbox(key="vary network.first|box").select("width").run()
    at.text_input(key="vary network.width values").set_value("2, x").run()
    assert any("'x' is no value" in caption.value for caption in at.caption)
    assert labels(at) == ["Adam"]
    trained(at.text_input(key="vary network.width values").set_value("2, 3").run())
    assert labels(at) == ["units in a layer = 2", "units in a layer = 3"]
    assert "with=width" in link(at)


def test_runs_may_differ_in_their_network_and_the_picture_says_whose_landscape_it_is():
    at = at_networks(f"{SMALL}&run=adam&run=adam&with=&with=width~5")
    said = next(caption.value for caption in at.caption if "variance" in caption.value)
    assert "The landscape is that of units in a layer = 4" in said
    assert "weights of another kind" in said
    again = NetworkExperiment.from_query(link(at))
    assert [run.network for run in again.runs] == [{}, {"width": 5}]


@pytest.mark.parametrize("kind", ["random", "hessian"])
def test_other_planes_of_the_loss_can_be_chosen(kind):
    at = at_networks(f"{SMALL}&run=adam")
    before = shown(at)["grid"]
    at.selectbox(key="plane of the loss|box").set_value(kind)
    grid = shown(trained(at.run()))["grid"]
    assert grid != before
    assert f"plane={kind}" in link(at)
    assert shown(at_networks(link(at)))["grid"] == grid
    assert shown(trained(at.button(key="undo").click().run()))["grid"] == before
    assert shown(trained(at.button(key="redo").click().run()))["grid"] == grid


@pytest.mark.parametrize("tab", ["Results", "Networks", "Curvature", "Between runs", "Code", "Share and export"])
def test_every_tab_is_drawn(tab):
    at = at_networks(TWO)
    at.session_state["network details"] = tab
    at.run()
    assert not at.exception
    captions = " ".join(caption.value for caption in at.caption)
    code = [code.value for code in at.code]
    shown = {
        "Results": [*at.dataframe],
        "Networks": [text for text in code if "batch size" in text],
        "Curvature": "above 2/η at" in captions,
        "Between runs": "there is a barrier of" in captions or "there is no barrier" in captions,
        "Code": [text for text in code if text.startswith("from networks")],
        "Share and export": [text for text in code if "run=" in text],
    }
    assert [name for name, there in shown.items() if there] == [tab]


def test_the_lowest_validation_loss_is_marked():
    table = at_networks(TWO).dataframe[0].value
    losses = table["validation loss"]
    assert list(table["run"].str.startswith("★")) == list(losses == losses.min())
    for query in (f"{SMALL}&run=adam", "network=curve~epochs~3&run=sgd~lr~1e30&run=sgd~lr~1e31"):
        none = at_networks(query)
        assert not none.dataframe[0].value["run"].str.startswith("★").any()
        assert not any("★" in caption.value for caption in none.caption)


def test_a_run_that_went_astray_is_never_marked_whatever_it_kept():
    """It stops early on the way to nowhere, and its best epoch is better than the other run's."""
    falls = "network=moons~epochs~60~patience~50~activation~relu~examples~60&run=sgd~lr~0.1~~lr.exponential~gamma~10"
    table = at_networks(f"{falls}&run=sgd~lr~0.000001").dataframe[0].value
    assert list(table["how it ended"]) == ["diverged", "finished"]
    assert table["validation loss"][0] < table["validation loss"][1]
    assert list(table["run"].str.startswith("★")) == [False, True]


def test_what_a_line_cannot_lead_to_is_said():
    at = at_networks(f"{SMALL}&run=adam")
    at.session_state["network details"] = "Between runs"
    assert any("here is no other one" in caption.value for caption in at.run().caption)
    at = at_networks(f"{SMALL}&run=adam&run=sgd&run=sgd~lr~1e300&with=&with=width~7&with=")
    at.session_state["network details"] = "Between runs"
    said = [caption.value for caption in at.run().caption]
    assert not at.exception
    (line,) = [words for words in said if words.startswith(("From ", "Between "))]
    assert line == "Between Adam, units in a layer = 4 and SGD, η = 10³⁰⁰, units in a layer = 4 the loss is not finite."


def test_the_script_prints_what_the_page_says(capsys):
    at = at_networks(TWO)
    at.session_state["network details"] = "Code"
    script = next(code.value for code in at.run().code if code.value.startswith("from networks"))
    exec(compile(script, "script", "exec"), {})  # ours, not a user's
    best = capsys.readouterr().out.splitlines()[1].partition("loss ")[2].partition(",")[0]
    assert best in shown(at)["sentence"]["text"] or "Adam has the lowest" in shown(at)["sentence"]["text"]


def test_a_run_that_diverges_is_told_in_words():
    at = at_networks("network=curve~examples~60~width~4~epochs~3&run=sgd~lr~0.1&run=sgd~lr~1e8")
    assert "diverged: " in shown(at)["sentence"]["text"]
    assert shown(at)["sentence"]["tone"] == "bad"


def test_what_diverges_at_once_everywhere_leaves_a_sentence():
    at = at_networks(f"{SMALL}&run=sgd~lr~1e300")
    assert not at.exception


def test_what_takes_longer_is_asked_for_and_can_be_stopped():
    at = at_networks(TWO)
    at.number_input(key="network.epochs|box").set_value(4000).run()
    assert labels(at) == ["Adam", "SGD"]
    assert shown(at)["options"]["stale"]
    at.button(key="train").click().run()
    assert at.get("progress")
    at.session_state[LEARNING].drop()
    at.session_state[LEARNING].wait(60)
    at.run()
    assert at.button(key="train")
    assert shown(at)["options"]["stale"]


def test_two_are_trained_at_once_and_the_third_waits():
    go = threading.Event()
    wanted = learning.Wanted(NetworkExperiment.from_query(TWO), 0)

    class Held(learning.Learning):
        def _make(self):
            while not go.wait(0.01):
                self._tell(0.1)

    class Open:
        def closed(self):
            return False

    jobs = [Held(wanted, Open()) for _ in range(3)]
    try:
        assert [one.ahead for one in jobs] == [0, 0, 1]
    finally:
        for one in jobs:
            one.drop()
        go.set()
    assert all(one.wait(60) for one in jobs)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b,kind\n1,x,u\n2,3,v\n", "b"),
        (b"a,kind\n" + b"1,u\n" * 20, "two classes"),
        (b"a,b,kind\n" + b"1,2,u\n1,3,v\n" * 2501, "5,000 rows, which is the limit"),
        (b"", "Two columns are needed"),
    ],
)
def test_a_file_that_cannot_be_learned_leaves_a_sentence_and_the_picture(content, said):
    at = at_networks(f"{SMALL}&run=adam")
    at.selectbox(key="network.data|box").set_value("own").run()
    assert any("CSV" in error.value for error in at.error)
    at.file_uploader(key="network file").set_value(("own.csv", content, "text/csv")).run()
    assert not at.exception
    assert any(said in caption.value for caption in at.sidebar.caption if caption.value.startswith(":red"))
    assert labels(at) == ["Adam"]


def test_a_file_of_ones_own_is_learned():
    at = at_networks(f"{SMALL}&run=adam")
    rows = "\n".join(f"{i},{i % 5},{'ab'[i > 20]}" for i in range(40))
    at.selectbox(key="network.data|box").set_value("own").run()
    at.file_uploader(key="network file").set_value(("own.csv", f"u,v,kind\n{rows}".encode(), "text/csv"))
    at = trained(at.run())
    assert not at.error
    assert shown(at)["title"] == "Your data: Adam"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("network=moon&run=adam", "moons"),
        ("network=moons~depth~99&run=adam", "depth"),
        ("network=moons&run=adam&with=bogus~1", "bogus"),
        (f"{SMALL}&run=adam&seed=-1", "seed"),
        ("network=digits~depth~30~width~250&run=adam", "weights"),
    ],
)
def test_a_link_that_is_wrong_says_what_would_be_right(query, said):
    at = opened(query, "networks")
    assert not at.exception
    assert any(said in warning.value for warning in at.warning)
    at.session_state[LEARNING].drop()


def test_an_experiment_comes_and_goes_as_json():
    at = at_networks(TWO)
    wanted = NetworkExperiment.from_query(f"{SMALL}&seed=4&run=rmsprop~lr~0.02")
    at.session_state["network details"] = "Share and export"
    at.run()
    at.file_uploader(key="network experiment file").set_value(("a.json", wanted.to_json().encode(), "application/json"))
    assert labels(trained(at.run())) == ["RMSprop"]
    assert json.loads(wanted.to_json())["seed"] == 4


@pytest.mark.parametrize("page", ["playground", "compare", "maps", "race", "gallery", "reference"])
def test_pages_that_do_not_train_never_import_torch(page, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "torch"]:
        monkeypatch.delitem(sys.modules, name)

    class Refused:
        def find_spec(self, name, path=None, target=None):
            assert name != "torch", "torch is imported"

    monkeypatch.setattr(sys, "meta_path", [Refused(), *sys.meta_path])
    at = opened("", page)
    assert not at.exception
    assert "torch" not in sys.modules
