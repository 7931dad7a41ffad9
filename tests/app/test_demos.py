"""What is said of a demo above its picture, and that it goes with the demo's settings and comes back with them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gallery import DEMOS, MAPS, NETWORKS

APP = Path(__file__).parents[2] / "app.py"


def opened(page: str, key: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    at.switch_page(f"pages/{page}.py")
    at.query_params["demo"] = [key]
    return at.run()


def says(at: AppTest, words: str) -> bool:
    return any(words in caption.value for caption in at.caption)


@pytest.mark.parametrize(
    ("page", "known", "key", "box"),
    [
        *(("compare", DEMOS, key, "steps|box") for key in [*DEMOS][::9]),
        *(("maps", MAPS, key, "steps|box") for key in [*MAPS][::4]),
        *(("networks", NETWORKS, key, "network.epochs|box") for key in [*NETWORKS][::10]),
    ],
)
def test_words_go_with_the_settings(page, known, key, box):
    demo = known[key]
    at = opened(page, key)
    assert says(at, demo.look)
    at.number_input(key=box).set_value(at.number_input(key=box).value + 1).run()
    assert not at.exception
    assert not says(at, demo.look)
    assert says(at, demo.title)
    assert says(at, "need not hold")
    next(button for button in at.button if button.label == "Back to the demo").click().run()
    assert not at.exception
    assert says(at, demo.look)
