"""How many examples of the data a step sees, in which order, and the path that sees all of them beside."""

from __future__ import annotations

from typing import Any

import streamlit as st

from optimizers.transforms import MINI_BATCH, MiniBatch
from parameters import Hyper
from simulation import Experiment
from simulation.running.batches import mini_batch
from surfaces import Surface
from ui.player import Shown
from ui.state import choices
from ui.state.runs import trajectories
from ui.widgets.settings import choose, complaint, number_box, pick
from words.language import _
from words.numbers import short

SIZES = (1, 24, 32, 64, 120)
ALL = 0
COLOR, MARKER = "#0072B2", "square"
BESIDE = Hyper(default=True, doc="draw the path of the full batch beside")

_SIZE, _ORDER = (MiniBatch.hyperparameters()[name] for name in ("size", "order"))
_ORDERS = {"shuffled": "shuffled", "in_order": "in order", "with_replacement": "with replacement"}


def controls(run: str, surface: Surface, steps: int) -> list[dict[str, Any]]:
    """Draw the batch of a run on a loss; the transforms that it means, as plain data: none if a step sees all rows."""
    if not surface.examples:
        return []
    size = _size(run, surface.examples)
    if size == ALL:
        return []
    left, right = st.columns([0.42, 0.58], gap="small", vertical_alignment="bottom")
    with left:
        number_box(f"{run}{MINI_BATCH}.size", _SIZE, size, _("batch size"), show_label=True)
    with right:
        order = pick(f"{run}{MINI_BATCH}.order", _("drawn"), _ORDERS, _ORDER.default, show_label=True)
    complaint(f"{run}{MINI_BATCH}.size")
    st.caption(_epochs(MiniBatch(size=size, order=order), steps, surface.examples))
    return [{"name": MINI_BATCH, "settings": {"size": size, "order": order}}]


def saved(run: str, surface: Surface) -> list[dict[str, Any]]:
    """The same without drawing anything."""
    if not surface.examples or not choices.get(f"{run}{MINI_BATCH}", False):
        return []
    defaults = {"size": _SIZE.default, "order": _ORDER.default}
    settings = {name: choices.get(f"{run}{MINI_BATCH}.{name}", default) for name, default in defaults.items()}
    return [{"name": MINI_BATCH, "settings": settings}]


def _size(run: str, examples: int) -> int:
    """The row of buttons; what is chosen, or typed before."""
    key, widget = f"{run}{MINI_BATCH}", f"{run}{MINI_BATCH}|sizes"
    size = choices.get(f"{key}.size", _SIZE.default) if choices.get(key, False) else ALL
    offered = [*(s for s in SIZES if s < examples), ALL]

    def picked() -> None:
        if (chosen := st.session_state[widget]) is not None:
            choices.put(key, chosen != ALL)
            if chosen != ALL:
                choices.put(f"{key}.size", chosen)
                st.session_state.pop(f"{key}.size|problem", None)

    st.session_state[widget] = size if size in offered else None
    st.segmented_control(
        _("examples a step sees"),
        offered,
        key=widget,
        format_func=lambda s: str(s) if s else _("all"),
        on_change=picked,
    )
    return size


def _epochs(drawn: MiniBatch, steps: int, examples: int) -> str:
    words = _("{steps} steps are {epochs} epochs of {count} rows.")
    return words.format(steps=steps, epochs=short(drawn.epochs(steps, examples), 3), count=examples)


def switch() -> None:
    """Whether the path of the full batch is drawn beside that of mini-batches."""
    choose("full batch", BESIDE, BESIDE.default)


def beside(experiment: Experiment) -> tuple[Shown, ...]:
    """The path of the only run as it is without mini-batches; nothing if it has none or it is not asked for."""
    spec = experiment.runs[0]
    if not (spec.transforms and spec.transforms[0].name == MINI_BATCH and choices.get("full batch", BESIDE.default)):
        return ()
    whole = experiment.model_copy(update={"runs": (spec.model_copy(update={"transforms": spec.transforms[1:]}),)})
    return (Shown(spec.build(), trajectories(whole)[0], _("full batch"), COLOR, MARKER),)


def report(drawn: tuple[Shown, ...]) -> None:
    """Which path is which, under the picture."""
    if drawn:
        st.caption(_("Round: mini-batches. Square: the full batch, from the same start."))


def epochs(experiment: Experiment, run: int = 0) -> tuple[int, float] | None:
    """(steps in an epoch, part of the data that a step sees) of a run with mini-batches; 0 steps where none ends."""
    examples = experiment.landscape().examples
    drawn = mini_batch([spec.build() for spec in experiment.runs[run].transforms], examples)
    return None if drawn is None else (drawn.steps_in_epoch(examples), min(int(drawn.size), examples) / examples)
