"""What the configuration that is shipped promises."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_nothing_watches_the_files_of_a_server():
    assert CONFIG["server"]["fileWatcherType"] == "none"


def test_it_answers_its_own_machine_only():
    assert CONFIG["server"]["address"] == "localhost"


@pytest.mark.parametrize("file", ["Makefile", "README.md", "CONTRIBUTING.md"])
def test_nothing_that_is_run_opens_it_to_others_unasked(file):
    """Who wants that types it: the README has the one line for a class, and no task of `make` does it."""
    opened = re.findall(r"--server\.address[ =](\S+)", (ROOT / file).read_text(encoding="utf-8"))
    assert opened == (["0.0.0.0`,"] if file == "README.md" else [])


def test_the_readme_says_how_to_open_it_to_a_class():
    (said,) = [part for part in README.split("\n\n") if "--server.address" in part]
    said = " ".join(said.split())
    assert "The app answers this machine only." in said
    assert "`streamlit run app.py --server.address 0.0.0.0`" in said
    assert "http://<name or address of this machine>:8501" in said
    assert "no accounts" in said


def test_no_error_of_ours_is_shown_to_a_user():
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_what_is_installed_has_every_file_that_it_reads():
    """Beside modules: data, texts, styles and scripts in the packages, as patterns of `pyproject.toml`."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = {package.replace(".", "/"): listed for package, listed in known["package-data"].items()}
    shipped = {
        file for folder, listed in patterns.items() for one in listed for file in ROOT.joinpath(folder).glob(one)
    }
    shipped |= {file for folder in shipped if folder.is_dir() for file in folder.iterdir()}
    packages = [folder for pattern in known["packages"]["find"]["include"] for folder in ROOT.glob(pattern)]
    there = {file for package in packages for file in package.rglob("*") if file.is_file()}
    left = {file for file in there - shipped if file.suffix not in (".py", ".pyc")}
    assert sorted(str(file.relative_to(ROOT)) for file in left) == []
