"""docs/adding-a-rule.md, done to the letter in a copy of the project."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "node_modules", "tests", "benchmarks", "images", "__pycache__", "*.egg-info")
CHECKS = """
import numpy as np
from streamlit.testing.v1 import AppTest

from optimizers import OPTIMIZERS
from optimizers.rules import RULES
from optimizers.reading.notation import formula
from simulation import Experiment, run, simulate
from surfaces import SURFACES

rule, bowl = OPTIMIZERS["speed_limit"], SURFACES["elongated_bowl"]
assert list(RULES)[-1] == "speed_limit"

path = simulate(rule(), bowl, (-7.0, 2.0), 200)
assert abs(path.value[-1]) < 1e-3
assert np.abs(path.step_taken[1:]).max() <= 0.1 + 1e-15

starts = np.array([[-7.0, 2.0], [3.0, -1.0], [0.0, 0.0]])
batch = simulate(rule(lr=np.array([[0.1], [0.3], [0.2]])), bowl, starts, 50)
for lane, lr in enumerate((0.1, 0.3, 0.2)):
    assert np.array_equal(batch.lane(lane).x, simulate(rule(lr=lr), bowl, starts[lane], 50).x)

assert r"v_{t} &= \\beta v_{t-1} + \\nabla f" in formula(rule())
assert run(Experiment.from_query("run=speed_limit~momentum~0.5&surface=beale"))[0].last > 0

playground = AppTest.from_file("app.py", default_timeout=60)
playground.query_params["run"] = "speed_limit~lr~0.2"
playground.run()
assert not playground.exception and not playground.warning
assert playground.selectbox(key="rule|box").value == "speed_limit"
assert playground.number_input(key="speed_limit.lr|box").value == 0.2

reference = AppTest.from_file("app.py", default_timeout=60)
reference.query_params["rule"] = "speed_limit"
reference.switch_page("pages/reference.py").run()
assert not reference.exception and not reference.warning
assert reference.title[0].value == "Speed limit"
assert "beta v" in reference.latex[0].value
assert any("no coordinate ever moves faster" in text.value for text in reference.markdown)
assert any("<svg" in text.value for text in reference.markdown)
"""


@pytest.fixture(scope="module")
def example() -> tuple[str, list[str]]:
    """The file, and the lines of the change to `optimizers/__init__.py`."""
    text = (ROOT / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")
    (file,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    (change,) = re.findall(r"```diff\n(.*?)```", text, flags=re.DOTALL)
    return file, change.splitlines()


def test_the_example_is_short(example):
    file, change = example
    assert len(file.splitlines()) <= 25
    assert [line[0] for line in change] == [" ", "+"]


def test_the_example_works_everywhere(example, tmp_path):
    copy = shutil.copytree(ROOT, tmp_path / "copy", ignore=LEFT_OUT)
    file, (before, added) = example
    (copy / "optimizers" / "rules" / "speed_limit.py").write_text(file, encoding="utf-8")
    init = copy / "optimizers" / "rules" / "__init__.py"
    rules = init.read_text(encoding="utf-8")
    assert rules.count(f"{before[1:]}\n") == 1
    init.write_text(rules.replace(f"{before[1:]}\n", f"{before[1:]}\n{added[1:]}\n"), encoding="utf-8")
    script = copy / "checks.py"
    script.write_text(CHECKS, encoding="utf-8")
    done = subprocess.run([sys.executable, "-W", "ignore", str(script)], cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_rule_is_forgotten():
    """Every file of a rule is named in the `__init__.py` beside it."""
    from optimizers import OPTIMIZERS

    found = {
        file.stem
        for room in ("rules", "wrappers")
        for file in (ROOT / "optimizers" / room).glob("*.py")
        if re.search(r"^class \w+\(Optimizer\):", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    assert found == {*OPTIMIZERS}
