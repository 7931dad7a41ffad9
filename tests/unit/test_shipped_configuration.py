"""What the configuration that is shipped promises."""

import tomllib
from pathlib import Path

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))


def test_nothing_watches_the_files_of_a_server():
    assert CONFIG["server"]["fileWatcherType"] == "none"
