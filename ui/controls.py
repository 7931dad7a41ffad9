"""The sidebar: from widgets to an experiment, in the order a person thinks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from optimizers import OPTIMIZERS, TRANSFORMS
from optimizers.base import Described, Hyper
from simulation import Experiment, Stop
from simulation.experiment import MAX_SEED
from simulation.simulate import MAX_STEPS
from simulation.suggest import suggested_lr
from surfaces import SURFACES, Surface
from ui import choices
from ui.text import _
from ui.widgets import choose, complaint, number_box

FIRST_SURFACE, FIRST_RULE = "rosenbrock", "adam"
STEPS = Hyper(default=500, slider=(1, 5000), log=True, within=(1, MAX_STEPS + 1), doc="steps")
SEED = Hyper(default=0, slider=(0, 100), within=(0, MAX_SEED + 1), doc="seed")
COORDINATE = Hyper(default=0.0, within=(-math.inf, math.inf))
DEFAULT_STOP = {"gradient_norm": 1e-5}


def experiment() -> Experiment:
    """Draw the controls and return what they say."""
    surface = _surface()
    run = _optimizer(SURFACES[surface])
    start, steps = _run(SURFACES[surface])
    transforms, seed = _gradient()
    stop = _stop()
    return Experiment.from_data(
        {
            "surface": surface,
            "start": start,
            "steps": steps,
            "seed": seed,
            "stop": stop,
            "runs": [{**run, "transforms": transforms}],
        }
    )


def _surface() -> str:
    _heading(_("Surface"))
    return _pick("surface", _("surface"), {key: surface.name for key, surface in SURFACES.items()}, FIRST_SURFACE)


def forget_start() -> None:
    """Back to the surface's own start."""
    choices.forget("start.x", "start.y")


def _optimizer(surface: Surface) -> dict[str, Any]:
    rule = choices.get("rule", FIRST_RULE)
    cls = OPTIMIZERS[rule]
    _heading(_("Optimizer"), *(f"{rule}.{name}" for name in cls.hyperparameters()))
    picked = _pick("rule", _("optimizer"), {key: cls.title for key, cls in OPTIMIZERS.items()}, FIRST_RULE)
    defaults = {"lr": suggested_lr(cls, surface)} if "lr" in cls.hyperparameters() else {}
    return {"rule": picked, "hyperparameters": _settings(rule, cls, defaults)}


def _run(surface: Surface) -> tuple[tuple[float, float], int]:
    _heading(_("Run"), "steps", "start.x", "start.y")
    steps = choose("steps", STEPS, STEPS.default)
    x, y = surface.starts[0]
    point = {"start.x": choices.get("start.x", x), "start.y": choices.get("start.y", y)}
    for column, (key, value) in zip(st.columns(2, gap="small"), point.items(), strict=True):
        with column:
            number_box(key, COORDINATE, value, _("start {coordinate}").format(coordinate=key[-1]), show_label=True)
    for key in point:
        complaint(key)
    return (point["start.x"], point["start.y"]), steps


def _gradient() -> tuple[list[dict[str, Any]], int]:
    """Noise, clipping and decay, in the order the user picks them, and the seed of the noise."""
    picked = choices.get("transforms", [])
    title = ", ".join(_(TRANSFORMS[name].title) for name in picked) if picked else _("none")
    with st.expander(_("Noise and clipping: {what}").format(what=title)):
        _show_transforms(picked)
        specs = [{"name": name, "settings": _settings(name, TRANSFORMS[name])} for name in picked]
        seed = choices.get("seed", SEED.default)
        if any(TRANSFORMS[name].noisy for name in picked):
            number_box("seed", SEED, seed, _("seed"), show_label=True)
            complaint("seed")
        else:
            st.caption(_("Nothing is random, so there is no seed to set."))
    return specs, seed


def _show_transforms(picked: list[str]) -> None:
    if st.session_state.get("transforms|box") != picked:
        st.session_state["transforms|box"] = picked
    st.multiselect(
        _("applied to the gradient, in this order"),
        list(TRANSFORMS),
        key="transforms|box",
        format_func=lambda name: _(TRANSFORMS[name].title),
        placeholder=_("none"),
        on_change=lambda: choices.put("transforms", st.session_state["transforms|box"]),
    )


def _stop() -> dict[str, Any]:
    with st.expander(_("Stop rule")):
        return _settings("stop", Stop, DEFAULT_STOP)


def colorscale() -> str:
    """How the heights are coloured; of the view, not of the experiment."""
    with st.expander(_("View")):
        return st.segmented_control(
            _("colours"), ["calm", "viridis", "cividis"], default="calm", required=True, key="colorscale"
        )


def _settings(owner: str, cls: type[Described], defaults: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A widget for every hyperparameter of `cls`, the rare ones folded; name → value."""
    known = cls.hyperparameters()
    values = {name: choices.get(f"{owner}.{name}", (defaults or {}).get(name, h.default)) for name, h in known.items()}
    usual = [name for name, h in known.items() if not h.rare]
    rare = [name for name, h in known.items() if h.rare and _applies(h, values)]

    def draw(names: list[str]) -> None:
        for name in names:
            if _applies(known[name], values):
                choose(f"{owner}.{name}", known[name], values[name])

    draw(usual)
    if rare:
        with st.expander(_("More of {title}").format(title=cls.title)):
            draw(rare)
    return values


def _applies(known: Hyper, values: Mapping[str, Any]) -> bool:
    return all(values[name] == value for name, value in known.when.items())


def _heading(title: str, *resets: str) -> None:
    """A group's name and, if it has something to reset, the button for it."""
    left, right = st.columns([0.85, 0.15], vertical_alignment="bottom")
    left.subheader(title, anchor=False)
    if resets:
        right.button(
            "",
            icon=":material/restart_alt:",
            key=f"reset {title}",
            help=_("Reset {group} to its defaults").format(group=title),
            type="tertiary",
            on_click=_reset,
            args=resets,
        )


def _reset(*keys: str) -> None:
    choices.forget(*keys)
    for key in keys:
        st.session_state.pop(f"{key}|problem", None)


def _pick(key: str, label: str, titles: Mapping[str, str], default: str) -> str:
    value = choices.get(key, default)
    if st.session_state.get(f"{key}|box") != value:
        st.session_state[f"{key}|box"] = value
    st.selectbox(
        label,
        list(titles),
        key=f"{key}|box",
        format_func=lambda k: _(titles[k]),
        label_visibility="collapsed",
        on_change=_picked,
        args=(key,),
    )
    return value


def _picked(key: str) -> None:
    choices.put(key, st.session_state[f"{key}|box"])
    if key == "surface":
        forget_start()
