"""Experiments on networks as plain data: links, JSON, and what is refused. Nothing here needs torch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks.experiment import NetworkExperiment
from networks.plane_kinds import KINDS
from networks.price import updates_in_epoch, weights
from networks.settings import ACTIVATIONS, DATA, INITS, OWN, Network
from networks.vary import varied
from parameters.numbers import whole
from simulation import ExperimentError

OWN_DATA = {
    "columns": ["u", "v"],
    "classes": ["no", "yes"],
    "inputs": [[float(i), i / 2] for i in range(12)],
    "targets": [float(i % 2) for i in range(12)],
}

networks = st.fixed_dictionaries(
    {},
    optional={
        "data": st.sampled_from([key for key in DATA if key != OWN]),
        "depth": st.integers(1, 3),
        "width": st.integers(1, 32),
        "activation": st.sampled_from(ACTIVATIONS),
        "init": st.sampled_from(INITS),
        "dropout": st.floats(0, 0.9),
        "batch_size": st.integers(8, 200),
        "epochs": st.integers(1, 20),
    },
)


@settings(max_examples=30, deadline=None)
@given(
    networks,
    st.integers(0, 2**31),
    st.sampled_from(["adam", "sgd", "momentum"]),
    st.floats(1e-4, 1.0),
    st.sampled_from(KINDS),
)
def test_links_and_json_open_to_equal_experiments(network, seed, rule, lr, plane):
    runs = [{"rule": rule, "hyperparameters": {"lr": lr}, "label": "a & b"}, {"rule": "adam", "network": {"epochs": 3}}]
    wanted = NetworkExperiment.from_data({"network": network, "seed": seed, "plane": plane, "runs": runs})
    assert NetworkExperiment.from_query(wanted.to_query()) == wanted
    assert NetworkExperiment.from_json(wanted.to_json()) == wanted
    assert wanted.settings(1).epochs == 3
    assert wanted.settings(0).epochs == network.get("epochs", Network().epochs)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("network=mnist&run=adam", "mnist"),
        ("network=iris~depht~2&run=adam", "depht"),
        ("network=iris~depth~two&run=adam", "whole number"),
        ("network=iris~dropout~1&run=adam", "dropout"),
        ("network=iris&network=moons&run=adam", "more than once"),
        ("network=iris~depth&run=adam", "without a value"),
        ("network=iris", "needs a run"),
        ("network=iris&run=adm", "adm"),
        ("network=iris&run=adam&speed=3", "speed"),
        ("network=iris&run=adam&seed=x", "seed"),
        ("network=iris&run=adam&seed=-1", "seed"),
        ("network=iris&run=adam&plane=flat", "plane: must be one of pca, random, hessian"),
        ("network=iris&run=adam~~mini_batch~size~3", "batch size"),
        ("network=iris&run=adam&with=data~moons", "same data"),
        ("network=iris~transfer~scratch&run=adam", "digits"),
        ("network=digits~transfer~scratch~depth~0&run=adam", "hidden layer"),
        ("network=iris~library~keras&run=adam", "library"),
        ("network=iris~library~torch&run=lion", "torch has no Lion; pytorch-optimizer has it as Lion."),
        ("network=iris&run=newton&with=library~torch", "has Newton"),
        ("network=iris~library~torch&run=muon", "torch.optim.Muon takes matrices only"),
        ("network=own&run=adam", "load a CSV"),
        ("network=digits~epochs~5000~batch_size~1&run=adam", "seconds of work"),
        ("network=digits~depth~30~width~256&run=adam", "weights"),
        ("network=iris&" + "run=adam&" * 13, "at most 12 runs"),
        ("network=iris&run=sgd~~lr.plateau~factor~7", "factor"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(query, said):
    with pytest.raises(ExperimentError) as error:
        NetworkExperiment.from_query(query)
    text = str(error.value)
    assert said in text
    assert text.endswith(".")
    assert len(text) < 400


def test_data_of_ones_own_go_with_the_file_and_fit_in_no_link():
    wanted = NetworkExperiment.from_data({"network": {"data": "own"}, "own": OWN_DATA, "runs": [{"rule": "adam"}]})
    assert NetworkExperiment.from_json(wanted.to_json()) == wanted
    with pytest.raises(ExperimentError, match="do not fit in a link"):
        wanted.to_query()
    data = wanted.data()
    assert (data.classes, data.columns, len(data.inputs)) == (("no", "yes"), ("u", "v"), 12)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"targets": [0.0] * 12}, "two classes"),
        ({"targets": [0.0, 2.0] * 6}, "place of its class"),
        ({"targets": [0.0, 1.0] * 5}, "target for every row"),
        ({"inputs": [[1.0]] * 12}, "2 numbers"),
        ({"inputs": [[1.0, 2.0]] * 5, "targets": [0.0, 1.0] * 2 + [1.0]}, "10"),
        ({"inputs": [[1.0, float("nan")]] * 12}, "finite"),
        ({"inputs": [[0.0, 0.0]] * 10**6}, whole(5000)),
    ],
)
def test_data_that_nothing_can_be_learned_from_is_refused(change, said):
    with pytest.raises(ExperimentError, match=said):
        NetworkExperiment.from_data({"network": {"data": "own"}, "own": OWN_DATA | change, "runs": [{"rule": "adam"}]})


def test_runs_may_differ_in_their_network():
    wanted = NetworkExperiment.from_query("network=iris&run=sgd&run=sgd&run=sgd&with=batch_size~1&with=&with=depth~0")
    assert [wanted.settings(run).batch_size for run in range(3)] == [1, 24, 24]
    assert [wanted.settings(run).depth for run in range(3)] == [1, 1, 0]


def test_a_run_may_have_a_default_that_the_others_have_not():
    runs = [{"rule": "adam"}, {"rule": "sgd", "network": {"dropout": 0.0, "skip": False}}]
    experiment = NetworkExperiment.from_data({"network": {"dropout": 0.5, "skip": True}, "runs": runs})
    assert (experiment.settings(0).dropout, experiment.settings(1).dropout) == (0.5, 0.0)
    assert (experiment.settings(0).skip, experiment.settings(1).skip) == (True, False)
    assert NetworkExperiment.from_query(experiment.to_query()) == experiment
    assert NetworkExperiment.from_json(experiment.to_json()) == experiment
    said_again = {**experiment.to_data(), "runs": [{"rule": "adam", "network": {"dropout": 0.5}}, runs[1]]}
    assert NetworkExperiment.from_data(said_again) == experiment


@pytest.mark.parametrize(
    ("examples", "size", "wanted"), [(120, 24, 5), (1347, 32, 42), (10, 100, 1), (30, 20, 2), (29, 20, 1)]
)
def test_a_small_rest_is_no_batch_of_its_own(examples, size, wanted):
    assert updates_in_epoch(Network(batch_size=size), examples) == wanted


def test_weights_are_counted_before_a_network_is_made():
    assert weights(Network(depth=0), 4, 3) == 15
    assert weights(Network(depth=1, width=64), 64, 10) == 4810
    assert weights(Network(depth=2, width=8, norm="batch"), 2, 2) == 2 * 8 + 8 * 8 + 2 * 16 + 9 * 2


@pytest.mark.parametrize("key", [key for key in DATA if key != OWN])
def test_data_are_parted_whole_and_scaled_by_what_is_learned(key):
    data = NetworkExperiment.from_query(f"network={key}&run=adam&seed=4").data()
    rows = np.concatenate([data.train, data.valid, data.test])
    assert sorted(rows) == list(range(len(data.inputs)))
    assert data.inputs[data.train].mean(axis=0) == pytest.approx(0, abs=1e-9)
    spread = data.inputs[data.train].std(axis=0)
    assert spread[spread > 0] == pytest.approx(1)
    if data.classes:
        assert {*data.targets[data.train]} == {*range(len(data.classes))}
    other = NetworkExperiment.from_query(f"network={key}&run=adam&seed=5").data()
    assert not np.array_equal(other.train, data.train) or not np.array_equal(other.inputs, data.inputs)
    first = NetworkExperiment.from_query(f"network={key}~scaling~min-max&run=adam").data()
    assert (first.inputs[first.train].min(), first.inputs[first.train].max()) == pytest.approx((0, 1))


def test_iris_is_parted_as_120_15_15():
    data = NetworkExperiment.from_query("network=iris&run=adam").data()
    assert [len(part) for part in (data.train, data.valid, data.test)] == [120, 15, 15]
    assert [int(np.sum(data.targets[data.valid] == k)) for k in range(3)] == [5, 5, 5]


def test_a_run_is_varied_in_its_rule_and_its_network():
    one = NetworkExperiment.from_query("network=iris~width~8&run=adam~lr~0.01&with=epochs~3&label=a")
    made = varied(one, 0, {"batch_size": "1, 24", "lr": "0.001:0.1:3 log"})
    assert [(made.settings(i).batch_size, run.build().lr) for i, run in enumerate(made.runs)] == [
        *((1, lr) for lr in (0.001, 0.01, 0.1)),
        *((24, lr) for lr in (0.001, 0.01, 0.1)),
    ]
    assert {(made.settings(i).width, made.settings(i).epochs) for i in range(6)} == {(8, 3)}
    assert {run.label for run in made.runs} == {""}
    both = varied(one, 0, {"library": "slalom, torch"})
    assert [both.settings(i).library for i in range(2)] == ["slalom", "torch"]
    assert NetworkExperiment.from_query(made.to_query()) == made


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"widht": "1,2"}, "no 'widht' to vary; there is"),
        ({"width": "0,2"}, "units in a layer"),
        ({"width": ""}, "There is no value"),
        ({"data": "iris,moons"}, "no 'data' to vary"),
        ({"width": "1:4:4", "depth": "0:3:4"}, "at most 12 runs"),
        ({"width": "1", "depth": "1", "lr": "1"}, "or two"),
        ({"library": "slalom,keras"}, "library of the optimizer"),
    ],
)
def test_what_cannot_be_varied_is_said_in_one_sentence(texts, said):
    with pytest.raises(ExperimentError, match=said) as error:
        varied(NetworkExperiment.from_query("network=iris&run=adam"), 0, texts)
    assert str(error.value).endswith(".")
