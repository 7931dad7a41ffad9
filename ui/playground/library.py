"""The sidebar's group "From torch": a library's own path beside ours, and how far apart the two are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from figures.palette import FROM_LIBRARY
from networks import (
    Shaken,
    counterpart,
    has_torch,
    library_arguments,
    library_names,
    library_remark,
    library_walk,
    measure,
    read_arguments,
    settings_along,
    settings_for,
    why_none,
    write_arguments,
)
from networks.library.arguments import MAX_TEXT
from networks.library.difference import ROUNDING
from optimizers import Optimizer
from parameters import Hyper
from player.shown import Shown
from simulation import Experiment, Stop, Trajectory
from simulation.running.simulate import walk
from simulation.running.trajectory import DIVERGED
from ui.frame import server
from ui.playground.beside import Beside, difference
from ui.state import choices, keys
from ui.state.runs import beside as walked_beside
from ui.state.runs import trajectories
from ui.state.sent import sent
from ui.widgets.groups import folded
from ui.widgets.settings import choose, pick
from words.foreign import markdown
from words.language import _
from words.numbers import short, whole

COVERED = 1e-3  # paths closer than this part of their size are one line in the picture
SWITCH = Hyper(default=False, doc="draw torch's path beside")


@dataclass(frozen=True)
class Asked:
    """A library's class and its arguments; `ours` if it is the counterpart of our rule with the same settings."""

    name: str
    arguments: Mapping[str, Any]
    ours: bool


def beside(experiment: Experiment) -> Beside:
    """Draw the group and walk the path that it asks for. torch is imported once it is switched on, never before."""
    with folded(_("From torch"), "from torch") as is_open:
        if not (is_open or choices.get(keys.LIBRARY, SWITCH.default)):
            return Beside()
        rule = experiment.runs[0].build()
        found = settings_for(rule)
        st.caption(_("The same rule in {name}").format(name=found[0]) if found else why_none(rule))
        if not choose(keys.LIBRARY, SWITCH, SWITCH.default):
            return Beside()
        if not has_torch():
            st.caption(_("torch is not installed on this server, so there is no path of it to draw."))
            return Beside()
        with st.spinner(_("Importing torch: a few seconds, once …")):
            _imported()
        try:
            asked = _asked(found)
            return _walked(experiment, rule, asked) if asked else Beside()
        except ValueError as error:
            st.error(markdown(str(error)))
            return Beside()


@cache
def _imported() -> tuple[str, ...]:
    """All classes. What came with them is taken out of the garbage collector's sight, too."""
    names = tuple(library_names())
    server.freeze()
    return names


def _asked(found: tuple[str, dict[str, Any]] | None) -> Asked | None:
    """The class that is picked. ValueError if its arguments cannot be read."""
    same = _("the rule set above") if found else _("choose a class")
    titles = {"": same, **{name: name for name in _imported()}}
    if (name := choices.get(keys.LIBRARY_CLASS, "")) not in titles:
        choices.forget(keys.LIBRARY_CLASS)
        st.error(markdown(_("The libraries of this server have no class {name}.").format(name=name)))
    name = pick(keys.LIBRARY_CLASS, _("class of the library"), titles, "", show_label=True)
    if remark := library_remark():
        st.caption(_(remark))
    if not name:
        return Asked(*found, ours=True) if found else None
    key = keys.library_arguments(name)
    known = {argument: value for argument, value in library_arguments(name).items() if value is not None}
    text = st.text_input(
        _("its arguments, such as lr=0.1, betas=0.9,0.999"),
        choices.get(key, ""),
        key=key,
        max_chars=MAX_TEXT,
        placeholder=write_arguments(known),
        help=_("Without a value: {defaults}").format(defaults=write_arguments(known)),
        on_change=lambda: choices.put(key, str(sent(key, ""))[:MAX_TEXT]),
    )
    return Asked(name, read_arguments(text), ours=False)


def _walked(experiment: Experiment, rule: Optimizer, asked: Asked) -> Beside:
    path = trajectories(experiment)[0]
    schedule = settings_along(rule, path) if asked.ours else ()
    theirs = walked_beside(
        f"{asked.name} {sorted(asked.arguments.items())} {asked.ours}",
        _("the path of {name}").format(name=asked.name),
        experiment,
        lambda: library_walk(
            asked.name,
            asked.arguments,
            experiment.landscape(),
            experiment.start,
            **_around(experiment),
            schedule=schedule,
        ),
    )
    shown = Shown(None, theirs, asked.name, FROM_LIBRARY)
    return Beside((shown,), " ".join(_sentences(experiment, rule, asked, theirs)))


def _around(experiment: Experiment) -> dict[str, Any]:
    """What happens around a rule, whoever wrote it."""
    return {
        "steps": experiment.steps,
        "seed": experiment.seed,
        "transforms": [spec.build() for spec in experiment.runs[0].transforms],
        "stop": Stop.from_values(experiment.stop),
        "maximize": experiment.maximize,
    }


def _sentences(experiment: Experiment, rule: Optimizer, asked: Asked, theirs: Trajectory) -> list[str]:
    """The difference, where it begins, and what explains it."""
    path, known = trajectories(experiment)[0], counterpart(rule) if asked.ours else None
    shows = known.shows if known else "x"
    found = measure(path.x if shows == "x" else path.states[shows], theirs.x)
    said = [difference(asked.name, found)]
    if found.largest < COVERED:
        said.append(_("In the picture it is dashed, over ours."))
    if shows != "x":
        said.append(_("It keeps {state}, so it is compared with our {state}.").format(state=shows))
    if path.last != theirs.last:
        said.append(_("It {theirs}, ours {ours}.").format(theirs=_end(theirs), ours=_end(path)))
    if known and known.note:
        said.append(_(known.note))
    elif known and found.apart is not None:
        said.append(_rounding(experiment, path))
    elif not known and experiment.runs[0].schedules:
        said.append(_("It does not follow our schedule."))
    return said


def _end(path: Trajectory) -> str:
    words = _("diverged at step {step}") if path.status == DIVERGED else _("ended at step {step}")
    return words.format(step=whole(int(path.last)))


def _rounding(experiment: Experiment, path: Trajectory) -> str:
    """Whether our own path parts from itself, too, when its start and its gradients are wrong by rounding."""
    spec, start = experiment.runs[0], [c + ROUNDING * max(1.0, abs(c)) for c in experiment.start]
    surface, schedule = Shaken(experiment.landscape()), spec.build_schedules()
    shaken = walked_beside(
        "shaken",
        _("our path, shaken by rounding"),
        experiment,
        lambda: walk(spec.build(), surface, start, **_around(experiment), schedule=schedule),
    )
    found = measure(path.x, shaken.x)
    if found.apart is None:
        return _("Rounding does not explain it: our own path, shaken by {size}, stays closer to itself.").format(
            size=short(ROUNDING)
        )
    return _("The path is chaotic: our own, shaken by {size}, parts from itself as far from step {step}.").format(
        size=short(ROUNDING), step=whole(found.apart)
    )
