"""The Playground's sidebar: from widgets to an experiment, in the order a person thinks.

A value is drawn by `ui.widgets` from its metadata, what is chosen lives in `ui.state.choices`, and `ui.state.reading`
makes the experiment of it.
"""

from __future__ import annotations

from ui.playground import full_batch
from ui.playground.picture import FIRST_RULE, FIRST_SURFACE, RUN
from ui.sidebar import batch, recorded, rule, schedules, several, transforms, undo
from ui.sidebar.run_settings import place_controls, seed_control, stop_control
from ui.sidebar.surface_menu import surface_controls
from ui.state import choices, keys, reading, turned
from ui.state.chosen_surface import suiting_surface
from words.language import _


def turn(_run: str, name: str, value: float) -> None:
    """A handle of the player was moved."""
    turned.turn(RUN, name, value, surface=FIRST_SURFACE, rule=FIRST_RULE)


def draw() -> None:
    """The controls."""
    undo.controls()
    surface_controls(FIRST_SURFACE)
    surface = suiting_surface(FIRST_SURFACE)
    rule.controls(RUN, surface, FIRST_RULE)
    place_controls(surface)
    batch.controls(RUN, surface, reading.steps())
    batched = bool(reading.mini_batch_data(RUN, surface))
    if batched:
        full_batch.switch()
        seed_control(True, _("seed of batches and noise"))
    schedules.controls(RUN, choices.get(keys.rule(RUN), FIRST_RULE), surface, reading.steps())
    with transforms.group(RUN) as is_open:
        if is_open:
            transforms.controls(RUN)
            if not batched:
                seed_control(reading.is_noisy(RUN, surface))
    several.controls(reading.is_noisy(RUN, surface))
    stop_control()
    recorded.controls(surface.dimensions)
