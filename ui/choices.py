"""What the user has chosen, by key. Everything else is a default, so that defaults may follow the surface and rule.

Keys are "surface", "rule", "steps", "seed", "start.x", "start.y", "stop.<name>", "<rule>.<name>" for hyperparameters,
"schedules" for those that follow one, "schedule <hyperparameter>" for which, "schedule <hyperparameter> <key>.<name>"
for its settings, "transforms" and "<transform>.<name>". The experiment is built from this and nothing else, and
the choices live as long as the session: switching to another rule and back loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from optimizers.base import Described
from simulation import Experiment, ExperimentError, Stop
from ui.text import _

_STORE, _GOOD = "choices", "last good experiment"


def get(key: str, default: Any) -> Any:
    return _all().get(key, default)


def put(key: str, value: Any) -> None:
    _all()[key] = value


def forget(*keys: str) -> None:
    """Back to the defaults."""
    for key in keys:
        _all().pop(key, None)


def keep_only(names: Iterable[str]) -> None:
    """Back to the defaults of everything but "steps", "start.x", … for the names "steps", "start", … given."""
    forget(*(key for key in list(_all()) if key.split(".")[0] not in names))


def started() -> bool:
    """Whether this session has been here before."""
    return _STORE in st.session_state


def start() -> None:
    st.session_state[_STORE] = {}


def load(experiment: Experiment) -> None:
    """Choose everything that the first run of `experiment` says, its defaults included."""
    run = experiment.runs[0]
    x, y = experiment.start
    st.session_state[_STORE] = {
        "surface": experiment.surface,
        "start.x": x,
        "start.y": y,
        "steps": experiment.steps,
        "seed": experiment.seed,
        "rule": run.rule,
        "transforms": [t.name for t in run.transforms],
        **_values("stop", Stop.from_values(experiment.stop)),
        **_values(run.rule, run.build()),
    }
    for transform in run.transforms:
        _all().update(_values(transform.name, transform.build()))
    put("schedules", list(run.schedules))
    for hyperparameter, schedule in run.schedules.items():
        put(f"schedule {hyperparameter}", schedule.name)
        _all().update(_values(f"schedule {hyperparameter} {schedule.name}", schedule.build()))


def last_good(read: Callable[[], Experiment]) -> Experiment:
    """The experiment that the controls say; where its parts do not fit together, one sentence and the one before."""
    try:
        st.session_state[_GOOD] = read()
    except ExperimentError as error:
        st.error(_("{why} The last good run is still shown.").format(why=error))
    return st.session_state[_GOOD]


def keys_of(owner: str) -> list[str]:
    """Everything chosen under "<owner>.<name>"."""
    return [key for key in _all() if key.startswith(f"{owner}.")]


def _values(owner: str, described: Described) -> dict[str, Any]:
    return {f"{owner}.{name}": value for name, value in described.values().items()}


def _all() -> dict[str, Any]:
    return st.session_state.setdefault(_STORE, {})
