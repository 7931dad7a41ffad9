"""What a widget or a group is to the browser hangs on its key, and on nothing that a reader sees of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.groups import with_groups_open

APP = Path(__file__).parents[2] / "app.py"


def opened(page: str, query: dict[str, str]) -> AppTest:
    at = with_groups_open(AppTest.from_file(APP, default_timeout=30)).switch_page(f"pages/{page}.py")
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def identities(node: Any) -> Iterator[tuple[str, str]]:
    """(key, identity) of everything on a page that has a key."""
    proto = getattr(node, "proto", None)
    name = getattr(proto, "id", "") or getattr(getattr(proto, "expandable", None), "id", "")
    if isinstance(name, str) and name.startswith("$$ID-"):
        yield name.split("-", 2)[2], name
    for child in getattr(node, "children", {}).values():
        yield from identities(child)


def known(at: AppTest) -> dict[str, str]:
    assert not at.exception
    return dict(identities(at._tree))


CHANGES = {
    "a value": lambda at, run: at.number_input(key=f"{run}adam.lr|box").set_value(0.2),
    "noise": lambda at, run: at.multiselect(key=f"{run}transforms|box").set_value(["noise", "clip_norm"]),
    "a schedule": lambda at, run: at.multiselect(key=f"{run}schedules|box").set_value(["lr"]),
    "another rule": lambda at, run: at.selectbox(key=f"{run}rule|box").select("momentum"),
    "another surface": lambda at, _: at.selectbox(key="surface|box").select("beale"),
    "uphill": lambda at, _: at.checkbox(key="maximize").check(),
}


@pytest.mark.parametrize(("page", "run"), [("playground", ""), ("compare", "run 1/")])
def test_nothing_becomes_another_when_something_is_chosen(page, run):
    at = opened(page, {"surface": "himmelblau", "run": "adam~lr~0.1", "steps": "30"})
    before = known(at)
    assert {f"{run}transforms group", f"{run}schedule group", f"{run}rule|box"} <= set(before)
    for change, act in CHANGES.items():
        act(at, run).run()
        after = known(at)
        assert {key: after[key] for key in before.keys() & after.keys()} == {
            key: before[key] for key in before.keys() & after.keys()
        }, change


@pytest.mark.parametrize(("page", "run"), [("playground", ""), ("compare", "run 1/")])
@pytest.mark.parametrize("group", ["transforms group", "schedule group"])
def test_a_group_stays_open_while_it_is_used_and_says_in_the_end_what_is_chosen(page, run, group):
    at = opened(page, {"surface": "himmelblau", "run": "adam~lr~0.1", "steps": "30"})
    box = {"transforms group": ("transforms", ["clip_norm"]), "schedule group": ("schedules", ["lr"])}[group]
    at.multiselect(key=f"{run}{box[0]}|box").set_value(box[1]).run()
    assert at.session_state[f"{run}{group}"]
    at.session_state[f"{run}{group}"] = False
    said = {"transforms group": "Clip by norm", "schedule group": "Step"}[group]
    assert said in [caption.value for caption in at.run().caption]


def test_every_button_has_a_name_that_a_person_would_say():
    for page in ("playground", "compare"):
        at = opened(page, {"surface": "himmelblau", "run": "adam~lr~0.1", "steps": "30"})
        assert all(button.label.strip() for button in at.button), page
        assert {"Open this rule as text", "Reset Optimizer to its defaults"} <= {button.label for button in at.button}
