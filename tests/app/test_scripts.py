"""The tab Code: a script of Python, PyTorch or Matplotlib, and a sentence where torch has none."""

import pytest

from exports.code.drawing import matplotlib_script
from exports.code.pytorch import pytorch
from exports.work import Work
from simulation import Experiment
from tests.helpers.app_pages import opened

QUERY = "surface=rosenbrock&steps=20&run=adam~lr~0.05"
BESIDE = f"{QUERY}&run=lion"


def at_code(query, page):
    at = opened(query, page)
    tabs = "details" if page == "playground" else "compare details"
    at.session_state[tabs] = "Code"
    return at.run()


def shown(at):
    assert not at.exception
    return [code.value.strip() for code in at.code], " ".join(caption.value for caption in at.caption)


@pytest.mark.parametrize("page", ["playground", "compare"])
def test_each_script_is_offered(page):
    work = Work.of(Experiment.from_query(QUERY))
    at = at_code(QUERY, page)
    assert work.experiment.to_python().strip() in shown(at)[0]
    at.segmented_control(key="script").set_value("pytorch").run()
    assert pytorch(work).text.strip() in shown(at)[0]
    at.segmented_control(key="script").set_value("matplotlib").run()
    assert matplotlib_script(work).strip() in shown(at)[0]
    assert "in its own folder" in shown(at)[1]
    tabs = "details" if page == "playground" else "compare details"
    other = "Data" if page == "playground" else "Results"
    at.session_state[tabs] = other
    at.run()
    at.session_state[tabs] = "Code"
    at.run()
    assert at.segmented_control(key="script").value == "matplotlib"
    assert not at.exception


def test_what_torch_lacks_is_said_in_a_sentence():
    at = at_code("surface=rosenbrock&steps=20&run=newton", "playground")
    at.segmented_control(key="script").set_value("pytorch").run()
    codes, said = shown(at)
    assert not any("import torch" in code for code in codes)
    assert "Neither torch nor pytorch-optimizer has Newton." in said
    at = at_code(BESIDE, "compare")
    at.segmented_control(key="script").set_value("pytorch").run()
    codes, said = shown(at)
    assert any("torch.optim.Adam" in code for code in codes)
    assert "Not in it. Lion: torch has no Lion" in said
