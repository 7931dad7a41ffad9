"""Scripts of torch's make the trainings that the pages show, each in a fresh process."""

from pathlib import Path

import numpy as np
import pytest

from exports.code.training_pytorch import training_script
from exports.work import ExportError
from networks import COUNTERPARTS
from networks.experiment import NetworkExperiment
from networks.training.train import train
from tests.helpers.scripts import left_by

SHAPED = {"adafactor", "muon"}  # torch's see the shapes of weights
TORCH = [key for key, known in COUNTERPARTS.items() if known.name.startswith("torch.optim.") and not known.note]
RULES = [key for key in TORCH if key not in SHAPED]
#: What some hundred updates make of roundings, in the loss of every batch: seen were 1e-12 in float64, 4e-7 in float32,
#: and 5e-6 after a thousand updates.
CLOSE = {"float64": 1e-9, "float32": 2e-5}
LEFT = "left = [[*losses, valid_loss(model).item()] for model, losses in trainings.values()]\n"


def same(experiment: NetworkExperiment, folder: Path) -> None:
    script = training_script(experiment)
    assert script.missing == ()
    found = left_by(folder, {"script": script.text + LEFT}, "left")["script"]
    assert len(found) == len(experiment.runs)
    for run, (*losses, valid) in enumerate(found.values()):
        path, close = train(experiment, run), CLOSE[experiment.settings(run).precision]
        np.testing.assert_allclose(losses, path.batch_loss, rtol=close)
        np.testing.assert_allclose(valid, path.valid_loss[-1], rtol=close)


@pytest.mark.parametrize("first", range(0, len(RULES), 6))
def test_every_rule_that_torch_has(first, tmp_path):
    runs = "&".join(f"run={key}~lr~0.01" if key != "lbfgs" else "run=lbfgs~lr~0.1" for key in RULES[first : first + 6])
    same(NetworkExperiment.from_query(f"network=moons~epochs~6~precision~float64&{runs}"), tmp_path)


@pytest.mark.parametrize(
    "query",
    [
        "network=iris~depth~2~norm~batch~scaling~min-max~batch_size~50&run=adam~lr~0.01&run=sgd~lr~0.1",
        "network=iris~depth~0~epochs~20~batch_size~1000~factor~100&run=sgd~lr~0.01",
        "network=curve~depth~3~skip~true~norm~layer~activation~gelu&run=adamw~lr~0.01~~lr.cosine",
        "network=circles~activation~relu~scaling~raw~label_smoothing~0.1&run=sgd~lr~0.1~~l2~weight_decay~0.01",
        "network=spirals~activation~sigmoid~init~xavier&run=sgd~lr~0.1~~clip_norm~theta~0.1~~l1~weight_decay~0.001",
        "network=moons&run=sgd~lr~0.1~~normalize&run=sgd~lr~0.1~~clip_value~c~0.01&seed=5",
        "network=moons~schedules~per update&run=sgd~lr~0.1~~lr.step~step_size~7&run=sgd~lr~0.1~~lr.one_cycle",
        "network=moons&run=sgd~lr~0.5~~lr.plateau~patience~0~factor~0.5&run=adam~lr~0.01~~lr.warmup",
        "network=moons&run=adafactor&with=library~torch",
        "network=moons&run=sgd~lr~0.1&run=sgd~lr~0.1&with=batch_size~10&with=width~5~depth~2~epochs~3",
    ],
)
def test_every_part_of_a_training(query, tmp_path):
    experiment = NetworkExperiment.from_query(query)
    network = {"epochs": 8, **experiment.network, "precision": "float64"}
    same(NetworkExperiment.from_data({**experiment.to_data(), "network": network}), tmp_path)


@pytest.mark.parametrize(
    "query",
    [
        "network=digits~epochs~10~batch_size~128&run=sgd~lr~0.1&run=adam~lr~0.001",
        "network=iris~depth~0~epochs~60&run=rmsprop~lr~0.02&run=adagrad~lr~0.02",
    ],
)
def test_single_precision(query, tmp_path):
    same(NetworkExperiment.from_query(query), tmp_path)


def test_data_of_ones_own(tmp_path):
    rows = [[x / 7, (x * x) % 5] for x in range(60)]
    own = {
        "columns": ["a", "b"],
        "inputs": rows,
        "targets": [float(x % 3 == 0) for x in range(60)],
        "classes": ["n", "y"],
    }
    same(NetworkExperiment.from_query("network=own~epochs~5~precision~float64&run=adam~lr~0.01", own=own), tmp_path)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("network=iris&run=lion", "torch has no Lion"),
        ("network=iris~dropout~0.5&run=adam", "dropout is set, and what dropout leaves out is drawn by"),
        ("network=iris~patience~3&run=adam", "the script does not stop early"),
        ("network=iris&run=adam~~noise~sigma~1", "torch has no gradient noise"),
        *((f"network=iris&run={key}", "sees the shapes of weights") for key in sorted(SHAPED & {*TORCH})),
    ],
)
def test_what_torch_has_not_is_said(query, why):
    experiment = NetworkExperiment.from_query(query)
    with pytest.raises(ExportError, match=why):
        training_script(experiment)
    data = experiment.to_data()
    beside = {"rule": "sgd", "network": {"dropout": 0.0, "patience": 0}}
    script = training_script(NetworkExperiment.from_data({**data, "runs": [*data["runs"], beside]}))
    assert len(script.missing) == 1
    assert why in script.missing[0]
    assert script.text.count(": train(") == 1
