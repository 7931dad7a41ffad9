"""What the user has chosen, by key. Everything else is a default, so that defaults may follow the surface and rule.

Keys are "surface", "<surface>.<name>" for its parameters, "formula" and "domain" of one that is typed, "heights" and
"map" (its domain) of a heightmap, "data" for rows of the user's own, "steps", "seed", "start.x", "start.y" and
"stop.<name>". A run has "rule", "text" of one that is typed, "<rule>.<name>" for hyperparameters, "schedules" for those
that follow one, "schedule <hyperparameter>" for which, "schedule <hyperparameter> <key>.<name>" for its settings,
"mini_batch" for whether there is one, "transforms" for the others, and "<transform>.<name>"; where there are several
runs, all that belongs to one has its prefix. The experiment is built from this and nothing else. Every page has its
own choices, and they live as long as the session: switching to another rule or page and back loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from optimizers.transforms import MINI_BATCH
from parameters import Described
from simulation import Experiment, ExperimentError, RunSpec, Stop
from simulation.experiments.ground import HEIGHTMAP
from words.language import _

_PAGE, _FAILED = "page", "not good"


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


def begin(page: str) -> None:
    """From now on, the choices are those of this page."""
    st.session_state[_PAGE] = page


def page() -> str:
    """The page whose choices these are."""
    return st.session_state[_PAGE]


def load(experiment: Experiment, prefixes: Sequence[str] = ("",)) -> None:
    """Choose everything that the experiment says, its defaults included, and nothing else.

    Its runs go to the prefixes, in order; on a page with one run only the first is taken.
    """
    x, y = experiment.start
    st.session_state[_store()] = {
        "surface": experiment.surface,
        **{f"{experiment.surface}.{name}": value for name, value in experiment.landscape().values.items()},
        **({"formula": experiment.formula, "domain": experiment.landscape().domain} if experiment.formula else {}),
        **({"heights": experiment.heights, "map": experiment.domain} if experiment.surface == HEIGHTMAP else {}),
        **({"data": experiment.data} if experiment.data else {}),
        "start.x": x,
        "start.y": y,
        "steps": experiment.steps,
        "seed": experiment.seed,
        "fan": experiment.fan,
        "spread": experiment.spread,
        "seeds": experiment.seeds,
        **_values("stop", Stop.from_values(experiment.stop)),
    }
    for prefix, run in zip(prefixes, experiment.runs, strict=False):
        load_run(prefix, run)


def load_run(prefix: str, run: RunSpec) -> None:
    """Choose everything that one run says."""
    put(f"{prefix}rule", run.rule)
    if run.text:
        put(f"{prefix}text", run.text)
    _all().update(_values(f"{prefix}{run.rule}", run.build()))
    batched = bool(run.transforms) and run.transforms[0].name == MINI_BATCH
    put(f"{prefix}{MINI_BATCH}", batched)
    put(f"{prefix}transforms", [transform.name for transform in run.transforms[batched:]])
    for transform in run.transforms:
        _all().update(_values(f"{prefix}{transform.name}", transform.build()))
    put(f"{prefix}schedules", list(run.schedules))
    for name, schedule in run.schedules.items():
        put(f"{prefix}schedule {name}", schedule.name)
        _all().update(_values(f"{prefix}schedule {name} {schedule.name}", schedule.build()))


def last_good(read: Callable[[], Experiment]) -> Experiment:
    """The experiment that the controls say; where its parts do not fit together, one sentence and the one before."""
    good = f"last good {_store()}"
    st.session_state[_FAILED] = False
    try:
        st.session_state[good] = read()
    except ExperimentError as error:
        st.session_state[_FAILED] = True
        st.error(_("{why} The last good run is still shown.").format(why=error))
    return st.session_state[good]


def failed() -> bool:
    """Whether what the controls say could not be run, so that an older picture is shown."""
    return st.session_state.get(_FAILED, False)


def keys_of(owner: str) -> list[str]:
    """Everything chosen under "<owner>.<name>"."""
    return starting(f"{owner}.")


def starting(prefix: str) -> list[str]:
    """Every key that begins so."""
    return [key for key in _all() if key.startswith(prefix)]


def _values(owner: str, described: Described) -> dict[str, Any]:
    return {f"{owner}.{name}": value for name, value in described.values().items()}


def _all() -> dict[str, Any]:
    return st.session_state.setdefault(_store(), {})


def _store() -> str:
    return f"choices of {page()}"
