"""Scripts of torch say what torch lacks, and those of Matplotlib draw their picture."""

import tokenize
from io import StringIO

import pytest
from PIL import Image

from exports.code.drawing import matplotlib_script
from exports.code.pytorch import pytorch
from exports.formats import FORMATS
from exports.names import file_name
from exports.work import ExportError, Work
from gallery import DEMOS
from simulation import Experiment
from tests.helpers.formula_kinks import KINKS
from tests.helpers.scripts import left_by


def work(**data):
    return Work.of(Experiment.from_data({"surface": "rosenbrock", "steps": 40, **data}))


@pytest.mark.parametrize(
    ("run", "why"),
    [
        ({"rule": "lion"}, "torch has no Lion; pytorch-optimizer has it as Lion."),
        ({"rule": "newton"}, "Neither torch nor pytorch-optimizer has Newton."),
        ({"rule": "muon"}, "torch rounds to bfloat16"),
        (
            {"rule": "adam", "hyperparameters": {"bias_correction": False}},
            "torch.optim.Adam has no bias_correction=false",
        ),
        ({"rule": "own", "text": "w -= g"}, "A rule of your own has no counterpart"),
        ({"rule": "sgd", "transforms": [{"name": "noise"}]}, "torch has no gradient noise"),
        (
            {"rule": "sgd", "schedules": {"lr": {"name": "inverse_time"}}},
            "no scheduler that does what Inverse time does",
        ),
        ({"rule": "momentum", "schedules": {"momentum": {"name": "linear"}}}, "here momentum follows one"),
        (
            {"rule": "sgd", "schedules": {"lr": {"name": "polynomial", "settings": {"lr_end": 0.01}}}},
            "torch's PolynomialLR does not take lr_end = 0.01.",
        ),
        (
            {"rule": "sgd", "schedules": {"lr": {"name": "one_cycle", "settings": {"total_steps": 9}}}},
            "refuses to go on after its 9 steps",
        ),
        (
            {"rule": "sgd", "schedules": {"lr": {"name": "warmup", "settings": {"after": "plateau"}}}},
            "SequentialLR has no place for a ReduceLROnPlateau",
        ),
    ],
)
def test_what_torch_lacks_is_said(run, why):
    with pytest.raises(ExportError, match=why.replace("(", r"\(")) as caught:
        FORMATS["pytorch"].make(work(runs=[run]))
    assert str(caught.value).count("\n") == 0
    assert str(caught.value).endswith(".")
    beside = pytorch(work(runs=[{"rule": "sgd"}, {**run, "label": "=evil()\nimport os"}]))
    assert len(beside.missing) == 1
    assert why in beside.text
    names = [token.string for token in tokenize.generate_tokens(StringIO(beside.text).readline) if token.type == 1]
    assert "os" not in names


PICTURES = {
    "plane": Experiment.from_query(
        "surface=rosenbrock&steps=60&run=adam~lr~0.05&run=sgd&label=%24a_1%24&label=_hidden"
    ),
    "line": Experiment.from_query("surface=parabola&start=1.5&steps=9&run=sgd~lr~0.1"),
    "loss": Experiment.from_query("surface=logistic&steps=30&run=adam~lr~0.3"),
    "one weight": Experiment.from_query("surface=one_weight&steps=30&run=adam~lr~0.3"),
    "diverged": Experiment.from_query("surface=sphere&steps=900&run=sgd~lr~3&run=adam"),
    "fan": Experiment.from_query("surface=saddle&fan=4&steps=30&run=adam"),
    "hill": DEMOS["a-hill-from-a-file"].experiment,
    "formula": Experiment.from_data({"surface": "formula", "formula": KINKS["others"], "runs": [{"rule": "sgd"}]}),
    "level": Experiment.from_data({"surface": "formula", "formula": "0*x*y + 3", "runs": [{"rule": "adam"}]}),
}


def test_matplotlib_draws_the_csv_beside_it(tmp_path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    made = {name: Work.of(experiment) for name, experiment in PICTURES.items()}
    for one in made.values():
        (tmp_path / file_name(one.experiment, ".csv")).write_bytes(FORMATS["csv"].make(one))
    assert len(list(tmp_path.glob("*.csv"))) == len(PICTURES), "their names differ"
    left_by(tmp_path, {name: matplotlib_script(one) for name, one in made.items()}, "nothing")
    for name, one in made.items():
        with Image.open(tmp_path / f"{name}.png") as picture:
            assert picture.size == (1050, 750)
            colors = {color for _, color in picture.convert("RGB").getcolors(10**6)}
        for i in range(len(one.names)):
            wanted = one.experiment.runs[i].color or ("#0072B2", "#D55E00", "#009E73")[i]
            assert tuple(bytes.fromhex(wanted[1:])) in colors, name
