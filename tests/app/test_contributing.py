"""A surface and a demo are added as CONTRIBUTING.md says, in a copy of the project (`test_adding_a_rule`: a rule)."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.helpers.imports import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "node_modules", "e2e", "images", "__pycache__", "*.egg-info")
SURFACE = """

TILTED_BOWL = Surface(
    name="Tilted bowl",
    family="bowl",
    formula="x^2 + a*y^2 + x*y",
    domain=(-4.0, 4.0, -3.0, 3.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-3.0, 2.0),),
    source="An example, https://example.org",
    teaches="It leans.",
    parameters={"a": Hyper(2.0, slider=(1.0, 9.0), symbol="a", doc="steepness")},
)
"""
LISTED = '    "sphere": SPHERE,\n'
IN_TORCH = '    "sphere": lambda x, y: torch.stack((x, y)).square().sum(0),\n'
DEMO = {
    "title": "A slow ball",
    "group": "Step size",
    "order": 15,
    "view": "overlay",
    "look": "Plain gradient descent walks straight. It takes its time.",
    "experiment": {"surface": "sphere", "steps": 20, "runs": [{"rule": "sgd", "hyperparameters": {"lr": 0.05}}]},
}


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(ROOT, tmp_path / "copy", ignore=LEFT_OUT)


def replaced(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def pytest_in(folder, *arguments):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_adding_a_surface(copy):
    family, contents = copy / "surfaces" / "families" / "bowls.py", copy / "surfaces" / "__init__.py"
    family.write_text(family.read_text(encoding="utf-8") + SURFACE, encoding="utf-8")
    replaced(contents, "SPHERE\n", "SPHERE, TILTED_BOWL\n")
    replaced(contents, LISTED, f'{LISTED}    "tilted_bowl": TILTED_BOWL,\n')
    added = '    "tilted_bowl": lambda x, y: x.square() + 2 * y.square() + x * y,\n'
    replaced(copy / "tests" / "helpers" / "literature.py", IN_TORCH, IN_TORCH + added)
    pytest_in(copy, "tests/unit/surfaces/test_contract.py", "-k", "tilted or sphere or forgotten or families or twelve")


def test_adding_a_demo(copy):
    file = copy / "gallery" / "demos" / "a-slow-ball.json"
    file.write_text(json.dumps(DEMO), encoding="utf-8")
    tests = copy / "tests" / "unit" / "gallery" / "test_gallery_rules.py"
    claim = 'def test_a_slow_ball():\n    (path,) = paths("a-slow-ball")\n    assert from_minimum(path)[-1] > 0.1\n'
    tests.write_text(f"{tests.read_text(encoding='utf-8')}\n\n{claim}", encoding="utf-8")
    pytest_in(copy, "tests/unit/gallery", "-k", "slow or has_its_test or unique")
