"""The group "From torch" without a browser: two paths, their difference, and sentences for what cannot be run."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.groups import with_groups_open
from tests.helpers.payload import header, series

APP = Path(__file__).parents[2] / "app.py"


def opened(**query: str) -> AppTest:
    at = with_groups_open(AppTest.from_file(APP, default_timeout=60))
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    return switched_on(at)


def switched_on(at: AppTest) -> AppTest:
    at.checkbox(key="library").check().run()
    assert not at.exception
    return at


def blob(at: AppTest) -> bytes:
    return next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")


def said(at: AppTest) -> str:
    """The sentences under the picture."""
    return next((caption.value for caption in at.main.caption if "the two paths" in caption.value), "")


def with_class(at: AppTest, name: str, arguments: str = "") -> AppTest:
    at.selectbox(key="library.class|box").select(name).run()
    if arguments:
        at.text_input(key=f"library.arguments {name}").input(arguments).run()
    assert not at.exception
    return at


def test_off_is_one_path_and_the_counterpart_is_named():
    at = with_groups_open(AppTest.from_file(APP, default_timeout=30)).run()
    assert len(header(blob(at))["runs"]) == 1
    assert any(caption.value == "The same rule in torch.optim.Adam" for caption in at.sidebar.caption)
    assert not at.checkbox(key="library").value


def test_on_is_two_paths_and_their_difference():
    at = opened()
    ours, theirs = header(blob(at))["runs"]
    assert (ours["label"], theirs["label"]) == ("Adam", "torch.optim.Adam")
    assert ours["color"] != theirs["color"]
    assert ours["marker"] != theirs["marker"]
    np.testing.assert_allclose(series(blob(at), 0, "x"), series(blob(at), 1, "x"), rtol=1e-6)
    assert {s["name"] for s in theirs["series"]} >= {"exp_avg", "exp_avg_sq", "seen"}
    assert said(at).startswith("torch.optim.Adam: ")
    assert said(at).endswith(" over 500 steps. In the picture it is dashed, over ours.")
    at.checkbox(key="library").uncheck().run()
    assert len(header(blob(at))["runs"]) == 1
    assert not said(at)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            {"surface": "elongated_bowl", "run": "lion~lr~0.01"},
            "pytorch_optimizer.Lion: the two paths are equal to the last bit",
        ),
        (
            {"surface": "elongated_bowl", "run": "muon"},
            "torch rounds to bfloat16, two to three digits, inside its Muon",
        ),
        ({"run": "schedule_free_adamw"}, "It keeps y, so it is compared with our y."),
        ({"run": "sgd~lr~1.0"}, "torch.optim.SGD: "),
        ({"run": "rprop", "steps": "3000", "stop": "gradient_norm~0"}, "torch.optim.Rprop: "),
        ({"run": "adam~lr~0.05~~lr.step~step_size~30"}, "torch.optim.Adam: "),
        ({"run": "momentum~lr~0.001~~noise~sigma~3.0~~clip_norm", "seed": "4"}, "torch.optim.SGD: "),
    ],
)
def test_the_counterpart_says_how_close_it_is(query, sentence):
    at = opened(**query)
    assert sentence in said(at)
    if "Muon" not in sentence:
        assert "more than" not in said(at)
    assert len(header(blob(at))["runs"]) == 2


def test_a_chaotic_path_says_so():
    at = opened(run="nadam~lr~0.5")
    assert "more than 10⁻⁹ from step 1" in said(at)
    assert "The path is chaotic: our own, shaken by 10⁻¹⁵, parts from itself as far from step 1" in said(at)


def test_a_rule_without_counterpart_says_why_and_still_takes_a_class():
    at = opened(run="newton")
    assert any("Neither torch nor pytorch-optimizer has Newton." in caption.value for caption in at.sidebar.caption)
    assert len(header(blob(at))["runs"]) == 1
    with_class(at, "torch.optim.SGD", "lr=0.0005, momentum=0.9")
    assert [run["label"] for run in header(blob(at))["runs"]] == ["Newton", "torch.optim.SGD"]
    assert said(at).startswith("torch.optim.SGD: the largest difference of the two paths is ")
    assert "chaotic" not in said(at)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("beta=0.9", "torch.optim.Adam has no argument 'beta'; it has lr, betas, eps"),
        ("lr=-1", "torch.optim.Adam refused these arguments: Invalid learning rate: -1."),
        ("0.1", "'0.1' has no name"),
        ("lr=open('x')", "lr must be a number"),
    ],
)
def test_a_mistake_gets_a_sentence_and_our_path_stays(arguments, sentence):
    at = with_class(opened(), "torch.optim.Adam", arguments)
    assert sentence in at.sidebar.error[0].value
    assert len(header(blob(at))["runs"]) == 1


def test_the_class_and_its_arguments_outlive_the_switch():
    at = with_class(opened(), "torch.optim.Adagrad", "lr=0.5")
    before = blob(at)
    at.checkbox(key="library").uncheck().run()
    switched_on(at)
    assert at.text_input(key="library.arguments torch.optim.Adagrad").value == "lr=0.5"
    assert blob(at) == before
